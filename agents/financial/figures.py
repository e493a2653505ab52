"""Figures by metric and fiscal year: of all claims on the same figure the best founded, or none where they disagree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from agents.branch.case import Case
from agents.financial.statements import Statement, statements
from agents.records import Claim, DocumentKind

FILED = ("xbrl_instance", "company_facts", "10-K/A", "10-K", "annual_report", "10-Q/A", "10-Q")
TAGGED = frozenset({"xbrl_instance", "company_facts"})
YEAR_DAYS = range(350, 381)
"""Fiscal years of 52 or 53 weeks included."""
NEAR_DAYS = 8
"""A year of 52 or 53 weeks ends within about a week of its anniversary."""
STOCKS = frozenset({
    "cash", "marketable_securities", "accounts_receivable", "inventory", "current_assets", "total_assets", "goodwill",
    "accounts_payable", "current_liabilities", "debt", "long_term_debt", "total_liabilities", "equity",
    "retained_earnings", "shares_outstanding", "property_plant_equipment",
})  # fmt: skip
FLOWS = frozenset({
    "revenue", "cost_of_revenue", "gross_profit", "operating_income", "net_income", "interest_expense", "sga",
    "depreciation_and_amortization", "operating_cash_flow", "capital_expenditure", "impairment", "goodwill_impairment",
    "restructuring_charge", "research_and_development", "pretax_income", "income_tax",
})  # fmt: skip
NARROWING = frozenset({"net", "total", "consolidated"})
"""Qualifiers that do not make another figure of a metric."""


_NET = re.compile(r"\bnet\b|\bless\b", re.IGNORECASE)
ROWS: dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]] = {
    "net_income": (
        re.compile(r"attributable", re.IGNORECASE),
        re.compile(r"non-?controlling|including", re.IGNORECASE),
    ),
    "cash": (None, re.compile(r"restricted|beginning|change|increase|effect", re.IGNORECASE)),
    "accounts_receivable": (_NET, None),
    "property_plant_equipment": (_NET, None),
    "long_term_debt": (None, re.compile(r"current|within\s+one\s+year", re.IGNORECASE)),
    "retained_earnings": (None, re.compile(r"balance|beginning", re.IGNORECASE)),
}
"""Words a row of the metric has, and words that make it another row, where a statement holds several."""


class Figure(NamedTuple):
    """A metric's value in a fiscal year and the claim it is taken from."""

    metric: str
    year: int
    value: Decimal
    unit: str
    claim: Claim


class Figures(NamedTuple):
    """All figures of the case; `unclear` names those whose claims disagree among equals."""

    known: Mapping[tuple[str, int], Figure]
    unclear: frozenset[tuple[str, int]]

    def get(self, metric: str, year: int) -> Figure | None:
        """Return the figure, or None where it is missing or unclear."""
        return self.known.get((metric, year))

    def years(self) -> tuple[int, ...]:
        """Return the fiscal years with a revenue or net income figure, oldest first."""
        return tuple(sorted({y for m, y in self.known if m in {"revenue", "net_income"}}))


def figures(case: Case) -> Figures:
    """Return the annual consolidated figures of the target, one per metric and fiscal year."""
    ends = _year_ends(case.claims)
    grouped: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    stated = {d.document.path: statements(d) for d in case.documents if d.document.kind in FILED}
    for claim in case.claims:
        if (
            _is_figure(claim)
            and _is_whole(claim, stated.get(claim.source.path, ()))
            and (year := _year(claim, ends)) is not None
        ):
            grouped[claim.metric, year].append(claim)
    known: dict[tuple[str, int], Figure] = {}
    unclear: set[tuple[str, int]] = set()
    for key, claims in sorted(grouped.items()):
        best = _best(claims)
        if best is None or best.value is None or best.unit is None:
            unclear.add(key)
        else:
            known[key] = Figure(key[0], key[1], best.value.point, best.unit, best)
    return Figures(known, frozenset(unclear))


