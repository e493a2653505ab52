"""The circuit opens where most of the last attempts failed, and one question closes it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from agents.analysts.claude.breaker import LAST, Breaker
from agents.analysts.claude.calls import CallFailed
from agents.analysts.claude.shared import Shared


class Machine:
    """Breakers of several processes under one clock."""

    def __init__(self, folder: Path) -> None:
        self.now = 1000.0
        self._folder = folder

    def process(self) -> Breaker:
        """Return the breaker of one more process."""
        return Breaker(Shared(self._folder, lambda: self.now), "pool", 30)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a machine on which nothing has failed."""
    return Machine(tmp_path)


def fail(breaker: Breaker, times: int) -> None:
    """Tell of failures of the service."""
    for _ in range(times):
        breaker.tell(ill=True)


def test_half_of_the_last_attempts_may_fail(machine: Machine) -> None:
    """Ten of twenty leave it closed; the eleventh opens it for every process."""
    first, second = machine.process(), machine.process()
    for _ in range(LAST // 2):
        first.tell(ill=False)
        second.tell(ill=True)
    assert first.wait() == 0
    second.tell(ill=True)
    assert (first.wait(), second.wait()) == (30, 30)


def test_few_attempts_say_nothing(machine: Machine) -> None:
    """Before twenty were made it stays closed."""
    breaker = machine.process()
    fail(breaker, LAST - 1)
    assert breaker.wait() == 0


def test_one_asks_first(machine: Machine) -> None:
    """After the pause one process may ask while the others wait; a good answer closes the circuit for all."""
    first, second = machine.process(), machine.process()
    fail(first, LAST)
    machine.now += 31
    assert first.wait() == 0
    assert second.wait() > 0
    first.tell(ill=False)
    assert second.wait() == 0


def test_a_failed_question_doubles_the_pause(machine: Machine) -> None:
    """Up to five minutes."""
    breaker = machine.process()
    fail(breaker, LAST)
    pauses = []
    for _ in range(6):
        pauses.append(breaker.wait())
        machine.now += pauses[-1]
        assert breaker.wait() == 0
        breaker.tell(ill=True)
    assert pauses == [30, 60, 120, 240, 300, 300]


def test_a_question_nobody_waits_for_is_asked_again(machine: Machine) -> None:
    """The one who asked died before it took a place in flight: another asks."""
    first, second = machine.process(), machine.process()
    fail(first, LAST)
    machine.now += 31
    assert first.wait() == 0
    machine.now += 2
    assert second.wait() == 0


def test_an_open_circuit_sends_nothing(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """After twenty attempts at a dead service the next question fails at its deadline, unsent."""
    caller = bench(attempts=5, budget_usd=Decimal(100)).caller
    caller.call_all([ask("always529") for _ in range(4)])
    assert len(double.raw) == 20
    with pytest.raises(CallFailed) as failed:
        bench().caller.call(ask())
    assert (failed.value.kind, failed.value.sent, len(double.raw)) == ("circuit_open", 0, 20)
