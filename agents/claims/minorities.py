"""Minorities: net income before and after the part of minority shareholders, told apart over a whole document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from agents.claims.drafts import Draft

WHOLE = "net_income_including_noncontrolling"


def without_minorities(statements: Iterable[Draft]) -> list[Draft]:
    """Return the drafts with every "net income" that another statement shows to include the minorities' part named so.

    A cash flow statement prints one line "net income"; only the income statement says whose it is.
    """
    drafts = list(statements)
    values: dict[tuple[str, str | None], set[Decimal]] = defaultdict(set)
    for draft in drafts:
        if draft.metric in {"net_income", WHOLE} and draft.value and draft.rule.startswith("table"):
            values[draft.metric, draft.period.label].add(draft.value.point)
    return [draft.but(metric=WHOLE) if _includes(draft, values) else draft for draft in drafts]


def _includes(draft: Draft, values: dict[tuple[str, str | None], set[Decimal]]) -> bool:
    if draft.metric != "net_income" or draft.value is None or not draft.rule.startswith("table"):
        return False
    label, point = draft.period.label, draft.value.point
    others = values[("net_income", label)] - {point}
    return point in values[(WHOLE, label)] and bool(others)
