"""Tokens of a request and its answer, with a prompt cache: a prefix marked before is read, not paid again."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from . import checks, turns

Usage = dict[str, Any]


class PromptCache:
    """The prefixes seen so far."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def usage(self, body: dict[str, Any], written: int) -> Usage:
        """Return the usage of a request whose answer has `written` characters; input excludes what the cache holds."""
        total = checks.tokens(body)
        cached, known = self._prefix(body)
        cached = min(cached, total - 1)
        return {
            "input_tokens": total - cached,
            "cache_creation_input_tokens": 0 if known else cached,
            "cache_read_input_tokens": cached if known else 0,
            "output_tokens": max(1, int(written / checks.CHARACTERS_A_TOKEN)),
            "service_tier": "standard",
        }

    def _prefix(self, body: dict[str, Any]) -> tuple[int, bool]:
        """Return the tokens up to the last mark, and whether that prefix was seen before."""
        parts = [json.dumps(part, ensure_ascii=False) for part in _parts(body)]
        marked = [number for number, part in enumerate(parts) if '"cache_control": {' in part]
        if body.get("cache_control"):
            marked.append(len(parts) - 1)
        if not marked:
            return 0, False
        text = "".join([str(body["model"]), *parts[: max(marked) + 1]])
        key = hashlib.sha256(text.encode()).hexdigest()
        known = key in self._seen
        self._seen.add(key)
        return int(len(text) / checks.CHARACTERS_A_TOKEN), known


def _parts(body: dict[str, Any]) -> list[Any]:
    system = body.get("system", [])
    return [
        body.get("output_config"),
        *body.get("tools", []),
        *([system] if isinstance(system, str) else system),
        *(block for turn in body["messages"] for block in turns.blocks(turn)),
    ]
