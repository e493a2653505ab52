"""When periods were: the company's fiscal calendar out of all its claims, and labels placed on it.

"Q4 2009" says nothing until the company's year end is known. Where a document's date shows that a label cannot be the
period it names, the period is unknown rather than wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from agents.contradictions.periods import MONTHS, PART_END, Span, span
from agents.records import Claim, Period, Target

_YEAR = (350, 380)
_AGREE = 0.6
"""Share of the dated fiscal years that must end in one month."""
_FRESH = {"FY": 200}
_FRESH_QUARTER = 130
"""Days after a period's end within which people report it as the current one."""
_GRACE = 5
"""Days by which results may be told before the period is over."""


class Calendar(NamedTuple):
    """The month a fiscal year ends in, and how its name differs from the year it ends in."""

    month: int
    offset: int = 0


def infer(target: Target, claims: Iterable[Claim]) -> Calendar | None:
    """Return the target's calendar: as given, or as most of its dated fiscal years show."""
    seen: Counter[Calendar] = Counter()
    for claim in claims:
        period, covered = claim.period, span(claim.period)
        if covered and period.part == "FY" and period.fiscal_year and _is_year(covered):
            end = _nearest_month_end(covered.end)
            seen[Calendar(end.month, period.fiscal_year - end.year)] += 1
    if target.fiscal_year_end:
        month = int(target.fiscal_year_end[:2])
        given = {calendar: count for calendar, count in seen.items() if calendar.month == month}
        return min(given, key=lambda c: (-given[c], c), default=Calendar(month))
    if not seen:
        return None
    calendar, count = min(seen.items(), key=lambda item: (-item[1], item[0]))
    return calendar if count >= _AGREE * sum(seen.values()) else None


def document_dates(claims: Iterable[Claim]) -> dict[str, date]:
    """Return when each document without a publication date speaks: the latest period end many of its claims have."""
    ends: dict[str, Counter[date]] = {}
    for claim in claims:
        if claim.period.end and claim.modality == "reported":
            ends.setdefault(claim.source.path, Counter())[claim.period.end] += 1
    return {path: max(end for end in found if found[end] * 2 >= max(found.values())) for path, found in ends.items()}


def reported_periods(claims: Iterable[Claim]) -> dict[str, tuple[int, str]]:
    """Return the quarter each document mostly reports on, the fourth for a year: releases of one day share it."""
    told: dict[str, Counter[tuple[int, str]]] = {}
    for claim in claims:
        period = claim.period
        if claim.modality == "reported" and period.fiscal_year is not None and period.part:
            part = "Q4" if period.part == "FY" else period.part
            told.setdefault(claim.source.path, Counter())[(period.fiscal_year, part)] += 1
    return {path: min(found, key=lambda key: (-found[key], key)) for path, found in told.items()}


def placed(claim: Claim, calendar: Calendar | None) -> Period:
    """Return a claim's period with dates where they follow from its label, unknown where it cannot be right."""
    period, published = claim.period, claim.source.published
    covered = span(period) or (_place(period, calendar or Calendar(12)) if period.part else None)
    if covered is None:
        return period
    if published and claim.modality == "reported" and covered.end > published + timedelta(days=_GRACE):
        return Period(label=None)
    loose = span(period) is None or (period.inherited and claim.source.kind == "press_article")
    fresh = _FRESH.get(period.part or "", _FRESH_QUARTER)
    if loose and published and claim.modality == "reported" and (published - covered.end).days > fresh:
        return Period(label=None)
    if span(period):
        return period
    return period.model_copy(update={"start": covered.start, "end": covered.end}) if calendar else period


def _place(period: Period, calendar: Calendar) -> Span | None:
    if period.fiscal_year is None or period.part is None or period.alternatives:
        return None
    year = period.fiscal_year - calendar.offset
    end = _month_end(year, calendar.month - 12 + PART_END[period.part])
    if period.instant:
        return Span(end, end)
    return Span(_month_end(year, calendar.month - 12 + PART_END[period.part] - MONTHS[period.part]) + timedelta(1), end)


def _is_year(covered: Span) -> bool:
    return _YEAR[0] <= (covered.end - covered.start).days <= _YEAR[1]


def _nearest_month_end(day: date) -> date:
    """Return the month end a 52/53-week year ends next to."""
    before = day.replace(day=1) - timedelta(days=1)
    after = _month_end(day.year, day.month)
    return before if (day - before).days < (after - day).days else after


def _month_end(year: int, month: int) -> date:
    """Return the last day of a month that may be counted past its year on either side."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
