"""Killed at any moment, the trail loses nothing that was acknowledged, and auditors never see a broken file."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from audit.journal import Journal, Said, read, recover, runs
from audit.seal import seal
from audit.store import publish, query
from audit.verify import verify

WRITER = """
import sys
from pathlib import Path
from audit.journal import Journal, Said
journal = Journal.create(Path(sys.argv[1]), sys.argv[2], 'press')
n = 0
while True:
    journal.append(*[Said('custom.a', {'n': n + i}, {'t': 'words ' * 50}) for i in range(5)])
    n += 5
    print(n, flush=True)
"""
PUBLISHER = "import sys; from pathlib import Path; from audit.store import publish; publish(Path(sys.argv[1]))"


def test_a_killed_writer_loses_nothing(home: Path) -> None:
    """After kill -9 at random moments every acknowledged event is read back, published and sealed."""
    rng = random.Random(11)
    for number in range(6):
        run_id = f"run-{number}"
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(home), run_id], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(rng.random() / 5)
        writer.send_signal(signal.SIGKILL)
        acknowledged = int(writer.stdout.read().split()[-1] or 0)
        writer.wait()
        assert [event.attributes["n"] for event in read(home, run_id)][:acknowledged] == list(range(acknowledged))
        assert len(recover(home, run_id)) == 1
        seal(home, run_id)
    publish(home)
    assert verify(home).exit_code == 0, verify(home).text()


class Killed:
    """Processes that are killed before the n-th line of an action, one after the other."""

    def __init__(self, home: Path, action: str) -> None:
        command = [sys.executable, Path(__file__).with_name("killed.py"), home, action]
        self._process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def at(self, number: int, *needed: str) -> bool:
        """Return whether the action was killed before its n-th line; False when it got to its end."""
        assert self._process.stdin is not None and self._process.stdout is not None
        print(number, *needed, file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline().strip()
        assert answer in ("killed", "done"), answer
        return answer == "killed"

    def end(self) -> None:
        """Let the process go."""
        self._process.communicate("", timeout=60)


@pytest.fixture
def killed(home: Path) -> Iterator[Callable[[str], Killed]]:
    """Return how to kill an action at its lines."""
    started: list[Killed] = []

    def start(action: str) -> Killed:
        started.append(Killed(home, action))
        return started[-1]

    yield start
    for one in started:
        one.end()


def test_a_writer_killed_at_any_line_can_be_taken_up(home: Path, killed: Callable[[str], Killed]) -> None:
    """Between any two steps of opening and appending: nothing is damaged, and the stream takes another attempt."""
    writer, number = killed("append"), 1
    while writer.at(number, f"run-{number}"):
        run_id = f"run-{number}"
        with Journal.create(home, run_id, "press") as journal:
            journal.append(Said("custom.again", {}, {"t": "x"}))
        assert read(home, run_id)[-1].event_type == "custom.again"
        recover(home, run_id)
        number += 1
    assert number > 40
    found = verify(home)
    assert found.exit_code == 2, found.text()
    for run_id in runs(home):
        seal(home, run_id)
    publish(home)
    assert verify(home).exit_code == 0, verify(home).text()


def test_a_recovery_killed_at_any_line_can_be_repeated(home: Path, killed: Callable[[str], Killed]) -> None:
    """The attempt is called crashed exactly once, however often its recovery was killed."""
    with Journal.create(home, "run-1", "press") as journal:
        journal.append(Said("custom.a", {}))
    recovery, number = killed("recover"), 1
    while recovery.at(number, "run-1"):
        number += 1
    assert number > 20
    recover(home, "run-1")
    crashed = [e.attributes["stream"] for e in read(home, "run-1") if e.event_type == "attempt.crashed"]
    assert crashed == ["press"]
    seal(home, "run-1")
    publish(home)
    assert verify(home).exit_code == 0, verify(home).text()


def test_a_sealing_killed_at_any_line_can_be_repeated(home: Path, killed: Callable[[str], Killed]) -> None:
    """From the making of the key to the copy of the checkpoint, a kill never looks like an alteration."""
    sealing, number = killed("seal"), 1
    with Journal.create(home, "run-1", "press") as journal:
        journal.append(Said("custom.a", {}, {"t": "x"}))
    while sealing.at(number, "run-1"):
        assert verify(home).exit_code == 2, (number, verify(home).text())
        number += 1
    assert number > 50
    seal(home, "run-1")
    publish(home)
    assert verify(home).exit_code == 0, verify(home).text()


def test_a_first_sealing_killed_at_any_line_can_be_repeated(home: Path, killed: Callable[[str], Killed]) -> None:
    """The key is made at the first sealing: whatever is left of it, the next sealing goes through."""
    sealing, number = killed("seal"), 1
    with Journal.create(home, "run-1", "press") as journal:
        journal.append(Said("custom.a", {}, {"t": "x"}))
    while sealing.at(number, "run-1"):
        assert verify(home).exit_code == 2, (number, verify(home).text())
        seal(home, "run-1")
        assert [problem.message for problem in verify(home).problems] == ["nothing is published"]
        shutil.rmtree(home / "log")
        number += 1
    assert number > 80


def test_an_erasure_killed_at_any_line_can_be_repeated(home: Path, killed: Callable[[str], Killed]) -> None:
    """Whether the text is still there or gone, nothing is altered; what still is there is named."""
    words = "Jane Doe was ill"
    with Journal.create(home, "run-1", "press") as journal:
        journal.append(Said("custom.a", {}, {"t": words}), Said("custom.a", {}, {"t": "harmless"}))
    seal(home, "run-1")
    publish(home)
    erasing, number = killed("erase"), 1
    while erasing.at(number, "run-1"):
        found = verify(home)
        assert found.exit_code in (0, 2), (number, found.text())
        ordered = any(event.event_type == "text.erased" for run_id in runs(home) for event in read(home, run_id))
        there = words.encode() in (home / "journal/run-1/press.1.texts.jsonl").read_bytes()
        assert not (ordered and there) or "was to be erased" in found.text()
        number += 1
    assert number > 15
    assert [path for path in home.rglob("*") if path.is_file() and words.encode() in path.read_bytes()] == []
    publish(home)
    assert verify(home).exit_code == 0, verify(home).text()


def grow(home: Path, number: int, count: int) -> int:
    """Add a journal and return how many events it has."""
    with Journal.create(home, f"run-{number:03}", "press") as journal:
        return len(journal.append(*(Said("custom.a", {"n": n}, {"t": "x" * 200}) for n in range(count))))


def fully_shown(home: Path, seen: int, events: int) -> int:
    """Return how many events a newly opened file shows; each once, none lost that was shown, none invented."""
    ((count, distinct),) = query(home, "SELECT count(*), count(DISTINCT event_id) FROM event").rows
    assert seen <= count == distinct <= events
    return int(count)


@pytest.mark.slow
def test_a_publisher_killed_at_any_line_leaves_a_whole_file(home: Path, killed: Callable[[str], Killed]) -> None:
    """Between every two steps: the file opens, never goes back, a held connection keeps its answers."""
    events = seen = grow(home, 0, 5)
    publish(home)
    publisher, number = killed("publish"), 1
    with duckdb.connect(str(home / "audit.duckdb"), read_only=True) as held:
        while True:
            events += grow(home, number, 2)
            if not publisher.at(number):
                break
            seen = fully_shown(home, seen, events)
            assert held.execute("SELECT count(*), count(DISTINCT event_id) FROM event").fetchone() == (5, 5)
            number += 1
    assert number > 100
    assert fully_shown(home, events, events) == events
    assert (list(home.glob(".audit.*")), query(home, "FROM damage").rows) == ([], [])
    assert "altered" not in {problem.kind for problem in verify(home).problems}


@pytest.mark.slow
def test_a_killed_publisher_leaves_a_whole_file(home: Path) -> None:
    """After kill -9 at 25 random moments the same holds."""
    rng = random.Random(12)
    events = seen = grow(home, 0, 400)
    publish(home)
    for number in range(1, 26):
        events += grow(home, number, 100)
        publisher = subprocess.Popen([sys.executable, "-c", PUBLISHER, str(home)])
        time.sleep(0.3 + rng.random() * 0.9)
        publisher.kill()
        publisher.wait()
        seen = fully_shown(home, seen, events)
    publish(home)
    assert fully_shown(home, events, events) == events
    assert list(home.glob(".audit.*")) == []
    assert "altered" not in {problem.kind for problem in verify(home).problems}
