"""Publishing: a copy of the published file is brought up to date under one lock, then put in its place.

Any process may do it, and whoever is killed in between leaves the old file in place. Nobody ever opens the published
file for writing: an auditor who reads it blocks nobody, and his connection keeps what it opened.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from audit import migrations
from audit.errors import StoreUnavailable
from audit.layout import store_path, sync_folder
from audit.reading import Damage, Place
from audit.seal import seal_rows
from audit.store.batches import Batch, Scan
from audit.store.loading import load, load_seals, replace_damage

SHORTEST = 5.0
"""Seconds between two publishings during a run, at least."""
PAUSE = 10
"""Times the last publishing's duration: publishing never takes more than a tenth of the time."""


class Published(NamedTuple):
    """What a publishing did."""

    events: int
    """New events; 0 where there was nothing new and the file was left as it is."""
    damaged: int
    """Files that are not as they were written; see the table damage."""
    seconds: float


class State(NamedTuple):
    """What the published file already holds."""

    places: dict[str, Place]
    damage: list[Damage]
    seals: int
    events: int


def publish(home: Path, wait: bool = True) -> Published | None:
    """Bring the published file up to date; None when another process is doing it and `wait` is off."""
    return _in_turn(home, wait, _published_state)


def rebuild(home: Path) -> Published:
    """Make the published file again from nothing but the journals and the log."""
    done = _in_turn(home, True, lambda _: None)
    assert done is not None
    return done


class Publisher:
    """Publishes during a run, as often as it is cheap: over all processes, not for each of them."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.time) -> None:
        self._home, self._clock = home, clock

    def maybe(self) -> Published | None:
        """Publish when max(5 s, 10 x the last publishing) have passed since anybody published."""
        try:
            seconds, finished = _lock_path(self._home).read_text().split()
            if 0 <= self._clock() - float(finished) < max(SHORTEST, PAUSE * float(seconds)):
                return None
        except (OSError, ValueError):
            pass  # nobody published yet, or somebody is just noting when
        return publish(self._home, wait=False)


def _lock_path(home: Path) -> Path:
    return home / "lock" / "publish.lock"


def _in_turn(home: Path, wait: bool, known: Callable[[Path], State | None]) -> Published | None:
    _lock_path(home).parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(_lock_path(home), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        began = time.monotonic()
        done = _publish(home, known(store_path(home)), began)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{done.seconds:.3f} {time.time():.3f}".encode(), 0)
        return done
    except BlockingIOError:
        return None
    except (duckdb.Error, OSError, subprocess.CalledProcessError) as problem:
        message = f"publishing {store_path(home)} failed ({problem})"
        raise StoreUnavailable(message, "The file before is still there and the journals are complete") from problem
    finally:
        os.close(descriptor)


def _published_state(path: Path) -> State | None:
    """Return what the file holds, or None where it must be made from nothing: missing, foreign or written to."""
    path.with_name(path.name + ".wal").unlink(missing_ok=True)  # a stranger's: it would be replayed into our file
    if not path.exists() or path.stat().st_mode & 0o222:
        return None
    with contextlib.suppress(duckdb.IOException, duckdb.CatalogException), duckdb.connect() as connection:
        connection.execute(f"ATTACH {_quoted(path)} AS published (READ_ONLY)")
        connection.execute("USE published")
        return _state(connection) if migrations.is_current(connection) else None
    return None


def _state(connection: duckdb.DuckDBPyConnection) -> State:
    places = connection.execute("SELECT file, bytes, lines, head FROM ingest_offset").fetchall()
    damage = connection.execute("SELECT file, line, problem FROM damage").fetchall()
    counts = connection.execute("SELECT (SELECT count(*) FROM seal), (SELECT count(*) FROM event)").fetchone() or (0, 0)
    return State({row[0]: Place(*row[1:]) for row in places}, [Damage(*row) for row in damage], *counts)


def _publish(home: Path, state: State | None, began: float) -> Published:
    known = state or State({}, [], 0, 0)
    scan = Scan(home, known.places)
    batches = scan.batches()
    first = next(batches, None)
    seals, damage = seal_rows(home)
    seals = seals[known.seals :]
    if state and not first and not seals and sorted(scan.damage + damage) == sorted(known.damage):
        return Published(0, len(known.damage), time.monotonic() - began)
    with _copy(home, None if state is None else store_path(home)) as connection:
        events = sum(_loaded(connection, batch) for batch in _with(first, batches))
        load_seals(connection, seals)
        replace_damage(connection, scan.damage + damage)
    return Published(events, len(scan.damage + damage), time.monotonic() - began)


def _with(first: Batch | None, rest: Iterator[Batch]) -> Iterator[Batch]:
    if first:
        yield first
    yield from rest


def _loaded(connection: duckdb.DuckDBPyConnection, batch: Batch) -> int:
    load(connection, batch)
    return len(batch.rows)


@contextlib.contextmanager
def _copy(home: Path, source: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a copy of the published file, or a new file, for writing; put it in its place when all went well."""
    for left in home.glob(".audit.*.tmp*"):
        left.unlink()
    copy = home / f".audit.{os.getpid()}.tmp"
    try:
        if source:
            # In a child: were the file's owner to close it, POSIX would drop every lock the owner has on it.
            subprocess.run(["cp", "--", source, copy], check=True, capture_output=True)
            copy.chmod(0o600)
        with _opened(copy, home) as connection:
            yield connection
        _put_in_place(copy, store_path(home))
    finally:
        copy.unlink(missing_ok=True)
        copy.with_name(copy.name + ".wal").unlink(missing_ok=True)


@contextlib.contextmanager
def _opened(path: Path, home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"temp_directory": str(home / "lock")}) as connection:
        # v1.0.0: what auditors' programs of the last years can open.
        connection.execute(f"ATTACH {_quoted(path)} AS audit (STORAGE_VERSION 'v1.0.0')")
        connection.execute("USE audit")
        connection.begin()
        if migrations.is_current(connection):
            migrations.refresh_views(connection)
        else:
            migrations.create(connection)
        connection.commit()
        yield connection
        connection.execute("CHECKPOINT audit")
        connection.execute("USE memory")
        connection.execute("DETACH audit")


def _put_in_place(copy: Path, path: Path) -> None:
    copy.chmod(0o444)
    descriptor = os.open(copy, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    wal = path.with_name(path.name + ".wal")
    wal.unlink(missing_ok=True)
    copy.rename(path)
    wal.unlink(missing_ok=True)
    sync_folder(path.parent)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
