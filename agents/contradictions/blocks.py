"""Which statements are looked at together: tight blocks, so that a big room compares in seconds.

A block holds one measure of one subject in one unit within one year. Repetitions of a statement in one document stand
for one; where a block is still too big, equal statements of different documents do too. Pairs beyond the cap are not
compared and are counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from agents.contradictions import metrics, periods
from agents.contradictions.statements import Statement, order

BLOCK = 120
"""Statements of one block that are paired as they are; above it equal ones of different documents stand for one."""
PAIRS = 4_000
"""Pairs of one block at most."""


class Block(NamedTuple):
    """The statements that are paired with each other, the best evidence first."""

    statements: tuple[Statement, ...]
    left_out: int
    """Pairs beyond the cap."""

    def pairs(self) -> Iterator[tuple[Statement, Statement]]:
        """Yield the pairs to compare: across documents, and within one where that is safe."""
        done = 0
        for first, second in combinations(self.statements, 2):
            if first.document == second.document and not _safe_within(first, second):
                continue
            if done == PAIRS:
                return
            done += 1
            yield first, second


def numeric(statements: Iterable[Statement]) -> list[Block]:
    """Return the blocks of numbers and movements."""
    grouped: dict[tuple[str, str, str, int | None], list[Statement]] = defaultdict(list)
    for statement in statements:
        if not _is_number(statement):
            continue
        found: list[int | None] = [*sorted(periods.years(statement.claim.period))]
        for year in found or [None]:
            grouped[(statement.entity, statement.measure.name, _family(statement), year)].append(statement)
    return [_block(grouped[key]) for key in sorted(grouped, key=repr) if len(grouped[key]) > 1]


def _is_number(statement: Statement) -> bool:
    claim = statement.claim
    if claim.kind not in ("money", "percent", "per_share", "count", "ratio"):
        return False
    return claim.value is not None or claim.direction is not None


def _family(statement: Statement) -> str:
    """Return what kind of number it is: currencies stay together, so that a pair can say why it is not compared."""
    kind = statement.claim.kind
    return "rate" if statement.measure.aspect == "growth" else kind


def _block(statements: list[Statement]) -> Block:
    kept = _once(statements, across=False)
    if len(kept) > BLOCK:
        kept = _once(kept, across=True)
    possible = len(kept) * (len(kept) - 1) // 2
    return Block(tuple(kept), max(0, possible - PAIRS))


def _once(statements: Iterable[Statement], across: bool) -> list[Statement]:
    """Return one statement for all that say the same: the best evidence of each document, or of all."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for statement in sorted(statements, key=order):
        key = (None if across else statement.document, *_same(statement))
        if key not in seen:
            seen.add(key)
            kept.append(statement)
    return kept


def _same(statement: Statement) -> tuple[object, ...]:
    claim = statement.claim
    value = (claim.value.low, claim.value.high) if claim.value else None
    period = claim.period.model_copy(update={"label": None, "inherited": False})
    return (
        statement.unit, statement.basis, statement.scope, statement.qualifiers, claim.modality, claim.edition,
        value, claim.direction, period,
    )  # fmt: skip


def _safe_within(first: Statement, second: Statement) -> bool:
    """Return whether two statements of one document may be held against each other: plain, known, both reported."""
    plain = first.measure.base in metrics.KNOWN and not first.qualifiers and not second.qualifiers
    sure = first.claim.confidence >= 1 and second.claim.confidence >= 1
    explicit = not first.claim.period.inherited and not second.claim.period.inherited
    return plain and sure and explicit and first.scope == second.scope and first.basis == second.basis
