"""Which kind of failure it is that the SDK or its transport raised."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import anthropic
import httpx2

from agents.analysts.claude.failures import AnswerTooLong, FailureKind, StreamCut

K = FailureKind
SPEND_CODES = (
    "enforced_spend_limit_reached",
    "contract_spend_limit_reached",
    "linked_organization_spend_limit_reached",
)
_SPEND_WORDS = ("reached your specified api usage limits", "reached your api usage limits", *SPEND_CODES)


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
    if "request_too_large" in words:
        return K.TOO_LARGE
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
