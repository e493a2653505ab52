"""The limits of `output_config.format` schemas: what the real API answers with 400.

No recursion, `additionalProperties: false` everywhere, no bounds, at most 24 optional and 16 union parameters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .errors import invalid

OPTIONAL_LIMIT = 24
UNION_LIMIT = 16
COMPLEX = "Schema is too complex for compilation"
PLACE = "output_config.format.schema"
KEYWORDS = frozenset({
    "type", "properties", "required", "additionalProperties", "items", "minItems", "enum", "const", "anyOf", "allOf",
    "$ref", "$defs", "definitions", "description", "title", "format", "default",
})  # fmt: skip
FORMATS = frozenset({"date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"})
TYPES = frozenset({"object", "array", "string", "integer", "number", "boolean", "null"})


def check(schema: dict[str, Any]) -> None:
    """Refuse a schema beyond the limits."""
    _no_recursion(schema, schema, ())
    nodes = list(_nodes(schema))
    for node in nodes:
        _keywords(node)
        _values(node)
        _closed(node)
    if sum(len(_optional(node)) for node in nodes) > OPTIONAL_LIMIT:
        raise invalid(f"{PLACE}: {COMPLEX}: more than {OPTIONAL_LIMIT} optional parameters")
    if sum(_union(node) for node in nodes) > UNION_LIMIT:
        raise invalid(f"{PLACE}: {COMPLEX}: more than {UNION_LIMIT} parameters with union types")


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema within a schema, itself first."""
    if not isinstance(node, dict):
        raise invalid(f"{PLACE}: a schema must be an object, not {type(node).__name__}")
    yield node
    for key in ("properties", "$defs", "definitions"):
        for child in node.get(key, {}).values():
            yield from _nodes(child)
    for child in [*node.get("anyOf", []), *node.get("allOf", [])]:
        yield from _nodes(child)
    if "items" in node:
        yield from _nodes(node["items"])


def _keywords(node: dict[str, Any]) -> None:
    for key in node:
        if key not in KEYWORDS:
            raise invalid(f"{PLACE}: For '{node.get('type', 'any')}' type, property '{key}' is not supported")


def _values(node: dict[str, Any]) -> None:
    kinds = node.get("type", [])
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if kind not in TYPES:
            raise invalid(f"{PLACE}: Invalid type {kind!r}")
    if node.get("minItems", 0) not in (0, 1):
        raise invalid(f"{PLACE}: For 'array' type, 'minItems' values other than 0 or 1 are not supported")
    if node.get("format", "date") not in FORMATS:
        raise invalid(f"{PLACE}: String format {node['format']!r} is not supported")
    if any(isinstance(value, (dict, list)) for value in node.get("enum", [])):
        raise invalid(f"{PLACE}: Enum values must be strings, numbers, booleans or null")


def _closed(node: dict[str, Any]) -> None:
    if node.get("type") == "object" and node.get("additionalProperties") is not False:
        raise invalid(f"{PLACE}: For 'object' type, 'additionalProperties' must be explicitly set to false")


def _optional(node: dict[str, Any]) -> set[str]:
    return set(node.get("properties", {})) - set(node.get("required", []))


def _union(node: dict[str, Any]) -> int:
    return int("anyOf" in node or isinstance(node.get("type"), list))


def _no_recursion(node: Any, root: dict[str, Any], seen: tuple[str, ...]) -> None:
    if isinstance(node, list):
        for item in node:
            _no_recursion(item, root, seen)
    if not isinstance(node, dict):
        return
    reference = node.get("$ref")
    if isinstance(reference, str):
        if reference in seen:
            raise invalid(f"{PLACE}: Recursive schemas are not supported ({reference})")
        _no_recursion(_resolve(reference, root), root, (*seen, reference))
    for key, item in node.items():
        if key not in {"$defs", "definitions", "enum", "const"}:
            _no_recursion(item, root, seen)


def _resolve(reference: str, root: dict[str, Any]) -> Any:
    if not reference.startswith("#/"):
        raise invalid(f"{PLACE}: External $ref {reference!r} is not supported")
    node: Any = root
    for part in reference[2:].split("/"):
        if not isinstance(node, dict) or part not in node:
            raise invalid(f"{PLACE}: $ref {reference!r} leads nowhere")
        node = node[part]
    return node
