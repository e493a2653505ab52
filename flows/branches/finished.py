"""What an earlier part of the run finished and may be read back instead of done again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from agents.branch import code_version, wanted
from agents.records import BRANCHES, STOPPING, TRANSIENT, Document
from audit import journal
from audit.events import Event
from reports.fold import last, of_type

SUMMARY = ("outcome", "documents", "unread", "claims", "findings")


class Worker(NamedTuple):
    """Who works a stream: what the trail calls it, and its version."""

    name: str
    version: str
    known: bool = True
    """Whether it is one of this project's analysts."""


def finished_branches(
    home: Path, run_id: str, documents: Sequence[Document], workers: Mapping[str, Worker]
) -> dict[str, Any]:
    """Return the summary of every branch whose last attempt finished on the same inputs with the same code."""
    if run_id not in journal.runs(home):
        return {}
    attempts = journal.streams(home, run_id)
    found: dict[str, Any] = {}
    for branch in BRANCHES:
        if branch in attempts:
            events = journal.read(home, run_id, branch, attempts[branch][-1])
            summary = _finished(events, wanted(branch, documents), workers[branch])
            found |= {branch: summary} if summary else {}
    return found


def _finished(events: Sequence[Event], documents: Sequence[Document], worker: Worker) -> dict[str, Any] | None:
    started, ended = last(events, "branch.started"), last(events, "branch.finished")
    if not (started and ended) or not same_inputs(started, documents, worker):
        return None
    if failures(events, "analyst.failed") & (TRANSIENT | STOPPING):
        return None  # one of two analysts failed for a reason that may pass
    about = {"attempt": ended.attempt, "reused_run_id": started.attributes.get("reused_run_id")}
    return {**about, **{key: ended.attributes[key] for key in SUMMARY}}


def same_inputs(started: Event, documents: Sequence[Document], worker: Worker) -> bool:
    """Return whether an attempt began with these documents, by this analyst in this version, with this code."""
    about = started.attributes
    listed = [{"path": d.path, "sha256": d.sha256} for d in documents]
    return bool(
        about["documents"] == listed
        and (about["analyst"], about["analyst_version"]) == (worker.name, worker.version)
        and about["code_version"] == code_version()
    )


def finished_synthesis(home: Path, run_id: str) -> dict[str, Any] | None:
    """Return the summary of the last synthesis where it finished, with the branches it was given."""
    attempts = journal.streams(home, run_id).get("synthesis") if run_id in journal.runs(home) else None
    if not attempts:
        return None
    events = journal.read(home, run_id, "synthesis", attempts[-1])
    started, ended = last(events, "synthesis.started"), last(events, "synthesis.finished")
    if not (started and ended) or failures(events, "reflection.failed") & (TRANSIENT | STOPPING):
        return None  # who could not look over the branches for a reason that may pass is asked again
    return {
        "attempt": attempts[-1],
        "branches": started.attributes["branches"],
        "pairs": ended.attributes["pairs_compared"],
        "contradictions": ended.attributes["contradictions"],
    }


def failures(events: Iterable[Event], event_type: str) -> set[str]:
    """Return the kinds of what failed although the stream finished."""
    return {event.attributes["kind"] for event in of_type(events, event_type)}
