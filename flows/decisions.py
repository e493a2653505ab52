"""The decisions people made, read back from the journals of their reviews."""

from __future__ import annotations

from pathlib import Path

from agents.recorder import restore
from agents.records import Decision
from audit import journal

PREFIX = "review-"


def decisions(home: Path) -> tuple[Decision, ...]:
    """Return every decision of this home, oldest review first; the newest on the same values holds."""
    reviews = sorted(name for name in journal.runs(home) if name.startswith(PREFIX))
    events = [event for name in reviews for event in journal.read(home, name, "decision")]
    return tuple(restore(Decision, e.attributes, e.texts) for e in events if e.event_type == "decision.recorded")
