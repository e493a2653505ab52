"""What the processes of one machine share: a small database, and a locked file by which each is seen to live.

Whatever a process holds is tied to its file. The lock goes with the process, however it ends, and what it held is
given back by whoever looks next.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

FILE = "claude.db"
MARK = "claude-"
"""Before the holder, in the name of the file by which it is seen to live."""
OPENING = "claude.opening"
"""Locked while the state is opened: marks are swept and the database is made by one process at a time."""
WAIT = 30
"""Seconds to wait for another process's transaction, each of which takes a fraction of a millisecond."""
EVERY = 0.5
"""Seconds between two looks for dead processes."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS bucket (pool TEXT, kind TEXT, level REAL, at REAL, PRIMARY KEY (pool, kind));
CREATE TABLE IF NOT EXISTS pool (
  pool TEXT PRIMARY KEY, cap REAL, clean INTEGER DEFAULT 0, settled_until REAL DEFAULT 0, closed_until REAL DEFAULT 0);
CREATE TABLE IF NOT EXISTS gone (pool TEXT, at REAL);
CREATE INDEX IF NOT EXISTS gone_by_time ON gone (pool, at);
CREATE TABLE IF NOT EXISTS slot (id INTEGER PRIMARY KEY, pool TEXT, holder TEXT);
CREATE TABLE IF NOT EXISTS health (id INTEGER PRIMARY KEY AUTOINCREMENT, pool TEXT, ill INTEGER);
CREATE TABLE IF NOT EXISTS circuit (
  pool TEXT PRIMARY KEY, open_until REAL, times INTEGER DEFAULT 0, probe TEXT, probe_at REAL DEFAULT 0);
CREATE TABLE IF NOT EXISTS spent (scope TEXT PRIMARY KEY, micro INTEGER);
CREATE TABLE IF NOT EXISTS reserved (id TEXT, scope TEXT, holder TEXT, micro INTEGER, lost INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS stop (scope TEXT PRIMARY KEY, kind TEXT, detail TEXT);
CREATE TABLE IF NOT EXISTS measured (pool TEXT PRIMARY KEY, bytes_per_token REAL, output REAL);
"""
Clock = Callable[[], float]
Transaction = sqlite3.Connection
"""Open: what is done with it is done as a whole or not at all."""


class StateBroken(OSError):
    """The shared state cannot be read or written: the machine's fault, and nothing is sent without it."""


class Shared:
    """One process's door to the shared state; used from one thread."""

    def __init__(self, folder: Path, clock: Clock = time.monotonic) -> None:
        """`clock` counts seconds alike in every process of the machine, whatever is done to the time of day."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self.now = folder, clock
        self.holder = uuid.uuid4().hex
        opening = _locked(folder / OPENING)
        try:
            self._sweep()
            self._alive = _locked(self._mark(self.holder))
            self._database = self._opened()
        finally:
            os.close(opening)
        self._within = False
        self._buried = -EVERY

    def _opened(self) -> sqlite3.Connection:
        with _told(self._folder):
            database = sqlite3.connect(self._folder / FILE, timeout=WAIT, isolation_level=None)
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")
            database.executescript(SCHEMA)
            return database

    def _sweep(self) -> None:
        """Remove the marks of the dead; what they held is found by its holder's missing mark."""
        for mark in self._folder.glob(f"{MARK}*"):
            self._is_dead(mark.name.removeprefix(MARK))

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Enter a transaction that no other process's runs beside; within one, go on with it."""
        if self._within:
            yield self._database
            return
        with _told(self._folder):
            self._database.execute("BEGIN IMMEDIATE")
            self._within = True
            try:
                yield self._database
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            else:
                self._database.execute("COMMIT")
            finally:
                self._within = False

    def look(self, sql: str, values: tuple[str, ...]) -> list[tuple[Any, ...]]:
        """Return what is stored now, without holding anybody up."""
        with _told(self._folder):
            return self._database.execute(sql, values).fetchall()

    def bury(self, open_: Transaction) -> None:
        """Give back what dead processes held; what they had sent counts as spent, as it will be billed.

        Looks once in a while only, however often it is asked.
        """
        if 0 <= self.now() - self._buried < EVERY:
            return
        self._buried = self.now()
        holders = open_.execute("SELECT holder FROM slot UNION SELECT holder FROM reserved").fetchall()
        for (holder,) in holders:
            if holder != self.holder and self._is_dead(holder):
                release(open_, "holder", holder)
                open_.execute("DELETE FROM slot WHERE holder = ?", (holder,))

    def _is_dead(self, holder: str) -> bool:
        path = self._mark(holder)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            return True
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            with suppress(FileNotFoundError):
                path.unlink()
            return True
        finally:
            os.close(descriptor)

    def _mark(self, holder: str) -> Path:
        return self._folder / f"{MARK}{holder}"

    def close(self) -> None:
        """Give everything back."""
        with self.transaction() as open_:
            release(open_, "holder", self.holder)
            open_.execute("DELETE FROM slot WHERE holder = ?", (self.holder,))
        self._database.close()
        with suppress(FileNotFoundError):
            self._mark(self.holder).unlink()
        os.close(self._alive)


def release(open_: Transaction, by: str, value: str) -> None:
    """Drop the reservations of a holder or an id; what was sent under them counts as spent."""
    column = {"holder": "holder", "id": "id"}[by]
    lost = open_.execute(f"SELECT scope, lost FROM reserved WHERE {column} = ?", (value,)).fetchall()  # noqa: S608 -- one of two words
    for scope, micro in lost:
        add(open_, scope, micro)
    open_.execute(f"DELETE FROM reserved WHERE {column} = ?", (value,))  # noqa: S608


def add(open_: Transaction, scope: str, micro: int) -> None:
    """Count millionths of a dollar as spent."""
    open_.execute(
        "INSERT INTO spent VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET micro = micro + excluded.micro",
        (scope, micro),
    )


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as problem:
        advice = "free space or, while nothing runs, remove the file: limits and budgets begin anew"
        raise StateBroken(errno.EIO, f"{folder / FILE} cannot be used ({problem}); {advice}") from problem


def _locked(path: Path) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor
