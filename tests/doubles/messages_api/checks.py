"""Whether the real API would take a request: everything it answers with 400, 401 or 404 before a model works."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from . import models, schemas, turns
from .errors import Rejected, invalid
from .shapes import (
    CACHE_CONTROL,
    COUNT,
    CREATE,
    FORMAT,
    METADATA,
    OUTPUT_CONFIG,
    THINKING,
    TOOL,
    TOOL_CHOICES,
    needed,
    one_of,
    only,
    typed,
)

Body = dict[str, Any]
VERSIONS = frozenset({"2023-06-01", "2026-10-21"})
CACHE_POINTS = 4
CHARACTERS_A_TOKEN = 3.5


def headers(given: dict[str, str], key: str) -> None:
    """Refuse a request without the key, without a known version, or that is not JSON.

    The SDK sends the key as bearer; gateways that are in use with the real API still send `x-api-key`.
    """
    authorization = given.get("authorization", "")
    if not authorization.startswith("Bearer ") and "x-api-key" not in given:
        raise Rejected(401, "authentication_error", "Authorization header is required")
    if key not in (authorization.removeprefix("Bearer "), given.get("x-api-key")):
        raise Rejected(401, "authentication_error", "invalid bearer token")
    if "anthropic-version" not in given:
        raise invalid("anthropic-version: header is required")
    if given["anthropic-version"] not in VERSIONS:
        raise invalid(f'anthropic-version: "{given["anthropic-version"]}" is not a valid version')
    if given.get("content-type", "").partition(";")[0] != "application/json":
        raise invalid("content-type: must be application/json")


def parsed(raw: bytes) -> Body:
    """Return a request's body, which is a JSON object."""
    try:
        body = json.loads(raw)
    except ValueError as problem:
        raise invalid(f"The request body is not valid JSON: {problem}") from problem
    if not isinstance(body, dict):
        raise invalid("The request body must be a JSON object")
    return body


def create(body: Body, window: int | None = None) -> None:
    """Refuse what `POST /v1/messages` refuses; `window` narrows the model's window for a test, in tokens."""
    only(body, CREATE)
    model = _common(body)
    most = needed(body, "max_tokens", int)
    if most < 1:
        raise invalid("max_tokens: Input should be greater than or equal to 1")
    if most > model.output:
        name = body["model"]
        raise invalid(f"max_tokens: {most} > {model.output}, which is the maximum number of output tokens for {name}")
    typed(body.get("stream", False), bool, "stream")
    only(typed(body.get("metadata", {}), dict, "metadata"), METADATA, "metadata")
    one_of(body.get("service_tier", "auto"), {"auto", "standard_only"}, "service_tier")
    budget = (body.get("thinking") or {}).get("budget_tokens", 0)
    if budget >= most:
        raise invalid("`max_tokens` must be greater than `thinking.budget_tokens`")
    _fits(body, min(model.window, window or model.window))


def count(body: Body) -> None:
    """Refuse what `POST /v1/messages/count_tokens` refuses."""
    only(body, COUNT)
    _common(body)


def tokens(body: Body) -> int:
    """Return the tokens of a request, by its characters: the tokenizer is the vendor's own."""
    counted = {key: body[key] for key in ("system", "messages", "tools", "output_config") if key in body}
    return int(len(json.dumps(counted, ensure_ascii=False)) / CHARACTERS_A_TOKEN) + 1


def _common(body: Body) -> models.Model:
    model = models.known(needed(body, "model", str))
    messages = needed(body, "messages", list)
    _tools(body)
    turns.check(messages, tools=bool(body.get("tools")), prefill=model.prefill)
    _system(body)
    _tool_choice(body, model)
    _thinking(body, model)
    _output(body)
    _caching(body)
    return model


def _fits(body: Body, window: int) -> None:
    size = tokens(body)
    if size > window:
        raise invalid(f"prompt is too long: {size} tokens > {window} maximum")


