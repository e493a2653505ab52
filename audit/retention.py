"""Retention dates: until when a run or a target's runs are kept, and which are due.

The last word on the run itself counts, otherwise the last on its target; reviews are kept as long as the run they
judged. Nothing is erased by itself: a person orders it, and a legal hold wins.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from audit.errors import NotRecordable
from audit.events.base import Event
from audit.layout import names
from audit.store import publish, query
from audit.trail import record
from audit.writing import Said

_DUE = """
SELECT run_id, kind, target, retain_until, held FROM retention_dates
WHERE retain_until < ? AND erased_at IS NULL ORDER BY retain_until, run_id
"""


class Due(NamedTuple):
    """A run whose retention date has passed and whose texts are still there."""

    run_id: str
    kind: str
    target: str | None
    retain_until: date
    held: bool
    """Under a legal hold: it may not be erased."""


def retain(home: Path, until: date | None, by: str, reason: str, run_id: str = "", target: str = "") -> Event:
    """Record until when a run, or every run of a target, is kept; None means that no date is known any more."""
    if bool(run_id) == bool(target):
        raise NotRecordable("a retention date is about one run or one target", "Name one of the two")
    if run_id:
        names(home, run_id)
    about = {"run_id": run_id} if run_id else {"target": target}
    said = {**about, "until": until.isoformat() if until else None, "set_by": by}
    return record(home, Said("retention.set", said, {"reason": reason}))


def due(home: Path, on: date) -> list[Due]:
    """Return the runs whose retention date lies before a day, held ones included."""
    publish(home)
    return [Due(*row) for row in query(home, _DUE, [on]).rows]
