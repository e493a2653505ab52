"""Which targets of a night have nothing new: asked of a few processes, many targets at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from agents.records import Target
from flows.beginning import same_inputs
from flows.branches import children, supervise
from flows.branches.limits import Limits
from flows.branches.supervise import Effort
from flows.choice import Choice
from flows.settings import Settings
from flows.watchlist import Entry

BATCH = 25
"""Targets one process looks at: many enough to spare forks, few enough that a hostile room costs few others."""
SECONDS = 300.0


class Known(NamedTuple):
    """A target's last run, where it still holds."""

    entry: Entry
    run_id: str | None
    reason: str | None
    """Why it has to be assessed; None where nothing changed."""


async def look(targets: Sequence[tuple[Entry, Target]], settings: Settings, choice: Choice) -> list[Known]:
    """Return for each target whether its last run still holds, in the given order."""
    batches = [targets[first : first + BATCH] for first in range(0, len(targets), BATCH)]
    free = asyncio.Semaphore(settings.compute_slots)

    async def one(batch: Sequence[tuple[Entry, Target]]) -> list[Known]:
        async with free:
            return await _look(batch, settings, choice)

    return [known for batch in await asyncio.gather(*map(one, batches)) for known in batch]


async def _look(batch: Sequence[tuple[Entry, Target]], settings: Settings, choice: Choice) -> list[Known]:
    rooms = [str(entry.room.resolve()) for entry, _ in batch]
    asked = [
        {"room": room, **same_inputs(target, choice, settings)} for room, (_, target) in zip(rooms, batch, strict=True)
    ]
    ending = await children.run(
        "unchanged", {"home": str(settings.home), "targets": asked}, Limits.of(settings), SECONDS
    )
    told = supervise.tell(ending, Effort(Limits.of(settings), 1, SECONDS, 0)).answer.get("targets")
    if told is None:  # a room broke the look: its own run will say so, and no target is skipped unlooked
        told = [{"run": None, "reason": "could not be looked at"}] * len(batch)
    return [Known(entry, one["run"], one["reason"]) for (entry, _), one in zip(batch, told, strict=True)]
