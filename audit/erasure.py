"""Erasure of texts and legal holds: who, when and why is an event; hashes, chains and seals stay valid.

First the order is recorded; then the published file is made again from nothing without the words (DuckDB keeps the
pages of deleted rows); then they are removed from the journals' texts. Whoever is killed in between leaves a trail
that is proved but for the texts that are still there, which `verify` names until the erasure is repeated. Copies that
somebody took away (exports, backups) are out of reach.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from audit.canonical import canonical
from audit.errors import ErasureRefused, from_os
from audit.events.base import Event
from audit.layout import Name, names, sync_folder
from audit.reading import complete, is_open, read, texts_line
from audit.store import rebuild
from audit.store.turns import publish_lock
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
        said = {**place._asdict(), "text_ref": ref, "erased_by": by}
        (done,) = _order(home, [Said("text.erased", said, {"reason": reason})])
        rebuild(home)
        _remove(home, name, ref, done.run_id)
    return done


def erase_runs(home: Path, run_ids: Sequence[str], by: str, reason: str) -> list[Event]:
    """Erase every text and every report of some runs; refuse all of it where one is held or being written."""
    with _lock(home):
        for run_id in run_ids:
            _refuse_held_or_open(home, run_id, names(home, run_id))
        said = [Said("run.erased", {**_all_of(home, one), "erased_by": by}, {"reason": reason}) for one in run_ids]
        done = _order(home, said)
        rebuild(home)
        for event in done:
            for one in event.attributes["journals"]:
                _remove(home, Name(event.attributes["run_id"], one["stream"], one["attempt"]), None, event.run_id)
            for report in event.attributes["reports"]:
                (home / report).unlink(missing_ok=True)
    return done


def hold(home: Path, run_id: str, by: str, reason: str) -> Event:
    """Place a legal hold: nothing of the run or of its reviews may be erased until it is released."""
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
    """Return whether the last word on the legal hold of the run, or of the run it reviews, is that there is one."""
    about = {run_id, *_judged(home, run_id)}
    held: dict[str, bool] = {}
    for event in recorded(home, "hold.placed", "hold.released"):
        held[event.attributes["run_id"]] = event.event_type == "hold.placed"
    return any(held.get(one, False) for one in about)


def _judged(home: Path, run_id: str) -> Iterator[str]:
    for event in read(home, run_id, "decision"):
        if event.event_type == "decision.recorded":
            yield event.attributes["run_id"]


def _refuse_held_or_open(home: Path, run_id: str, journals: Sequence[Name]) -> None:
    if is_held(home, run_id):
        raise ErasureRefused(f"run {run_id} is under a legal hold", "Release the hold first")
    for name in journals:
        if is_open(home, *name):
            raise ErasureRefused(f"{name.file} is still being written", "Wait until the run has ended")


def _erasable(home: Path, name: Name, seq: int) -> str:
    _refuse_held_or_open(home, name.run_id, [name])
    found = [event for event in read(home, *name) if event.seq == seq]
    if not found or found[0].text_ref is None:
        raise ErasureRefused(f"{name.file} has no event {seq} with texts", "Check stream, attempt and seq")
    return found[0].text_ref


def _all_of(home: Path, run_id: str) -> dict[str, object]:
    """Return a run's journals and reports, as the order to erase them lists them."""
    journals = [{"stream": name.stream, "attempt": name.attempt} for name in names(home, run_id)]
    rendered = [e.attributes["path"] for e in read(home, run_id, "report") if e.event_type == "report.rendered"]
    return {"run_id": run_id, "journals": journals, "reports": rendered}


def _order(home: Path, said: Sequence[Said]) -> list[Event]:
    """Record orders while nobody publishes: what was published knows of all of them or of none."""
    with publish_lock(home, wait=True):
        return [record(home, one) for one in said]


def _remove(home: Path, name: Name, ref: str | None, order_run_id: str) -> None:
    """Put the texts file without one text, or without any, in its place; the order is durable and published."""
    path = name.texts_path(home)
    lines, tail = complete(path.read_bytes())
    kept = []
    for number, raw in enumerate(lines, 1):
        found = texts_line(name.texts_file, raw, number)
        goes = found.texts is not None and ref in (None, found.ref)
        kept.append(canonical({"ref": found.ref, "erased": {"run_id": order_run_id}}) if goes else raw)
    beside = home / "lock" / "erasure.tmp"  # not among the journals, where a killed process would leave it
    with beside.open("wb") as opened:
        opened.write(b"".join(line + b"\n" for line in kept) + (tail if ref else b""))
        opened.flush()
        os.fsync(opened.fileno())
    beside.chmod(0o640)
    beside.rename(path)
    sync_folder(path.parent)


@contextlib.contextmanager
def _lock(home: Path) -> Iterator[None]:
    path = home / "lock" / "erasure.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    except OSError as problem:
        raise from_os(problem, path) from problem
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
