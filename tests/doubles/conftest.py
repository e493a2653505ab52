"""Requests as the SDK sends them, and the ways to spoil one."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import anthropic
import pytest
from messages_api.running import KEY, Running

Body = dict[str, Any]
ARTICLE = "Acme raised its revenue to $1,250 million in 2024. It has 340 employees. A lawsuit was filed in May."
SCHEMA = {
    "type": "object",
    "properties": {
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {key: {"type": "string"} for key in ("document", "quote", "value")},
                "required": ["document", "quote", "value"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["claims"],
    "additionalProperties": False,
}


def whole() -> Body:
    """Return a request of the kind the product sends: documents as tool results, a schema for the answer."""
    call = {"type": "tool_use", "id": "toolu_1", "name": "read_document", "input": {"document": "D1"}}
    shown = json.dumps({"document": "D1", "path": "press/a.txt", "text": ARTICLE})
    result = {"type": "tool_result", "tool_use_id": "toolu_1", "content": shown}
    return {
        "model": "claude-sonnet-5-5", "max_tokens": 8000, "system": "You work one branch.",
        "tools": [{"name": "read_document", "input_schema": {"type": "object", "properties": {}}}],
        "tool_choice": {"type": "none"}, "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}},
        "messages": [
            {"role": "user", "content": "Target: Acme"},
            {"role": "assistant", "content": [call]},
            {"role": "user", "content": [result, {"type": "text", "text": "Answer."}]},
        ],
    }  # fmt: skip


@pytest.fixture
def request_body() -> Body:
    """A request the API takes."""
    return copy.deepcopy(whole())


@pytest.fixture(scope="session")
def sdk(messages_api_process: Running) -> anthropic.Anthropic:
    """The real SDK, pointed at the server, without retries of its own."""
    return anthropic.Anthropic(api_key=KEY, base_url=messages_api_process.url, max_retries=0, timeout=20)


@pytest.fixture
def client(messages_api: Running, sdk: anthropic.Anthropic) -> anthropic.Anthropic:
    """The SDK, and a server that behaves until told otherwise."""
    return sdk


@pytest.fixture
def post(client: anthropic.Anthropic) -> Callable[[Body], Any]:
    """Send a body as it is, past the SDK's own checks."""

    def sent(body: Body) -> Any:
        return client.post("/v1/messages", body=body, cast_to=object)

    return sent
