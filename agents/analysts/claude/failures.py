"""Every way a call can fail, how it is told, and what is done about it: the policy is data."""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import anthropic
import httpx2


class FailureKind(enum.StrEnum):
    """Why a call failed; the same word in the trail, the tables, Prefect's state and the report."""

    RATE_LIMIT = "rate_limit"
    OVERLOADED = "overloaded"
    SERVER_ERROR = "server_error"
    TRANSPORT = "transport"
    TIMEOUT = "timeout"
    DEADLINE = "deadline"
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

SPEND_CODES = (
    "enforced_spend_limit_reached",
    "contract_spend_limit_reached",
    "linked_organization_spend_limit_reached",
)
_SPEND_WORDS = ("reached your specified api usage limits", "reached your api usage limits", *SPEND_CODES)


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


def classify(problem: BaseException) -> FailureKind:
    """Return the kind of what the SDK or its transport raised."""
    if isinstance(problem, anthropic.APIStatusError):
        return _of_status(problem.status_code, problem.type, problem.error_code, _words(problem))
    for kinds, kind in _BY_CLASS:
        if isinstance(problem, kinds):
            return kind
    return K.BUG


_BY_CLASS: tuple[tuple[tuple[type[BaseException], ...], FailureKind], ...] = (
    ((AnswerTooLong,), K.BAD_OUTPUT),
    ((StreamCut, json.JSONDecodeError, UnicodeDecodeError, anthropic.APIResponseValidationError), K.TRANSPORT),
    ((anthropic.APITimeoutError, httpx2.TimeoutException), K.TIMEOUT),
    ((anthropic.APIConnectionError, httpx2.TransportError, httpx2.StreamError, httpx2.DecodingError), K.TRANSPORT),
    ((TimeoutError,), K.DEADLINE),
)
"""First match wins; what a cut stream raises is raw httpx2, not the SDK's."""


def _words(problem: anthropic.APIStatusError) -> str:
    body = problem.body if isinstance(problem.body, str) else json.dumps(problem.body, default=str)
    return f"{problem.api_message or ''} {problem} {body}".lower()


def _of_status(status: int, type_: str | None, code: str | None, words: str) -> FailureKind:
    """A gateway may lose type and error code and turn 529 into 500, so the words count as well."""
    if code in SPEND_CODES or status == 402 or type_ == "billing_error" or any(w in words for w in _SPEND_WORDS):
        return K.SPEND_LIMIT
    if type_ == "overloaded_error" or status == 529 or (status >= 500 and "overloaded" in words):
        return K.OVERLOADED  # also an error event within a stream, whose status is 200
    if type_ == "rate_limit_error" or status == 429:
        return K.RATE_LIMIT
    if type_ == "timeout_error" or status in (408, 504):
        return K.TIMEOUT
    if status == 400:
        return _of_request(words)
    return _BY_STATUS.get(status, K.SERVER_ERROR if status >= 500 or type_ == "api_error" else K.BAD_REQUEST)


_BY_STATUS: Mapping[int, FailureKind] = {
    401: K.AUTH, 403: K.AUTH, 404: K.MODEL_MISSING, 409: K.SERVER_ERROR, 413: K.TOO_LARGE, 499: K.TRANSPORT,
}  # fmt: skip


def _of_request(words: str) -> FailureKind:
    if "prompt is too long" in words or "context window" in words or "context length" in words:
        return K.CONTEXT_EXCEEDED
    if any(w in words for w in ("too complex", "compiled grammar", "output_config", "json_schema", "output_format")):
        return K.SCHEMA_REJECTED
    return K.BAD_REQUEST


def retry_after(headers: Mapping[str, Any]) -> float | None:
    """Return the seconds a server asks to wait, or None; a date or nonsense is no answer."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue
        if seconds >= 0:
            return seconds
    return None
