"""The flow for one target: the form in the Prefect UI, and what the nightly flow calls for each target."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.events import emit_event
from prefect.logging import get_run_logger
from prefect.states import Cancelled, Completed, Failed

from agents.records import Branch, Judgement
from audit import journal, recovery
from audit.errors import AuditError
from flows import artifacts, rendering, reporting
from flows.assessment import Assessment
from flows.branches import children
from flows.carrying import Carried, Steps, carry_out
from flows.choice import Choice
from flows.choosing import allowed, choose
from flows.order import Compared, Order, Settled
from flows.places import unwritable
from flows.problems import BadInput, Problem
from flows.reporting import Closing, Report
from flows.settings import Settings, current
from flows.stopping import again
from flows.tasks import STEPS
from flows.watching import EVERY, CancelledInPrefect, until_cancelled
from flows.watchlist import chosen, target_of

STEPS_OF_A_RUN = 8


class NightPart(NamedTuple):
    """What a target's run knows of the night it belongs to."""

    night: str
    batch: str
    """What one stop and the night's budget concern."""
    started: Callable[[str], Awaitable[None]]
    """Told the run's id as soon as there is one."""
    judged: Callable[[], None]
    """Told when branches and synthesis are through: another target may start while the report is rendered."""


INITIATOR: ContextVar[str] = ContextVar("initiator", default="")
"""Who asks for a run, where the command line knows it."""
NIGHT: ContextVar[NightPart | None] = ContextVar("night", default=None)
BEGUN: ContextVar[Callable[[str], None] | None] = ContextVar("begun", default=None)
"""Told the run's id as soon as it is known, so that whoever interrupts the run can say how to take it up."""


@flow(name="assess", flow_run_name="{target}", persist_result=False, validate_parameters=True)
async def assess(target: str, analyst: str = "", resume: str = "", fresh: bool = False) -> State[None]:
    """Assess one acquisition target: five branches at once, their comparison, a recommendation and a report.

    Args:
        target: A name on the watchlist, or the name of a folder under the rooms folder.
        analyst: Who works the branches, as `claude, press=rules`; empty for the analyst of the settings.
        resume: The id of a killed, cancelled or failed run to take up again; empty for a new run.
        fresh: Work every branch, also one that an earlier run worked on the same inputs.
    """
    try:
        settings = current()
        order = await _order(target, analyst, resume, settings)
        order = order._replace(fresh=fresh)
        carried = await until_cancelled(_flow_run_id(), _carry_out(order, settings), _every())
    except CancelledInPrefect:
        return Cancelled(message="cancelled in Prefect; start it again to take it up under the same run id")
    except Problem as problem:
        return Failed(name=type(problem).__name__, message=str(problem))
    except AuditError as problem:
        return Failed(name="Unavailable", message=str(problem))
    except OSError as problem:
        return Failed(name="Unavailable", message=str(unwritable(current().home, problem)))
    for warning in carried.report.warnings:
        get_run_logger().warning(warning)
    await artifacts.show(carried, settings)
    await _tell(carried)
    return _ended(carried)


def _ended(carried: Carried) -> State[None]:
    """Return the run's final state; a run without its report has not finished, however its target was judged."""
    name, message = carried.state.name, carried.state.message
    if carried.report.problem:
        kept = f"everything else is recorded ({name}: {message}); put it right and take run {carried.order.run_id} up"
        return Failed(name="Unavailable", message=f"no report was made: {carried.report.problem}\n  {kept}")
    state = Completed if carried.state.type == "COMPLETED" else Failed
    return state(name=name, message=message)


def _every() -> float:
    """Many runs of a night share one server: it is asked, and told about progress, less than for a run by itself."""
    return EVERY * 4 if NIGHT.get() else EVERY


def _flow_run_id() -> UUID:
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        raise RuntimeError("the assess flow runs only as a flow")
    return context.flow_run.id