def _is_figure(claim: Claim) -> bool:
    return (
        claim.kind in {"money", "count"}
        and claim.metric in STOCKS | FLOWS
        and claim.value is not None
        and claim.unit not in {None, "percent"}
        and claim.modality == "reported"
        and claim.basis in {"gaap", "unknown"}
        and claim.scope in {"consolidated", "unknown"}
        and not set(claim.qualifiers) - NARROWING
        and claim.source.kind in FILED
    )


def _is_whole(claim: Claim, stated: tuple[Statement, ...]) -> bool:
    """Return whether a claim speaks for the whole company: tagged data, or a row of a primary statement."""
    if claim.source.kind in TAGGED:
        return True
    at = claim.value_start if claim.value_start is not None else claim.source.start
    return any(s.start <= at < s.end for s in stated)


def _year_ends(claims: Sequence[Claim]) -> dict[date, int]:
    """Return which fiscal year ends on which day, as the claims over whole years say."""
    return {
        c.period.end: c.period.fiscal_year for c in claims if _spans_year(c) and c.period.end and c.period.fiscal_year
    }


def _spans_year(claim: Claim) -> bool:
    period = claim.period
    if period.start and period.end:
        return (period.end - period.start).days in YEAR_DAYS
    return period.part == "FY" and not period.instant


def _year(claim: Claim, ends: Mapping[date, int]) -> int | None:
    """Return the fiscal year of a claim over a whole year or at a year's end."""
    period = claim.period
    if claim.metric in FLOWS:
        return period.fiscal_year or (_labelled(period.end) if period.end else None) if _spans_year(claim) else None
    if period.end is None:
        return period.fiscal_year if period.part in {None, "FY"} else None
    if ends:
        return next((y for e, known in ends.items() if (y := _anniversary(period.end, e, known)) is not None), None)
    return period.fiscal_year or _labelled(period.end) if period.part in {None, "FY"} else None


def _anniversary(day: date, end: date, year: int) -> int | None:
    """Return the fiscal year that ends on a day, when it is a known year end or that day of another year."""
    for shift in (day.year - end.year - 1, day.year - end.year, day.year - end.year + 1):
        if abs((day - end).days - round(shift * 365.25)) <= NEAR_DAYS:
            return year + shift
    return None


def _labelled(end: date) -> int:
    """Return the year a period is named after: one that ends in the first week of January is the year before's."""
    return end.year - 1 if (end.month, end.day) <= (1, 7) else end.year


def _best(claims: list[Claim]) -> Claim | None:
    """Return the claim to rely on: of the best kind of document the newest, if its equals do not disagree."""
    rank = min(_rank(c.source.kind) for c in claims)
    equals = _of_best_row([c for c in claims if _rank(c.source.kind) == rank])
    newest = max((c.source.published or date.min for c in equals), default=date.min)
    latest = sorted((c for c in equals if (c.source.published or date.min) == newest), key=_exactness)
    votes = [(sum(_agree(c, o) for o in latest), c) for c in latest]
    most = max(count for count, _ in votes)
    return next(c for count, c in votes if count == most) if 3 * most >= 2 * len(latest) else None


def _of_best_row(claims: list[Claim]) -> list[Claim]:
    """Return the claims of the row that is meant, where a statement has several rows of one metric."""
    wanted, unwanted = ROWS.get(claims[0].metric, (None, None))
    kept = [c for c in claims if not (unwanted and unwanted.search(_label(c)))] or claims
    return [c for c in kept if wanted and wanted.search(_label(c))] or kept


def _label(claim: Claim) -> str:
    """Return the words before the first cell or number of the quoted row."""
    return re.split(r"\||(?<!\w)[$(]?\d", claim.source.quote, maxsplit=1)[0]


def _rank(kind: DocumentKind) -> int:
    return FILED.index(kind) // 2


def _exactness(claim: Claim) -> tuple[Decimal, Decimal, str]:
    width = claim.value.high - claim.value.low if claim.value else Decimal(0)
    return -claim.confidence, width, claim.claim_id


def _agree(one: Claim, other: Claim) -> bool:
    return bool(one.value and other.value and one.unit == other.unit and one.value.overlaps(other.value))
