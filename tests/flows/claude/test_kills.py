"""Killed in mid-call: nothing that was finished is asked again, and the trail holds what was sent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from acme import of
from messages_api.running import Running

from agents.records import BRANCHES
from audit import journal, verify
from flows.carrying import Carried
from reports import record

Carry = Callable[..., Carried]

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]
COMMAND = [sys.executable, "-c", "from flows.commands import main; main()", "assess"]
SLOW = ("press", "patent")


def test_kill_minus_nine_in_mid_call_then_resume(
    claude: Running, stage: Path, prefect_server: str, project: Path
) -> None:
    """Three branches are done, two wait for their answer when every process dies; taken up, only the two are asked."""
    claude.scenarios(*({"do": "slow", "seconds": 120, "contains": of(branch)} for branch in SLOW))
    process = _started(stage, prefect_server, project)
    try:
        _until(lambda: _finished(stage / "home") == set(BRANCHES) - set(SLOW) and claude.summary()["in_flight"] == 2)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    _until(lambda: claude.summary()["in_flight"] == 0)
    asked = len(claude.requests())
    claude.scenarios()
    (run_id,) = journal.runs(stage / "home")
    resumed = _started(stage, prefect_server, project, "--resume", run_id)
    assert resumed.wait(180) == 0
    later = [str(one["body"]["system"]) for one in claude.requests()[asked:]]
    again = [branch for system in later for branch in BRANCHES if of(branch) in system]
    loaded = record.load(stage / "home", run_id)
    assert sorted(again) == sorted(SLOW)
    assert {result.outcome for result in loaded.results.values()} == {"complete"}
    assert (loaded.state_type, verify.verify(stage / "home", run_id).exit_code) == ("COMPLETED", 0)


def test_what_was_sent_before_the_kill_is_on_the_trail(
    claude: Running, stage: Path, prefect_server: str, project: Path
) -> None:
    """A request without an answer: its whole text was durable before it went out."""
    claude.scenarios({"do": "slow", "seconds": 120})
    process = _started(stage, prefect_server, project)
    try:
        _until(lambda: claude.summary()["in_flight"] == len(BRANCHES))
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    (run_id,) = journal.runs(stage / "home")
    sent = [event for event in journal.read(stage / "home", run_id) if event.event_type == "model.requested"]
    assert sorted(event.attributes["request_sha256"] for event in sent) == sorted(
        one["sha256"] for one in claude.requests()
    )
    assert all(event.texts["request"] for event in sent)


def test_a_branch_whose_process_dies_in_mid_call_is_asked_again(
    claude: Running, carry: Carry, stage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its next attempt finishes, and the trail holds both requests."""
    monkeypatch.setenv("DILIGENCE_CLAUDE__READ_TIMEOUT", "200")
    claude.scenarios({"do": "slow", "seconds": 200, "contains": of("press"), "times": 1})
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(carry, branch_deadline=200)
        _until(lambda: claude.summary()["in_flight"] == 1 and len(claude.requests()) == len(BRANCHES), 150)
        os.kill(_waiting(stage / "home"), signal.SIGKILL)
        carried = running.result(120)
    press = next(one for one in carried.settled if one.branch == "press")
    assert (press.outcome, press.attempts) == ("complete", 2)
    sent = [e for e in journal.read(stage / "home", carried.order.run_id, "press") if e.event_type == "model.requested"]
    assert len(sent) == 2


def _waiting(home: Path) -> int:
    """Return the process that holds the press branch's journal open."""
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            held = str(descriptor.readlink())
            if held.startswith(str(home)) and held.endswith("press.1.jsonl"):
                return int(descriptor.parts[2])
    raise AssertionError("nobody works the press branch")


def _started(stage: Path, server: str, project: Path, *more: str) -> subprocess.Popen[bytes]:
    """Start the command in a process group of its own."""
    environment = {**os.environ, "PREFECT_API_URL": server, "PYTHONPATH": str(project)}
    return subprocess.Popen(
        [*COMMAND, str(stage / "rooms" / "acme"), *more], env=environment, cwd=stage, start_new_session=True
    )


def _finished(home: Path) -> set[str]:
    """Return the branches whose attempt is through."""
    found = set()
    for run_id in journal.runs(home):
        for stream in journal.streams(home, run_id):
            if any(event.event_type == "branch.finished" for event in journal.read(home, run_id, stream)):
                found.add(stream)
    return found


def _until(holds: Callable[[], bool], seconds: float = 90.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to hold"
        time.sleep(0.2)
