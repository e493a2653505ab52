"""What a number contradiction must survive: a document that gives both values knows them as two measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agents.contradictions import periods
from agents.contradictions.numbers import overlap
from agents.contradictions.statements import Statement
from agents.contradictions.verdicts import Judged
from agents.records import Verdict

_ADDITIVE = frozenset({"money", "count"})
"""Kinds whose parts add up to a total."""
_KINDS = frozenset({"number", "growth", "count", "scale"})


def guarded(judged: Sequence[Judged], block: Sequence[Statement], year_end: str | None) -> list[Judged]:
    """Return the verdicts of a block, with those contradictions explained that two documents share as two measures."""
    return [_explained(one, block, year_end) if one.kind in _KINDS else one for one in judged]


def _explained(one: Judged, block: Sequence[Statement], year_end: str | None) -> Judged:
    if any(_is_part(side, block, year_end) for side in (one.first, one.second)):
        return _as(one, "insufficient", "scope", "one may be a part: its document gives a larger figure for the same")
    first_has = _gives(block, one.first, one.second, year_end)
    second_has = _gives(block, one.second, one.first, year_end)
    if first_has and second_has:
        return _as(one, "reconciled", "both_values", "both documents give both values: they are two measures")
    if (first_has or second_has) and not _strict(one) and not _mirrored(one):
        return _as(
            one, "insufficient", "both_values", "one document gives both values, and not every qualifier is known"
        )
    return one


def _gives(block: Iterable[Statement], side: Statement, other: Statement, year_end: str | None) -> bool:
    """Return whether the document of one side also gives the other side's value for that time."""
    return any(
        s.document == side.document
        and s.claim.value is not None
        and s.unit == other.unit
        and overlap(s.value, other.value)
        and periods.relation(s.claim.period, other.claim.period, year_end) in ("same", "likely", "unknown")
        for s in block
    )


def _strict(one: Judged) -> bool:
    """Return whether nothing had to be presumed of the pair."""
    a, b = one.first, one.second
    known = a.basis == b.basis != "unknown" and a.scope == b.scope != "unknown"
    return known and one.relation == "same" and a.qualifiers == b.qualifiers


def _mirrored(one: Judged) -> bool:
    """Return whether the two are one figure with opposite signs: no second measure looks like that."""
    a, b = one.first.value.point, one.second.value.point
    return a != 0 and a == -b


def _is_part(side: Statement, block: Iterable[Statement], year_end: str | None) -> bool:
    """Return whether a sum that does not say what it covers stands next to a larger one in its document."""
    if side.scope != "unknown" or side.measure.aspect != "level" or side.claim.kind not in _ADDITIVE:
        return False
    return any(
        s.document == side.document
        and s.claim.value is not None
        and s.claim.modality == side.claim.modality
        and s.unit == side.unit
        and s.scope in ("unknown", "consolidated")
        and not s.qualifiers - side.qualifiers
        and s.value.low > side.value.high > 0
        and periods.relation(s.claim.period, side.claim.period, year_end) in ("same", "likely")
        for s in block
    )


def _as(one: Judged, verdict: Verdict, rule: str, reason: str) -> Judged:
    return Judged(one.first, one.second, verdict, rule, reason)
