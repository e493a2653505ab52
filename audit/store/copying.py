"""The file that the next publishing writes into: the one published before the last, a copy of the last, or a new one.

Copying a file of ten million events takes many seconds, so the file that a publishing replaces is kept beside, under a
name nobody opens. The next publishing brings it up to date, which costs as much as what is new. It is only written to
when nobody has it open any more: the kernel is asked for a lease, which it grants for a file that no other process
has open or mapped. An auditor who still reads it keeps it, and the next publishing copies instead.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from audit.layout import store_path, sync_folder
from audit.store.turns import Last, PublishLock, identity, last_published

BEFORE = ".audit-before.duckdb"
"""The file that the last publishing replaced."""


@contextlib.contextmanager
def next_file(home: Path, anew: bool, lock: PublishLock) -> Iterator[Path]:
    """Give a file to write into, which does not exist where it is made anew; publish it when all went well."""
    for left in home.glob(".audit.*.tmp*"):
        left.unlink()
    copy, before = home / f".audit.{os.getpid()}.tmp", home / BEFORE
    try:
        if anew:
            before.unlink(missing_ok=True)  # it may hold what was erased
        elif not _take(before, copy, last_published(home)):
            _copy(store_path(home), copy)
        yield copy
        _put_in_place(copy, store_path(home), None if anew else before, lock)
    finally:
        copy.unlink(missing_ok=True)
        copy.with_name(copy.name + ".wal").unlink(missing_ok=True)


def _take(before: Path, copy: Path, last: Last | None) -> bool:
    """Take the file published before the last for writing, unless somebody has it open, linked or changed it."""
    if not before.exists():
        return False
    as_kept = last is not None and last.kept == identity(before)
    before.rename(copy)
    sync_folder(copy.parent)  # who is killed from here on leaves a file that nobody takes for a finished one
    if not as_kept or copy.stat().st_nlink > 1 or not _nobody_has_it_open(copy):
        copy.unlink()
        return False
    copy.chmod(0o600)
    return True


def _nobody_has_it_open(path: Path) -> bool:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        # Whoever opens the file just now breaks the lease; of the default signal for that this process would die.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError:  # somebody has it open, or the file system knows no leases: then nobody can tell
        return False
    finally:
        os.close(descriptor)
    return True


def _copy(source: Path, copy: Path) -> None:
    # In a child: were the file's owner to close it, POSIX would drop every lock the owner has on it. Where the file
    # system can share blocks (XFS, Btrfs), the copy costs next to nothing.
    subprocess.run(["cp", "--reflink=auto", "--", source, copy], check=True, capture_output=True)
    copy.chmod(0o600)


def _put_in_place(copy: Path, path: Path, before: Path | None, lock: PublishLock) -> None:
    copy.chmod(0o444)
    descriptor = os.open(copy, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    wal = path.with_name(path.name + ".wal")
    wal.unlink(missing_ok=True)
    lock.expect(path, copy)
    if before:
        _keep(path, before)
    copy.rename(path)
    wal.unlink(missing_ok=True)
    sync_folder(path.parent)
    lock.put(path, before)


def _keep(path: Path, before: Path) -> None:
    """Keep the file that is about to be replaced; where it cannot be linked, the next publishing copies."""
    before.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        os.link(path, before)
