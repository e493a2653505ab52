"""Headlines: every row of a list of headlines is a statement of its own day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from agents.claims.defaults import Frame
from agents.evidence.types import ReadDocument

_DATED = re.compile(
    r"^\W{0,3}(?P<day>(?:19|20)\d\d-\d\d-\d\d)(?:[T ][\d:]+)?[\"\s,;|\t]+(?P<words>[^\n]{8,600})$", re.MULTILINE
)


class Row(NamedTuple):
    """A stretch of a document with its own defaults: the whole of it, or one dated headline."""

    start: int
    end: int
    frame: Frame
    whole: bool = False


def rows(document: ReadDocument, frame: Frame) -> Iterator[Row]:
    """Yield the dated rows of a list of headlines; any other document is one row."""
    found = list(_of_cells(document)) or list(_of_lines(document.text)) if document.document.kind == "headlines" else []
    if not found:
        yield Row(0, len(document.text), frame, whole=True)
    for day, start, end in found:
        yield Row(start, end, frame._replace(published=day, period=None, press=True))


class _Dated(NamedTuple):
    day: date
    start: int
    end: int


def _of_cells(document: ReadDocument) -> Iterator[_Dated]:
    for table in document.tables:
        for row in table.rows:
            day = next((d for d in (_day(c.text.strip()[:10]) for c in row) if d), None)
            words = max(row, key=lambda c: c.end - c.start, default=None)
            if day and words and words.end - words.start > 8:
                yield _Dated(day, words.start, words.end)


def _of_lines(text: str) -> Iterator[_Dated]:
    for match in _DATED.finditer(text):
        day = _day(match["day"])
        start, end = match.span("words")
        while end > start and text[end - 1] in '" \r':
            end -= 1
        if day:
            yield _Dated(day, start, end)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