async def _order(target: str, analyst: str, resume: str, settings: Settings) -> Order:
    context = FlowRunContext.get()
    flow_run = context.flow_run if context else None
    flow_run_id = str(_flow_run_id())
    entry = chosen(target, settings)
    target_ = target_of(entry, settings)
    night, before = NIGHT.get(), _resumed(resume, target_.name, settings.home) if resume else Choice()
    order = Order(
        target=target_,
        room=entry.room.resolve(),
        run_id=resume or flow_run_id,
        analyst=choose(allowed(analyst, settings), settings, before).text(),
        initiated_by=_initiator(flow_run.created_by.display_value if flow_run and flow_run.created_by else None),
        flow_run_id=flow_run_id,
        deployment=str(flow_run.deployment_id) if flow_run and flow_run.deployment_id else None,
        night=night.night if night else None,
        batch=night.batch if night else "",
    )
    if not night:
        await asyncio.to_thread(again, settings, order.batch_id)
    if begun := BEGUN.get():
        begun(order.run_id)
    if night:
        await night.started(order.run_id)
    return order


def _initiator(created_by: str | None) -> str:
    night = NIGHT.get()
    return f"night {night.night}" if night else created_by or INITIATOR.get() or "a person"


def _resumed(run_id: str, target: str, home: Path) -> Choice:
    """Return who worked what in the run that is to be taken up; raise BadInput where it is no run of the target."""
    try:
        begun = [e for e in journal.read(home, run_id, "run") if e.event_type == "run.started"]
    except AuditError as problem:
        raise BadInput(f"run {run_id} cannot be taken up: {problem}") from problem
    if not begun or begun[0].texts.get("target.name", begun[0].attributes["target"].get("name")) != target:
        raise BadInput(f"run {run_id} is not a run of {target}", "give the id of one of its own runs")
    about = begun[-1].attributes
    return Choice(about["analyst"], {s: n for s, n in about["analysts"].items() if n != about["analyst"]})


async def _carry_out(order: Order, settings: Settings) -> Carried:
    await asyncio.to_thread(rendering.ready)
    if order.run_id in await asyncio.to_thread(journal.runs, settings.home):
        await asyncio.to_thread(recovery.recover, settings.home, order.run_id)
    async with artifacts.Progress(STEPS_OF_A_RUN, shown=not order.night) as progress, _publishing(order, settings):
        return await carry_out(order, settings, _stepping(progress))


def _publishing(order: Order, settings: Settings) -> AbstractAsyncContextManager[None]:
    """Within a night, the night publishes for all its runs."""
    return nullcontext() if order.night else reporting.publishing(settings.home)


def _stepping(progress: artifacts.Progress) -> Steps:
    """Return the tasks, each telling the progress bar when it is done."""

    async def work(assessment: Assessment, branch: Branch) -> Settled:
        settled = await STEPS.work(assessment, branch)
        progress.step(f"{branch}: {settled.outcome}")
        return settled

    async def compare(assessment: Assessment) -> Compared:
        compared = await STEPS.compare(assessment)
        progress.step(f"synthesis: {compared.contradictions} contradictions")
        return compared

    async def judge(assessment: Assessment) -> Judgement:
        judgement = await STEPS.judge(assessment)
        if night := NIGHT.get():
            night.judged()
        progress.step(f"judged: {judgement.recommendation.replace('_', ' ')}")
        return judgement

    async def close(closing: Closing, settings: Settings) -> Report:
        report = await STEPS.close(closing, settings)
        progress.step("report and seal" if report.path else "no report")
        return report

    return STEPS._replace(work=work, compare=compare, judge=judge, close=close)


async def _tell(carried: Carried) -> None:
    """Tag the run, and send the event an automation can act on."""
    flow_run_id = _flow_run_id()
    if carried.state.tags:
        context = FlowRunContext.get()
        known = set(context.flow_run.tags) if context and context.flow_run else set()
        try:
            async with get_client() as client:
                await client.update_flow_run(flow_run_id, tags=sorted(known | set(carried.state.tags)))
        except Exception as problem:
            get_run_logger().warning("the run could not be tagged: %s", problem)
    if carried.state.event:
        emit_event(
            event=f"diligence.run.{carried.state.name}",
            resource={"prefect.resource.id": f"diligence.run.{carried.order.run_id}"},
            related=[{"prefect.resource.id": f"prefect.flow-run.{flow_run_id}", "prefect.resource.role": "flow-run"}],
            payload={
                "target": carried.order.target.name,
                "recommendation": carried.judgement.recommendation,
                "undecided": carried.judgement.undecided,
                "gaps": list(carried.judgement.gaps),
            },
        )


if os.environ.get("PREFECT__FLOW_RUN_ID"):  # a process that is about to carry out a run: get ready beside Prefect
    children.host()
