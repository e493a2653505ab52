"""The shared words as models: what passes between the rooms."""

from agents.records.base import Record, short_hash
from agents.records.claims import Claim, Interval, Period
from agents.records.documents import Document, Source
from agents.records.findings import Calculation, Contradiction, Finding, Pair, Question
from agents.records.results import (
    BranchRating,
    BranchResult,
    BranchWork,
    Decision,
    Failure,
    Judgement,
    Reading,
    Synthesis,
)
from agents.records.target import Deal, Identifiers, Policy, Target
from agents.records.words import (
    BRANCHES,
    FINISHED,
    RETRIED,
    SEVERITIES,
    STOPPING,
    TRANSIENT,
    Basis,
    Branch,
    ClaimKind,
    Direction,
    DocumentKind,
    FailureKind,
    Modality,
    OutcomeName,
    Rating,
    Recommendation,
    Ruling,
    Severity,
    Verdict,
    worst,
)

__all__ = [
    "BRANCHES", "FINISHED", "RETRIED", "SEVERITIES", "STOPPING", "TRANSIENT", "Basis", "Branch", "BranchRating",
    "BranchResult", "BranchWork", "Calculation", "Claim", "ClaimKind", "Contradiction", "Deal", "Decision", "Direction",
    "Document", "DocumentKind", "Failure", "FailureKind", "Finding", "Identifiers", "Interval", "Judgement", "Modality",
    "OutcomeName", "Pair", "Period", "Policy", "Question", "Rating", "Reading", "Recommendation", "Record", "Ruling",
    "Severity", "Source", "Synthesis", "Target", "Verdict", "short_hash", "worst",
]  # fmt: skip
