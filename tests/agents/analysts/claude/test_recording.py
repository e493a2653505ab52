"""What the trail holds of every attempt: exact bytes, before and after, and never a secret."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agents.analysts.claude.calls import Caller, CallFailed
from agents.analysts.claude.settings import ClaudeSettings
from agents.recorder import Entry
from audit import journal
from audit.store import publish, query
from flows.branches.jobs import JournalRecorder

KEY = "sk-ant-test-0123456789abcdef"
SCRIPTS = ("ok", "r529", "auth", "cut", "cleancut", "midstream", "gz", "refusal", "maxtok", "always_wrong", "html502",
           "notjson", "drop", "r429")  # fmt: skip


def test_nothing_is_sent_that_is_not_on_the_trail(
    double: Any, settings: ClaudeSettings, ask: Callable[..., Any]
) -> None:
    """Where the request cannot be recorded it is not sent, and the recorder's own error comes through."""

    class Full:
        def record(self, *entries: Entry) -> None:
            raise OSError(28, "No space left on device")

    with Caller(settings, Full()) as caller, pytest.raises(OSError, match="No space left"):
        caller.call(ask())
    assert double.raw == []


def test_the_bytes_are_those_of_the_wire(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """Request and answer are kept byte for byte with their hashes."""
    made = bench()
    made.caller.call(ask())
    (requested,), (answered,) = made.events("model.requested"), made.events("model.answered")
    assert requested.texts["request"].encode() == double.raw[0]
    assert requested.attributes["request_sha256"] == hashlib.sha256(double.raw[0]).hexdigest()
    assert answered.texts["response"].startswith("event: message_start\ndata: ")
    assert answered.attributes["response_sha256"] == hashlib.sha256(answered.texts["response"].encode()).hexdigest()
    assert answered.attributes["complete"] is True


def test_a_cut_stream_leaves_the_bytes_that_came(bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """What was received before the cut stays, and says that it is not whole."""
    made = bench()
    assert made.caller.call(ask("cut_1")).attempts == 2
    (failed,) = made.events("model.failed")
    assert failed.attributes["error_type"] == "transport" and failed.attributes["complete"] is False
    assert "content_block_delta" in failed.texts["response"] and "message_stop" not in failed.texts["response"]
    assert failed.attributes["input_tokens"] == 1120 and failed.attributes["cost_usd"] is None


def test_compressed_bytes_stay_as_they_were_sent(bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """Bytes that are no text are written in base64, unchanged."""
    made = bench()
    made.caller.call(ask("gz"))
    (answered,) = made.events("model.answered")
    assert answered.attributes["encoding"] == "base64"
    assert gzip.decompress(base64.b64decode(answered.texts["response"])).startswith(b"event: message_start")


def test_the_same_request_is_kept_once(bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """Three attempts name the same hash, and only the first holds the bytes."""
    made = bench()
    made.caller.call(ask("r529"))
    requested = made.events("model.requested")
    assert len({entry.attributes["request_sha256"] for entry in requested}) == 1
    assert [len(entry.texts) for entry in requested] == [1, 0, 0]
    assert [entry.attributes["http_attempt"] for entry in requested] == [1, 2, 3]


def test_an_attempt_says_what_it_took(bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """Ids, limits, tokens, cost, latency, hashes and versions are on the trail."""
    made = bench()
    made.caller.call(ask())
    requested, answered = made.events("model.requested")[0].attributes, made.events("model.answered")[0].attributes
    assert (answered["request_id"], answered["response_id"], answered["finish_reason"]) == (
        "req_1",
        "msg_1",
        "end_turn",
    )
    assert answered["limits"] == {"requests-limit": "4000", "requests-remaining": "3999"}
    assert (answered["input_tokens"], answered["output_tokens"], answered["cost_usd"]) == (1120, 30, "0.000640")
    assert requested["sdk_version"].startswith("2.") and requested["headers"]["anthropic-version"]
    assert requested["call_id"] == answered["call_id"] and len(requested["schema_sha256"]) == 64


def test_a_request_that_is_not_sent_is_on_the_trail(
    double: Any, bench: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    """A refusal by the budget is recorded as an attempt that was not sent."""
    made = bench(budget_usd=0)
    with pytest.raises(CallFailed, match="target_budget"):
        made.caller.call(ask())
    (failed,) = made.events("model.failed")
    assert (failed.attributes["sent"], failed.attributes["charged_usd"], double.raw) == (False, "0.000000", [])


def test_the_surroundings_add_no_header(
    double: Any, bench: Callable[..., Any], ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headers and address from the environment do not change the client silently."""
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", "x-from-outside: yes")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "other")
    bench().caller.call(ask())
    (headers,) = double.headers
    assert "x-from-outside" not in headers
    assert headers["authorization"] == f"Bearer {KEY}"


def test_no_file_holds_the_secret(
    double: Any, settings: ClaudeSettings, ask: Callable[..., Any], tmp_path: Path
) -> None:
    """After every kind of ending, no file under the home holds the key: neither as sent nor as a server repeats it."""
    home = tmp_path / "var"
    for script in SCRIPTS:
        with journal.Journal.create(home, "run-1", "press") as own:
            more = {"run_id": f"run-{script}", "state_dir": home / "lock"}
            with Caller(settings.model_copy(update=more), JournalRecorder(own), branch="press") as caller:
                caller.call_all([ask(script)])
    publish(home)
    files = [path for path in home.rglob("*") if path.is_file()]
    assert len(files) > 2 * len(SCRIPTS)
    assert [path for path in files if KEY.encode() in path.read_bytes()] == []
    assert query(home, "SELECT count(*) FROM model_request").rows[0][0] == len(double.raw)
    told = query(home, "SELECT message FROM model_response WHERE error_type = 'auth'").rows
    assert told == [("HTTP 401: invalid key [credential]",)]


def test_settings_print_no_secret(settings: ClaudeSettings) -> None:
    """Neither the settings' text nor what they show to the trail holds the key."""
    assert KEY not in repr(settings) + str(settings) + settings.model_dump_json() + str(settings.public())
