"""Which of the financial branch's claims become the table of key figures, and how they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from typing import NamedTuple

from agents.records import Claim, Target
from reports.record import RunRecord

METRICS = (
    "revenue", "gross_profit", "operating_income", "net_income", "operating_cash_flow", "capex",
    "cash", "total_debt", "total_assets", "equity",
)  # fmt: skip
"""The rows, in their order; one is shown where the record holds at least two years of it."""
YEARS = 5
KINDS = ("company_facts", "xbrl_instance", "10-K/A", "10-K", "annual_report")
"""Where a figure is taken from first, when several documents give it."""


TAGGED = KINDS[:2]
"""Whose facts say of what and when they are."""


class Series(NamedTuple):
    """One metric over fiscal years, each value with the claim it stands on."""

    metric: str
    claims: dict[int, Claim]

    def value(self, year: int) -> Decimal | None:
        """Return the value of a year, or None where there is none."""
        claim = self.claims.get(year)
        return claim.value.point if claim and claim.value else None

    def values(self) -> dict[int, Decimal]:
        """Return the values by year, oldest first."""
        return {year: claim.value.point for year, claim in sorted(self.claims.items()) if claim.value}


class FigureSet(NamedTuple):
    """The key figures: one currency, the last fiscal years."""

    currency: str
    years: tuple[int, ...]
    series: tuple[Series, ...]

    def claims(self) -> Iterator[Claim]:
        """Return every claim a figure stands on."""
        for one in self.series:
            yield from (claim for _, claim in sorted(one.claims.items()))

    def get(self, metric: str) -> Series | None:
        """Return a metric's series, or None."""
        return next((one for one in self.series if one.metric == metric), None)


NOTHING = FigureSet("", (), ())


def key_figures(record: RunRecord) -> FigureSet:
    """Return the target's annual figures: those the branch computed with, then tagged ones."""
    work = record.results["financial"].work
    used = {claim_id for calculation in work.calculations for _, _, claim_id in calculation.inputs}
    claims = [claim for claim in work.claims if _usable(claim, record.target)]
    units = Counter(claim.unit for claim in claims if claim.metric == "revenue" and claim.unit)
    if not units:
        return NOTHING
    currency = min(units, key=lambda unit: (-units[unit], unit))
    chosen = _chosen([claim for claim in claims if claim.unit == currency], used)
    years = tuple(sorted(chosen.get("revenue", {}))[-YEARS:])
    series = (Series(m, {y: chosen[m][y] for y in years if y in chosen[m]}) for m in METRICS if m in chosen)
    return FigureSet(currency, years, tuple(one for one in series if len(one.claims) > 1))


def _usable(claim: Claim, target: Target) -> bool:
    names = {name.casefold() for name in (target.name, *target.aliases)}
    return (
        claim.metric in METRICS
        and claim.kind == "money"
        and claim.value is not None
        and claim.modality == "reported"
        and claim.basis in {"gaap", "unknown"}
        and claim.scope in {"consolidated", "unknown"}
        and not claim.qualifiers
        and claim.subject.casefold() in names
        and claim.source.kind in KINDS
    )


def _chosen(claims: Sequence[Claim], used: Set[str]) -> dict[str, dict[int, Claim]]:
    ends = {claim.period.end: _year(claim) for claim in claims if _is_annual(claim)}
    found: dict[str, dict[int, list[Claim]]] = {}
    for claim in claims:
        year = _year(claim) if _is_annual(claim) else ends.get(claim.period.end) if claim.period.instant else None
        if year is not None:
            found.setdefault(claim.metric, {}).setdefault(year, []).append(claim)
    picked = {metric: {y: _best(rivals, used) for y, rivals in years.items()} for metric, years in found.items()}
    return {metric: {y: claim for y, claim in years.items() if claim} for metric, years in picked.items()}


def _best(rivals: Sequence[Claim], used: Set[str]) -> Claim | None:
    """The claim the branch computed with; else the best tagged one; prose and stray tables name parts as wholes."""
    ranked = sorted(rivals, key=_rank)
    own = [claim for claim in ranked if claim.claim_id in used]
    tagged = [claim for claim in ranked if claim.scope == "consolidated" and claim.source.kind in TAGGED]
    return next(iter(own + tagged), None)


def _is_annual(claim: Claim) -> bool:
    period = claim.period
    if period.start and period.end:
        return 350 <= (period.end - period.start).days <= 380
    return period.part == "FY" and not period.instant


def _year(claim: Claim) -> int | None:
    return claim.period.fiscal_year or (claim.period.end.year if claim.period.end else None)


def _rank(claim: Claim) -> tuple[int, int, Decimal, str]:
    """The best document first, then the latest edition, then the most exact value."""
    assert claim.value is not None
    return (KINDS.index(claim.source.kind), -claim.edition, claim.value.high - claim.value.low, claim.claim_id)
