"""Seals: the Merkle root that closes a run's journals, kept in an append-only log with a signed checkpoint."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from audit.canonical import canonical, leaf, merkle_root, sha256
from audit.checkpoint import CopyTo, prepare, write_checkpoint
from audit.clock import Clock, utc_now, written
from audit.errors import JournalDamaged, NewerVersion, SealRefused, from_os
from audit.layout import RECOVERY, Name, log_folder, names
from audit.reading import START, Damage, Place, complete, is_open, journal_lines, parsed

LOG = "log/seals.jsonl"
VERSION = 1
"""The version of the log's lines; a reader refuses a higher one."""


class SealedJournal(BaseModel):
    """What one journal was when its run was sealed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    stream: str
    attempt: int
    events: int
    """Complete lines."""
    bytes: int
    """The file's size, a torn tail included."""
    head: str
    """The leaf hash of the last line."""
    sha256: str
    """Of the whole file."""
    texts: int
    """Lines of texts that events cite."""
    texts_tail_sha256: str
    """Of what the texts' file holds beyond them; the lines themselves may be erased."""


class Seal(BaseModel):
    """One line of the log: what the run's journals were when it was sealed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    version: int = VERSION
    log_index: int
    """The seal's place in the log, from 0."""
    run_id: str
    sealed_at: str
    """In UTC."""
    root: str
    """The Merkle root over every event of the run."""
    pre_render_root: str
    """The Merkle root over all streams but `report`."""
    events: int
    journals: list[SealedJournal]
    prev_hash: str
    """The leaf hash of the log's line before."""


class Contents(NamedTuple):
    """What a journal's two files hold, as a seal states it."""

    leaves: list[bytes]
    stated: SealedJournal


def root(home: Path, run_id: str, without: Sequence[str] = ("report",)) -> str:
    """Return the Merkle root over a run's events in (stream, attempt, seq) order, leaving some streams out."""
    return _root_of({name: contents(home, name) for name in names(home, run_id)}, without)


def _root_of(found: Mapping[Name, Contents], without: Sequence[str] = ()) -> str:
    left_out = {*without, *(stream + RECOVERY for stream in without)}
    kept = (found[name].leaves for name in sorted(found) if name.stream not in left_out)
    return merkle_root([one for leaves in kept for one in leaves]).hex()


def contents(home: Path, name: Name) -> Contents:
    """Return a journal's leaves and what a seal states of it; raise JournalDamaged where a line is not as written."""
    data = name.path(home).read_bytes()
    lines = list(journal_lines(name, data))
    cited = sum(line.fields["text_ref"] is not None for line in lines)
    stated = SealedJournal(
        stream=name.stream,
        attempt=name.attempt,
        events=len(lines),
        bytes=len(data),
        head=lines[-1].hash if lines else START,
        sha256=sha256(data).hex(),
        texts=cited,
        texts_tail_sha256=sha256(texts_tail(home, name, cited)).hex(),
    )
    return Contents([bytes.fromhex(line.hash) for line in lines], stated)


def texts_tail(home: Path, name: Name, cited: int) -> bytes:
    """Return what a texts file holds beyond the lines that events cite: left there by a process that died."""
    try:
        data = name.texts_path(home).read_bytes()
    except FileNotFoundError:
        return b""
    lines, _ = complete(data)
    return data[sum(len(line) + 1 for line in lines[:cited]) :]


def seal(home: Path, run_id: str, copy_to: CopyTo = None, clock: Clock = utc_now) -> Seal:
    """Append the run's seal to the log and sign a new checkpoint; refuse a run that is still being written."""
    _refuse_open(home, run_id)
    found = {name: contents(home, name) for name in names(home, run_id)}
    with log_lock(home) as log:
        prepare(home)
        before = log_lines(home)
        made = Seal(
            log_index=len(before),
            run_id=run_id,
            sealed_at=written(clock()),
            root=_root_of(found),
            pre_render_root=_root_of(found, ("report",)),
            events=sum(len(item.leaves) for item in found.values()),
            journals=[found[name].stated for name in sorted(found)],
            prev_hash=leaf(before[-1]).hex() if before else START,
        )
        line = canonical(made.model_dump())
        _append(log, line, keep=sum(len(raw) + 1 for raw in before))
        write_checkpoint(home, [leaf(raw) for raw in [*before, line]], copy_to)
    return made


