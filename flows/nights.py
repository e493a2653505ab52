"""What the journals say about a night: what is done, what was begun, and that nobody else works it now."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audit import journal
from audit.errors import AuditError
from audit.events import Event
from flows.places import slug

UNFINISHED = frozenset(
    {"Cancelled", "Cancelling", "Crashed", "Failed", "Unavailable", "BadInput", "Interrupted", "Stopped"}
)
"""States after which a target is still missing from its night."""


class Earlier(NamedTuple):
    """What earlier starts of the same night left."""

    done: dict[str, str]
    """State, or `skipped`, by target."""
    begun: dict[str, str]
    """Run id by target, of runs that did not end."""


def earlier(home: Path, night: str, watchlist: Path) -> Earlier:
    """Return what earlier starts of a night did, from their journals."""
    done: dict[str, str] = {}
    begun: dict[str, str] = {}
    for path in sorted((home / "journal").glob("*/night.1.jsonl"), key=lambda p: p.stat().st_mtime_ns):
        events = _night(home, path.parent.name)
        if events and (events[0].attributes["night"], events[0].attributes["watchlist"]) == (night, str(watchlist)):
            _add(events, done, begun)
    return Earlier(done, begun)


def _night(home: Path, run_id: str) -> list[Event]:
    try:
        return [e for e in journal.read(home, run_id, "night") if "night" in e.event_type or "target" in e.event_type]
    except AuditError:
        return []  # `audit verify` names a damaged journal; the night does its targets again


def _add(events: list[Event], done: dict[str, str], begun: dict[str, str]) -> None:
    for event in events:
        target = event.attributes.get("target", "")
        match event.event_type:
            case "target.skipped":
                done[target] = "skipped"
            case "target.started":
                begun[target] = event.attributes["run_id"]
            case "target.finished" if event.attributes["state"] not in UNFINISHED:
                done[target] = event.attributes["state"]
                begun.pop(target, None)


@contextlib.contextmanager
def only_one(home: Path, watchlist: Path) -> Iterator[bool]:
    """Say whether nobody else works a night of this watchlist; the kernel frees the lock of a process that dies.

    Prefect's own limit of a deployment is not used: a worker that dies holds its slot for ever.
    """
    folder = home / "lock"
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / f"night-{slug(str(watchlist))}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(lock)
