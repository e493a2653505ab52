"""How old an event is when the room is looked at: what is long past weighs less, and the reason says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from agents.branch.case import Case
from agents.records import SEVERITIES, Severity

RECENT = timedelta(days=3 * 366)
"""Events older than three years before the newest document weigh one step less, but never below "low"."""
_FLOOR = SEVERITIES.index("low")


def reference_day(case: Case) -> date | None:
    """Return the day the case is looked at: the deal's information date, else the newest document's date."""
    if case.target.deal.information_date is not None:
        return case.target.deal.information_date
    return max((d.document.published for d in case.documents if d.document.published), default=None)


def aged(severity: Severity, days: Sequence[date | None], reference: date | None) -> tuple[Severity, str]:
    """Return the severity for events of these days, and the words that explain it where it was lowered."""
    known = [d for d in days if d is not None]
    if reference is None or not known or len(known) < len(days) or reference - max(known) <= RECENT:
        return severity, ""
    lowered = SEVERITIES[max(SEVERITIES.index(severity), min(SEVERITIES.index(severity) + 1, _FLOOR))]
    if lowered == severity:
        return severity, ""
    newest = max(known).isoformat()
    return lowered, f" One step lower than {severity}, as the newest is of {newest}, over three years back."


def span_words(days: Sequence[date | None]) -> str:
    """Return "on 2018-03-22" or "from 2007-01-05 to 2021-06-15" of the days that are known."""
    known = sorted(d for d in days if d is not None)
    if not known:
        return "undated"
    if known[0] == known[-1]:
        return f"on {known[0].isoformat()}"
    return f"from {known[0].isoformat()} to {known[-1].isoformat()}"
