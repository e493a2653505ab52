"""Publishing: a file beside the published one is brought up to date under one lock, then put in its place.

Any process may do it, and whoever is killed in between leaves the old file in place. Nobody ever opens the published
file for writing: an auditor who reads it blocks nobody, and his connection keeps what it opened.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from audit import migrations
from audit.errors import StoreUnavailable
from audit.layout import TRAIL, Found, Name, look, store_path
from audit.orders import Orders, orders
from audit.reading import Damage, Place
from audit.seal import LOG, seal_rows
from audit.store.batches import Scan
from audit.store.copying import next_file
from audit.store.loading import load, load_seals, replace_damage
from audit.store.turns import PublishLock, Spent, last_published, publish_lock, strangeness
from audit.trail import record
from audit.writing import Said

SHORTEST = 2.0
"""Seconds between two publishings during a run, at least."""
PAUSE = 5
"""Times the processor time of the last publishing: publishing never takes more than a fifth of a processor, and where
the machine is busy it pauses for its work, not for the work of others."""

_CHANGED = """
SELECT n, j.bytes, j.lines, j.head, t.bytes, t.lines, t.head
FROM found LEFT JOIN stored.ingest_offset j ON j.file = found.file LEFT JOIN stored.ingest_offset t ON t.file = texts
WHERE j.bytes IS DISTINCT FROM size ORDER BY n
"""


class Published(NamedTuple):
    """What a publishing did."""

    events: int
    """New events; 0 where there was nothing new and the file was left as it is."""
    damaged: int
    """Files that are not as they were written; see the table damage."""
    seconds: float
    strange: str = ""
    """What was wrong with the file before, so that it was made from nothing: `writable`, `changed` or `unreadable`."""


class State(NamedTuple):
    """What a published file already holds."""

    events: int
    damage: list[Damage]
    log: Place
    """How far the log of seals was taken over."""
    changed: list[Name]
    """The journals that are not as long as what was taken over of them."""
    places: dict[str, Place]
    """How far they were taken over."""
    erasures: int
    """How many orders to erase it knows."""


class Before(NamedTuple):
    """The file that is in the place: what it holds, or why it is not trusted."""

    state: State | None
    strange: str = ""


def publish(home: Path, wait: bool = True) -> Published | None:
    """Bring the published file up to date; None when another process is doing it and `wait` is off."""
    return _in_turn(home, wait, anew=False)


def rebuild(home: Path) -> Published:
    """Make the published file again from nothing but the journals and the log."""
    done = _in_turn(home, True, anew=True)
    assert done is not None
    return done


class Publisher:
    """Publishes during a run, as often as it is cheap: over all processes, not for each of them."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.time) -> None:
        self._home, self._clock = home, clock

    def maybe(self) -> Published | None:
        """Publish when the pause that the last publishing asked for has passed since anybody published."""
        last = last_published(self._home)
        if last and 0 <= self._clock() - last.finished < last.pause:
            return None
        return publish(self._home, wait=False)


def _in_turn(home: Path, wait: bool, anew: bool) -> Published | None:
    try:
        with publish_lock(home, wait) as lock:
            spent = Spent.begin()
            found = look(home)
            before = _before(home, found)
            if before.strange:
                # making it again removes the traces
                record(home, Said("store.replaced", {"found": before.strange}))
                found = look(home)
            done = _publish(home, found, Before(None, before.strange) if anew else before, lock)
            lock.note(store_path(home), spent.pause(SHORTEST, PAUSE))
            return done._replace(seconds=spent.seconds)
    except BlockingIOError:
        return None
    except (duckdb.Error, OSError, subprocess.CalledProcessError) as problem:
        message = f"publishing {store_path(home)} failed ({problem})"
        raise StoreUnavailable(message, "The file before is still there and the journals are complete") from problem


def _before(home: Path, found: Found) -> Before:
    """Return what the file holds; nothing where it must be made from nothing: missing, foreign or written to."""
    path = store_path(home)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)  # a stranger's: it would be replayed into our file
    strange = strangeness(path, last_published(home))
    if strange or not path.exists():
        return Before(None, strange)
    try:
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH {_quoted(path)} AS published (READ_ONLY)")
            connection.execute("USE published")
            state = _state(connection, found) if migrations.is_current(connection) else None
            # a text that was ordered to be erased would stay in the file's free pages
            return Before(state if state and state.erasures == _ordered(home, found).number else None)
    except (duckdb.IOException, duckdb.CatalogException):
        return Before(None, "unreadable")


def _publish(home: Path, found: Found, before: Before, lock: PublishLock) -> Published:
    known = before.state
    if known and not _is_news(home, found, known):
        return Published(0, len(known.damage), 0.0)
    with next_file(home, known is None, lock) as path, _opened(path, home) as connection:
        base = _state(connection, found)  # the file published before the last holds less than what is known
        scan = Scan(home, base.changed, base.places, erased=_ordered(home, found))
        log = seal_rows(home, base.log)
        for batch in scan.batches():
            load(connection, batch)
        load_seals(connection, log.rows, log.place)
        damage = [*_foreign(found), *log.damage, *scan.damage]
        replace_damage(connection, damage)
        events = _events(connection)
    return Published(events - (known.events if known else 0), len(damage), 0.0, before.strange)


def _is_news(home: Path, found: Found, known: State) -> bool:
    scan, log = Scan(home, known.changed, known.places), seal_rows(home, known.log)
    if next(scan.batches(), None) or log.rows:
        return True
    return sorted([*_foreign(found), *log.damage, *scan.damage]) != sorted(known.damage)


def _ordered(home: Path, found: Found) -> Orders:
    return orders(home, [name for name in found.sizes if name.run_id.startswith(TRAIL)])


def _foreign(found: Found) -> Iterator[Damage]:
    return (Damage(file, 0, "no journal of this trail") for file in found.foreign)


def _state(connection: duckdb.DuckDBPyConnection, found: Found) -> State:
    names = list(found.sizes)
    files = {"file": [name.file for name in names], "texts": [name.texts_file for name in names]}
    connection.register("found", pa.table({**files, "size": list(found.sizes.values()), "n": range(len(names))}))
    changed = connection.execute(_CHANGED).fetchall()
    connection.unregister("found")
    places = {names[row[0]].file: Place(*row[1:4]) for row in changed if row[1] is not None}
    places |= {names[row[0]].texts_file: Place(*row[4:]) for row in changed if row[4] is not None}
    damage = connection.execute("SELECT file, line, problem FROM damage").fetchall()
    log = connection.execute("SELECT bytes, lines, head FROM ingest_offset WHERE file = ?", [LOG]).fetchone() or ()
    (erasures,) = connection.execute("SELECT count(*) FROM erasure").fetchone() or (0,)
    changed_names = [names[row[0]] for row in changed]
    damaged = [Damage(*row) for row in damage]
    return State(_events(connection), damaged, Place(*log), changed_names, places, erasures)


def _events(connection: duckdb.DuckDBPyConnection) -> int:
    return int((connection.execute("SELECT count(*) FROM stored.event").fetchone() or (0,))[0])


@contextlib.contextmanager
def _opened(path: Path, home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    spill = home / "lock" / "spill"
    shutil.rmtree(spill, ignore_errors=True)  # a killed publisher's: it holds texts
    with duckdb.connect(config={"temp_directory": str(spill)}) as connection:
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


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
