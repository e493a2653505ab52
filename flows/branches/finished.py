"""What an earlier part of the run finished and may be read back instead of done again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from agents.branch import code_version, wanted
from agents.records import BRANCHES, Document
from audit import journal
from audit.events import Event
from reports.fold import last

SUMMARY = ("outcome", "documents", "unread", "claims", "findings")


def finished_branches(home: Path, run_id: str, documents: Sequence[Document], analyst: str) -> dict[str, Any]:
    """Return the summary of every branch whose last attempt finished on the same inputs with the same code."""
    if run_id not in journal.runs(home):
        return {}
    attempts = journal.streams(home, run_id)
    found: dict[str, Any] = {}
    for branch in BRANCHES:
        if branch in attempts:
            events = journal.read(home, run_id, branch, attempts[branch][-1])
            summary = _finished(events, wanted(branch, documents), analyst)
            found |= {branch: summary} if summary else {}
    return found


def _finished(events: Sequence[Event], documents: Sequence[Document], analyst: str) -> dict[str, Any] | None:
    started, ended = last(events, "branch.started"), last(events, "branch.finished")
    if not (started and ended) or not _same_inputs(started, documents, analyst):
        return None
    return {"attempt": ended.attempt, **{key: ended.attributes[key] for key in SUMMARY}}


def _same_inputs(started: Event, documents: Sequence[Document], analyst: str) -> bool:
    about = started.attributes
    listed = [{"path": d.path, "sha256": d.sha256} for d in documents]
    return bool(
        about["documents"] == listed and about["analyst"] == analyst and about["code_version"] == code_version()
    )


def finished_synthesis(home: Path, run_id: str) -> dict[str, Any] | None:
    """Return the summary of the last synthesis where it finished, with the branches it was given."""
    attempts = journal.streams(home, run_id).get("synthesis") if run_id in journal.runs(home) else None
    if not attempts:
        return None
    events = journal.read(home, run_id, "synthesis", attempts[-1])
    started, ended = last(events, "synthesis.started"), last(events, "synthesis.finished")
    if not (started and ended):
        return None
    return {
        "attempt": attempts[-1],
        "branches": started.attributes["branches"],
        "pairs": ended.attributes["pairs_compared"],
        "contradictions": ended.attributes["contradictions"],
    }
