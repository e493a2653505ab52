"""Two analysts of one branch, each alone, compared: what both read, what one read, and where they read differently.

Only readings of the same words are compared: claims of one kind whose values stand at the same place of one document.
That two analysts read a document differently is a contradiction of kind `analyst`: a person looks into the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from agents.contradictions.metrics import KNOWN, measure
from agents.contradictions.periods import relation
from agents.records import BRANCHES, FINISHED, Branch, BranchResult, Claim, Contradiction, Severity, Target, short_hash

KIND = "analyst"
RULES = "rules"
Point = Literal["value", "unit", "date", "name", "metric", "period"]
_WEIGHT: dict[Point, Severity] = {
    "value": "medium", "unit": "medium", "date": "medium", "name": "medium", "metric": "low", "period": "low",
}  # fmt: skip


class Meeting(NamedTuple):
    """A claim of each analyst on the same words."""

    rules: Claim
    other: Claim
    differs: Point | None
    """On what the readings differ; None where they agree."""


class Compared(NamedTuple):
    """What comparing two analysts of a branch gave."""

    meetings: tuple[Meeting, ...]
    only_rules: int
    """Claims whose words the other did not read."""
    only_other: int

    @property
    def disagreed(self) -> tuple[Meeting, ...]:
        """Return the meetings in which the readings differ."""
        return tuple(m for m in self.meetings if m.differs is not None)


def compared(claims: Iterable[Claim]) -> Compared:
    """Return how the readings of rules and of another analyst of one branch meet."""
    ruled: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    others: list[Claim] = []
    for claim in claims:
        if claim.analyst == RULES:
            ruled[_matter(claim)].append(claim)
        else:
            others.append(claim)
    meetings, alone = [], 0
    for claim in others:
        here = [r for r in ruled.get(_matter(claim), ()) if _same_words(r, claim)]
        alone += not here
        if here:
            meetings.append(_meeting(here, claim))
    met = {m.rules.claim_id for m in meetings}
    total = sum(len(found) for found in ruled.values())
    return Compared(tuple(meetings), total - len(met), alone)


def once_read(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims without second readings of the same words: a statement is compared with others once."""
    second = {m.other.claim_id for branch in _by_branch(claims) for m in compared(branch).meetings}
    return [claim for claim in claims if claim.claim_id not in second]


def disagreements(target: Target, results: Sequence[BranchResult]) -> tuple[Contradiction, ...]:
    """Return one contradiction of kind `analyst` for each matter that two analysts of a branch read differently."""
    found: dict[str, list[Meeting]] = defaultdict(list)
    for result in results:
        if result.outcome in FINISHED:
            for meeting in compared(result.work.claims).disagreed:
                found[_identity(target, meeting)].append(meeting)
    return tuple(_contradiction(target, key, found[key]) for key in sorted(found))


