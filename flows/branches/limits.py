"""What one attempt may take of the machine, and how it dies with its parent."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from typing import Any, NamedTuple

from flows.settings import Settings

PR_SET_PDEATHSIG = 1
"""linux/prctl.h"""
CPU_GRACE = 5
"""Seconds between SIGXCPU, which ends the attempt, and SIGKILL for code that ignores it."""


class Limits(NamedTuple):
    """The resource limits of one attempt."""

    memory_mb: int
    cpu_seconds: int
    file_mb: int
    open_files: int

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Return the limits the settings ask for."""
        return cls(settings.memory_mb, settings.cpu_seconds, settings.file_mb, settings.open_files)

    def plain(self) -> dict[str, Any]:
        """Return the limits as JSON values."""
        return self._asdict()

    def impose(self) -> None:
        """Hold this process to the limits, for good."""
        _limit(resource.RLIMIT_AS, self.memory_mb << 20)
        _limit(resource.RLIMIT_CPU, self.cpu_seconds, CPU_GRACE)
        _limit(resource.RLIMIT_FSIZE, self.file_mb << 20)
        _limit(resource.RLIMIT_NOFILE, self.open_files)
        _limit(resource.RLIMIT_CORE, 0)


def _limit(what: int, soft: int, grace: int = 0) -> None:
    hard = resource.getrlimit(what)[1]
    ceiling = soft + grace if hard == resource.RLIM_INFINITY else min(soft + grace, hard)
    resource.setrlimit(what, (min(soft, ceiling), ceiling))


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent dies; leave at once when it is dead already."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
