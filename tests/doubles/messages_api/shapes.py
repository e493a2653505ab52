"""The keys the API takes, per object: anything else is an extra input and gets a 400.

A test holds these tables against the types of the installed SDK.
"""

from __future__ import annotations

from typing import Any

from .errors import invalid

CREATE = frozenset({
    "max_tokens", "messages", "model", "cache_control", "container", "diagnostics", "inference_geo", "metadata",
    "output_config", "service_tier", "speed", "stop_sequences", "system", "thinking", "tool_choice", "tools",
    "stream",
})  # fmt: skip
COUNT = frozenset({
    "messages", "model", "cache_control", "output_config", "speed", "system", "thinking", "tool_choice", "tools",
})  # fmt: skip
BLOCKS = {
    "text": frozenset({"type", "text", "cache_control", "citations"}),
    "tool_use": frozenset({"type", "id", "name", "input", "cache_control", "caller", "toolset_name"}),
    "tool_result": frozenset({"type", "tool_use_id", "content", "is_error", "cache_control", "toolset_name"}),
    "document": frozenset({"type", "source", "title", "context", "citations", "cache_control"}),
    "image": frozenset({"type", "source", "cache_control", "transformations"}),
    "thinking": frozenset({"type", "thinking", "signature"}),
    "redacted_thinking": frozenset({"type", "data"}),
    "search_result": frozenset({"type", "source", "title", "content", "citations", "cache_control"}),
}
OUTPUT_CONFIG = frozenset({"effort", "format"})
FORMAT = frozenset({"type", "schema"})
TOOL = frozenset({
    "type", "name", "description", "input_schema", "strict", "cache_control", "allowed_callers", "defer_loading",
    "eager_input_streaming", "input_examples",
})  # fmt: skip
TOOL_CHOICES = {
    "auto": frozenset({"type", "disable_parallel_tool_use"}),
    "any": frozenset({"type", "disable_parallel_tool_use"}),
    "tool": frozenset({"type", "name", "disable_parallel_tool_use"}),
    "none": frozenset({"type"}),
}
THINKING = {
    "adaptive": frozenset({"type", "display"}),
    "enabled": frozenset({"type", "budget_tokens", "display"}),
    "disabled": frozenset({"type"}),
    "between_tools": frozenset({"type"}),
}
CACHE_CONTROL = frozenset({"type", "ttl"})
METADATA = frozenset({"user_id"})


def only(value: dict[str, Any], keys: frozenset[str], place: str = "") -> None:
    """Refuse a key that the API does not know, as `temperature` is since version 2026-10-21."""
    for key in value:
        if key not in keys:
            raise invalid(f"{_at(place, key)}: Extra inputs are not permitted")


def needed(value: dict[str, Any], key: str, kind: type, place: str = "") -> Any:
    """Return a field that must be there and of its type."""
    if key not in value:
        raise invalid(f"{_at(place, key)}: Field required")
    return typed(value[key], kind, _at(place, key))


def typed(value: Any, kind: type, place: str) -> Any:
    """Return a value of the right JSON type."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        names = {str: "string", int: "integer", list: "array", dict: "object", bool: "boolean"}
        raise invalid(f"{place}: Input should be a valid {names[kind]}")
    return value


def one_of(value: Any, allowed: Any, place: str) -> Any:
    """Return a value that is one of a closed set."""
    if value not in allowed:
        raise invalid(f"{place}: Input should be {', '.join(repr(a) for a in sorted(allowed))}")
    return value


def _at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