def _system(body: Body) -> None:
    system = body.get("system", "-")
    for number, block in enumerate([] if isinstance(system, str) else typed(system, list, "system")):
        place = f"system.{number}"
        only(typed(block, dict, place), frozenset({"type", "text", "cache_control", "citations"}), place)
        one_of(block.get("type"), {"text"}, f"{place}.type")
        if not needed(block, "text", str, place).strip():
            raise invalid("system: text content blocks must contain non-whitespace text")


def _tools(body: Body) -> None:
    for number, tool in enumerate(typed(body.get("tools", []), list, "tools")):
        place = f"tools.{number}"
        one_of(typed(tool, dict, place).get("type", "custom"), {"custom"}, f"{place}.type")
        only(tool, TOOL, f"{place}.custom")
        needed(tool, "name", str, place)
        if needed(tool, "input_schema", dict, place).get("type") != "object":
            raise invalid(f"{place}.custom.input_schema.type: Input should be 'object'")


def _tool_choice(body: Body, model: models.Model) -> None:
    choice = body.get("tool_choice")
    if choice is None:
        return
    kind = one_of(typed(choice, dict, "tool_choice").get("type"), TOOL_CHOICES, "tool_choice.type")
    only(choice, TOOL_CHOICES[kind], f"tool_choice.{kind}")
    if not body.get("tools"):
        raise invalid("tool_choice may only be specified while providing tools")
    if kind in {"any", "tool"} and not model.forced_tools:
        raise invalid(f"tool_choice: forced tool use ('{kind}') is not supported by {body['model']}")


def _thinking(body: Body, model: models.Model) -> None:
    thinking = body.get("thinking")
    if thinking is None:
        return
    kind = one_of(typed(thinking, dict, "thinking").get("type"), THINKING, "thinking.type")
    only(thinking, THINKING[kind], f"thinking.{kind}")
    if kind not in model.thinking:
        raise invalid(f"thinking.type: '{kind}' is not supported by {body['model']}")
    if kind == "enabled" and needed(thinking, "budget_tokens", int, "thinking.enabled") < 1024:
        raise invalid("thinking.enabled.budget_tokens: Input should be greater than or equal to 1024")


def _output(body: Body) -> None:
    config = body.get("output_config")
    if config is None:
        return
    only(typed(config, dict, "output_config"), OUTPUT_CONFIG, "output_config")
    if config.get("effort") is not None:
        one_of(config["effort"], {"low", "medium", "high", "xhigh", "max"}, "output_config.effort")
    form = config.get("format")
    if form is None:
        return
    only(typed(form, dict, "output_config.format"), FORMAT, "output_config.format")
    one_of(form.get("type"), {"json_schema"}, "output_config.format.type")
    schemas.check(needed(form, "schema", dict, "output_config.format"))
    if any((block.get("citations") or {}).get("enabled") for block in _all_blocks(body) if "citations" in block):
        raise invalid("output_config.format: structured outputs are not compatible with citations")


def _caching(body: Body) -> None:
    marks = [mark for mark in [body.get("cache_control"), *_marks(body)] if mark is not None]
    for mark in marks:
        only(typed(mark, dict, "cache_control"), CACHE_CONTROL, "cache_control")
        one_of(mark.get("type"), {"ephemeral"}, "cache_control.type")
        one_of(mark.get("ttl", "5m"), {"5m", "1h"}, "cache_control.ephemeral.ttl")
    if len(marks) > CACHE_POINTS:
        raise invalid(f"A maximum of {CACHE_POINTS} blocks with cache_control may be provided. Found {len(marks)}.")


def _marks(body: Body) -> Iterator[Any]:
    system = body.get("system", [])
    for block in [*body.get("tools", []), *([] if isinstance(system, str) else system), *_all_blocks(body)]:
        yield block.get("cache_control")


def _all_blocks(body: Body) -> Iterator[dict[str, Any]]:
    for turn in body["messages"]:
        for block in turns.blocks(turn):
            yield block
            inner = block.get("content") if block["type"] == "tool_result" else None
            yield from inner if isinstance(inner, list) else []
