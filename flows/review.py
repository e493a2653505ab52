"""The one decision function behind command line, Prefect form and desk: record, judge again, render again."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from agents.judgement import holding, judge
from agents.recorder import entry
from agents.records import FINISHED, Contradiction, Decision, FailureKind, Judgement, Ruling
from audit import journal
from audit.errors import AuditError
from flows import reporting
from flows.decisions import PREFIX, decisions
from flows.places import runs_of, slug
from flows.policy import final_state, stopped_by
from flows.problems import BadInput
from flows.reporting import Closing, Report
from flows.settings import Settings
from flows.trail import RunJournal
from reports import record
from reports.errors import ReportError
from reports.record import RunRecord

SHORTEST = 6
"""Characters of a contradiction's id that may stand for all of it, where only one begins with them."""


class Ruled(NamedTuple):
    """What a person decided."""

    run_id: str
    contradiction_id: str
    ruling: Ruling
    reviewer: str
    reason: str


class Reviewed(NamedTuple):
    """What came of a decision."""

    review_id: str
    decision: Decision
    judgement: Judgement
    report: Report
    notes: tuple[str, ...] = ()
    """What the person should know besides: a ruling that was replaced, a newer run of the target."""


class Item(NamedTuple):
    """A contradiction that waits for a decision."""

    run_id: str
    target: str
    contradiction: Contradiction


async def decide(ruled: Ruled, settings: Settings) -> Reviewed:
    """Record a ruling in a journal of its own, judge the run again and render its report again."""
    loaded = await asyncio.to_thread(_load, settings.home, ruled.run_id)
    contradiction = _contradiction(loaded, ruled.contradiction_id)
    decision = _decision(ruled, contradiction)
    with _alone(settings.home, loaded.run_id):
        notes = await asyncio.to_thread(_notes, contradiction, loaded, settings.home)
        review_id = PREFIX + journal.new_run_id()
        judgement = await _judged(decision, loaded, review_id, settings)
        state = final_state(judgement, stopped_by(_last_failures(loaded)))
        closing = Closing(review_id, loaded.run_id, loaded.target.name, judgement, state)
        report = await reporting.close(closing, settings)
    return Reviewed(review_id, decision, judgement, report, notes)


def _last_failures(loaded: RunRecord) -> Iterator[tuple[FailureKind, str]]:
    """Yield what branches and synthesis ended with, and what failed beside a branch that finished."""
    newest: dict[str, int] = {}
    for one in loaded.timeline:
        newest[one.stream] = max(newest.get(one.stream, 0), one.attempt)
    for branch, result in loaded.results.items():
        last = [failure for failure in result.failures if failure.attempt == newest.get(branch, 0)]
        unfinished = result.failures[-1:] if result.outcome not in FINISHED else ()
        yield from ((failure.kind, failure.message) for failure in (*unfinished, *last))
    synthesis = [failure for failure in loaded.synthesis_failures if failure.attempt == newest.get("synthesis", 0)]
    yield from ((failure.kind, failure.message) for failure in synthesis)


async def _judged(decision: Decision, loaded: RunRecord, review_id: str, settings: Settings) -> Judgement:
    own = await RunJournal.create(settings.home, review_id, "decision")
    try:
        await own.say(entry("decision.recorded", decision, run_id=loaded.run_id))
        ruled = await asyncio.to_thread(decisions, settings.home)
        judgement = judge(tuple(loaded.results.values()), loaded.synthesis, ruled, loaded.policy)
        await own.say(entry("judgement.made", judgement))
    finally:
        own.close()
    return judgement


def open_items(settings: Settings, run_id: str | None = None) -> list[Item]:
    """Return what waits for a decision: of one run, or of the newest run of every target."""
    ruled = decisions(settings.home)
    items: list[Item] = []
    for name in [run_id] if run_id else newest_runs(settings.home):
        loaded = _load(settings.home, name)
        found = loaded.synthesis.contradictions if loaded.synthesis else ()
        items += [Item(name, loaded.target.name, one) for one in found if holding(one, ruled) is None]
    return items


