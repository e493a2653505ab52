"""Nominal expiry: what filing, grant and adjustment give; disclaimers, extensions and fees are not in the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from agents.branch.age import reference_day
from agents.branch.case import Case, found
from agents.patent.assets import Asset, assets, quote
from agents.records import Calculation, Finding

TWENTY_YEARS = date(1995, 6, 8)
"""Applications filed before have the later of 17 years from grant and 20 from filing (35 U.S.C. 154(c))."""
DESIGN_FIFTEEN = date(2015, 5, 13)
"""Designs filed from this day run 15 years from grant, before that 14 (35 U.S.C. 173)."""
SOON = timedelta(days=730)
_CHILD = re.compile(r"\b(?:CON|DIV|CIP|REI|RE|continuation|continuing|division\w*|reissue)\b", re.IGNORECASE)
_NOT_CHILD = re.compile(r"\b(?:provisional|PRO|NST|national\s+stage|foreign)\b", re.IGNORECASE)
_DEAD = re.compile(r"abandon|expired|lapsed|withdrawn", re.IGNORECASE)


class Term(NamedTuple):
    """A nominal expiry and how it came about."""

    expiry: date
    formula: str
    inputs: tuple[tuple[str, str, str], ...]


def terms(case: Case) -> tuple[tuple[Calculation, ...], tuple[Finding, ...]]:
    """Return the nominal expiry of every patent, and a finding where many end soon."""
    every = tuple(assets(case))
    calculations = tuple(_calculation(a) for a in every)
    return calculations, tuple(_expiring(case, every))


def term(asset: Asset) -> Term | str:
    """Return the nominal term, or what is missing for it."""
    record = asset.record
    if record.kind and record.kind.lower().startswith("design"):
        return _design(asset)
    if record.filed is None:
        return "missing: filing date"
    first = min([record.filed, *_parents(asset)])
    adjusted = timedelta(days=record.term_adjustment_days or 0)
    inputs = (("first filing", first.isoformat(), ""), ("term adjustment, days", str(adjusted.days), ""))
    twenty = _years(first, 20) + adjusted
    if record.filed >= TWENTY_YEARS:
        return Term(twenty, "20 years from the first filing of its family + term adjustment", inputs)
    if record.granted is None:
        return "missing: grant date"
    later = max(twenty, _years(record.granted, 17))
    given = (*inputs, ("granted", record.granted.isoformat(), ""))
    return Term(later, "later of 17 years from grant and 20 years from filing (filed before 8 June 1995)", given)


def _design(asset: Asset) -> Term | str:
    record = asset.record
    if record.granted is None or record.filed is None:
        return "missing: grant date" if record.granted is None else "missing: filing date"
    years = 15 if record.filed >= DESIGN_FIFTEEN else 14
    return Term(
        _years(record.granted, years),
        f"{years} years from grant (design)",
        (("granted", record.granted.isoformat(), ""),),
    )


def _parents(asset: Asset) -> Iterator[date]:
    for kind, _, filed in asset.record.parents:
        if _CHILD.search(kind) and not _NOT_CHILD.search(kind) and filed:
            yield date.fromisoformat(filed[:10])


def _years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _calculation(asset: Asset) -> Calculation:
    given = term(asset)
    if isinstance(given, str):
        return Calculation(name="nominal expiry", formula="20 years from filing", period=asset.name, not_computed=given)
    return Calculation(
        name="nominal expiry",
        formula=given.formula,
        period=asset.name,
        value=given.expiry.isoformat(),
        unit="date",
        inputs=given.inputs,
    )


def _expiring(case: Case, every: tuple[Asset, ...]) -> Iterator[Finding]:
    today = reference_day(case)
    alive = [(a, t) for a in every if isinstance(t := term(a), Term) and not _DEAD.search(a.record.status or "")]
    if today is None or not alive:
        return
    over = [a for a, t in alive if t.expiry < today]
    soon = [a for a, t in alive if today <= t.expiry <= today + SOON]
    if over:
        yield _finding(case, f"{len(over)} of {len(alive)} patents are past their nominal expiry", over, len(alive))
    if soon:
        title = (
            f"{len(soon)} of {len(alive)} patents reach their nominal expiry within 24 months of {today.isoformat()}"
        )
        yield _finding(case, title, soon, len(alive))


def _finding(case: Case, title: str, these: list[Asset], of: int) -> Finding:
    share = 100 * len(these) // of
    return found(
        case,
        "expiry",
        tuple(a.record.number for a in these),
        title=title,
        reason=f"A share of {share} % of what is alive; extensions and disclaimers are not in the record.",
        severity="medium" if share >= 25 else "low",
        sources=[s for a in these for s in quote(case, a, "filed", "filing", "grant")[:2]],
        question="Which products lose protection with these patents?",
    )
