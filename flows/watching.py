"""Cancelling from the Prefect UI or API, for runs whose process no worker watches."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType

T = TypeVar("T")
EVERY = 5.0
"""Seconds between two looks."""


class CancelledInPrefect(Exception):
    """Somebody cancelled the flow run in Prefect."""


async def until_cancelled(flow_run_id: UUID, work: Coroutine[Any, Any, T], every: float) -> T:
    """Carry out the work; cancel it and raise CancelledInPrefect once Prefect shows the flow run as cancelled."""
    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(_wait(flow_run_id, every))
    try:
        await asyncio.wait([working, watching], return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        working.cancel("cancelled in Prefect")
        await asyncio.wait([working])
        if not working.cancelled() and working.exception() is None:
            return working.result()
        raise CancelledInPrefect
    finally:
        watching.cancel()
        if not working.done():
            working.cancel()
            await asyncio.wait([working])


async def _wait(flow_run_id: UUID, every: float) -> None:
    async with get_client() as client:
        while True:
            await asyncio.sleep(every)
            try:
                flow_run = await client.read_flow_run(flow_run_id)
            except Exception:  # noqa: S112 -- a server that is away for a moment cancels nothing
                continue
            if flow_run.state_type in {StateType.CANCELLING, StateType.CANCELLED}:
                return
