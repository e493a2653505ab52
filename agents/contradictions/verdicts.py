"""What comes of two statements that were considered together."""

from __future__ import annotations

from typing import NamedTuple

from agents.contradictions.periods import Relation
from agents.contradictions.statements import Statement
from agents.records import Pair, Severity, Verdict


class Stop(NamedTuple):
    """Why two statements are not compared, or need not be: the named rule and the reason."""

    verdict: Verdict
    rule: str
    reason: str


class Grade(NamedTuple):
    """How much a disagreement weighs, and why."""

    severity: Severity
    reason: str


class Judged(NamedTuple):
    """Two statements, the verdict, and for a contradiction what it is about."""

    first: Statement
    second: Statement
    verdict: Verdict
    rule: str
    reason: str
    kind: str = ""
    grade: Grade | None = None
    subject: str = ""
    metric: str = ""
    period: str = "-"
    relation: Relation = "same"
    support: tuple[Statement, ...] = ()
    """Statements that carry the disagreement besides the two: the levels behind a growth, a successor's start."""

    @property
    def ids(self) -> tuple[str, str]:
        """Return the ids of both claims; the smaller comes first so that a pair has one name."""
        first, second = self.first.claim.claim_id, self.second.claim.claim_id
        return (first, second) if first <= second else (second, first)

    def pair(self) -> Pair:
        """Return the record of the pair."""
        first, second = self.ids
        return Pair(
            first=first, second=second, verdict=self.verdict, rule=self.rule, reason=self.reason, kind=self.kind
        )


def stopped(first: Statement, second: Statement, stop: Stop) -> Judged:
    """Return the verdict of a pair that was not compared."""
    return Judged(first, second, stop.verdict, stop.rule, stop.reason)
