"""Statements against themselves: what must add up within one document's tables.

An identity is tested only where another column of the same rows shows that it holds for this company: then a column in
which it fails is a misprint or an alteration, not a line that the reading missed, a bank's other layout or restricted
cash. Rows that are missing, or that hold in no column, are not checked, and never a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from agents.contradictions import periods
from agents.contradictions.rows import Row, documents, shared, summed, tables_of
from agents.contradictions.statements import Statement
from agents.contradictions.verdicts import Grade, Judged
from agents.records import Interval

_MOST = 12
"""Parts that are added up to a total at most."""
_ADDED = frozenset({"revenue"})
"""Totals whose parts are tested: what a table of notes adds up has signs and empty cells that a reading may miss."""
_NEXT = 4
"""Characters between two rows that stand directly one under the other."""
_SLACK = Decimal("0.01")
"""Share by which earnings per share may differ from net income over shares and still be that quotient."""
_ADJUSTED = Decimal("0.10")
"""Share up to which the difference may be what two-class earnings or redeemable interests take off: not checked."""
_EARNED = 2
"""Years in which earnings per share must be that quotient: preferred dividends and repurchases come and go."""
_TOTAL = re.compile(r"total\b", re.IGNORECASE)
_CASH = re.compile(r"cash(?:,|\s+and|\s+&)\s+(?:cash\s+)?equivalents\W*\Z", re.IGNORECASE)
_CASH_END = re.compile(
    r"cash(?:,|\s+and|\s+&)\s+(?:cash\s+)?equivalents\W+(?:at\s+)?(?:the\s+)?end\s+of\b", re.IGNORECASE
)
_BOTTOM = re.compile(
    r"(?:consolidated\s+)?net\s+(?:income|earnings|loss|\(loss\)\s+income|income\s+\(loss\))\W*\Z", re.IGNORECASE
)
_BOTH = re.compile(r"total\s+liabilities\b.*\b(?:equity|deficit|investment)\b", re.IGNORECASE)
_EQUITY = re.compile(r"total\b(?!\s+liabilities).*\b(?:equity|deficit|investment)\b", re.IGNORECASE)
_MEZZANINE = re.compile(r"\b(?:redeemable|mezzanine|temporary)\b", re.IGNORECASE)
_FLOWS = re.compile(r"\boperating\s+activities\b|\bdepreciation\b", re.IGNORECASE)


class _Check(NamedTuple):
    """One identity in one column: the two sides, and what else stands behind it."""

    what: str
    period: str
    left: Statement
    right: Statement
    allowed: Interval
    """What the right side must be, given the left and the rest."""
    support: tuple[Statement, ...] = ()
    open_share: Decimal = Decimal(0)
    """Share of the right side within which a difference decides nothing."""
    columns: int = 1
    """Columns in which it must hold before a failing one is believed."""

    @property
    def undecided(self) -> bool:
        """Return whether a difference may still be an adjustment that the table does not show."""
        off = max(self.allowed.low - self.right.value.high, self.right.value.low - self.allowed.high)
        return off <= abs(self.allowed.point) * self.open_share

    @property
    def holds(self) -> bool:
        """Return whether the right side lies where the rest puts it."""
        return self.allowed.low <= self.right.value.high and self.right.value.low <= self.allowed.high


def judge_identities(statements: Iterable[Statement]) -> list[Judged]:
    """Return the verdicts on the identities of each document's tables."""
    judged: list[Judged] = []
    for rows in documents(statements):
        tables = list(tables_of(rows))
        for found in _identities(tables):
            judged += _verdicts(found)
    return judged


def _identities(tables: Sequence[list[Row]]) -> Iterator[list[_Check]]:
    """Yield the checks of each identity, one per column."""
    for table in tables:
        yield from _totals(table)
        yield from _gross(table)
        yield from _balance(table)
        yield from _per_share(table)
    rows = [row for table in tables for row in table]
    yield from _cash(rows)
    yield from _net_income(tables)


def _verdicts(checks: Sequence[_Check]) -> Iterator[Judged]:
    """Yield the verdicts of one identity: failures only where another column holds."""
    holding = sum(check.holds for check in checks)
    failing = len(checks) - holding
    if not holding:
        return
    decided = holding >= max(failing, *(check.columns for check in checks))
    for check in checks:
        if check.holds:
            yield Judged(check.left, check.right, "agrees", "identity", f"{check.what} holds")
            continue
        if check.undecided or not decided:
            continue
        told = f"{_plain(check.right.value.point)}, where the rest gives {_plain(check.allowed.point)}"
        reason = f"{check.what} does not hold in this column, though it does in another: {told}"
        yield Judged(
            check.left, check.right, "contradiction", "identity", reason, "arithmetic", Grade("medium", reason),
            subject=check.right.entity, metric=check.right.measure.name, period=check.period, support=check.support,
        )  # fmt: skip


def _plain(value: Decimal) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _totals(table: Sequence[Row]) -> Iterator[list[_Check]]:
    """Parts against their total: the rows directly above a total, as many as add up to it in some column."""
    for place, total in enumerate(table):
        if not _TOTAL.match(total.label) or total.basis not in _ADDED or not _money(total):
            continue
        above = [row for row in table[max(0, place - _MOST) : place] if _money(row)]
        if len(above) != min(place, _MOST):
            continue
        runs = [_added(above[-count:], total) for count in range(2, len(above) + 1)]
        holding = {check.period for run in runs for check in run if check.holds}
        for run in runs:
            if any(check.holds for check in run):
                yield [check for check in run if check.holds or check.period not in holding]
                break


