"""The way of one run from its order to its end: five branches at once, comparison, judgement, report."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from agents.records import BRANCHES, Branch, Judgement
from flows import reporting
from flows.assessment import Assessment
from flows.order import Compared, Order, Settled
from flows.policy import FinalState, final_state, stopped_by
from flows.reporting import Closing, Report
from flows.settings import Settings


class Carried(NamedTuple):
    """A run that was carried out."""

    order: Order
    settled: tuple[Settled, ...]
    compared: Compared
    judgement: Judgement
    state: FinalState
    report: Report


class Steps(NamedTuple):
    """How each step is called: the flow wraps each in a task, so that people see it."""

    work: Callable[[Assessment, Branch], Awaitable[Settled]]
    compare: Callable[[Assessment], Awaitable[Compared]]
    judge: Callable[[Assessment], Awaitable[Judgement]]
    close: Callable[[Closing, Settings], Awaitable[Report]]


PLAIN = Steps(Assessment.work, Assessment.compare, Assessment.judge, reporting.close)
"""The steps as they are, without Prefect."""


async def carry_out(order: Order, settings: Settings, steps: Steps = PLAIN) -> Carried:
    """Carry out a run; when it is cancelled its journals say so before the cancellation goes on."""
    assessment = await Assessment.begin(order, settings)
    try:
        settled = await _branches(assessment, steps)
        compared = await steps.compare(assessment)
        judgement = await steps.judge(assessment)
    except BaseException as problem:
        assessment.end(problem)
        raise
    ends = [*((one.kind, one.message) for one in settled), (compared.kind, compared.message)]
    state = final_state(judgement, stopped_by(ends))
    name, publish = order.target.name, order.night is None
    report = await steps.close(Closing(order.run_id, order.run_id, name, judgement, state, publish), settings)
    return Carried(order, settled, compared, judgement, state, report)


async def _branches(assessment: Assessment, steps: Steps) -> tuple[Settled, ...]:
    """Work the five at once; one that breaks the supervisor itself is raised after its siblings have ended."""
    ended = await asyncio.gather(*(steps.work(assessment, branch) for branch in BRANCHES), return_exceptions=True)
    for one in ended:
        if isinstance(one, BaseException):
            raise one
    return tuple(one for one in ended if not isinstance(one, BaseException))
