"""Journals whose process died are closed by a journal of their own, never by touching them."""

from __future__ import annotations

from pathlib import Path

from audit.errors import JournalDamaged, NewerVersion
from audit.events.base import Event
from audit.layout import RECOVERY, Name, names
from audit.reading import START, complete, is_open, journal_lines, read
from audit.writing import Journal, Said

LAST_WORDS = frozenset({
    "branch.finished", "branch.failed", "synthesis.finished", "synthesis.failed", "judgement.made", "run.cancelled",
    "run.finished", "report.rendered", "report.failed", "night.finished", "text.erased", "hold.placed", "hold.released",
})  # fmt: skip
"""A journal that holds one of them said how its attempt ended."""


def recover(home: Path, run_id: str) -> list[Event]:
    """Close every attempt of a run whose process died without a last word; return the events that say so.

    Nothing is said of what cannot be read: `verify` names it, and calling it crashed would explain it away.
    """
    try:
        spoken = _spoken_for(home, run_id)
    except (JournalDamaged, NewerVersion):
        return []
    closed: list[Event] = []
    for name in names(home, run_id):
        if name.stream.endswith(RECOVERY) or (name.stream, name.attempt) in spoken or is_open(home, *name):
            continue
        crashed = _crashed(home, name)
        if crashed:
            with Journal.create(home, run_id, name.stream + RECOVERY) as journal:
                closed += journal.append(crashed)
    return closed


def _spoken_for(home: Path, run_id: str) -> set[tuple[str, int]]:
    """Return the attempts that the supervisor or an earlier recovery closed."""
    found: set[tuple[str, int]] = set()
    for name in names(home, run_id):
        if name.stream != "run" and not name.stream.endswith(RECOVERY):
            continue
        for event in read(home, run_id, name.stream, name.attempt):
            if event.event_type == "branch.closed":
                found.add((event.attributes["branch"], event.attributes["attempt"]))
            if event.event_type == "attempt.crashed":
                found.add((event.attributes["stream"], event.attributes["attempt"]))
    return found


def _crashed(home: Path, name: Name) -> Said | None:
    data = name.path(home).read_bytes()
    events, head = 0, START
    try:
        for line in journal_lines(name, data):
            events, head = events + 1, line.hash
            if line.fields["event_type"] in LAST_WORDS:
                return None
    except (JournalDamaged, NewerVersion):
        return None
    return Said("attempt.crashed", {
        "stream": name.stream, "attempt": name.attempt, "kind": "crashed", "events": events, "last_hash": head,
        "torn_bytes": len(complete(data)[1]),
    })  # fmt: skip