def newest_runs(home: Path) -> list[str]:
    """Return the newest run of every target that was judged."""
    return [name for _, name in sorted(_newest(home, journal.runs(home)).values())]


def _newest(home: Path, names: Iterable[str]) -> dict[str, tuple[datetime, str]]:
    newest: dict[str, tuple[datetime, str]] = {}
    for name in names:
        attempts = journal.streams(home, name)
        if "run" not in attempts:
            continue
        events = journal.read(home, name, "run")
        judged = [event for event in events if event.event_type == "judgement.made"]
        if judged:
            target = slug(str(events[0].attributes["target"].get("name")))
            newest[target] = max(newest.get(target, (judged[-1].event_time, name)), (judged[-1].event_time, name))
    return newest


def _notes(contradiction: Contradiction, loaded: RunRecord, home: Path) -> tuple[str, ...]:
    """Say which ruling is replaced, and what the decision means for a newer run of the target."""
    notes = []
    if before := holding(contradiction, decisions(home)):
        notes.append(f"replaces {before.ruling!r} by {before.reviewer}, {before.decided_at:%Y-%m-%d %H:%M} UTC")
    name = loaded.target.name
    _, newest = _newest(home, runs_of(home, name)).get(slug(name), (None, loaded.run_id))
    if newest != loaded.run_id:
        notes.append(_elsewhere(contradiction, _load(home, newest)))
    return tuple(notes)


def _elsewhere(contradiction: Contradiction, newer: RunRecord) -> str:
    found = newer.synthesis.contradictions if newer.synthesis else ()
    same = next((c for c in found if c.contradiction_id == contradiction.contradiction_id), None)
    if same is None:
        return f"the newer run {newer.run_id} of this target does not have this contradiction"
    if same.fingerprint == contradiction.fingerprint:
        return f"it holds for the newer run {newer.run_id} too, whose own report is not rendered again by it"
    return f"it does not hold for the newer run {newer.run_id}, which found other values: decide there as well"


def _load(home: Path, run_id: str) -> RunRecord:
    try:
        loaded = record.load(home, run_id)
    except (ReportError, AuditError) as problem:
        raise BadInput(
            f"run {run_id!r} cannot be reviewed: {problem}", "`diligence review` lists what can"
        ) from problem
    if loaded.judgement is None:
        raise BadInput(f"run {run_id} was not judged yet", "let it end, or take it up again")
    return loaded


def _contradiction(loaded: RunRecord, given: str) -> Contradiction:
    found: Sequence[Contradiction] = loaded.synthesis.contradictions if loaded.synthesis else ()
    matching = [c for c in found if c.contradiction_id == given]
    if not matching and len(given) >= SHORTEST:
        matching = [c for c in found if c.contradiction_id.startswith(given)]
    if len(matching) != 1:
        what = f"{len(matching)} contradictions of run {loaded.run_id} have the id {given!r}"
        raise BadInput(what, "`diligence review` lists the ids")
    return matching[0]


def _decision(ruled: Ruled, contradiction: Contradiction) -> Decision:
    for name in ("reviewer", "reason"):
        if not getattr(ruled, name).strip():
            raise BadInput(f"the {name} of a decision is empty", "a decision names a person and a reason")
    return Decision(
        contradiction_id=contradiction.contradiction_id,
        fingerprint=contradiction.fingerprint,
        ruling=ruled.ruling,
        reviewer=ruled.reviewer.strip(),
        reason=ruled.reason.strip(),
        decided_at=datetime.now(UTC),
    )


@contextlib.contextmanager
def _alone(home: Path, run_id: str) -> Iterator[None]:
    """One decision on a run at a time: the next one sees the report and the judgement of this one."""
    folder = home / "lock"
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / f"review-{run_id}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as problem:
        raise BadInput(f"another decision on run {run_id} is being recorded", "try again in a minute") from problem
    finally:
        os.close(lock)
