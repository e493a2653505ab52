"""What a request holds: the documents in its tool results, the claims of a synthesis, the schema that is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from . import turns

Body = dict[str, Any]


class Given(NamedTuple):
    """A document, or a part of one, as the model is shown it."""

    name: str
    path: str
    text: str


def documents(body: Body) -> list[Given]:
    """Return the documents in a request's tool results, each JSON with its name and text."""
    found = [_object(text) for text in _results(body)]
    return [
        Given(str(one.get("document", "")), str(one.get("path", "")), one["text"])
        for one in found
        if isinstance(one.get("text"), str)
    ]


def listed_claims(body: Body) -> list[dict[str, Any]]:
    """Return the claims a synthesis is given, from the JSON in its text."""
    for one in _objects(body):
        claims = one.get("claims")
        if isinstance(claims, list) and claims and isinstance(claims[0], dict) and "id" in claims[0]:
            return claims
    return []


def schema(body: Body) -> dict[str, Any] | None:
    """Return the schema the answer must keep to: the format's, or one written into the prompt."""
    form = (body.get("output_config") or {}).get("format")
    if form:
        found: dict[str, Any] = form["schema"]
        return found
    return next((one for one in _objects(body) if one.get("type") == "object" and "properties" in one), None)


def words(body: Body) -> str:
    """Return all a request says, with the documents decoded: what a scenario looks for its text in."""
    system = body.get("system", "")
    parts = [system] if isinstance(system, str) else [block["text"] for block in system]
    parts += _texts(body)
    parts += [f"{one.name} {one.path}\n{one.text}" for one in documents(body)]
    return "\n".join(parts)


def _texts(body: Body) -> Iterator[str]:
    for turn in body["messages"]:
        for block in turns.blocks(turn):
            if block["type"] == "text":
                yield block["text"]


def _results(body: Body) -> Iterator[str]:
    for turn in body["messages"]:
        for block in turns.blocks(turn):
            content = block.get("content", "") if block["type"] == "tool_result" else ""
            parts = [content] if isinstance(content, str) else [part.get("text", "") for part in content]
            yield from (part for part in parts if part)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _objects(body: Body) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects written into the texts of a request, the last text first."""
    system = body.get("system", "")
    first = [system] if isinstance(system, str) else [block["text"] for block in system]
    for text in reversed([*first, *_texts(body)]):
        place = text.find("{")
        while place >= 0:
            try:
                found, end = json.JSONDecoder().raw_decode(text, place)
            except ValueError:
                end = place + 1
            else:
                if isinstance(found, dict):
                    yield found
            place = text.find("{", end)
