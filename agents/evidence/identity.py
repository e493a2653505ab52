"""What a document says it is, and the title where it says nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from agents.evidence.canonical import one_line
from agents.records import DocumentKind


class Identity(NamedTuple):
    """What a document says it is."""

    kind: DocumentKind = "other"
    title: str | None = None
    published: date | None = None
    period_end: date | None = None


def first_line(text: str) -> str | None:
    """Return the first line with words, as a title."""
    line = next((line for line in text[:2000].split("\n") if re.search(r"\w{3}", line)), "")
    return one_line(line).lstrip("#- ")[:160] or None


def name_title(path: str) -> str | None:
    """Return the file's name as a title, for documents whose text names none."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", path.rsplit("/", 1)[-1])
    return re.sub(r"[_\s]+", " ", stem).strip() or None