def _refuse_open(home: Path, run_id: str) -> None:
    for name in names(home, run_id):
        if is_open(home, *name):
            raise SealRefused(f"{name.file} is still being written", "Seal the run when its processes have ended")


@contextlib.contextmanager
def log_lock(home: Path) -> Iterator[int]:
    """Open the log for one writer at a time."""
    try:
        log_folder(home).mkdir(parents=True, exist_ok=True)
        log = os.open(home / LOG, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o640)
        try:
            fcntl.flock(log, fcntl.LOCK_EX)
            yield log
        finally:
            os.close(log)
    except OSError as problem:
        raise from_os(problem, log_folder(home)) from problem


def _append(log: int, line: bytes, keep: int) -> None:
    os.ftruncate(log, keep)  # a torn last line was acknowledged to nobody
    if os.write(log, line + b"\n") != len(line) + 1:
        os.ftruncate(log, keep)
        raise OSError(errno.ENOSPC, "the seal could not be written whole")
    os.fdatasync(log)


def log_lines(home: Path) -> list[bytes]:
    """Return the complete lines of the log."""
    return complete(_log_bytes(home))[0]


def _log_bytes(home: Path) -> bytes:
    try:
        return (home / LOG).read_bytes()
    except FileNotFoundError:
        return b""


def read_log(home: Path, place: Place = Place()) -> Iterator[Seal]:  # noqa: B008
    """Yield the checked seals beyond a place in order; raise JournalDamaged at the first that is not as written."""
    for found, _ in _log_from(home, place):
        yield found


def _log_from(home: Path, place: Place) -> Iterator[tuple[Seal, Place]]:
    """Yield each seal with the place that is reached by it."""
    data = _log_bytes(home)
    if len(data) < place.bytes:
        raise JournalDamaged(LOG, place.lines, "is shorter than what was published of it")
    for raw in complete(data[place.bytes :])[0]:
        number, found = place.lines, _seal_of(raw, place.lines + 1)
        if found.log_index != number:
            problem = f"has number {found.log_index} instead of {number}: seals were removed"
            raise JournalDamaged(LOG, number + 1, problem)
        if found.prev_hash != place.head:
            raise JournalDamaged(LOG, number + 1, "does not follow from the line before: one of the two was changed")
        place = Place(place.bytes + len(raw) + 1, number + 1, leaf(raw).hex())
        yield found, place


def _seal_of(raw: bytes, number: int) -> Seal:
    try:
        return Seal.model_validate(parsed(LOG, raw, number))
    except ValidationError:
        raise JournalDamaged(LOG, number, "not a seal of this trail") from None


class SealRows(NamedTuple):
    """The log beyond a place, as rows of the table `seal`."""

    rows: list[dict[str, Any]]
    place: Place
    """How far it was read."""
    damage: list[Damage]


def seal_rows(home: Path, place: Place = Place()) -> SealRows:  # noqa: B008
    """Return the log beyond a place as rows of the table `seal`, and its damage."""
    rows: list[dict[str, Any]] = []
    try:
        for found, reached in _log_from(home, place):
            rows.append(_row(found, reached.head))
            place = reached
    except JournalDamaged as met:
        return SealRows(rows, place, [Damage(met.file, met.line, met.problem)])
    except NewerVersion as met:
        return SealRows(rows, place, [Damage(LOG, place.lines + 1, met.message)])
    return SealRows(rows, place, [])


def _row(found: Seal, seal_hash: str) -> dict[str, Any]:
    row = {"seal_hash": seal_hash, **found.model_dump()}
    row["sealed_at"] = datetime.fromisoformat(found.sealed_at)
    row["journals"] = canonical(row["journals"]).decode()
    return row
