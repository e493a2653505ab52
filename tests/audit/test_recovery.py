"""A journal whose process died is closed by an appended journal, and never touched."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from audit.journal import Journal, Said, read, recover


def test_a_killed_attempt_is_closed_as_crashed(home: Path) -> None:
    """After kill -9 the attempt is named with what it left behind, and its file is unchanged."""
    code = (
        "import os; from pathlib import Path; from audit.journal import Journal, Said\n"
        f"j = Journal.create(Path({str(home)!r}), 'run-1', 'press')\n"
        "j.append(Said('custom.a', {}), Said('custom.a', {}))\n"
        "os.write(j._events, b'torn'); os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    before = (home / "journal/run-1/press.1.jsonl").read_bytes()
    (closed,) = recover(home, "run-1")
    assert (closed.stream, closed.event_type) == ("press-recovery", "attempt.crashed")
    assert {key: closed.attributes[key] for key in ("stream", "attempt", "kind", "events", "torn_bytes")} == {
        "stream": "press", "attempt": 1, "kind": "crashed", "events": 2, "torn_bytes": 4,
    }  # fmt: skip
    assert (home / "journal/run-1/press.1.jsonl").read_bytes() == before


def test_recovery_happens_once(home: Path, journal: Journal) -> None:
    """A second recovery finds nothing left to say."""
    journal.append(Said("custom.a", {}))
    journal.close()
    assert len(recover(home, "run-1")) == 1
    assert recover(home, "run-1") == []


def test_a_living_attempt_is_left_alone(home: Path, journal: Journal) -> None:
    """Whose process lives is not crashed."""
    journal.append(Said("custom.a", {}))
    assert recover(home, "run-1") == []


def test_an_attempt_that_said_its_last_word_is_left_alone(home: Path, journal: Journal) -> None:
    """A finished attempt needs no recovery."""
    finished = {"branch": "financial", "outcome": "complete", "documents": 1, "unread": 0, "claims": 0, "findings": 0}
    journal.append(Said("branch.finished", finished))
    journal.close()
    assert recover(home, "run-1") == []


def test_the_supervisors_word_is_enough(home: Path, journal: Journal) -> None:
    """An attempt the supervisor closed (deadline, kill) is not called crashed as well."""
    journal.append(Said("custom.a", {}))
    journal.close()
    with Journal.create(home, "run-1", "run") as supervisor:
        closed = {"branch": "financial", "attempt": 1, "kind": "deadline", "transient": False}
        supervisor.append(Said("branch.closed", closed), Said("run.cancelled", {}))
    assert recover(home, "run-1") == []


def test_a_recovered_run_can_be_read(home: Path, journal: Journal) -> None:
    """The recovery's events are part of the run."""
    journal.append(Said("custom.a", {}))
    journal.close()
    recover(home, "run-1")
    assert [event.event_type for event in read(home, "run-1")] == ["custom.a", "attempt.crashed"]
