"""What the trail is told of every attempt: before it is sent, and when it ended; never a secret.

Names follow OpenTelemetry's conventions for generative AI (`gen_ai.request.model` is `request_model`).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from agents.analysts.claude.client import VERSION
from agents.analysts.claude.models import DATE
from agents.analysts.claude.pricing import Usage
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.telling import Telling
from agents.analysts.claude.wire import Exchange
from agents.recorder import Entry, Recorder

PROVIDER = "anthropic"
OPERATION = "chat"
REQUEST_IDS = ("request-id", "x-litellm-call-id", "x-request-id")
"""Where a request's id stands: the vendor's header first, then what gateways put in its place."""
_REQUEST_HEADERS = ("anthropic-version", "anthropic-beta", "content-type", "accept-encoding", "user-agent")
_RESPONSE_HEADERS = (
    *REQUEST_IDS, "content-type", "content-encoding", "retry-after", "retry-after-ms", "x-should-retry", "server",
    "via", "x-litellm-model-id", "x-litellm-version",
)  # fmt: skip
"""Named one by one: a header nobody knows may hold a secret."""
LIMITS = "anthropic-ratelimit-"


class About(NamedTuple):
    """What an attempt belongs to."""

    call_id: str
    http_attempt: int
    """Counts the attempts of the call, from 1, over all its turns."""
    branch: str
    purpose: str
    turn: str
    """Why this turn: first, lengthened, repair, resumed or schema_in_prompt."""
    mode: str
    """structured or schema_in_prompt."""
    prompt_sha256: str
    """Of the call's system text and messages, whatever the model or the turn."""
    schema_sha256: str
    """Of the answer's schema."""
    reserved_usd: Decimal | None = None
    """Set aside of the budget before sending; None where there is no budget."""


class Ended(NamedTuple):
    """How an attempt ended."""

    kind: str | None
    """The failure kind; None where the answer was used."""
    detail: str = ""
    category: str | None = None
    """Of a refusal."""
    message_id: str = ""
    model: str = ""
    stop_reason: str | None = None
    usage: Usage | None = None
    """None where the bytes hold none: the cost is unknown then."""
    cost_usd: Decimal | None = None
    """None where unknown or unpriced."""
    priced: bool = True
    charged_usd: Decimal = Decimal(0)
    """Counted against the budget: the cost, or the most it can have been where it is unknown."""


class Trail:
    """Tells a recorder about attempts; a request's bytes are kept once, however often they are sent."""

    def __init__(self, recorder: Recorder, settings: ClaudeSettings) -> None:
        self._telling = Telling(recorder)
        self._settings = settings
        self._secret = settings.api_key.get_secret_value() if settings.api_key else ""
        self._kept: set[str] = set()

    async def requested(self, about: About, exchange: Exchange) -> None:
        """Record an attempt; durable when this returns. Raises RecordingFailed."""
        digest = hashlib.sha256(exchange.body).hexdigest()
        body = json.loads(exchange.body)
        attributes = {
            **self._identity(about),
            "turn": about.turn,
            "mode": about.mode,
            "max_tokens": body["max_tokens"],
            "effort": self._settings.effort,
            "request_key": request_key(body),
            "request_sha256": digest,
            "request_bytes": len(exchange.body),
            "prompt_sha256": about.prompt_sha256,
            "schema_sha256": about.schema_sha256,
            "reserved_usd": _dollars(about.reserved_usd),
            "sdk_version": VERSION,
            "headers": {k: v for k, v in exchange.sent_headers.items() if k.lower() in _REQUEST_HEADERS},
        }
        texts, encoding = self._bytes("request", exchange.body) if digest not in self._kept else ({}, None)
        await self._telling.tell(Entry("model.requested", {**attributes, **encoding_of(encoding)}, texts))
        self._kept.add(digest)

    async def ended(self, about: About, exchange: Exchange, ended: Ended) -> None:
        """Record how an attempt ended, with every byte that came back. Raises RecordingFailed."""
        received = bytes(exchange.received)
        texts, encoding = self._bytes("response", received)
        attributes = {
            **self._identity(about),
            "error_type": ended.kind,
            "category": ended.category,
            "status_code": exchange.status,
            "sent": exchange.sent,
            "request_id": next((exchange.headers[k] for k in REQUEST_IDS if k in exchange.headers), None),
            "response_id": ended.message_id or None,
            "response_model": ended.model or None,
            "finish_reason": ended.stop_reason,
            **_usage(ended.usage),
            "cost_usd": _dollars(ended.cost_usd),
            "charged_usd": _dollars(ended.charged_usd),
            "priced": ended.priced,
            "price_date": DATE,
            "latency_ms": exchange.latency_ms,
            "first_byte_ms": exchange.first_byte_ms,
            "response_sha256": hashlib.sha256(received).hexdigest(),
            "response_bytes": len(received),
            "complete": exchange.complete,
            "limits": {k.removeprefix(LIMITS): v for k, v in exchange.headers.items() if k.startswith(LIMITS)},
            "headers": {k: v for k, v in exchange.headers.items() if k in _RESPONSE_HEADERS},
        }
        if ended.detail:
            texts["message"] = self.clean(ended.detail)
        name = "model.failed" if ended.stop_reason is None else "model.answered"
        await self._telling.tell(Entry(name, {**_clean_values(self, attributes), **encoding_of(encoding)}, texts))

    def clean(self, text: str) -> str:
        """Return a text without the credential: servers are known to repeat it."""
        text = text.encode("utf-8", "replace").decode().replace("\0", "")  # half a surrogate pair is no text
        return text.replace(self._secret, "[credential]") if self._secret else text

    def _identity(self, about: About) -> dict[str, Any]:
        return {
            "call_id": about.call_id,
            "http_attempt": about.http_attempt,
            "branch": about.branch,
            "purpose": about.purpose,
            "operation": OPERATION,
            "provider": PROVIDER,
            "server_address": self._settings.base_url,
            "request_model": self._settings.model,
        }

    def _bytes(self, name: str, data: bytes) -> tuple[dict[str, str], str | None]:
        """Text stays text; what is none is written in base64, as a journal's line is JSON."""
        if not data:
            return {}, None
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return {name: _base64(data, self._secret)}, "base64"
        if "\0" in text:  # DuckDB's JSON takes none
            return {name: _base64(data, self._secret)}, "base64"
        return {name: self.clean(text)}, None


def _base64(data: bytes, secret: str) -> str:
    return base64.b64encode(data.replace(secret.encode(), b"[credential]") if secret else data).decode()


def encoding_of(encoding: str | None) -> dict[str, str]:
    """Return the attribute that says how bytes are written down, where they are no text."""
    return {"encoding": encoding} if encoding else {}


def request_key(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what is asked, without how it is transported: the key a recorded answer is found by."""
    asked = {k: v for k, v in body.items() if k != "stream"}
    return hashlib.sha256(json.dumps(asked, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _clean_values(trail: Trail, attributes: Mapping[str, Any]) -> dict[str, Any]:
    cleaned: dict[str, Any] = json.loads(trail.clean(json.dumps(attributes, ensure_ascii=False)))
    return cleaned


def _dollars(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.6f}"


def _usage(usage: Usage | None) -> dict[str, int | None]:
    """OTel counts cached tokens as input tokens as well; so does the trail."""
    return {
        "input_tokens": usage.prompt_tokens if usage else None,
        "output_tokens": usage.output_tokens if usage else None,
        "cache_read_input_tokens": usage.cache_read_input_tokens if usage else None,
        "cache_creation_input_tokens": usage.cache_creation_input_tokens if usage else None,
    }
