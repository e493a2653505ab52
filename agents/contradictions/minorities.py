"""Net income with and without the part of minority shareholders: a figure that does not say which may be either."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from agents.contradictions import periods
from agents.contradictions.numbers import overlap
from agents.contradictions.statements import Statement
from agents.contradictions.verdicts import Judged, Stop, stopped

_OWNERS = "net_income"
_ALL = "net_income_including_noncontrolling"


def either_income(judged: Iterable[Judged], statements: Iterable[Statement]) -> list[Judged]:
    """Return the verdicts, with contradictions of net income explained where one figure is the other document's whole.

    Filings give the owners' part and the whole under names of their own; the news says "net income" for both.
    """
    wholes: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.measure.name == _ALL and s.claim.value is not None:
            wholes[s.document].append(s)
    return [_explained(one, wholes) for one in judged]


def _explained(one: Judged, wholes: dict[str, list[Statement]]) -> Judged:
    if one.verdict != "contradiction" or not wholes or one.first.measure.name != _OWNERS:
        return one
    for side, other in ((one.first, one.second), (one.second, one.first)):
        if any(_is_whole(side, s) for s in wholes.get(other.document, ())):
            reason = "one is the net income that the other document gives with the minorities' part"
            return stopped(one.first, one.second, Stop("reconciled", "scope", reason))
    return one


def _is_whole(side: Statement, whole: Statement) -> bool:
    timed = periods.relation(side.period, whole.period) in ("same", "likely")
    return timed and side.unit == whole.unit and overlap(side.value, whole.value)
