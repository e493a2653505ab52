"""Whose turn it is to publish, when the next may, and whether the file in the place is the one that was put there."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_LENGTH = 512
"""The note is one write of one length: whoever is killed leaves the old one or the new one."""


class Last(NamedTuple):
    """What the last publishing noted."""

    finished: float
    """When it ended, in seconds since 1970."""
    pause: float
    """Seconds it asked everybody to leave before the next."""
    files: tuple[tuple[int, ...], ...]
    """The files that may be in the place: inode, size, time of change, and, once it is there, of the inode's change."""
    kept: tuple[int, ...] | None
    """The file it replaced, which the next may write into; None where there is none."""


class Spent(NamedTuple):
    """What a publishing costs."""

    began: float
    processor: float

    @classmethod
    def begin(cls) -> Spent:
        """Return the present moment."""
        return cls(time.monotonic(), time.thread_time())

    @property
    def seconds(self) -> float:
        """How long it has taken."""
        return time.monotonic() - self.began

    def pause(self, shortest: float, times: float) -> float:
        """Return how long to wait before the next; never less than it took."""
        return max(shortest, times * (time.thread_time() - self.processor), self.seconds)


class PublishLock(NamedTuple):
    """The lock on `lock/publish.lock`, whose content is the note of the last publishing."""

    descriptor: int

    def expect(self, present: Path, coming: Path) -> None:
        """Note that either file may be in the place: whoever is killed while renaming leaves one of them."""
        self._write(0.0, 0.0, [identity(path)[:3] for path in (present, coming) if path.exists()], None)

    def put(self, present: Path, kept: Path | None) -> None:
        """Note the file that was put in the place, and the one it replaced."""
        self._write(0.0, 0.0, [identity(present)], identity(kept) if kept and kept.exists() else None)

    def note(self, present: Path, pause: float) -> None:
        """Note the file that is in the place now, and the pause."""
        last = _noted(os.pread(self.descriptor, _LENGTH, 0))
        self._write(time.time(), pause, [identity(present)], last.kept if last else None)

    def _write(
        self, finished: float, pause: float, files: Sequence[tuple[int, ...]], kept: tuple[int, ...] | None
    ) -> None:
        said = json.dumps({"finished": finished, "pause": pause, "files": files, "kept": kept})
        os.pwrite(self.descriptor, said.ljust(_LENGTH).encode(), 0)


@contextlib.contextmanager
def publish_lock(home: Path, wait: bool) -> Iterator[PublishLock]:
    """Take the turn; raise BlockingIOError where another process has it and `wait` is off."""
    path = _lock_path(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield PublishLock(descriptor)
    finally:
        os.close(descriptor)


def last_published(home: Path) -> Last | None:
    """Return the note of the last publishing; None before the first."""
    try:
        return _noted(_lock_path(home).read_bytes())
    except OSError:
        return None


def _noted(data: bytes) -> Last | None:
    try:
        said = json.loads(data)
        kept = said["kept"] and tuple(said["kept"])
        return Last(said["finished"], said["pause"], tuple(tuple(file) for file in said["files"]), kept)
    except (ValueError, TypeError, KeyError):
        return None


def strangeness(path: Path, last: Last | None) -> str:
    """Return what is wrong with the file in the place: `writable`, `changed`, or nothing."""
    if not path.exists():
        return ""
    if path.stat().st_mode & 0o222:
        return "writable"
    known = last is None or any(identity(path)[: len(file)] == file for file in last.files)
    return "" if known else "changed"


def identity(path: Path) -> tuple[int, int, int, int]:
    """Return what tells a file from another and from itself before a change."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _lock_path(home: Path) -> Path:
    return home / "lock" / "publish.lock"
