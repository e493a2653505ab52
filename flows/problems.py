"""What can go wrong before or around a run, with the exit code the command line answers with.

Problem
├── BadInput        2  a room, target.yaml, watchlist or setting that cannot be used
├── Unavailable     3  the environment: server, pango, disk
├── Interrupted     4  stopped by a signal or a cancellation
└── Stopped         5  stopped for spending or credentials
"""

from __future__ import annotations


class Problem(Exception):
    """What happened, to what, and what to do about it."""

    exit_code = 3

    def __init__(self, what: str, to_do: str = "") -> None:
        super().__init__(f"{what}\n  {to_do}" if to_do else what)


class BadInput(Problem):
    """The input cannot be used; file, line and field are named where there are such."""

    exit_code = 2


class Unavailable(Problem):
    """The environment lacks something a run needs."""

    exit_code = 3


class Interrupted(Problem):
    """A signal or a cancellation ended the work; what was finished is kept."""

    exit_code = 4


class Stopped(Problem):
    """Spending or credentials forbid to go on; what was finished is kept."""

    exit_code = 5
