"""The items of Form 8-K reports: which were reported, on what day, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from agents.evidence.types import ReadDocument

NUMBERING_CHANGED = date(2004, 8, 23)
"""From this day Form 8-K counts its items 1.01 to 9.01; before, 1 to 12 (SEC release 33-8400)."""

_ITEM = re.compile(r"(?im)^[^\S\n]*item\s*(\d{1,2}\s?\.\s?\d{2}|\d{1,2})\b[ \t]*(?:\([a-z]\))?")
_END = re.compile(r"(?im)^[ \t]*(?:signatures?|exhibit index|pursuant to the requirements of the securities)\b")
_EVENT_DAY = re.compile(
    r"date\s+of\s+(?:earliest\s+event\s+reported|report)\W{0,40}(?:\(date\s+of\s+earliest\s+event\s+reported\)\W{0,30})?"
    r"([A-Z][a-z]{2,8}\s+\d{1,2}\s*,\s+\d{4})",
    re.IGNORECASE,
)


class ItemReport(NamedTuple):
    """One item as reported in one filing."""

    document: ReadDocument
    number: str
    day: date | None
    start: int
    end: int

    @property
    def body(self) -> str:
        """The item's text, heading included."""
        return self.document.text[self.start : self.end]


def item_reports(document: ReadDocument) -> tuple[ItemReport, ...]:
    """Return the items of an 8-K, one per number: of a heading and its entry in a list, the longer."""
    day = event_day(document)
    longest: dict[str, ItemReport] = {}
    for number, start, end in _spans(document.text, _is_old(day)):
        if number not in longest or end - start > longest[number].end - longest[number].start:
            longest[number] = ItemReport(document, number, day, start, end)
    return tuple(longest[n] for n in sorted(longest))


def event_day(document: ReadDocument) -> date | None:
    """Return the day of the event as the form's cover states it, else the day of the document."""
    match = _EVENT_DAY.search(document.text, 0, 12_000)
    if match is None:
        return document.document.published
    written = re.sub(r"\s+", " ", match.group(1)).replace(" ,", ",")
    for form in ("%B %d, %Y", "%b %d, %Y"):
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 -- a calendar day, not an instant
        except ValueError:
            continue
    return document.document.published


def _is_old(day: date | None) -> bool:
    return day is not None and day < NUMBERING_CHANGED


def _spans(text: str, old: bool) -> Iterator[tuple[str, int, int]]:
    hits = [(_number(m.group(1)), m.start()) for m in _ITEM.finditer(text)]
    hits = [(n, s) for n, s in hits if ("." not in n) == old]
    for index, (number, start) in enumerate(hits):
        stop = hits[index + 1][1] if index + 1 < len(hits) else len(text)
        end = _END.search(text, start, stop)
        yield number, start, end.start() if end else stop


def _number(written: str) -> str:
    return re.sub(r"\s", "", written)
