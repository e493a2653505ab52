"""What can go wrong with the trail: each error says what happened, to what, and what to do.

AuditError
├── NotRecordable       an entry cannot be written: a float, a missing attribute, an unknown one
├── JournalBusy         another living process writes this stream of this run
├── JournalBroken       a write failed before; the journal takes no more
├── DiskFull            no space left, or the file may not grow
├── ReadOnly            the folder or disk refuses writing
├── NoSuchRun           no journals under that id
├── JournalDamaged      a line is not what was written
├── NewerVersion        written by a later version of this program
├── StoreUnavailable    nothing published yet, or the published file cannot be read or made
├── SealRefused         a run that is still being written cannot be sealed
└── ErasureRefused      a legal hold, a living writer or a wrong reference forbids the erasure
"""

from __future__ import annotations

import errno
from pathlib import Path


class AuditError(Exception):
    """The base of every error of the trail."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.message = message
        """What happened, and to what."""
        self.advice = advice
        """What to do."""

    def __str__(self) -> str:
        return f"{self.message}. {self.advice}" if self.advice else self.message


class NotRecordable(AuditError):
    """An entry cannot be written; nothing of its group was."""


class JournalBusy(AuditError):
    """Another living process writes this stream of this run."""


class JournalBroken(AuditError):
    """A write failed before; the journal takes no more."""


class DiskFull(JournalBroken):
    """No space left, or the file may not grow."""


class ReadOnly(JournalBroken):
    """The folder or disk refuses writing."""


class NoSuchRun(AuditError):
    """No journals under that id."""


class NewerVersion(AuditError):
    """Written by a later version of this program."""


class StoreUnavailable(AuditError):
    """Nothing published yet, or the published file cannot be read or made."""


class SealRefused(AuditError):
    """A run that is still being written, or that is damaged, cannot be sealed."""


class ErasureRefused(AuditError):
    """A legal hold, a living writer or a wrong reference forbids the erasure."""


class JournalDamaged(AuditError):
    """A line is not what was written."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}", "Run `diligence audit verify`; never edit the file")
        self.args = (file, line, problem)
        self.file = file
        """Relative to the home folder."""
        self.line = line
        """Counted from 1."""
        self.problem = problem
        """What is wrong with the line."""


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def from_os(problem: OSError, path: Path) -> JournalBroken:
    """Return the trail's error for an operating system's error on a path."""
    if problem.errno in _FULL:
        return DiskFull(
            f"disk full while writing {path}", "Free space, then take the run up again: what was acknowledged is kept"
        )
    if problem.errno in _REFUSED:
        return ReadOnly(
            f"{path} cannot be written ({problem.strerror})", "Make DILIGENCE_HOME writable or choose another"
        )
    return JournalBroken(
        f"writing {path} failed ({problem.strerror or problem})", "Check the disk, then take the run up again"
    )
