"""How many branches compute at once on this machine: a locked file per slot, freed when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

PAUSE = 0.02
"""Seconds between two looks at the slots."""


def compute_slots(home: Path, count: int, kind: str = "compute") -> Callable[[], AbstractContextManager[object]]:
    """Return what to enter around heavy computing; entering waits for a free slot of its kind, within the deadline."""
    folder = home / "lock"
    held = 0

    @contextmanager
    def compute() -> Iterator[None]:
        nonlocal held
        if held:  # an attempt that holds a slot and asks again would wait for itself
            yield
            return
        slot = _take(folder, kind, count)
        held += 1
        try:
            yield
        finally:
            held -= 1
            os.close(slot)

    return compute


def _take(folder: Path, kind: str, count: int) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        for number in range(count):
            slot = _try(folder / f"{kind}-{number}")
            if slot is not None:
                return slot
        time.sleep(PAUSE)


def _try(path: Path) -> int | None:
    slot = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(slot)
        return None
    return slot
