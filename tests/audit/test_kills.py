"""Killed at any moment, the trail loses nothing that was acknowledged, and auditors never see a broken file."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audit.journal import Journal, Said, read, recover
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


def grow(home: Path, number: int) -> int:
    """Add a journal and return how many events it has."""
    with Journal.create(home, f"run-{number}", "press") as journal:
        return len(journal.append(*(Said("custom.a", {"n": n}, {"t": "x" * 200}) for n in range(400))))


@pytest.mark.slow
def test_a_killed_publisher_leaves_a_whole_file(home: Path) -> None:
    """After kill -9 at random moments the file opens, its count never goes back, the next publishing completes it."""
    rng = random.Random(12)
    events, seen = grow(home, 0), 0
    publish(home)
    for number in range(1, 13):
        events += grow(home, number)
        publisher = subprocess.Popen([sys.executable, "-c", PUBLISHER, str(home)])
        time.sleep(0.3 + rng.random() * 0.9)
        publisher.kill()
        publisher.wait()
        ((count, distinct),) = query(home, "SELECT count(*), count(DISTINCT event_id) FROM event").rows
        assert seen <= count == distinct <= events
        seen = count
    publish(home)
    assert query(home, "SELECT count(*) FROM event").rows == [(events,)]
    assert list(home.glob(".audit.*")) == []
    assert [problem for problem in verify(home).problems if problem.kind == "altered"] == []


STEPS = ["_copy", "_opened", "load", "load_seals", "replace_damage", "_put_in_place", "sync_folder"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_publisher_killed_at_a_step_leaves_a_whole_file(home: Path, step: str, moment: str) -> None:
    """Killed before or after each of its steps, publishing leaves the old or the new file, never another."""
    first = grow(home, 0)
    publish(home)
    second = grow(home, 1)
    kill = "os.kill(os.getpid(), 9)"
    code = (
        "import os, sys; from pathlib import Path; from audit.store import publishing\n"
        f"real = publishing.{step}\n"
        "def killed(*args, **kwargs):\n"
        f"    {kill if moment == 'before' else 'real(*args, **kwargs)'}\n"
        f"    {kill}\n"
        f"publishing.{step} = killed\n"
        "publishing.publish(Path(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(home)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert query(home, "SELECT count(*) FROM event").rows in ([(first,)], [(first + second,)])
    publish(home)
    assert query(home, "SELECT count(*), count(DISTINCT event_id) FROM event").rows == [(first + second,) * 2]
