"""A hundred calls at once: every one answered, recorded and chained."""

from __future__ import annotations

from pathlib import Path

from messages_api.running import KEY, Running
from pydantic import BaseModel, ConfigDict

from agents.analysts.claude.calls import Caller, CallFailed, Request
from agents.analysts.claude.settings import ClaudeSettings
from audit import journal, store, verify
from audit.journal import Journal, new_run_id
from audit.seal import seal
from flows.branches.jobs import JournalRecorder

CALLS = 100


class Told(BaseModel):
    """What the model is asked for."""

    model_config = ConfigDict(extra="forbid")
    claims: list[str]


def test_a_hundred_calls_at_once_are_on_the_trail(messages_api: Running, tmp_path: Path) -> None:
    """All are in flight together; the journal holds every request before its answer, and its chain is whole."""
    messages_api.model(seconds=6)
    settings = ClaudeSettings(
        base_url=messages_api.url, api_key=KEY, max_in_flight=CALLS, requests_per_minute=100_000,
        input_tokens_per_minute=10**9, output_tokens_per_minute=10**9, budget_usd=None, state_dir=tmp_path / "lock",
    )  # fmt: skip
    run_id = new_run_id()
    with Journal.create(tmp_path, run_id, "press") as own, Caller(settings, JournalRecorder(own), branch="press") as c:
        answers = c.call_all([_request(number) for number in range(CALLS)])
    assert [one for one in answers if isinstance(one, CallFailed)] == []
    assert messages_api.summary()["most_in_flight"] == CALLS
    events = journal.read(tmp_path, run_id, "press")
    begun = {e.attributes["call_id"]: e.seq for e in events if e.event_type == "model.requested"}
    ended = {e.attributes["call_id"]: e.seq for e in events if e.event_type == "model.answered"}
    assert len(begun) == CALLS
    assert all(begun[call] < ended[call] for call in begun)
    seal(tmp_path, run_id)
    store.publish(tmp_path)
    assert verify.verify(tmp_path, run_id).problems == ()


def _request(number: int) -> Request[Told]:
    text = {"type": "text", "text": f"Question {number}: " + "a long document. " * 500}
    return Request("branch", "You work one branch.", [{"role": "user", "content": [text]}], Told)
