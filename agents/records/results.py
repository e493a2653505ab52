"""What a branch hands over, how it ended, and what people and the table made of it."""

from __future__ import annotations

from datetime import datetime

from agents.records.base import Record
from agents.records.claims import Claim
from agents.records.documents import Document
from agents.records.findings import Calculation, Contradiction, Finding, Pair, Question
from agents.records.words import Branch, FailureKind, OutcomeName, Rating, Recommendation, Ruling


class Reading(Record):
    """How much of a document became claims: the share that was read, not the share that was right."""

    path: str
    quantities: int
    """Written numbers present."""
    quantities_claimed: int
    claims: int


class Failure(Record):
    """Why an attempt did not finish."""

    kind: FailureKind
    message: str
    traceback: str | None = None
    attempt: int = 1


class BranchWork(Record):
    """What an analyst returns for a branch."""

    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    readings: tuple[Reading, ...] = ()
    failures: tuple[Failure, ...] = ()
    """Of analysts that worked beside the one whose work this is: the branch is partial, not failed."""


class BranchResult(Record):
    """A branch at the end of its attempts: the outcome first, then what it found."""

    branch: Branch
    outcome: OutcomeName
    analyst: str = "rules"
    attempts: int = 0
    documents: tuple[Document, ...] = ()
    """Every document routed to the branch; `unread` says why one was not read."""
    work: BranchWork = BranchWork()
    failures: tuple[Failure, ...] = ()
    """One per failed attempt, in order."""
    reused_run_id: str | None = None
    """The earlier run whose results these are; None where this run worked the branch."""

    @property
    def shortfall(self) -> str:
        """Return what is missing of a partial branch, or ""."""
        if self.outcome != "partial":
            return ""
        unread = ["part of its documents was not read"] if any(d.unread for d in self.documents) else []
        failed = [f"one of its analysts failed ({f.kind})" for f in self.failures[-1:]] if self.work.failures else []
        return " and ".join(unread + failed) or "part of its documents was not read"


class Synthesis(Record):
    """What comparing all branches gave."""

    pairs: tuple[Pair, ...] = ()
    pairs_compared: int = 0
    """Pairs whose verdict is not `insufficient`."""
    contradictions: tuple[Contradiction, ...] = ()
    questions: tuple[Question, ...] = ()
    missing: tuple[Branch, ...] = ()
    """Branches that did not finish: pairs with their claims could not be compared."""


class Decision(Record):
    """A named person's ruling on a contradiction; appended, never changed."""

    contradiction_id: str
    fingerprint: str
    """Of the values that were ruled on: the item reopens when they change."""
    ruling: Ruling
    reviewer: str
    reason: str
    decided_at: datetime


class BranchRating(Record):
    """A branch's rating and what it rests on."""

    branch: Branch
    rating: Rating
    outcome: OutcomeName
    reason: str
    open_items: tuple[str, ...] = ()
    """Ids of the findings and contradictions that decided it, worst first."""


class Judgement(Record):
    """Ratings and recommendation by the table of the design; the worst open item decides."""

    ratings: tuple[BranchRating, ...]
    recommendation: Recommendation
    reason: str
    undecided: int = 0
    """Contradictions that no decision covers."""
    gaps: tuple[Branch, ...] = ()
    """Branches that were not assessed."""
