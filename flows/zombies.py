"""The automation that shows runs of dead processes as crashed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from prefect.automations import Automation
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from flows.policy import FINAL_STATES, NIGHT_STATES
from flows.problems import BadInput, Interrupted, Stopped, Unavailable
from flows.servers import HEARTBEAT_SECONDS

NAME = "Show runs of dead processes as crashed"
PREFECTS = (
    "Completed",
    "Failed",
    "Cancelled",
    "Cancelling",
    "Crashed",
    "Suspended",
    "Paused",
    "AwaitingRetry",
    "TimedOut",
)
OURS = (*(rule.name for rule in FINAL_STATES), *NIGHT_STATES, "Decided")
PROBLEMS = tuple(problem.__name__ for problem in (BadInput, Unavailable, Interrupted, Stopped))
ENDS = (*PREFECTS, *OURS, *PROBLEMS)
"""Every name a run may end in: events carry names, and a name missing here makes a finished run look dead."""


def automation() -> Automation:
    """Return the automation: no heartbeat and no end for 2.5 heartbeats means the process is dead."""
    return Automation(
        name=NAME,
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={"prefect.flow-run.heartbeat", *(f"prefect.flow-run.{name}" for name in ENDS)},
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=timedelta(seconds=2.5 * HEARTBEAT_SECONDS),
        ),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message="no sign of life: its process died")],
    )


async def install() -> None:
    """Create the automation, in place of an older one of the same name."""
    async with get_client() as client:
        for older in await client.read_automations_by_name(NAME):
            await client.delete_automation(older.id)
    await automation().acreate()


if __name__ == "__main__":
    asyncio.run(install())
