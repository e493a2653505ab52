"""The review form in the Prefect UI."""

from __future__ import annotations

from typing import Literal

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from audit.errors import AuditError
from flows.policy import message
from flows.problems import Problem
from flows.review import Reviewed, Ruled, decide
from flows.settings import current


@flow(name="review", flow_run_name="{ruling}: {contradiction_id}", persist_result=False, validate_parameters=True)
async def review(
    run_id: str,
    contradiction_id: str,
    ruling: Literal["confirmed", "explained", "false_alarm"],
    reviewer: str,
    reason: str,
) -> State[None]:
    """Record a person's ruling on a contradiction, judge the run again and render its report again.

    Args:
        run_id: The judged run, as its summary shows it.
        contradiction_id: The contradiction, as the run's table shows it.
        ruling: confirmed: it stands. explained: both sides are right. false_alarm: there is no disagreement.
        reviewer: Who rules.
        reason: Why, for those who read the report.
    """
    try:
        reviewed = await decide(Ruled(run_id, contradiction_id, ruling, reviewer, reason), current())
    except Problem as problem:
        return Failed(name=type(problem).__name__, message=str(problem))
    except AuditError as problem:
        return Failed(name="Unavailable", message=str(problem))
    await acreate_markdown_artifact(summary(reviewed), key="decision", description=reviewed.decision.ruling)
    return Completed(name="Decided", message=told(reviewed))


def told(reviewed: Reviewed) -> str:
    """Return what came of a decision in one line."""
    missing = [] if reviewed.report.path else [f"no report: {reviewed.report.problem}"]
    return "; ".join([message(reviewed.judgement), *missing, *reviewed.notes])


def summary(reviewed: Reviewed) -> str:
    """Return what came of a decision."""
    decision, report = reviewed.decision, reviewed.report
    place = f"The report ({report.pages} pages) lies at\n\n`{report.path}`"
    parts = [
        f"# {decision.ruling.replace('_', ' ')}: {decision.contradiction_id}",
        f"{decision.reviewer}: {decision.reason}",
        f"The run is now: **{message(reviewed.judgement)}**.",
        *(f"Note: {note}." for note in reviewed.notes),
        place if report.path else f"**No report:** {report.problem}",
        f"Recorded as `{reviewed.review_id}`.",
    ]
    return "\n\n".join(parts)
