"""How the targets of a night ended: told to its journal, shown in the UI, summed up in its final state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from prefect.artifacts import acreate_table_artifact
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed

from agents.recorder import Entry
from flows.stopping import Stop
from flows.trail import event

ASSESSED = frozenset({"Assessed", "AssessedWithGaps", "NeedsReview", "skipped"})
MOST = 20
"""Targets whose reasons the night's message tells; the table has all of them."""


class Ended(NamedTuple):
    """How one target of the night ended."""

    target: str
    state: str
    run_id: str | None
    message: str
    kind: str = ""
    """Why it has no run that ended: a failure kind."""


def counted(ended: Sequence[Ended]) -> dict[str, int]:
    """Return how many targets ended how."""
    return dict(Counter(one.state for one in ended))


def ending(ended: Ended) -> Entry:
    """Return the word of the night's journal on a target."""
    if ended.state == "Failed" or ended.kind:
        about = {"target": ended.target, "kind": ended.kind or "error", "run_id": ended.run_id}
        return event("target.failed", {"message": ended.message}, **about)
    return event("target.finished", target=ended.target, run_id=ended.run_id, state=ended.state)


async def show(ended: Sequence[Ended]) -> None:
    """Show every target of the night in the UI."""
    rows = [{key: value for key, value in one._asdict().items() if key != "kind"} for one in ended]
    try:
        await acreate_table_artifact(rows, key="night", description="Every target of the night")
    except Exception as problem:
        get_run_logger().warning("the night's table could not be shown: %s", problem)


def state_of(ended: Sequence[Ended], why: Stop | None) -> State[None]:
    """Return the night's final state: all assessed, some not, or stopped for a failure that concerns everybody."""
    number = f"{len(ended)} target{'' if len(ended) == 1 else 's'}"
    message = f"{number}: " + ", ".join(f"{count} {state}" for state, count in sorted(counted(ended).items()))
    bad = [one for one in ended if one.state not in ASSESSED]
    if why and bad:
        to_do = "what was finished is kept; put it right and start the same night again"
        return Failed(name="Stopped", message=f"{why.kind}: {why.message}\n  {message}; {to_do}")
    if bad:
        reasons = [f"\n  {one.target}: {_first_line(one)}" for one in bad[:MOST]]
        more = f"\n  and {len(bad) - MOST} more" if len(bad) > MOST else ""
        return Completed(name="SomeFailed", message=f"{message}; not assessed:{''.join(reasons)}{more}")
    return Completed(name="AllAssessed", message=message)


def _first_line(ended: Ended) -> str:
    return ended.message.splitlines()[0] if ended.message else ended.state
