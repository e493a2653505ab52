"""Rooms inspected each in a child process of its own: a hostile file ends with its room, not with the others."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import NamedTuple

from agents.records import BRANCHES
from flows.branches.limits import Limits, die_with
from flows.choice import parse
from flows.choosing import ASKING
from flows.inspecting import Asked, Plain, inspect_room
from flows.problems import Problem

_CONTEXT = get_context("forkserver")
_LOADED = ["agents.analysts.rules", "flows.inspecting"]
"""Imported once by the server that the children are forked from."""
_ASKING = ["anthropic", "agents.analysts.claude.settings"]
"""The same where Claude is asked: the SDK takes a second to load."""


class _Told(NamedTuple):
    room: Plain | None
    problem: Problem | None = None


def inspect_rooms(asked: Sequence[Asked], workers: int) -> list[Plain]:
    """Return what was found in each room, in the given order; raise the first room's problem that is bad input."""
    asking = any(ASKING & parse(one.analyst).names() for one in asked)
    _CONTEXT.set_forkserver_preload([*_LOADED, *(_ASKING if asking else [])])
    with ThreadPoolExecutor(max(1, min(workers, len(asked)))) as pool:
        told = list(pool.map(_ask, asked))
    problem = next((one.problem for one in told if one.problem), None)
    if problem:
        raise problem
    return [one.room for one in told if one.room]


def _ask(asked: Asked) -> _Told:
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=_answer, args=(theirs, asked))
    child.start()
    theirs.close()
    try:
        if ours.poll(asked.settings.policy.run_deadline):
            return _Told(*ours.recv())
        why = "the time allowed for a run was used up"
    except EOFError:
        child.join()
        why = f"its process ended with exit code {child.exitcode}"
    finally:
        child.kill()
        child.join()
        ours.close()
    return _Told(_died(asked, why))


def _answer(line: Connection, asked: Asked) -> None:
    die_with(os.getppid())
    Limits.of(asked.settings).impose()
    try:
        answer: tuple[Plain | None, Problem | None] = (inspect_room(asked), None)
    except Problem as problem:
        answer = (None, problem)
    line.send(answer)


def _died(asked: Asked, why: str) -> Plain:
    analysts = parse(asked.analyst).of_branches()
    failure = {"kind": "crashed", "message": f"inspecting {asked.room} failed: {why}"}
    return {
        "room": str(asked.room),
        "target": asked.room.name,
        "branches": [
            {
                "branch": b,
                "outcome": "failed",
                "analyst": analysts[b],
                "documents": 0,
                "claims": 0,
                "findings": 0,
                "failure": failure,
            }
            for b in BRANCHES
        ],
        "pairs_compared": 0,
        "contradictions": [],
    }
