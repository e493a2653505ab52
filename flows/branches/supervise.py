"""The attempts of one branch, or of the synthesis: one deadline over all of them, another attempt for what may pass."""

from __future__ import annotations

import asyncio
import json
import random
import signal
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

from agents.records import RETRIED, FailureKind
from flows.branches import children
from flows.branches.children import Ending
from flows.branches.codes import BAD_INPUT, DONE, ENVIRONMENT, FAILED, MEMORY
from flows.branches.limits import Limits

JITTER = 0.5
"""Up to this share is added to a delay, so that what failed together does not come back together."""
LONGEST_DELAY = 60.0
KINDS: Mapping[int | None, FailureKind] = {
    MEMORY: "memory",
    ENVIRONMENT: "environment",
    FAILED: "error",
    BAD_INPUT: "error",
}
"""What the exit codes of an attempt's process mean."""


class Attempted(NamedTuple):
    """How one attempt ended."""

    kind: FailureKind | None
    """None when it finished."""
    message: str
    spoke: bool
    """Whether its journal holds its last word; otherwise the supervisor says it."""
    answer: dict[str, Any]


class Attempts(NamedTuple):
    """How the attempts of one stream ended: the last one counts."""

    last: Attempted
    made: int
    """How many there were."""


class Effort(NamedTuple):
    """What the attempts of one stream may take."""

    limits: Limits
    attempts: int
    seconds: float
    """Over all attempts."""
    delay: float
    """Before the second attempt; doubled for each further one."""


Closing = Callable[[Attempted], Awaitable[None]]
"""Called for every attempt that could not speak for itself."""


async def attempt(job: str, args: Mapping[str, Any], effort: Effort, closing: Closing) -> Attempts:
    """Carry out a job until it finishes, fails for good, or the deadline or the number of attempts is reached."""
    clock = asyncio.get_running_loop().time
    until = clock() + effort.seconds
    for count in range(1, effort.attempts + 1):
        ending = await children.run(job, args, effort.limits, until - clock())
        told = tell(ending, effort)
        if not told.spoke:
            await closing(told)
        delay = _delay(count, effort.delay)
        if told.kind not in RETRIED or count == effort.attempts or clock() + delay >= until:
            return Attempts(told, count)
        await asyncio.sleep(delay)
    raise AssertionError("a policy allows at least one attempt")


def tell(ending: Ending, effort: Effort) -> Attempted:
    """Return what an ended process means: its own word where it left one, else what its end shows."""
    answer = _answer(ending)
    if ending.past_deadline:
        return Attempted("deadline", f"not finished after {effort.seconds:g} s; the attempt was killed", False, answer)
    if ending.signal is not None:
        return Attempted(*_killed(ending, effort.limits), False, answer)
    message = str(answer.get("message") or "")
    if ending.code == DONE and "attempt" in answer:
        return Attempted(answer.get("kind"), message, True, answer)
    if ending.code in KINDS and message:
        return Attempted(KINDS[ending.code], message, False, answer)
    ended = answer.get("message") or f"its process ended with exit code {ending.code} before it had finished"
    return Attempted("crashed", ended, False, answer)


def _killed(ending: Ending, limits: Limits) -> tuple[FailureKind, str]:
    name = signal.Signals(ending.signal or 0).name
    if ending.signal == signal.SIGXCPU or ending.cpu >= limits.cpu_seconds:
        return "cpu", f"used {ending.cpu:g} s of processor time, {limits.cpu_seconds} s are allowed"
    return "crashed", f"its process was ended by {name} after {ending.cpu:g} s of processor time, {ending.peak_mb} MB"


def _answer(ending: Ending) -> dict[str, Any]:
    try:
        answer = json.loads(ending.answer)
    except ValueError:
        return {"message": ending.answer} if ending.answer else {}
    return answer if isinstance(answer, dict) else {}


def _delay(count: int, first: float) -> float:
    delay = min(first * 2 ** (count - 1), LONGEST_DELAY)
    return float(delay * (1 + random.uniform(0, JITTER)))  # noqa: S311 -- spreads load, guards nothing
