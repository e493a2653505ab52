"""Events of the stream `synthesis`: what comparing all branches gave."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from audit.events.base import Attributes, RecordAttributes


class SynthesisStarted(Attributes):
    """The comparison began."""

    event_type: ClassVar[str] = "synthesis.started"
    branches: list[dict[str, Any]]
    """Branch and outcome of each of the five."""
    missing: list[str]
    """Branches that did not finish: nothing of theirs can be compared."""
    claims: int
    """Claims that went in."""


class PairCompared(RecordAttributes):
    """Two claims that were considered together. Texts: `reason`."""

    event_type: ClassVar[str] = "pair.compared"
    first: str
    """The one claim's id, the smaller of the two."""
    second: str
    """The other claim's id."""
    verdict: str
    """`contradiction`, `reconciled`, `restated`, `insufficient` or `agrees`."""
    rule: str
    """The rule that decided."""


class ContradictionRecorded(RecordAttributes):
    """A disagreement worth a human's time. Texts: `subject`, `explanation`, `severity_reason`, `question`."""

    event_type: ClassVar[str] = "contradiction.recorded"
    contradiction_id: str
    """The same from run to run."""
    fingerprint: str
    """Of the disagreeing values; a decision holds until it changes."""
    kind: str
    """`number`, `growth`, `person`, ..."""
    severity: str
    """`critical`, `high`, `medium`, `low` or `info`."""
    metric: str
    """What they disagree on."""
    period: str
    """Of which period."""
    scope: str
    """Of which part of the company."""
    basis: str
    """On which accounting basis."""
    branches: list[str]
    """The branches whose documents disagree."""
    claim_ids: list[str]
    """The best disagreeing pair first, then what supports either side."""


class QuestionRecorded(RecordAttributes):
    """A question for the management. Texts: `text`."""

    event_type: ClassVar[str] = "question.recorded"
    about: str
    """A finding's or contradiction's id."""
    severity: str
    """Of what raised it."""


class SynthesisFinished(Attributes):
    """The comparison ended."""

    event_type: ClassVar[str] = "synthesis.finished"
    pairs: int
    """Pairs considered."""
    pairs_compared: int
    """Pairs whose verdict is not `insufficient`."""
    contradictions: int
    """Contradictions recorded."""
    by_verdict: dict[str, int]
    """Pairs by verdict."""
    by_rule: dict[str, int] = Field(default_factory=dict)
    """Pairs by verdict and the rule that decided."""
    left_out: int = 0
    """Pairs that were not considered, as there were too many of one kind."""


class SynthesisFailed(RecordAttributes):
    """The comparison failed and could say so. Texts: `message`, `traceback`."""

    event_type: ClassVar[str] = "synthesis.failed"
    kind: str
    """The failure kind."""
    attempt: int = 1
    """Which attempt."""


class ReflectionFailed(RecordAttributes):
    """An analyst could not look over the branches; what the rules found stands. Texts: `message`."""

    event_type: ClassVar[str] = "reflection.failed"
    kind: str
    """The failure kind."""
    attempt: int = 1
    """Which attempt."""
