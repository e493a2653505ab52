"""The same branches and comparison as a run, without Prefect, trail or PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from agents import evidence
from agents.records import BranchResult, Claim, Contradiction, Synthesis
from agents.synthesis import synthesise
from flows.counting import work_of
from flows.inspected import Counted, Desk
from flows.problems import BadInput
from flows.settings import Settings
from flows.watchlist import Entry, target_of

Plain = dict[str, Any]


class Asked(NamedTuple):
    """A room to inspect, and how much to tell of it."""

    room: Path
    analyst: str
    """Who works what, as written: `claude, press=rules`."""
    full: bool
    settings: Settings
    batch_id: str = ""
    """The rooms of one command: a failure that concerns everybody stops the sending for all of them."""


def inspect_room(asked: Asked) -> Plain:
    """Return what the branches and their comparison find in a room."""
    target = target_of(Entry(asked.room.name, asked.room), asked.settings)
    desk = Desk(asked, target)
    desk.check()
    try:
        frozen = evidence.freeze(asked.room, target)
    except evidence.RoomMissing as problem:
        raise BadInput(str(problem)) from problem
    with TemporaryDirectory(prefix="diligence-") as texts:
        results = desk.work(frozen, Path(texts))
    counted = Counted()
    synthesis = synthesise(target, results, desk.analyst("synthesis"), counted)
    told: Plain = {
        "room": str(asked.room),
        "target": target.name,
        "branches": [_branch(result, desk.counted[result.branch]) for result in results],
        "pairs_compared": synthesis.pairs_compared,
        "contradictions": [shown(c) for c in synthesis.contradictions],
        **({"synthesis": counted.told()} if counted.told() else {}),
    }
    return {**told, **_lists(frozen.documents, results, synthesis)} if asked.full else told


def _branch(result: BranchResult, counted: Counted) -> Plain:
    told: Plain = {
        "branch": result.branch,
        "outcome": result.outcome,
        "analyst": result.analyst,
        "documents": len(result.documents),
        "claims": len(result.work.claims),
        "findings": len(result.work.findings),
        **counted.told(),
    }
    if result.failures:
        told["failure"] = {"kind": result.failures[-1].kind, "message": result.failures[-1].message}
    return told


def shown(contradiction: Contradiction) -> Plain:
    """Return a contradiction with its claims, as `--json` prints it."""
    return {
        "id": contradiction.contradiction_id,
        "kind": contradiction.kind,
        "severity": contradiction.severity,
        "subject": contradiction.subject,
        "metric": contradiction.metric,
        "period": contradiction.period,
        "explanation": contradiction.explanation,
        "branches": list(contradiction.branches),
        "claims": [_claim(claim) for claim in contradiction.claims],
    }


def _claim(claim: Claim) -> Plain:
    return {
        "branch": claim.source.branch,
        "path": claim.source.path,
        "value": value_of(claim),
        "unit": claim.unit,
        "quote": claim.source.quote,
        "start": claim.source.start,
        "end": claim.source.end,
    }


def value_of(claim: Claim) -> str | None:
    """Return what a claim asserts: its number, its day, or its text.

    Who holds or takes up a role by a headline is told with the day of its line, which no quote of the line holds.
    """
    if claim.value is not None:
        return str(claim.value.point)
    told = claim.source.published if claim.kind == "person" and claim.source.kind == "headlines" else None
    return claim.day.isoformat() if claim.day else f"{claim.text}, {told}" if told else claim.text


def _lists(documents: Sequence[Any], results: Sequence[BranchResult], synthesis: Synthesis) -> Plain:
    unread = {d.path: d for result in results for d in result.documents if d.unread}
    return {
        "documents": [unread.get(document.path, document).plain() for document in documents],
        "claims": [claim.plain() for result in results for claim in result.work.claims],
        "findings": [finding.plain() for result in results for finding in result.work.findings],
        "pairs": [pair.plain() for pair in synthesis.pairs],
        "work": work_of(results, synthesis),
    }
