"""Every way a call can fail and what is done about it: the policy is data."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Literal, NamedTuple


class FailureKind(enum.StrEnum):
    """Why a call failed; the same word in the trail, the tables, Prefect's state and the report."""

    RATE_LIMIT = "rate_limit"
    OVERLOADED = "overloaded"
    SERVER_ERROR = "server_error"
    TRANSPORT = "transport"
    TIMEOUT = "timeout"
    DEADLINE = "deadline"
    CIRCUIT_OPEN = "circuit_open"
    TRUNCATED = "truncated"
    BAD_OUTPUT = "bad_output"
    PAUSED = "paused"
    REFUSED = "refused"
    CONTEXT_EXCEEDED = "context_exceeded"
    TOO_LARGE = "too_large"
    SCHEMA_REJECTED = "schema_rejected"
    TARGET_BUDGET = "target_budget"
    NIGHT_BUDGET = "night_budget"
    SPEND_LIMIT = "spend_limit"
    AUTH = "auth"
    MODEL_MISSING = "model_missing"
    BAD_REQUEST = "bad_request"
    BUG = "bug"


Action = Literal["retry", "lengthen", "repair", "resume", "fall_back", "split", "fail_branch", "stop_batch"]


class Policy(NamedTuple):
    """What is done about a kind of failure."""

    action: Action
    """Within the call: try again, allow a longer answer, ask for a correction, go on, put the schema in the prompt.
    By the analyst: split the documents. By the run: fail the branch, or stop sending for everybody."""
    transient: bool = False
    """Whether the same call may succeed later."""
    counts: bool = False
    """Whether it says that the service is ill: such failures open the circuit."""

    @property
    def stops_batch(self) -> bool:
        """Whether nobody may send any more: it concerns every target alike."""
        return self.action == "stop_batch"


K = FailureKind
_ILL = Policy("retry", transient=True, counts=True)
POLICY: Mapping[FailureKind, Policy] = {
    K.RATE_LIMIT: _ILL,
    K.OVERLOADED: _ILL,
    K.SERVER_ERROR: _ILL,
    K.TRANSPORT: _ILL,
    K.TIMEOUT: _ILL,
    K.DEADLINE: Policy("fail_branch", transient=True),
    K.CIRCUIT_OPEN: Policy("fail_branch", transient=True),
    K.TRUNCATED: Policy("lengthen"),
    K.BAD_OUTPUT: Policy("repair"),
    K.PAUSED: Policy("resume"),
    K.REFUSED: Policy("fail_branch"),
    K.CONTEXT_EXCEEDED: Policy("split"),
    K.TOO_LARGE: Policy("split"),
    K.SCHEMA_REJECTED: Policy("fall_back"),
    K.TARGET_BUDGET: Policy("fail_branch"),
    K.NIGHT_BUDGET: Policy("stop_batch"),
    K.SPEND_LIMIT: Policy("stop_batch"),
    K.AUTH: Policy("stop_batch"),
    K.MODEL_MISSING: Policy("stop_batch"),
    K.BAD_REQUEST: Policy("stop_batch"),
    K.BUG: Policy("stop_batch"),
}
"""One row per kind; what remains after the action fails the branch."""


class StreamCut(Exception):
    """The stream ended without saying why the model stopped."""


class AnswerTooLong(Exception):
    """The server sent more than an answer may have."""


class CallFailed(Exception):
    """A call that brought no usable answer."""

    def __init__(
        self, kind: FailureKind, detail: str = "", call_id: str = "", category: str | None = None, sent: int = 0
    ) -> None:
        super().__init__(f"{kind.value}: {detail}" if detail else kind.value)
        self.kind = kind
        self.detail = detail
        self.call_id = call_id
        self.category = category
        """Of a refusal, in the vendor's words."""
        self.sent = sent
        """HTTP attempts that were made."""

    @property
    def transient(self) -> bool:
        """Whether the same call may succeed later."""
        return POLICY[self.kind].transient

    @property
    def stops_batch(self) -> bool:
        """Whether nobody may send any more."""
        return POLICY[self.kind].stops_batch
