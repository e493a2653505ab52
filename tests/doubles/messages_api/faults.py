"""Every way a call fails: refused with a status, broken on the wire, or answered with something unusable."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from .errors import Rejected
from .messages import Message, events, text_block
from .scenarios import Scenario
from .transport import Connection, Gone

Headers = dict[str, str]
REGAIN = "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."
STATUSES: dict[str, tuple[int, str, str, str | None]] = {
    "rate_limit": (429, "rate_limit_error", "This request would exceed your organization's rate limit", None),
    "spend_limit": (429, "rate_limit_error", "Spend limit reached", "enforced_spend_limit_reached"),
    "contract_limit": (429, "rate_limit_error", "Spend limit reached", "contract_spend_limit_reached"),
    "own_spend_limit": (400, "invalid_request_error", REGAIN, None),
    "billing": (402, "billing_error", "Your credit balance is too low", None),
    "overloaded": (529, "overloaded_error", "Overloaded", None),
    "server_error": (500, "api_error", "Internal server error", None),
    "unavailable": (503, "api_error", "Service unavailable", None),
    "gateway_timeout": (504, "timeout_error", "Gateway timeout", None),
    "request_timeout": (408, "timeout_error", "Request timeout", None),
    "conflict": (409, "api_error", "Conflict", None),
    "unauthorized": (401, "authentication_error", "invalid bearer token", None),
    "forbidden": (403, "permission_error", "Your API key does not have permission to use the resource", None),
    "model_missing": (404, "not_found_error", "model: claude-nothing", None),
    "too_large": (413, "request_too_large", "Request exceeds the maximum size", None),
    "bad_request": (400, "invalid_request_error", "messages: Extra inputs are not permitted", None),
    "unprocessable": (422, "invalid_request_error", "Unprocessable", None),
    "too_complex": (400, "invalid_request_error", "Schema is too complex for compilation", None),
    "grammar_too_large": (400, "invalid_request_error", "The compiled grammar is too large", None),
    "no_format": (400, "invalid_request_error", "output_config.format: Extra inputs are not permitted", None),
    "prompt_too_long": (400, "invalid_request_error", "prompt is too long: 1200000 tokens > 1000000 maximum", None),
}
"""Name: status, error type, message, error code."""
FINAL = frozenset({"spend_limit", "contract_limit"})
"""The vendor tells its clients not to try these again."""


def refusal(scenario: Scenario) -> Rejected | None:
    """Return the error of a scenario that refuses, with `value` as its retry-after where given."""
    if scenario.do not in STATUSES:
        return None
    status, kind, message, code = STATUSES[scenario.do]
    headers = {"retry-after": scenario.value} if scenario.value else {}
    if scenario.do in FINAL:
        headers["x-should-retry"] = "false"
    return Rejected(status, kind, message, code, headers)


def answered(scenario: Scenario, whole: Message) -> Message:
    """Return the answer as a scenario spoils it."""
    spoil = ANSWERS.get(scenario.do)
    return spoil(whole, scenario) if spoil else whole


def _refused(whole: Message, scenario: Scenario) -> Message:
    details = {"type": "refusal", "category": scenario.value or None, "explanation": "declined by the model"}
    return {**whole, "content": [], "stop_reason": "refusal", "stop_details": details}


def _refused_midway(whole: Message, scenario: Scenario) -> Message:
    return {**_refused(whole, scenario), "content": _cut(whole)}


def _truncated(whole: Message, scenario: Scenario) -> Message:
    return {**whole, "content": _cut(whole), "stop_reason": "max_tokens"}


def _overflown(whole: Message, scenario: Scenario) -> Message:
    return {**whole, "content": _cut(whole), "stop_reason": "model_context_window_exceeded"}


def _prose(whole: Message, scenario: Scenario) -> Message:
    return {**whole, "content": [text_block("I am sorry, but I would rather describe what I found in my own words.")]}


def _fenced(whole: Message, scenario: Scenario) -> Message:
    fenced = f"Here is the JSON:\n```json\n{_text(whole)}\n```\nLet me know if you need more."
    return {**whole, "content": [text_block(fenced)]}


def _wrong_types(whole: Message, scenario: Scenario) -> Message:
    return {**whole, "content": [text_block('{"claims": "many", "findings": 7}')]}


def _nothing(whole: Message, scenario: Scenario) -> Message:
    return {**whole, "content": []}


def _thinking(whole: Message, scenario: Scenario) -> Message:
    thought = {"type": "thinking", "thinking": "Let me read.", "signature": "c2lnbmVk"}
    return {**whole, "content": [thought, *whole["content"]]}


def _unknown_block(whole: Message, scenario: Scenario) -> Message:
    return {**whole, "content": [{"type": "hologram", "text": "{}", "data": "?"}, *whole["content"]]}


def _unknown_stop(whole: Message, scenario: Scenario) -> Message:
    return {**whole, "stop_reason": "tired"}


def _calls_a_tool(whole: Message, scenario: Scenario) -> Message:
    call = {"type": "tool_use", "id": "toolu_made_by_model", "name": "read_document", "input": {"document": "D1"}}
    return {**whole, "content": [call], "stop_reason": "tool_use"}


def _paused(whole: Message, scenario: Scenario) -> Message:
    return {**whole, "content": [text_block("I am still reading.")], "stop_reason": "pause_turn"}


def _split(whole: Message, scenario: Scenario) -> Message:
    text = _text(whole)
    return {**whole, "content": [text_block(text[: len(text) // 2]), text_block(text[len(text) // 2 :])]}


def _cut(whole: Message) -> list[dict[str, Any]]:
    text = _text(whole)
    return [text_block(text[: max(1, len(text) // 3)])]


def _text(whole: Message) -> str:
    return "".join(block["text"] for block in whole["content"] if block["type"] == "text")


ANSWERS: dict[str, Callable[[Message, Scenario], Message]] = {
    "refused": _refused, "refused_midway": _refused_midway, "truncated": _truncated, "context_exceeded": _overflown,
    "prose": _prose, "fenced": _fenced, "wrong_types": _wrong_types, "no_content": _nothing, "thinking": _thinking,
    "unknown_block": _unknown_block, "unknown_stop": _unknown_stop, "tool_use": _calls_a_tool, "paused": _paused,
    "split": _split,
}  # fmt: skip


async def _dropped(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """Reset the connection before a byte is sent."""
    to.abort()
    raise Gone


async def _half_head(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """Reset the connection within the headers."""
    await to.raw(b"HTTP/1.1 200 Status\r\ncontent-type: text/ev")
    to.abort()
    raise Gone


async def _half_body(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """Send a whole message's first bytes, and reset the connection."""
    await to.raw(b'HTTP/1.1 200 Status\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n{"id": "msg')
    to.abort()
    raise Gone


