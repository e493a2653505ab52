"""What a watchlist would cost before anything of it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from agents.records import Target
from audit.journal import new_run_id
from flows.beginning import same_inputs, workers
from flows.branches import children, supervise
from flows.branches.limits import Limits
from flows.branches.situations import told_situation
from flows.branches.supervise import Effort
from flows.choice import Choice
from flows.order import Order
from flows.problems import BadInput, Unavailable
from flows.settings import Settings
from flows.skipping import look
from flows.watchlist import Entry, read_watchlist, target_of

SECONDS = 900.0
"""For reading one target's room."""
NOTES = (
    "an estimate: nothing was sent",
    "input tokens are characters / 3.3 unless counted by the server; the synthesis with all claims it may be shown",
    "a usual answer is taken as a quarter of the longest allowed, the most is every answer as long as allowed",
    "repeats, corrections and what the prompt cache saves are not in it; budgets are held whatever this says",
)

Plain = dict[str, Any]


class Asked(NamedTuple):
    """What is to be estimated."""

    entries: Sequence[Entry]
    choice: Choice
    settings: Settings
    counting: bool
    """Whether the server counts the tokens: the documents are sent to it for that, free of charge."""
    cache: Path
    """Where the texts of read documents are kept."""
    say: Callable[[str], None]
    """Told of each target that was read: large rooms take their time."""


def entries_of(path: Path, settings: Settings) -> tuple[Entry, ...]:
    """Return the targets of a watchlist, or the one of a room."""
    return (Entry(path.name, path.resolve()),) if path.is_dir() else read_watchlist(path, settings.rooms)


async def estimate(asked: Asked) -> Plain:
    """Return the estimate of every target and their sum; targets with nothing new cost nothing."""
    loaded = [(entry, target_of(entry, asked.settings)) for entry in asked.entries]
    await asyncio.to_thread(children.host)
    known = await look(loaded, asked.settings, asked.choice)
    free = asyncio.Semaphore(asked.settings.compute_slots)

    async def one(entry: Entry, target: Target) -> Plain:
        async with free:
            told = await _target(entry, target, asked)
            asked.say(f"read {entry.label}")
            return told

    unchanged = {k.entry.label: k.run_id for k in known if k.reason is None}
    targets = await asyncio.gather(
        *(_skipped(e, unchanged[e.label]) if e.label in unchanged else one(e, t) for e, t in loaded)
    )
    return {
        "model": asked.settings.claude.model,
        "base_url": asked.settings.claude.base_url,
        "notes": list(NOTES[1:] if asked.counting else NOTES),
        "targets": list(targets),
        "total": _sum([row for target in targets for row in target["branches"]]),
    }


async def _skipped(entry: Entry, run_id: str | None) -> Plain:
    return {"target": entry.label, "unchanged_since": run_id, "branches": [], "total": _sum([])}


async def _target(entry: Entry, target: Target, asked: Asked) -> Plain:
    settings = asked.settings
    order = Order(target, entry.room.resolve(), f"estimate-{new_run_id()}", asked.choice.text(), "an estimate")
    args = {
        "home": str(settings.home),
        "run_id": order.run_id,
        "target": target.plain(),
        "room": str(order.room),
        "cache": str(asked.cache),
        "analysts": workers(asked.choice),
        "situation": told_situation(order, settings, "", SECONDS),
        "ask": same_inputs(target, asked.choice, settings),
        "count": asked.counting,
    }
    effort = Effort(Limits.of(settings), 1, SECONDS, 0)
    told = supervise.tell(await children.run("estimate", args, effort.limits, effort.seconds), effort)
    if "branches" not in told.answer:
        problem = Unavailable if asked.counting else BadInput
        raise problem(f"target {entry.label} could not be estimated: {told.kind}: {told.message}")
    rows = [*told.answer["branches"], told.answer["synthesis"]]
    total = _sum(rows)
    most, budget = total["cost_usd"]["most"], target.policy.budget_usd
    over = most is not None and Decimal(most) > budget
    return {"target": entry.label, "branches": rows, "total": total, "budget_usd": str(budget), "over_budget": over}


def _sum(rows: Sequence[Plain]) -> Plain:
    return {
        "requests": sum(row["requests"] for row in rows),
        "input_tokens": sum(row["input_tokens"] for row in rows),
        "output_tokens": {which: sum(row["output_tokens"][which] for row in rows) for which in ("usual", "most")},
        "cost_usd": {which: _dollars([row["cost_usd"][which] for row in rows]) for which in ("usual", "most")},
    }


def _dollars(costs: Sequence[str | None]) -> str | None:
    """One cost that is not known leaves the sum unknown: nothing unpriced is ever counted as free."""
    known = [Decimal(cost) for cost in costs if cost is not None]
    return str(sum(known, Decimal(0))) if len(known) == len(costs) else None
