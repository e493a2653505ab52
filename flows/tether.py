"""Starts a program that ends with the process that started it, also when that one is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from flows.branches.limits import die_with

GRACE = 10.0
"""Seconds a program has to end after it was asked to."""


def start(
    command: Sequence[str], env: Mapping[str, str], log: IO[bytes], cwd: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own; it dies with the thread that called this."""
    tethered = [sys.executable, "-m", "flows.tether", str(os.getpid()), *command]
    path = os.pathsep.join(filter(None, [str(Path(__file__).resolve().parent.parent), env.get("PYTHONPATH", "")]))
    return subprocess.Popen(
        tethered,
        env={**env, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        cwd=cwd,
    )


def stop(process: subprocess.Popen[bytes], grace: float = GRACE) -> None:
    """Ask a program to end, and end it when it does not."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(grace)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    die_with(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 -- the command is our own
