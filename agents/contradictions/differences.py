"""A sum of change against the two levels it leads from and to: "fell by 75 million" where 125 became 75.

Only the news, which tells the whole's change once, is tested: filings give each cause of a change a sum of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from agents.contradictions import periods
from agents.contradictions.numbers import overlap
from agents.contradictions.statements import Statement, order, period_name
from agents.contradictions.verdicts import Grade, Judged
from agents.records import Basis, DocumentKind, Interval

_NEWS: frozenset[DocumentKind] = frozenset({"press_article", "press_bullets", "headlines"})
_WHOLE = frozenset({"unknown", "consolidated"})
_MOST = 30
"""Levels and changes of one measure that are held against each other."""


def judge_differences(statements: Iterable[Statement]) -> list[Judged]:
    """Return the verdicts on changes told by the news as sums, against the pairs of levels of one sentence."""
    groups: dict[tuple[str, str, str | None, Basis], list[Statement]] = defaultdict(list)
    for s in sorted(statements, key=order):
        if _plain(s):
            basis: Basis = "unknown" if s.basis == "gaap" else s.basis
            groups[(s.entity, s.measure.base, s.unit, basis)].append(s)
    return [one for key in sorted(groups, key=str) for one in _of_measure(groups[key])]


def _plain(s: Statement) -> bool:
    claim = s.claim
    told = claim.value is not None and claim.modality == "reported" and claim.attributed_to is None
    return told and claim.kind == "money" and not s.qualifiers and s.scope in _WHOLE


def _of_measure(group: Sequence[Statement]) -> Iterator[Judged]:
    changes = [s for s in group if s.measure.aspect == "change" and s.claim.source.kind in _NEWS][:_MOST]
    levels = [s for s in group if s.measure.aspect == "level"][:_MOST] if changes else []
    for change in changes:
        pair = next(((a, b) for a in levels for b in levels if _leads(change, a, b)), None)
        if pair and _slipped(change, *pair):
            yield _judged(change, *pair)


def _leads(change: Statement, now: Statement, before: Statement) -> bool:
    """Return whether two levels of one sentence are those of the change's period and of the same one a year earlier."""
    a, b = now.period, before.period
    one_sentence = now.span[:2] == before.span[:2]
    year_before = a.part is not None and a.part == b.part and (a.fiscal_year or 0) == (b.fiscal_year or 0) + 1
    return one_sentence and year_before and periods.relation(a, change.period) in ("same", "likely")


def _slipped(change: Statement, now: Statement, before: Statement) -> bool:
    """Return whether the change is as large as the level reached itself: "by" stands for "to", or "to" for "by"."""
    a, b, told = now.value, before.value, change.value
    difference = Interval(low=a.low - b.high, high=a.high - b.low, point=a.point - b.point)
    ends = sorted((abs(told.low), abs(told.high)))
    return not overlap(difference, told) and overlap(Interval(low=ends[0], high=ends[1], point=abs(told.point)), a)


def _judged(change: Statement, now: Statement, before: Statement) -> Judged:
    by = now.value.point - before.value.point
    reason = f"it moves by {change.value.point:,f} in one document, but the levels of the other differ by {by:,f}"
    return Judged(
        change, now, "contradiction", "arithmetic", reason, "arithmetic", Grade("medium", reason),
        subject=change.entity, metric=change.measure.name, period=period_name(now), support=(before,),
    )  # fmt: skip
