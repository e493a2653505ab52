"""What Prefect still holds when a flow has ended: sent before its server goes away, or it is lost and the exit hangs."""

from __future__ import annotations

import asyncio
from typing import Any

from prefect.client.schemas.objects import State
from prefect.events.worker import EventsWorker
from prefect.flows import Flow
from prefect.logging.handlers import APILogWorker

SECONDS = 60.0


def carry_out(flow: Flow[..., Any], **parameters: object) -> State[Any]:
    """Carry out an async flow from plain code and return its state, with all its events and logs sent."""
    try:
        state: State[Any] = asyncio.run(flow(**parameters, return_state=True))
    finally:
        APILogWorker.drain_all(timeout=SECONDS)
        EventsWorker.drain_all(timeout=SECONDS)
    return state
