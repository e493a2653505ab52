"""One target told for two times: "130 stores by the end of 2024" against "by the end of 2026".

Levels of other periods are never compared; here the level is the same and its time is what the documents dispute.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from agents.contradictions.gates import comparable
from agents.contradictions.numbers import capped, equal
from agents.contradictions.periods import name
from agents.contradictions.statements import Statement, order
from agents.contradictions.verdicts import Grade, Judged
from agents.contradictions.wording import alike

_BY = re.compile(
    r"\bby\s+(?:the\s+)?(?:(?:end|close)\s+of\s+|year[\s-]end\s+)?(?:(?:fiscal|calendar)\s+)?(?:year\s+)?(?:20\d\d)\b",
    re.I,
)
_MOST = 40
"""Targets of one measure that are paired."""


def judge_deadlines(statements: Iterable[Statement]) -> list[Judged]:
    """Return the contradictions of targets that two documents of one day give for other years."""
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in sorted(statements, key=order):
        if _is_target(s):
            groups[(s.entity, s.measure.name)].append(s)
    return [one for key in sorted(groups) for one in _of_measure(groups[key][:_MOST])]


def _is_target(s: Statement) -> bool:
    """Return whether a statement says by which year something planned is to be reached."""
    planned = s.claim.value is not None and s.claim.modality in ("guidance", "planned") and not s.claim.attributed_to
    return planned and _year(s) is not None and _BY.search(s.claim.source.quote) is not None


def _of_measure(group: Sequence[Statement]) -> Iterator[Judged]:
    for first, second in combinations(group, 2):
        apart = first.document != second.document and equal(first.value, second.value)
        if (
            apart
            and not _tells_both(group, first, second)
            and alike(first.claim.source.quote, second.claim.source.quote)
        ):
            yield from _judged(first, second)


def _tells_both(group: Iterable[Statement], first: Statement, second: Statement) -> bool:
    """Return whether a document gives the value for both times: a plan in steps."""
    return any(
        s.document == one.document and equal(s.value, one.value) and _year(s) == _year(other)
        for s in group
        for one, other in ((first, second), (second, first))
    )


def _year(s: Statement) -> int | None:
    return s.period.fiscal_year or (s.period.end.year if s.period.end else None)


def _judged(first: Statement, second: Statement) -> Iterator[Judged]:
    check = comparable(first, second._replace(period=first.period))
    if check.stop or _year(first) == _year(second):
        return
    reason = f"one target is due by {name(first.period)} in one and by {name(second.period)} in the other"
    grade = capped(Grade("medium", reason), first, second, check)
    yield Judged(
        first, second, "contradiction", "date", grade.reason, "date", grade, subject=first.entity,
        metric=first.measure.name, relation=check.relation,
    )  # fmt: skip
