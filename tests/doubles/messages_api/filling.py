"""An answer that keeps to a schema: known fields from what the model has to say, all others neutral."""

from __future__ import annotations

from typing import Any

NEUTRAL = ("", "none", "unknown", "neutral", "info")


def fill(schema: dict[str, Any], value: Any, root: dict[str, Any] | None = None) -> Any:
    """Return `value` cut and completed to `schema`."""
    root = root or schema
    schema = _meant(schema, value, root)
    if "enum" in schema:
        return (
            value if value in schema["enum"] else next((n for n in NEUTRAL if n in schema["enum"]), schema["enum"][0])
        )
    if "const" in schema:
        return schema["const"]
    if schema.get("type") == "object":
        known = value if isinstance(value, dict) else {}
        return {key: fill(child, known.get(key), root) for key, child in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [fill(schema.get("items", {}), item, root) for item in (value if isinstance(value, list) else [])]
    return _plain(schema.get("type"), value)


def _meant(schema: dict[str, Any], value: Any, root: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema or "anyOf" in schema:
        if "$ref" in schema:
            node: Any = root
            for part in schema["$ref"][2:].split("/"):
                node = node[part]
            schema = node
        else:
            nothing = value in (None, "")
            options = schema["anyOf"]
            schema = next((o for o in options if (o.get("type") == "null") == nothing), options[0])
    return schema


def _plain(kind: Any, value: Any) -> Any:
    fallback = {"string": "", "integer": 0, "number": 0, "boolean": False, "null": None}.get(kind)
    types = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    return value if kind in types and isinstance(value, types[kind]) else fallback
