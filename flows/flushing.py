"""What Prefect still holds when a flow has ended: sent before its server goes, or the exit hangs and it is lost."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from prefect.client.schemas.objects import State
from prefect.events.worker import EventsWorker
from prefect.flows import Flow
from prefect.logging.handlers import APILogWorker
from prefect.settings import PREFECT_API_URL

from flows.problems import Unavailable

SECONDS = 60.0


def carry_out(flow: Flow[..., Any], **parameters: object) -> State[Any]:
    """Carry out an async flow from plain code and return its state, with all its events and logs sent."""
    try:
        return asyncio.run(_state(flow, parameters))
    except Exception as problem:  # what a flow does wrong is a state; what is raised is Prefect's
        what = f"the Prefect server {PREFECT_API_URL.value()} failed: {type(problem).__name__}: {problem}"
        raise Unavailable(what, "check the server; a run that had begun can be taken up with --resume") from problem
    finally:
        APILogWorker.drain_all(timeout=SECONDS)
        EventsWorker.drain_all(timeout=SECONDS)


async def _state(flow: Flow[..., Any], parameters: dict[str, object]) -> State[Any]:
    called: Any = flow(**parameters, return_state=True)
    return cast("State[Any]", await called)
