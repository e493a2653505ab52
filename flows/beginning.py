"""How a run begins: its room listed, its analysts made once to see that they can be, everything it starts from told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from agents.recorder import Entry, entry
from agents.records import TRANSIENT, Document, Target
from flows.branches import children, supervise
from flows.branches.limits import Limits
from flows.branches.situations import told_situation
from flows.branches.supervise import Attempted, Effort
from flows.choice import STREAMS, Choice, asks_a_model
from flows.order import Order
from flows.problems import BadInput, Problem, Stopped, Unavailable
from flows.settings import Settings
from flows.trail import event, exact, parts

LISTING_SECONDS = 600.0
"""For listing and hashing a room."""


async def take_up(order: Order, settings: Settings) -> dict[str, Any]:
    """List the room and what is finished already, in a process of its own; raise Problem where no run can begin."""
    args = {
        "home": str(settings.home),
        "run_id": order.run_id,
        "target": order.target.plain(),
        "room": str(order.room),
        "analysts": workers(order.choice),
        "situation": told_situation(order, settings, "", LISTING_SECONDS),
        "ask": same_inputs(order.target, order.choice, settings),
        "reuse": not order.fresh,
    }
    effort = Effort(Limits.of(settings), 1, LISTING_SECONDS, 0)
    ending = await children.run("take_up", args, effort.limits, effort.seconds)
    told = supervise.tell(ending, effort)
    if "documents" not in told.answer:
        raise _refused(order.room, told)
    for name, problem in told.answer["unusable"]:
        raise _unusable(name, problem)
    return told.answer


def _refused(room: Path, told: Attempted) -> Problem:
    if told.kind in TRANSIENT:
        return Unavailable(f"data room {room} could not be listed: {told.message}", "try again")
    if str(room) in told.message:
        return BadInput(told.message)
    return BadInput(f"data room {room} could not be listed: {told.message}", "check the folder and its files")


def _unusable(kind: str, problem: str) -> Problem:
    if kind == "auth":
        return Stopped(problem, "set ANTHROPIC_API_KEY, or choose the analyst `rules`")
    return BadInput(problem, "name a known analyst or an import path that works")


def same_inputs(target: Target, choice: Choice, settings: Settings) -> dict[str, Any]:
    """Return what decides a result besides documents and code, as `run.started` records it."""
    split = parts("target", target)
    texts = {key.removeprefix("target."): text for key, text in split.texts.items()}
    return {
        "target": {**split.attributes, **texts},
        "policy": exact(target.policy.plain()),
        "analysts": workers(choice),
        "settings": exact(result_settings(settings, choice)),
    }


def started(
    order: Order, settings: Settings, taken: Mapping[str, Any], versions: Mapping[str, Any], resumed: bool
) -> Iterator[Entry]:
    """Yield the first entries of a run's journal: who asked for what, and every document of the frozen room."""
    target, choice = parts("target", order.target), order.choice
    yield event(
        "run.started",
        target.texts,
        target=target.attributes,
        room=str(order.room),
        policy=order.target.policy.plain(),
        analyst=choice.default,
        analysts=workers(choice),
        settings=result_settings(settings, choice),
        versions={**versions, "code": taken["code_version"]},
        flow_run_id=order.flow_run_id,
        deployment=order.deployment,
        initiated_by=order.initiated_by,
        night=order.night,
        resumed=resumed,
    )
    documents = [Document.model_validate(document) for document in taken["documents"]]
    size = sum(document.size for document in documents)
    yield event("room.frozen", documents=len(documents), bytes=size, sha256=taken["sha256"])
    yield from (entry("document.listed", document) for document in documents)


def workers(choice: Choice) -> dict[str, str]:
    """Return the analyst of every branch and of the synthesis."""
    return {stream: choice.of(stream) for stream in STREAMS}


def result_settings(settings: Settings, choice: Choice) -> dict[str, Any]:
    """Return the settings that can change a result; those of the model only where somebody may ask one."""
    names = ("memory_mb", "cpu_seconds", "file_mb", "open_files", "synthesis_deadline")
    found = {name: getattr(settings, name) for name in names}
    return {**found, "claude": settings.answers()} if any(map(asks_a_model, choice.names())) else found
