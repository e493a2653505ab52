"""The server refuses what the real API refuses: a request that passes here would not be a bug there."""

from __future__ import annotations

import json
import typing
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import anthropic
import pytest
from anthropic import types
from messages_api import shapes
from messages_api.running import KEY, Running

Body = dict[str, Any]
Change = Callable[[Body], Any]


def put(path: str, value: Any) -> Change:
    """Return what sets a value at a dotted path."""

    def changed(body: Body) -> None:
        *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        node: Any = body
        for part in parents:
            node = node[part]
        node[last] = value

    return changed


def drop(name: str) -> Change:
    """Return what leaves a field out."""
    return lambda body: body.pop(name)


def add_turn(role: str, content: Any) -> Change:
    """Return what appends a turn."""
    return lambda body: body["messages"].append({"role": role, "content": content})


def optional(count: int) -> Body:
    """Return a schema with optional parameters."""
    properties = {f"p{number}": {"type": "string"} for number in range(count)}
    return {"type": "object", "properties": properties, "required": [], "additionalProperties": False}


def unions(count: int) -> Body:
    """Return a schema with parameters of union type."""
    either = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    properties = {f"p{number}": either for number in range(count)}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


SCHEMA = "output_config.format.schema"
PROPERTY = f"{SCHEMA}.properties.claims"
RESULT = "messages.2.content.0"
FIVE_MARKS = [{"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}} for _ in range(5)]
CITED = {"type": "document", "source": {}, "citations": {"enabled": True}}
RECURSIVE = {
    "type": "object", "properties": {"child": {"$ref": "#/$defs/Node"}}, "required": ["child"],
    "additionalProperties": False, "$defs": {"Node": {
        "type": "object", "properties": {"child": {"$ref": "#/$defs/Node"}}, "required": ["child"],
        "additionalProperties": False,
    }},
}  # fmt: skip
REFUSED: dict[str, tuple[Change, int, str]] = {
    "temperature": (put("temperature", 1.0), 400, "temperature: Extra inputs"),
    "top_p": (put("top_p", 0.9), 400, "top_p: Extra inputs"),
    "top_k": (put("top_k", 5), 400, "top_k: Extra inputs"),
    "unknown_key": (put("seed", 7), 400, "seed: Extra inputs"),
    "unknown_key_in_a_block": (put("messages.2.content.1.weight", 1), 400, "weight: Extra inputs"),
    "unknown_key_in_a_turn": (put("messages.0.name", "Ann"), 400, "messages.0.name: Extra inputs"),
    "unknown_key_in_output_config": (put("output_config.strict", True), 400, "output_config.strict: Extra inputs"),
    "no_model": (drop("model"), 400, "model: Field required"),
    "no_messages": (drop("messages"), 400, "messages: Field required"),
    "no_max_tokens": (drop("max_tokens"), 400, "max_tokens: Field required"),
    "max_tokens_of_nothing": (put("max_tokens", 0), 400, "max_tokens: Input should be greater"),
    "max_tokens_as_text": (put("max_tokens", "100"), 400, "max_tokens: Input should be a valid integer"),
    "max_tokens_beyond_the_model": (put("max_tokens", 200_000), 400, "max_tokens: 200000 > 128000"),
    "unknown_model": (put("model", "claude-nothing"), 404, "model: claude-nothing"),
    "messages_empty": (put("messages", []), 400, "at least one message"),
    "unknown_role": (put("messages.0.role", "tool"), 400, "messages.0.role"),
    "assistant_first": (put("messages.0.role", "assistant"), 400, "first message"),
    "prefill": (add_turn("assistant", "{"), 400, "prefill"),
    "empty_content": (put("messages.0.content", ""), 400, "non-empty content"),
    "blank_text": (put("messages.2.content.1.text", "  \n"), 400, "non-whitespace"),
    "unknown_block": (put("messages.2.content.1.type", "video"), 400, "messages.2.content.1.type"),
    "tool_result_without_call": (put(f"{RESULT}.tool_use_id", "toolu_2"), 400, "tool_use"),
    "call_without_tool_result": (put("messages.2.content", "Go on."), 400, "without `tool_result` blocks"),
    "tool_result_after_text": (lambda b: b["messages"][2]["content"].reverse(), 400, "must come first"),
    "tool_result_of_assistant": (
        add_turn("assistant", [{"type": "tool_result", "tool_use_id": "toolu_1"}]), 400, "not permitted"
    ),
    "document_of_assistant": (put("messages.1.content.0", {"type": "document", "source": {}}), 400, "not permitted"),
    "tool_id_of_other_letters": (put("messages.1.content.0.id", "tool 1"), 400, "should match pattern"),
    "calls_without_tools": (lambda b: [b.pop("tools"), b.pop("tool_choice")], 400, "must define tools"),
    "forced_tool": (put("tool_choice", {"type": "tool", "name": "read_document"}), 400, "forced tool use"),
    "any_tool": (put("tool_choice", {"type": "any"}), 400, "forced tool use"),
    "thinking_disabled": (put("thinking", {"type": "disabled"}), 400, "thinking.type: 'disabled'"),
    "thinking_with_too_little": (put("thinking", {"type": "enabled", "budget_tokens": 9}), 400, "1024"),
    "thinking_beyond_max_tokens": (put("thinking", {"type": "enabled", "budget_tokens": 9000}), 400, "budget_tokens"),
    "effort": (put("output_config.effort", "minimal"), 400, "output_config.effort"),
    "format": (put("output_config.format.type", "json"), 400, "output_config.format.type"),
    "objects_left_open": (put(f"{SCHEMA}.additionalProperties", True), 400, "additionalProperties"),
    "bounds": (put(PROPERTY, {"type": "integer", "minimum": 0}), 400, "'minimum' is not supported"),
    "lengths": (put(PROPERTY, {"type": "string", "maxLength": 9}), 400, "'maxLength' is not supported"),
    "many_items": (put(f"{PROPERTY}.minItems", 2), 400, "minItems"),
    "unknown_string_format": (put(PROPERTY, {"type": "string", "format": "decimal"}), 400, "format 'decimal'"),
    "enum_of_objects": (put(PROPERTY, {"enum": [{}]}), 400, "Enum values"),
    "recursion": (put(SCHEMA, RECURSIVE), 400, "Recursive"),
    "reference_to_elsewhere": (put(PROPERTY, {"$ref": "https://example.com/s"}), 400, "External"),
    "optional_parameters": (put(SCHEMA, optional(25)), 400, "too complex"),
    "union_parameters": (put(SCHEMA, unions(17)), 400, "too complex"),
    "citations_with_format": (put("messages.2.content.1", CITED), 400, "citations"),
    "five_cache_marks": (put("messages.0.content", FIVE_MARKS), 400, "maximum of 4 blocks"),
    "cache_ttl": (put("cache_control", {"type": "ephemeral", "ttl": "2h"}), 400, "ttl"),
    "system_of_nothing": (put("system", [{"type": "text", "text": " "}]), 400, "non-whitespace"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_request_the_api_refuses_is_refused(case: str, request_body: Body, post: Callable[[Body], Any]) -> None:
    """Each broken rule gets the status and the reason."""
    change, status, words = REFUSED[case]
    change(request_body)
    with pytest.raises(anthropic.APIStatusError) as refused:
        post(request_body)
    assert (refused.value.status_code, words in str(refused.value)) == (status, True), str(refused.value)


def test_a_request_of_the_product_is_taken(request_body: Body, post: Callable[[Body], Any]) -> None:
    """The unspoiled request of all the cases above passes."""
    assert post(request_body)["stop_reason"] == "end_turn"


@pytest.mark.parametrize("schema", [optional(24), unions(16)])
def test_a_schema_at_the_limit_is_taken(schema: Body, request_body: Body, post: Callable[[Body], Any]) -> None:
    """The limits themselves are within."""
    request_body["output_config"]["format"]["schema"] = schema
    assert post(request_body)["stop_reason"] == "end_turn"


def test_forced_tools_and_prefill_pass_where_the_model_takes_them(
    request_body: Body, post: Callable[[Body], Any]
) -> None:
    """An older model still takes both."""
    request_body |= {"model": "claude-haiku-4-5", "tool_choice": {"type": "any"}}
    request_body["messages"].append({"role": "assistant", "content": "{"})
    assert post(request_body)["stop_reason"] == "end_turn"


def test_a_prompt_beyond_the_window_is_too_long(
    messages_api: Running, request_body: Body, post: Callable[[Body], Any]
) -> None:
    """The server names the tokens and the window."""
    messages_api.model(window=100)
    with pytest.raises(anthropic.BadRequestError, match=r"prompt is too long: [0-9]+ tokens > 100 maximum"):
        post(request_body)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"x-api-key": "wrong"}, 401),
        ({"x-api-key": KEY}, 200),
        ({"authorization": KEY}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": f"Bearer {KEY}", "anthropic-version": "none"}, 400),
        ({"authorization": f"Bearer {KEY}", "anthropic-version": "2026-10-21", "content-type": "text/plain"}, 400),
        ({"authorization": f"Bearer {KEY}", "anthropic-version": "2026-10-21"}, 200),
    ],
)
def test_the_headers_are_checked(
    headers: dict[str, str], status: int, messages_api: Running, request_body: Body
) -> None:
    """Without the key, a known version and JSON there is no answer."""
    sent = {"anthropic-version": "2026-10-21", "content-type": "application/json", **headers}
    assert _status(f"{messages_api.url}/v1/messages", json.dumps(request_body).encode(), sent) == status


def test_other_addresses_and_broken_json_are_refused(messages_api: Running) -> None:
    """Only the two addresses of the API exist, and a body is a JSON object."""
    headers = {"authorization": f"Bearer {KEY}", "anthropic-version": "2026-10-21", "content-type": "application/json"}
    asked = [("/v1/complete", b"{}"), ("/v1/messages", b"{"), ("/v1/messages", b"[]"), ("/v1/messages", None)]
    found = [_status(messages_api.url + path, body, headers) for path, body in asked]
    assert found == [404, 400, 400, 405]


def test_count_tokens_takes_no_fields_of_an_answer(client: anthropic.Anthropic, request_body: Body) -> None:
    """`max_tokens` is an extra input there; without it the tokens are counted."""
    with pytest.raises(anthropic.BadRequestError, match="max_tokens: Extra inputs"):
        client.post("/v1/messages/count_tokens", body=request_body, cast_to=object)
    del request_body["max_tokens"]
    assert client.messages.count_tokens(**request_body).input_tokens > 100


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (shapes.CREATE, types.message_create_params.MessageCreateParamsStreaming),
        (shapes.BLOCKS["text"], types.TextBlockParam),
        (shapes.BLOCKS["tool_use"], types.ToolUseBlockParam),
        (shapes.BLOCKS["tool_result"], types.ToolResultBlockParam),
        (shapes.BLOCKS["document"], types.DocumentBlockParam),
        (shapes.BLOCKS["image"], types.ImageBlockParam),
        (shapes.BLOCKS["thinking"], types.ThinkingBlockParam),
        (shapes.BLOCKS["redacted_thinking"], types.RedactedThinkingBlockParam),
        (shapes.BLOCKS["search_result"], types.SearchResultBlockParam),
        (shapes.OUTPUT_CONFIG, types.OutputConfigParam),
        (shapes.FORMAT, types.JSONOutputFormatParam),
        (shapes.TOOL, types.ToolParam),
        (shapes.CACHE_CONTROL, types.CacheControlEphemeralParam),
        (shapes.METADATA, types.MetadataParam),
    ],
)
def test_the_keys_are_those_of_the_installed_sdk(ours: frozenset[str], theirs: Any) -> None:
    """A key that a new SDK brings is noticed; fields the SDK turns into headers are not in the body."""
    headers = {"user_profile_id", "workspace_id"}
    assert ours == set(typing.get_type_hints(theirs)) - headers


def _status(url: str, body: bytes | None, headers: dict[str, str]) -> int:
    request = urllib.request.Request(url, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code