def _by_branch(claims: Sequence[Claim]) -> Iterable[list[Claim]]:
    by_branch: dict[Branch, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_branch[claim.source.branch].append(claim)
    return by_branch.values()


def _matter(claim: Claim) -> tuple[str, str]:
    return claim.source.path, claim.kind if claim.kind in {"date", "person", "status", "owner", "text"} else "number"


def _same_words(one: Claim, other: Claim) -> bool:
    first, second = _span(one), _span(other)
    return first[0] < second[1] and second[0] < first[1]


def _span(claim: Claim) -> tuple[int, int]:
    """Return where a claim's value stands; of persons their sentence, as one reads the title and one the name."""
    source = claim.source
    if claim.kind in {"person", "status", "text", "owner"} or claim.value_start is None or claim.value_end is None:
        return source.start, source.end
    return claim.value_start, max(claim.value_end, claim.value_start + 1)


def _meeting(ruled: Sequence[Claim], other: Claim) -> Meeting:
    """Return the meeting with the nearest reading: one that agrees, else the one that differs on the least point."""
    points = list(_WEIGHT)
    found = [Meeting(claim, other, _difference(claim, other)) for claim in ruled]
    return max(found, key=lambda m: len(points) if m.differs is None else points.index(m.differs))


def _difference(rules: Claim, other: Claim) -> Point | None:
    tests: tuple[tuple[Point, Callable[[Claim, Claim], bool]], ...] = (
        ("value", _values_differ), ("unit", _units_differ), ("date", _days_differ), ("name", _names_differ),
        ("metric", _metrics_differ), ("period", _periods_differ),
    )  # fmt: skip
    return next((point for point, differ in tests if differ(rules, other)), None)


def _values_differ(one: Claim, other: Claim) -> bool:
    """A fall of 38 million may be told as 38 or as -38: whoever reads the change reads the same."""
    if one.value is None or other.value is None or one.value.overlaps(other.value):
        return False
    moving = {measure(c.metric).aspect for c in (one, other)} & {"change", "growth"}
    return not (moving and one.value.point == -other.value.point)


def _units_differ(one: Claim, other: Claim) -> bool:
    measured = one.value is not None and "count" not in {one.kind, other.kind}
    return measured and one.unit is not None and other.unit is not None and one.unit != other.unit


def _days_differ(one: Claim, other: Claim) -> bool:
    return one.kind == "date" and one.day is not None and other.day is not None and one.day != other.day


def _names_differ(one: Claim, other: Claim) -> bool:
    """Two names of one sentence are two people; the same office held by another name is a difference."""
    if one.kind not in {"person", "owner"} or measure(one.metric).base != measure(other.metric).base:
        return False
    first, second = ((c.text or "").casefold() for c in (one, other))
    overlapping = one.value_start is not None and one.value_start == other.value_start
    return overlapping and first not in second and second not in first


def _metrics_differ(one: Claim, other: Claim) -> bool:
    first, second = measure(one.metric).base, measure(other.metric).base
    return one.kind not in {"person", "status", "text"} and first != second and {first, second} <= KNOWN


def _periods_differ(one: Claim, other: Claim) -> bool:
    if one.kind in {"person", "date", "owner", "status", "text"} or not (one.period.label and other.period.label):
        return False
    return relation(one.period, other.period) == "no"


def _identity(target: Target, meeting: Meeting) -> str:
    claim = meeting.rules
    about = (claim.subject, claim.metric, claim.period.label, claim.scope, claim.basis)
    return short_hash(target.name, KIND, claim.source.branch, meeting.differs, *about)


def _contradiction(target: Target, key: str, meetings: Sequence[Meeting]) -> Contradiction:
    first = meetings[0]
    rules, other, point = first.rules, first.other, first.differs
    assert point is not None
    more = f" So in {len(meetings)} places." if len(meetings) > 1 else ""
    return Contradiction(
        contradiction_id=key,
        fingerprint=short_hash(*sorted({f"{_said(m.rules)}|{_said(m.other)}" for m in meetings})),
        kind=KIND,
        severity=_WEIGHT[point],
        severity_reason=f"Two analysts read the same words; they differ on the {point}.",
        subject=rules.subject,
        metric=rules.metric,
        period=rules.period.label or "unknown",
        scope=rules.scope,
        basis=rules.basis,
        explanation=(
            f"In {rules.source.path} the rules read {_said(rules)}, {other.analyst} reads {_said(other)}: "
            f"the readings differ on the {point}.{more}"
        ),
        claims=(rules, other),
        branches=tuple(b for b in BRANCHES if b == rules.source.branch),
        question=f"Which reading of {rules.source.path} is right?",
    )


def _said(claim: Claim) -> str:
    value = f"{claim.value.point:f}" if claim.value else claim.text or ""
    day = claim.day.isoformat() if claim.day else ""
    return " ".join(part for part in (claim.metric, value, claim.unit, day, claim.period.label) if part)
