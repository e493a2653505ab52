"""A model's answer as the API writes it: one message, or the events of a stream."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

Message = dict[str, Any]
PIECE = 4096
"""Characters of text in one event."""
_numbers = itertools.count(1)


def text_block(text: str) -> dict[str, Any]:
    """Return a block of text."""
    return {"type": "text", "text": text}


def message(model: str, content: list[dict[str, Any]], usage: dict[str, Any], stop: str = "end_turn") -> Message:
    """Return a whole answer with an id of its own."""
    return {
        "id": f"msg_{next(_numbers):024d}", "type": "message", "role": "assistant", "model": model, "content": content,
        "stop_reason": stop, "stop_sequence": None, "stop_details": None, "usage": usage,
    }  # fmt: skip


def events(whole: Message) -> Iterator[dict[str, Any]]:
    """Yield the events that carry an answer: start, blocks in pieces, the stop reason with the usage, stop."""
    begun = {**whole["usage"], "output_tokens": 1}
    yield {"type": "message_start", "message": {**whole, "content": [], "stop_reason": None, "usage": begun}}
    yield {"type": "ping"}
    for index, block in enumerate(whole["content"]):
        yield {"type": "content_block_start", "index": index, "content_block": _empty(block)}
        for delta in _deltas(block):
            yield {"type": "content_block_delta", "index": index, "delta": delta}
        yield {"type": "content_block_stop", "index": index}
    delta = {key: whole[key] for key in ("stop_reason", "stop_sequence", "stop_details")}
    yield {"type": "message_delta", "delta": delta, "usage": {"output_tokens": whole["usage"]["output_tokens"]}}
    yield {"type": "message_stop"}


def _empty(block: dict[str, Any]) -> dict[str, Any]:
    begun = {"text": {"text": ""}, "thinking": {"thinking": "", "signature": ""}, "tool_use": {"input": {}}}
    return {**block, **begun.get(block["type"], {})}


def _deltas(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if block["type"] == "text":
        for place in range(0, len(block["text"]), PIECE):
            yield {"type": "text_delta", "text": block["text"][place : place + PIECE]}
    elif block["type"] == "thinking":
        yield {"type": "thinking_delta", "thinking": block["thinking"]}
        yield {"type": "signature_delta", "signature": block["signature"]}
    elif block["type"] == "tool_use":
        yield {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