async def _garbled(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """Answer 200 with something that is no JSON and no stream."""
    await to.answer(200, b'{"id": "msg_1", "type"', headers)


async def _bad_gateway(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """Answer as a proxy that cannot reach what is behind it."""
    await to.answer(502, b"<html><body>502 Bad Gateway</body></html>", {"content-type": "text/html"})


async def _empty_body(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """Answer 200 with a stream without an event."""
    await to.begin(headers)
    await to.end()


async def _redirected(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """Send the client, with all its documents, to another address."""
    await to.answer(307, b"", {"location": scenario.value})


async def _cut_stream(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """Reset the connection in mid-stream."""
    await _some(to, whole, scenario, headers)
    to.abort()
    raise Gone


async def _clean_cut(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """End the stream in good order before its last events."""
    await _some(to, whole, scenario, headers)
    await to.end()


async def _stalled(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """Fall silent in mid-stream."""
    await _some(to, whole, scenario, headers)
    await to.wait(scenario.seconds)
    raise Gone


async def _stream_error(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """Break off with an error event; `value` names the error type."""
    await _some(to, whole, scenario, headers)
    kind = scenario.value or "overloaded_error"
    await to.event({"type": "error", "error": {"type": kind, "message": kind}, "request_id": headers["request-id"]})
    await to.end()


async def _dripped(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    """Send the whole stream a few bytes at a time over `seconds`: no single read is ever slow."""
    raw = b"".join(f"event: {e['type']}\ndata: {json.dumps(e)}\n\n".encode() for e in events(whole))
    await to.begin(headers)
    step = max(1, len(raw) // 50)
    for place in range(0, len(raw), step):
        await to.chunk(raw[place : place + step])
        await to.wait(scenario.seconds / 50)
    await to.end()


async def _some(to: Connection, whole: Message, scenario: Scenario, headers: Headers) -> None:
    await to.begin(headers)
    for number, event in enumerate(events(whole)):
        if number == scenario.after:
            return
        await to.event(event)


Break = Callable[[Connection, Message, Scenario, Headers], Awaitable[None]]
BREAKS: dict[str, Break] = {
    "dropped": _dropped, "half_head": _half_head, "half_body": _half_body, "garbled": _garbled,
    "bad_gateway": _bad_gateway, "empty_body": _empty_body, "redirected": _redirected, "cut_stream": _cut_stream,
    "clean_cut": _clean_cut, "stalled": _stalled, "stream_error": _stream_error, "dripped": _dripped,
}  # fmt: skip
