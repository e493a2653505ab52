"""The end of a run or of a review: the report, the seal, and the published store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from agents.recorder import entry
from agents.records import Failure, FailureKind, Judgement
from audit import seal, store
from audit.errors import AuditError
from flows.places import next_report, report_folder
from flows.policy import FinalState
from flows.problems import Problem
from flows.rendering import Page, RenderFailed, render
from flows.settings import Settings
from flows.trail import RunJournal, event

EVERY = 5.0
"""Seconds between two attempts to publish during a run."""


class Report(NamedTuple):
    """A report that was rendered, or why it was not."""

    path: Path | None
    pages: int = 0
    problem: str = ""
    """Why there is no report."""
    warnings: tuple[str, ...] = ()
    """What went wrong after everything was recorded: the seal, its copy, the published file."""


class Closing(NamedTuple):
    """Which run ends, which run its report is about, and how it was judged."""

    run_id: str
    about: str
    """The judged run: the same one, or the one a review is about."""
    target: str
    judgement: Judgement
    state: FinalState
    publish: bool = True
    """Off within a night, which publishes for all its runs."""


async def close(closing: Closing, settings: Settings) -> Report:
    """Render the report, record the final state, seal the run and publish the store."""
    own = await RunJournal.create(settings.home, closing.run_id, "report")
    try:
        report = await _report(closing, settings, own)
        state, kind = closing.state.name, closing.state.type
        ended = event("run.finished", state=state, state_type=kind, recommendation=closing.judgement.recommendation)
        await own.say(ended)
    except BaseException as problem:
        if not isinstance(problem, Exception):
            own.say_now(event("run.cancelled", {"message": f"while rendering: {type(problem).__name__}"}))
        raise
    finally:
        own.close()
    return report._replace(warnings=await seal_and_publish(settings, closing.run_id, closing.publish))


async def seal_and_publish(settings: Settings, run_id: str, now: bool = True) -> tuple[str, ...]:
    """Seal a run and publish the store; return what went wrong, as a run that is recorded does not fail with it."""
    warnings = []
    publish = partial(store.publish, settings.home) if now else store.Publisher(settings.home).maybe
    for step in (partial(seal.seal, settings.home, run_id, settings.checkpoint_to), publish):
        try:
            await asyncio.to_thread(step)
        except AuditError as problem:
            warnings.append(str(problem))
    return tuple(warnings)


@asynccontextmanager
async def publishing(home: Path) -> AsyncIterator[None]:
    """Publish every few seconds meanwhile, so that auditors see a run while it works."""
    publisher = store.Publisher(home)

    async def repeat() -> None:
        while True:
            await asyncio.sleep(EVERY)
            with suppress(AuditError):  # the end of the run publishes again, and tells
                await asyncio.to_thread(publisher.maybe)

    repeating = asyncio.create_task(repeat())
    try:
        yield
    finally:
        repeating.cancel()
        await asyncio.gather(repeating, return_exceptions=True)


def report_kind(judgement: Judgement) -> str:
    """Return `final` once nothing is left to decide and the target could be assessed, else `draft`."""
    return "draft" if judgement.undecided or judgement.recommendation == "not_assessable" else "final"


async def _report(closing: Closing, settings: Settings, own: RunJournal) -> Report:
    home, kind = settings.home, report_kind(closing.judgement)
    path, number = next_report(report_folder(home, closing.target, closing.about), kind)
    root = await asyncio.to_thread(seal.root, home, closing.run_id)
    await own.say(event("report.started", pre_render_root=root, kind=kind, number=number))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        made = await render(
            home, Page(closing.about, path, kind, number), settings.render_deadline, settings.compute_slots
        )
    except Problem as problem:
        failed: FailureKind = "deadline" if getattr(problem, "kind", "") == "deadline" else "error"
        failed = failed if isinstance(problem, RenderFailed) else "environment"
        await own.say(entry("report.failed", Failure(kind=failed, message=str(problem))))
        return Report(None, problem=str(problem))
    size, notes = made.path.stat().st_size, list(made.notes)
    where = made.path.relative_to(home).as_posix()
    await own.say(event("report.rendered", path=where, sha256=made.sha256, bytes=size, pages=made.pages, notes=notes))
    return Report(made.path, made.pages)