def _added(parts: Sequence[Row], total: Row) -> list[_Check]:
    checks = []
    for column, cells in shared(total, *parts):
        own, rest = cells[0], cells[1:]
        if sum(1 for c in rest if c.value.point) >= 2:
            biggest = max(rest, key=lambda c: abs(c.value.point))
            support = tuple(c for c in rest if c is not biggest)
            checks.append(_Check("the sum of the parts", column, biggest, own, summed(rest), support))
    return checks


def _money(row: Row) -> bool:
    return all(c.claim.kind == "money" for c in row.cells.values())


def _gross(table: Sequence[Row]) -> Iterator[list[_Check]]:
    """Revenue less cost is gross profit, where the three stand directly one under the other."""
    for revenue, cost, profit in zip(table, table[1:], table[2:], strict=False):
        names = (revenue.basis, cost.basis, profit.basis)
        if names == ("revenue", "cost_of_revenue", "gross_profit") and _together(revenue, cost, profit):
            yield [
                _Check(
                    "revenue less cost of revenue", column, cells[0], cells[2], summed(cells[:2], (1, -1)), (cells[1],)
                )
                for column, cells in shared(revenue, cost, profit)
            ]


def _together(*rows: Row) -> bool:
    return all(0 <= below.start - above.end <= _NEXT for above, below in pairwise(rows))


def _balance(table: Sequence[Row]) -> Iterator[list[_Check]]:
    """Assets are liabilities, what is between, and equity."""
    both = next((i for i, row in enumerate(table) if _BOTH.match(row.label)), None)
    assets = next((row for row in table if row.basis == "total_assets"), None)
    if both is None or assets is None or table[both].start < assets.start:
        return
    yield [
        _Check("assets equal liabilities and equity", col, b, a, b.value) for col, (a, b) in shared(assets, table[both])
    ]
    owed = next((i for i, row in enumerate(table[:both]) if row.basis == "total_liabilities"), None)
    if owed is None or not _EQUITY.match(table[both - 1].label):
        return
    between = [row for row in table[owed + 1 : both - 1] if _MEZZANINE.search(row.label)]
    parts = [table[owed], *between, table[both - 1]]
    yield [
        _Check("liabilities and equity equal assets", col, cells[-1], cells[0], summed(cells[1:]), tuple(cells[1:-1]))
        for col, cells in shared(assets, *parts)
    ]


def _per_share(table: Sequence[Row]) -> Iterator[list[_Check]]:
    """Net income of the common shareholders over the weighted shares is earnings per share, basic and diluted.

    Only where a row gives it: preferred dividends and redeemable interests may stand in a note alone.
    """
    for kind in ("diluted", "basic"):
        shares = [row for row in table if row.basis == "weighted_shares" and _is(row, kind)]
        told = [row for row in table if row.basis == "eps" and _is(row, kind)]
        income = [row for row in table if row.basis == "net_income_common" and _money(row)]
        if len(shares) != 1 or len(told) != 1 or not income:
            continue
        for row in income[:1]:
            yield [c for column, cells in shared(row, shares[0], told[0]) if (c := _earned(column, cells))]


def _is(row: Row, kind: str) -> bool:
    return kind in row.label.casefold() or all(kind in s.qualifiers for s in row.cells.values())


def _earned(column: str, cells: Sequence[Statement]) -> _Check | None:
    income, shares, told = cells
    if shares.value.low <= 0:
        return None
    ends = [i / s for i in (income.value.low, income.value.high) for s in (shares.value.low, shares.value.high)]
    point = income.value.point / shares.value.point
    slack = abs(point) * _SLACK
    allowed = Interval(low=min(ends) - slack, high=max(ends) + slack, point=point)
    return _Check("net income over weighted shares", column, income, told, allowed, (shares,), _ADJUSTED, _EARNED)


def _cash(rows: Sequence[Row]) -> Iterator[list[_Check]]:
    """Cash of the balance sheet is cash at the end of the cash flow."""
    yield from _same_row([r for r in rows if _CASH.match(r.label)], [r for r in rows if _CASH_END.match(r.label)],
                         "cash of the balance sheet at the end of the cash flow")  # fmt: skip


def _net_income(tables: Sequence[list[Row]]) -> Iterator[list[_Check]]:
    """Net income of the income statement is where the cash flow begins."""
    flows = [t for t in tables if any(_FLOWS.search(r.label) for r in t) and all(r.basis != "revenue" for r in t)]
    bottoms = [r for table in tables if table not in flows for r in table if _BOTTOM.match(r.label)]
    starts = [r for table in flows for r in table if _BOTTOM.match(r.label)]
    yield from _same_row(bottoms, starts, "net income of the income statement and of the cash flow")


def _same_row(first: Sequence[Row], second: Sequence[Row], what: str) -> Iterator[list[_Check]]:
    """Yield the checks that two rows give one value, where each stands once."""
    if len(first) == len(second) == 1 and first[0] is not second[0]:
        found = [_Check(what, column, a, b, a.value) for column, (a, b) in shared(first[0], second[0])]
        yield [check for check in found if periods.relation(check.left.period, check.right.period) != "no"]
