"""What the trail records about itself: every order is a run of its own, sealed at once."""

from __future__ import annotations

import contextlib
from pathlib import Path

from audit.clock import new_uuid7
from audit.errors import SealRefused
from audit.events.base import Event
from audit.journal import Journal, Said, read, runs
from audit.layout import TRAIL
from audit.seal import read_log, seal


def record(home: Path, said: Said) -> Event:
    """Record one event about the trail itself; seal those that a killed process left unsealed, too."""
    _seal_left(home)
    run_id = TRAIL + new_uuid7()
    with Journal.create(home, run_id, "trail") as journal:
        (event,) = journal.append(said)
    seal(home, run_id)
    return event


def _seal_left(home: Path) -> None:
    sealed = {found.run_id for found in read_log(home)}
    for run_id in runs(home):
        if run_id.startswith(TRAIL) and run_id not in sealed:
            with contextlib.suppress(SealRefused):  # another process is just recording it
                seal(home, run_id)


def recorded(home: Path, *event_types: str) -> list[Event]:
    """Return what the trail recorded about itself, in the order of the log of seals: a clock may go back."""
    order = {found.run_id: found.log_index for found in reversed(list(read_log(home)))}
    own = sorted((one for one in runs(home) if one.startswith(TRAIL)), key=lambda one: order.get(one, len(order)))
    return [event for run_id in own for event in read(home, run_id) if event.event_type in event_types]
