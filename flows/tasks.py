"""One Prefect task per step of a run, so that people see in the UI what works, what waits and what failed."""

from __future__ import annotations

from typing import Any, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Cancelled, Completed, Failed

from agents.records import Branch, Judgement
from flows import reporting
from flows.assessment import Assessment
from flows.carrying import Steps
from flows.order import Compared, Settled
from flows.reporting import Closing, Report
from flows.settings import Settings


@task(name="branch", task_run_name="{branch}", cache_policy=NO_CACHE, persist_result=False)
async def branch_task(assessment: Assessment, branch: Branch) -> State[None]:
    """Work one branch; the task's state tells its outcome."""
    return branch_state(await assessment.work(branch))


@task(name="synthesis", task_run_name="synthesis", cache_policy=NO_CACHE, persist_result=False)
async def synthesis_task(assessment: Assessment) -> State[None]:
    """Compare the branches."""
    compared = await assessment.compare()
    if not compared.finished:
        return Failed(message=compared.message)
    again = "read back: " if compared.reused else ""
    alone = f"; only by rules, {compared.kind}: {compared.message}" if compared.kind else ""
    told = f"{again}{compared.pairs} pairs compared, {compared.contradictions} contradictions{alone}"
    return Completed(message=told)


@task(name="judgement", task_run_name="judgement", cache_policy=NO_CACHE, persist_result=False)
async def judgement_task(assessment: Assessment) -> Judgement:
    """Judge by the table."""
    return await assessment.judge()


@task(name="report", task_run_name="report and seal", cache_policy=NO_CACHE, persist_result=False)
async def report_task(closing: Closing, settings: Settings, told: list[Report]) -> State[None]:
    """Render the report, seal the run and publish the store."""
    report = await reporting.close(closing, settings)
    told.append(report)
    if report.path is None:
        return Failed(message=report.problem)
    return Completed(message=f"{report.pages} pages: {report.path}")


def branch_state(settled: Settled) -> State[None]:
    """Return the task state of a branch: failed and cancelled branches are shown as such."""
    if settled.outcome == "failed":
        return Failed(message=f"{settled.kind}: {settled.message} (attempts: {settled.attempts})")
    if settled.outcome == "cancelled":
        return Cancelled(message=settled.message)
    if settled.outcome == "not_attempted":
        return Cancelled(name="NotAttempted", message=f"{settled.kind}: {settled.message}")
    read = f"{settled.documents - settled.unread} of {settled.documents} documents read"
    found = f"{settled.claims} claims, {settled.findings} findings"
    again = "read back: " if settled.reused else ""
    again = f"from run {settled.reused_run_id}: " if settled.reused_run_id else again
    return Completed(name=_title(settled.outcome), message=f"{again}{settled.outcome}: {read}, {found}")


def _title(outcome: str) -> str:
    return "".join(word.capitalize() for word in outcome.split("_"))


async def _called(state: Any) -> State[Any]:
    """Await a task's state; Prefect's types do not tell that it is awaited."""
    return cast("State[Any]", await state)


async def _work(assessment: Assessment, branch: Branch) -> Settled:
    state = await _called(branch_task(assessment, branch, return_state=True))
    if branch not in assessment.settled:
        await state.aresult()  # raises what broke the supervisor: a full disk, a busy journal
    return assessment.settled[branch]


async def _compare(assessment: Assessment) -> Compared:
    state = await _called(synthesis_task(assessment, return_state=True))
    if assessment.compared is None:
        await state.aresult()
    return assessment.compared or Compared(False, message=str(state.message))


async def _judge(assessment: Assessment) -> Judgement:
    return await judgement_task(assessment)


async def _close(closing: Closing, settings: Settings) -> Report:
    told: list[Report] = []
    state = await _called(report_task(closing, settings, told, return_state=True))
    if not told:
        await state.aresult()
    return told[0]


STEPS = Steps(_work, _compare, _judge, _close)
"""Every step as a task."""
