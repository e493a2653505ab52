"""Headlines: every row of a list of headlines is a statement of its own day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from agents.claims.defaults import Frame
from agents.evidence.types import ReadDocument

_DATED = re.compile(r"^\W{0,3}(?P<day>(?:19|20)\d\d-\d\d-\d\d)(?:[T ][\d:]+)?[\"\s,;|\t]+(?P<words>[^\n]{8,600})$", re.MULTILINE)


class Row(NamedTuple):
    """A stretch of a document with its own defaults: the whole of it, or one dated headline."""

    start: int
    end: int
    frame: Frame
    whole: bool = False


def rows(document: ReadDocument, frame: Frame) -> Iterator[Row]:
    """Yield the dated rows of a list of headlines; any other document is one row."""
    found = list(_DATED.finditer(document.text)) if document.document.kind in {"headlines", "table", "other"} else []
    lines = document.text.count("\n", 0, 200_000) + 1
    if document.document.kind != "headlines" and len(found) < max(3, lines * 0.6):
        yield Row(0, len(document.text), frame, whole=True)
        return
    for match in found:
        start, end = match.span("words")
        while end > start and document.text[end - 1] in "\" \r":
            end -= 1
        yield Row(start, end, frame._replace(published=_day(match["day"]) or frame.published, period=None, press=True))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
