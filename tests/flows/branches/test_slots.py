"""Slots: never more holders than slots, and none is lost with its holder."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from flows.branches.slots import compute_slots


def holder(home: Path, count: int) -> int:
    """Start a process that takes a slot and keeps it."""
    child = os.fork()
    if child == 0:
        with compute_slots(home, count)():
            (home / f"held-{os.getpid()}").touch()
            time.sleep(60)
        os._exit(0)
    return child


def held(home: Path, least: int, seconds: float = 5.0) -> int:
    """Return how many processes have got a slot, once there are as many as expected or the time is over."""
    until = time.monotonic() + seconds
    while len(list(home.glob("held-*"))) < least and time.monotonic() < until:
        time.sleep(0.02)
    return len(list(home.glob("held-*")))


def test_no_more_than_there_are_slots_and_a_dead_holder_frees_its_own(tmp_path: Path) -> None:
    """The third of three processes gets in only when one of two holders is killed."""
    children = [holder(tmp_path, 2) for _ in range(3)]
    try:
        assert held(tmp_path, 2) == 2
        assert held(tmp_path, 3, seconds=0.3) == 2
        (first,) = [c for c in children if (tmp_path / f"held-{c}").exists()][:1]
        os.kill(first, signal.SIGKILL)
        assert held(tmp_path, 3) == 3
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def test_a_holder_that_asks_again_does_not_wait_for_itself(tmp_path: Path) -> None:
    """An analyst may enter around its own computing what its branch entered around reading."""
    compute = compute_slots(tmp_path, 1)
    with compute(), compute():
        pass
    with compute():
        pass
