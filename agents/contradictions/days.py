"""Written dates as windows of days: "in April 2019" is the whole of April, and only windows apart contradict."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from agents.records import Claim

_SLACK = {"day": 7, "month": 31, "quarter": 31, "year": 31}
"""Days that may lie between two windows before they contradict, by the coarser precision."""
_COARSE = ("day", "month", "quarter", "year")


class Window(NamedTuple):
    """The days a written date can mean."""

    first: date
    last: date
    precision: str

    def __str__(self) -> str:
        written = self.first.isoformat()
        return {"year": written[:4], "month": written[:7]}.get(self.precision, written)


def window(day: date, precision: str | None) -> Window:
    """Return the window of a day written to a precision."""
    how = precision or "day"
    months = {"month": 1, "quarter": 3, "year": 12}.get(how)
    if months is None:
        return Window(day, day, "day")
    first = day.replace(day=1, month=1 if how == "year" else day.month)
    place = first.month - 1 + months
    return Window(first, date(first.year + place // 12, place % 12 + 1, 1) - timedelta(days=1), how)


def of_claim(claim: Claim) -> Window | None:
    """Return the window of a claim's date."""
    return window(claim.day, claim.day_precision) if claim.day else None


def guessed(day: date) -> Window:
    """Return the window of a date whose precision was not kept: a first of January is a year, a first a month."""
    if day.day > 1:
        return window(day, "day")
    return window(day, "year" if day.month == 1 else "month")


def apart(first: Window, second: Window) -> int:
    """Return the days between two windows, 0 where they meet."""
    return max(0, (max(first.first, second.first) - min(first.last, second.last)).days)


def disagree(first: Window, second: Window) -> bool:
    """Return whether two windows lie further apart than their precision explains."""
    coarser = max(first.precision, second.precision, key=_COARSE.index)
    return apart(first, second) > _SLACK[coarser]
