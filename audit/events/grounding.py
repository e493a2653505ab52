"""Events of what a model's answers were held to: what stands in the documents, what does not, and who agreed."""

from __future__ import annotations

from typing import Any, ClassVar

from audit.events.base import Attributes, RecordAttributes


class ClaimRejected(Attributes):
    """A model said something that does not stand in the documents. Texts: `quote`, `text` (its value), `message`."""

    event_type: ClassVar[str] = "claim.rejected"
    branch: str
    """The branch, or synthesis."""
    call_id: str
    """The call it was answered in."""
    what: str
    """`claim`, `finding`, `instruction` or `contradiction`."""
    why: str
    """`not_found`, `cuts_a_number`, `value_not_in_quote`, `number_not_grounded`, `instruction`, ..."""
    path: str
    """The document it names; empty where it names none that was given."""


class AnswersGrounded(Attributes):
    """What of a branch's answers stands in the documents, counted."""

    event_type: ClassVar[str] = "answers.grounded"
    branch: str
    """The branch, or synthesis."""
    calls: int
    """Answers that were looked at: more than one where the documents did not fit at once."""
    claims_proposed: int = 0
    """Claims in the answers."""
    claims_grounded: int = 0
    """Those whose quote, value and numbers stand in a document."""
    findings_proposed: int = 0
    """Findings in the answers."""
    findings_grounded: int = 0
    """Those whose quotes and numbers stand in a document or in a calculation."""
    contradictions_proposed: int = 0
    """Candidates of the synthesis."""
    contradictions_grounded: int = 0
    """Those that name existing claims of several documents and write no number these do not."""
    rejected: dict[str, int]
    """What was rejected, by reason."""


class AnalystsCompared(Attributes):
    """Two analysts worked a branch, each alone, and their readings of the same words were compared."""

    event_type: ClassVar[str] = "analysts.compared"
    branch: str
    """Which branch."""
    other: str
    """Who worked it beside the rules."""
    agreed: int
    """Places that both read alike."""
    disagreed: int
    """Places that they read differently: contradictions of kind `analyst`."""
    only_rules: int
    """Claims of the rules whose words the other did not read."""
    only_other: int
    """Claims of the other whose words the rules did not read."""
    differences: list[dict[str, Any]]
    """The claims that differ, and on what."""


class AnalystFailed(RecordAttributes):
    """One of two analysts of a branch failed, and the branch went on without it. Texts: `message`."""

    event_type: ClassVar[str] = "analyst.failed"
    kind: str
    """The failure kind."""
    attempt: int = 1
    """Which attempt."""


class AnswerReplayed(Attributes):
    """A recorded answer was read again; nothing was sent and nothing was paid."""

    event_type: ClassVar[str] = "answer.replayed"
    run_id: str
    """The run it was recorded in."""
    stream: str
    """The branch, or synthesis."""
    call_id: str
    """The call of this replay."""
    purpose: str
    """`branch`, `part` or `synthesis`."""
    request_model: str
    """The model that was asked then."""
    finish_reason: str | None
    """Why the model stopped."""
    response_sha256: str
    """SHA-256 of the bytes that were read again."""
    response_bytes: int
    """How many they are."""
