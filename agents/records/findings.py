"""Findings, compared pairs and contradictions: what the committee must know."""

from __future__ import annotations

from typing import Literal

from agents.records.base import Record
from agents.records.claims import Claim
from agents.records.documents import Source
from agents.records.words import Branch, Severity, Verdict


class Finding(Record):
    """Something the committee must know, with the claims or quotes behind it."""

    finding_id: str
    branch: Branch
    rule: str
    title: str
    reason: str
    """Why it has this severity."""
    severity: Severity
    polarity: Literal["risk", "strength", "neutral"] = "risk"
    claim_ids: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    question: str | None = None
    """What to ask the management about it."""


class Calculation(Record):
    """A ratio or score with its inputs, or the reason why it was not computed."""

    name: str
    formula: str
    period: str
    value: str | None = None
    unit: str | None = None
    inputs: tuple[tuple[str, str, str], ...] = ()
    """(name, value, claim id)."""
    not_computed: str | None = None
    """"missing: total_debt", "not applicable: ..."."""


class Pair(Record):
    """Two claims that were considered together, and what came of it."""

    first: str
    """Claim id; the smaller of the two, so that a pair has one name."""
    second: str
    verdict: Verdict
    rule: str
    """The rule that decided: "number", "growth", "person", ...; for `reconciled` the rule that explains."""
    reason: str
    kind: str = ""


class Contradiction(Record):
    """A disagreement worth a human's time; the same disagreement keeps its id from run to run."""

    contradiction_id: str
    """Hash of (target, kind, subject, metric, period, scope, basis)."""
    fingerprint: str
    """Hash of the disagreeing values: a decision holds until it changes."""
    kind: str
    severity: Severity
    severity_reason: str
    subject: str
    metric: str
    period: str
    scope: str
    basis: str
    explanation: str
    """Why the two are comparable and how far apart they are."""
    claims: tuple[Claim, ...]
    """The best disagreeing pair first, then what supports either side."""
    branches: tuple[Branch, ...]
    question: str


class Question(Record):
    """A question for the management, tied to what raised it."""

    text: str
    about: str
    """A finding id or a contradiction id."""
    severity: Severity
