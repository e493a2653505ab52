"""What a run shows in the Prefect UI: summary, contradictions, coverage, report and progress."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from prefect.artifacts import (
    acreate_markdown_artifact,
    acreate_progress_artifact,
    acreate_table_artifact,
    aupdate_progress_artifact,
)
from prefect.logging import get_run_logger

from agents.records import BranchRating, Contradiction
from flows.carrying import Carried
from flows.settings import Settings
from reports import record
from reports.view.figures import key_figures
from reports.view.numbering import Numbering, called
from reports.view.words import shortened

QUOTE = 160
"""Characters of a quote in a table."""
LAST = 2.0
"""Seconds the last step of a finished run may take to be shown."""
ITEMS = 6
"""Open items that a branch's row in the summary names."""
Named = Callable[[str], str]
"""Writes ids as the report's numbers."""
HOW_TO_DECIDE = "To decide: Deployments, `decide`, Run, with this run's id and the `id` of the table `contradictions`."


async def show(carried: Carried, settings: Settings) -> None:
    """Create the run's artifacts; a Prefect that does not take them costs the run nothing."""
    named, rows = await asyncio.to_thread(_numbered, settings, carried.order.run_id)
    shown: list[Awaitable[Any]] = [
        acreate_markdown_artifact(summary(carried, named), key="summary", description=carried.order.target.name),
        acreate_table_artifact(coverage(carried), key="coverage", description="What every branch read and found"),
        acreate_markdown_artifact(report_place(carried), key="report", description="Where the report lies"),
    ]
    if rows:
        shown.append(acreate_table_artifact(rows, key="contradictions", description="Contradictions between documents"))
    for problem in await asyncio.gather(*shown, return_exceptions=True):
        if isinstance(problem, BaseException):
            get_run_logger().warning("an artifact could not be shown: %s", problem)


def _numbered(settings: Settings, run_id: str) -> tuple[Named, list[dict[str, Any]]]:
    """Return the contradictions, and what says C-1 where the report says C-1."""
    try:
        loaded = record.load(settings.home, run_id)
        numbering = Numbering(loaded, key_figures(loaded))
    except Exception as problem:  # then there is no report either, and the summary must say why
        get_run_logger().warning("the contradictions could not be shown: %s", problem)
        return str, []
    return numbering.named, [row(number, item, loaded.target.name) for number, item in numbering.contradictions]


def summary(carried: Carried, named: Named = str) -> str:
    """Return the run on half a page."""
    judgement, order = carried.judgement, carried.order
    ratings = "\n".join(
        f"| {r.branch} | {_spoken(r.rating)} | {_spoken(r.outcome)} | {_cell(_because(r, named))} |"
        for r in judgement.ratings
    )
    failed = [
        f"- {s.branch}: {s.kind}, {s.message}" for s in carried.settled if s.outcome in {"failed", "not_attempted"}
    ]
    lines = [
        f"# {order.target.name}: {_spoken(judgement.recommendation)}",
        f"{carried.state.message}.",
        "| branch | rating | outcome | because |\n|---|---|---|---|\n" + ratings,
        *(["## Not finished", "\n".join(failed)] if failed else []),
        *([HOW_TO_DECIDE] if judgement.undecided else []),
        f"Run `{order.run_id}`, analyst `{order.analyst}`, room `{order.room}`.",
    ]
    return "\n\n".join(lines)


def _because(rated: BranchRating, named: Named) -> str:
    """Return what decided a rating, in as little as the narrow column shows."""
    if not rated.open_items:
        return named(rated.reason)
    more = f" and {len(rated.open_items) - ITEMS} more" if len(rated.open_items) > ITEMS else ""
    missing = f"; {rated.reason.rpartition('; ')[2]}" if rated.outcome == "partial" else ""
    return f"open: {named(', '.join(rated.open_items[:ITEMS]))}{more}{missing}"


def coverage(carried: Carried) -> list[dict[str, Any]]:
    """Return one row per branch: what was there, what was read, what came of it."""
    return [
        {
            "branch": settled.branch,
            "outcome": settled.outcome,
            "analyst": carried.order.choice.of(settled.branch),
            "taken from": settled.reused_run_id or "",
            "documents": settled.documents,
            "unread": settled.unread,
            "claims": settled.claims,
            "findings": settled.findings,
            "attempts": settled.attempts,
            "failure": f"{settled.kind}: {settled.message}" if settled.kind else "",
        }
        for settled in carried.settled
    ]


def row(number: str, contradiction: Contradiction, target: str) -> dict[str, Any]:
    """Return a contradiction as a row: both quotes beside each other, and what a decision names it by."""
    quotes = [f"{c.source.path}: “{shortened(c.source.quote, QUOTE)}”" for c in contradiction.claims[:2]]
    first, second = [*quotes, "", ""][:2]
    return {
        "no.": number,
        "id": contradiction.contradiction_id,
        "severity": contradiction.severity,
        "about": called(contradiction).replace(f" of {target}", ""),
        "first": first,
        "second": second,
        "why": contradiction.explanation,
    }


def report_place(carried: Carried) -> str:
    """Return where the PDF lies, or why there is none."""
    report = carried.report
    if report.path is None:
        return (
            f"**No report:** {report.problem}\n\nThe results are kept in the journals of run `{carried.order.run_id}`."
        )
    return f"The report ({report.pages} pages) lies at\n\n`{report.path}`"


def _spoken(word: str) -> str:
    return word.replace("_", " ")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


class Progress:
    """A progress bar that never holds the run up: the newest state is sent, those in between may be left out."""

    def __init__(self, steps: int, shown: bool = True) -> None:
        self._steps = steps
        self._shown = shown
        self._done: list[str] = []
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._artifact: UUID | None = None

    async def __aenter__(self) -> Progress:
        if self._shown:
            self._task = asyncio.create_task(self._send())
        return self

    def step(self, name: str) -> None:
        """One more step is done."""
        self._done.append(name)
        self._changed.set()

    async def __aexit__(self, kind: object, *_: object) -> None:
        if self._task is None:
            return
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        if self._done and kind is None:
            self._changed.set()  # what was being sent may have been cut off: a finished run is shown as such
            with suppress(Exception):
                await asyncio.wait_for(self._tell(), LAST)

    async def _send(self) -> None:
        while True:
            await self._changed.wait()
            try:
                await self._tell()
            except Exception as problem:
                get_run_logger().debug("progress could not be shown: %s", problem)

    async def _tell(self) -> None:
        self._changed.clear()
        share, last = 100.0 * len(self._done) / self._steps, self._done[-1]
        if self._artifact is None:
            self._artifact = await acreate_progress_artifact(share, key="progress", description=last)
        else:
            await aupdate_progress_artifact(self._artifact, share, description=last)
