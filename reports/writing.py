"""Writing a report to disk: whole or not at all, and never over another."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from reports.errors import DiskFull, NotWritable, ReportError, ReportExists


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist; a reader sees all of it or none, also after a crash."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
    except FileExistsError as problem:
        raise exists(path) from problem
    except OSError as problem:
        raise _told(path, problem) from problem


def exists(path: Path) -> ReportExists:
    """Return the error of a report that is already there."""
    return ReportExists(f"{path} exists.", "Reports are never overwritten: render under the next number.")


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)  # unlike a rename it fails where the name is taken
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _told(path: Path, problem: OSError) -> ReportError:
    if problem.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskFull(f"No room to write {path}.", "Free space and take the run up again; nothing was lost.")
    return NotWritable(f"{path} cannot be written: {problem.strerror}.", "Check the folder and its permissions.")
