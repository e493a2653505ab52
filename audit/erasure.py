"""Erasure of texts and legal holds: who, when and why is an event; hashes, chains and seals stay valid.

The text is gone from the journal's texts and from the published file, which is made again from nothing: DuckDB keeps
the pages of deleted rows. Copies that somebody took away (exports, backups, anchors) are out of reach.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audit.canonical import canonical
from audit.errors import ErasureRefused
from audit.events.base import Event
from audit.layout import Name, names, sync_folder
from audit.reading import complete, is_open, read, texts_line
from audit.store import rebuild
from audit.trail import record, recorded
from audit.writing import Said


class Place(NamedTuple):
    """Which event's texts."""

    run_id: str
    stream: str
    attempt: int
    seq: int


def erase(home: Path, place: Place, by: str, reason: str) -> Event:
    """Erase the texts of one event; refuse while the run is held or its journal is being written."""
    name = Name(*place[:3])
    with _lock(home):
        ref = _erasable(home, name, place.seq)
        done = record(
            home, Said("text.erased", {**place._asdict(), "text_ref": ref, "erased_by": by}, {"reason": reason})
        )
        _rewrite(home, name, ref, done.run_id)
        rebuild(home)
    return done


def hold(home: Path, run_id: str, by: str, reason: str) -> Event:
    """Place a legal hold: nothing of the run may be erased until it is released."""
    names(home, run_id)
    with _lock(home):
        return record(home, Said("hold.placed", {"run_id": run_id, "placed_by": by}, {"reason": reason}))


def release(home: Path, run_id: str, by: str, reason: str) -> Event:
    """Release a legal hold."""
    if not is_held(home, run_id):
        raise ErasureRefused(f"run {run_id} is not held", "Check the id")
    with _lock(home):
        return record(home, Said("hold.released", {"run_id": run_id, "released_by": by}, {"reason": reason}))


def is_held(home: Path, run_id: str) -> bool:
    """Return whether the last word on the run's legal hold is that there is one."""
    mine = [e for e in recorded(home, "hold.placed", "hold.released") if e.attributes["run_id"] == run_id]
    return bool(mine) and mine[-1].event_type == "hold.placed"


def _erasable(home: Path, name: Name, seq: int) -> str:
    if is_held(home, name.run_id):
        raise ErasureRefused(f"run {name.run_id} is under a legal hold", "Release the hold first")
    if is_open(home, *name):
        raise ErasureRefused(f"{name.file} is still being written", "Wait until the run has ended")
    found = [event for event in read(home, *name) if event.seq == seq]
    if not found or found[0].text_ref is None:
        raise ErasureRefused(f"{name.file} has no event {seq} with texts", "Check stream, attempt and seq")
    return found[0].text_ref


def _rewrite(home: Path, name: Name, ref: str, erasure_run_id: str) -> None:
    """Put the texts file without that text in its place; the event that says so is durable already."""
    path = name.texts_path(home)
    lines, tail = complete(path.read_bytes())
    gone = canonical({"ref": ref, "erased": {"run_id": erasure_run_id}})
    kept = [gone if texts_line(name.texts_file, raw, n).ref == ref else raw for n, raw in enumerate(lines, 1)]
    beside = home / "lock" / "erasure.tmp"  # not among the journals, where a killed process would leave it
    with beside.open("wb") as opened:
        opened.write(b"".join(line + b"\n" for line in kept) + tail)
        opened.flush()
        os.fsync(opened.fileno())
    beside.chmod(0o640)
    beside.rename(path)
    sync_folder(path.parent)


@contextlib.contextmanager
def _lock(home: Path) -> Iterator[None]:
    (home / "lock").mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home / "lock" / "erasure.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
