"""Run by test_kills.py: forks a process for every line read, which is killed when it gets to its n-th new line of code.

    python killed.py HOME ACTION

Every line of standard input is a number n, followed by what the action needs. The child carries out the action and
sends itself SIGKILL just before it executes the n-th different line of the modules that the action is made of; the
answer is `killed`, or `done` when it has not that many lines.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

from audit import checkpoint, erasure, recovery, seal, writing
from audit.journal import Journal, Said
from audit.store import copying, loading, publishing, turns


def append(home: Path, run_id: str) -> None:
    """Open a journal and append twice."""
    with Journal.create(home, run_id, "press") as journal:
        journal.append(Said("custom.a", {"n": 0}, {"t": "words"}))
        journal.append(Said("custom.a", {"n": 1}, {"t": "words"}), Said("custom.b", {}))


def erase(home: Path, run_id: str) -> None:
    """Erase the texts of a run's first event."""
    erasure.erase(home, erasure.Place(run_id, "press", 1, 0), by="x", reason="x")


ACTIONS: dict[str, tuple[Callable[..., object], tuple[ModuleType, ...]]] = {
    "append": (append, (writing,)),
    "recover": (recovery.recover, (recovery, writing)),
    "seal": (seal.seal, (seal, checkpoint)),
    "erase": (erase, (erasure,)),
    "publish": (publishing.publish, (publishing, copying, turns, loading)),
}


def killer(number: int, modules: tuple[ModuleType, ...]) -> Callable[[FrameType, str, Any], Any]:
    """Return a trace function that kills the process before the n-th different line."""
    files, met = {module.__file__ for module in modules}, set[tuple[str, int]]()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename not in files:
            return None
        if event == "line":
            met.add((frame.f_code.co_filename, frame.f_lineno))
            if len(met) == number:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def main(home: Path, name: str) -> None:
    """Answer every line of standard input."""
    action, modules = ACTIONS[name]
    for line in sys.stdin:
        number, *needed = line.split()
        child = os.fork()
        if child == 0:
            sys.settrace(killer(int(number), modules))
            action(home, *needed)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print({0: "done", -signal.SIGKILL: "killed"}.get(code, f"failed with {code}"), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
