"""Whatever a server sends, a call ends in an answer or in a failure of a known kind, and the trail takes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from agents.analysts.claude.calls import Caller, CallFailed
from agents.analysts.claude.settings import ClaudeSettings
from audit import journal
from audit.store import publish, query
from flows.branches.jobs import JournalRecorder


def event(kind: str, **said: Any) -> bytes:
    """Return one event of a stream."""
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **said})}\n\n".encode()


STOP = event("message_delta", delta={"stop_reason": "end_turn"}, usage={"output_tokens": 10**30})
HOSTILE = {
    "nothing": b"",
    "no text": bytes(range(256)),
    "no object": b'event: message_start\ndata: [1, "\\ud800"]\n\n',
    "no message": event("message_start", message=None) + STOP,
    "strange counts": event("message_start", message={"usage": {"input_tokens": -1, "output_tokens": "many"}}) + STOP,
    "strange names": event("message_start", message={"id": "\ud800\0", "model": ["x"], "usage": {}}) + STOP,
    "strange blocks": event("content_block_delta", index=-1, delta={"type": "text_delta", "text": 3})
    + event("content_block_start", index="0", content_block=7)
    + STOP,
    "unknown stop": event("message_start", message={"usage": {}})
    + event("message_delta", delta={"stop_reason": "tired"}),
    "broken refusal": event("message_start", message={"usage": {}})
    + event("message_delta", delta={"stop_reason": "refusal", "stop_details": "no"}),
    "error without a body": b"event: error\ndata: \n\n",
    "error that is a list": b"event: error\ndata: [{}]\n\n",
    "endless nesting": b'event: message_start\ndata: {"a":' + b"[" * 100_000 + b"\n\n",
}


@pytest.mark.parametrize("status", [200, 400, 529])
@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_a_failure_on_the_trail(
    name: str, status: int, settings: ClaudeSettings, ask: Callable[..., Any], tmp_path: Path
) -> None:
    """The call fails by a kind that is not a fault of ours, and every attempt can be recorded and published."""
    headers = {
        "content-type": "text/event-stream",
        "retry-after": "nan",
        "anthropic-ratelimit-requests-remaining": "inf",
    }
    transport = httpx2.MockTransport(lambda _: httpx2.Response(status, headers=headers, content=HOSTILE[name]))
    home, own = tmp_path / "var", settings.model_copy(update={"attempts": 2, "retry_delay": 0.0})
    with journal.Journal.create(home, "run-1", "press") as opened:
        with Caller(own, JournalRecorder(opened), transport=transport) as caller, pytest.raises(CallFailed) as failed:
            caller.call(ask())
    assert failed.value.kind != "bug"
    publish(home)
    assert query(home, "SELECT count(*) FROM model_response WHERE error_type IS NULL").rows == [(0,)]
    assert query(home, "SELECT count(*) FROM damage").rows == [(0,)]
