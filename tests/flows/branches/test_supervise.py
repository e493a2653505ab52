"""What an ended process means, and how often it is tried."""

from __future__ import annotations

import asyncio
import json
import signal
from typing import Any

import pytest

from flows.branches import children, supervise
from flows.branches.children import Ending
from flows.branches.codes import BAD_INPUT, DONE, ENVIRONMENT, FAILED, MEMORY
from flows.branches.limits import Limits
from flows.branches.supervise import Attempted, Effort, tell

EFFORT = Effort(Limits(1024, 60, 100, 256), attempts=3, seconds=5.0, delay=0.01)


def spoken(**answer: Any) -> str:
    """Return an attempt's answer."""
    return json.dumps({"attempt": 1, **answer})


@pytest.mark.parametrize(
    ("ending", "kind", "spoke"),
    [
        (Ending(code=DONE, answer=spoken(outcome="complete")), None, True),
        (Ending(code=DONE, answer=spoken(outcome="failed", kind="error", message="m")), "error", True),
        (Ending(code=DONE), "crashed", False),
        (Ending(code=3), "crashed", False),
        (Ending(code=FAILED, answer='{"message": "m"}'), "error", False),
        (Ending(code=BAD_INPUT, answer='{"message": "m"}'), "error", False),
        (Ending(code=MEMORY, answer='{"message": "m"}'), "memory", False),
        (Ending(code=ENVIRONMENT, answer='{"message": "m"}'), "environment", False),
        (Ending(code=DONE, answer="no JSON"), "crashed", False),
        (Ending(signal=signal.SIGKILL, past_deadline=True), "deadline", False),
        (Ending(signal=signal.SIGKILL), "crashed", False),
        (Ending(signal=signal.SIGSEGV), "crashed", False),
        (Ending(signal=signal.SIGXCPU), "cpu", False),
        (Ending(signal=signal.SIGKILL, cpu=61.0), "cpu", False),
        (children.HOST_LOST, "crashed", False),
    ],
)
def test_every_end_has_a_kind(ending: Ending, kind: str | None, spoke: bool) -> None:
    """The attempt's own word where it left one, else what its end shows; always with a message where it failed."""
    told = tell(ending, EFFORT)
    assert (told.kind, told.spoke) == (kind, spoke)
    assert bool(told.message) == (kind is not None)


@pytest.mark.parametrize(
    ("endings", "made"),
    [
        ([Ending(signal=signal.SIGKILL)] * 3, 3),
        ([Ending(signal=signal.SIGKILL), Ending(code=DONE, answer=spoken())], 2),
        ([Ending(code=DONE, answer=spoken(kind="environment", message="m"))] * 3, 3),
        ([Ending(code=DONE, answer=spoken(kind="error", message="m"))], 1),
        ([Ending(signal=signal.SIGKILL, past_deadline=True)], 1),
    ],
)
def test_only_what_may_pass_is_tried_again(endings: list[Ending], made: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Crashes and the machine's errors up to the number of attempts, anything else once."""
    left = list(endings)

    async def run(*_: Any) -> Ending:
        return left.pop(0)

    monkeypatch.setattr(children, "run", run)
    assert asyncio.run(supervise.attempt("branch", {}, EFFORT, closing := Closing())).made == made
    assert len(closing.told) == sum(tell(one, EFFORT).spoke is False for one in endings)


def test_no_attempt_starts_after_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A delay that would reach past the deadline is not waited for."""

    async def run(*_: Any) -> Ending:
        return Ending(signal=signal.SIGKILL)

    monkeypatch.setattr(children, "run", run)
    effort = EFFORT._replace(seconds=0.5, delay=1.0)
    assert asyncio.run(supervise.attempt("branch", {}, effort, Closing())).made == 1


class Closing:
    """Remembers the attempts that could not speak for themselves."""

    def __init__(self) -> None:
        self.told: list[Attempted] = []

    async def __call__(self, attempted: Attempted) -> None:
        """Remember one."""
        self.told.append(attempted)
