"""Events of the stream `night`: one watchlist, worked in one night."""

from __future__ import annotations

from typing import Any, ClassVar

from audit.events.base import Attributes


class NightStarted(Attributes):
    """A watchlist's night began, or was taken up again."""

    event_type: ClassVar[str] = "night.started"
    night: str
    """The date in the schedule's timezone."""
    watchlist: str
    """Which watchlist."""
    targets: int
    """How many targets it names."""
    width: int
    """How many are worked at once."""
    analyst: str = ""
    """Who works what, as written: `claude, press=rules`."""
    initiated_by: str = ""
    """The person, schedule or command that asked for it, where known."""


class TargetSkipped(Attributes):
    """A target was not assessed tonight, and why."""

    event_type: ClassVar[str] = "target.skipped"
    target: str
    """Which target."""
    reason: str
    """Why nothing had to be done."""
    last_run_id: str | None = None
    """The run that still holds."""


class TargetStarted(Attributes):
    """A target's run was started."""

    event_type: ClassVar[str] = "target.started"
    target: str
    """Which target."""
    run_id: str | None = None
    """Its run."""


class TargetFinished(Attributes):
    """A target's run ended."""

    event_type: ClassVar[str] = "target.finished"
    target: str
    """Which target."""
    run_id: str | None = None
    """Its run."""
    state: str
    """The run's final state."""


class TargetFailed(Attributes):
    """A target could not be assessed. Texts: `message`."""

    event_type: ClassVar[str] = "target.failed"
    target: str
    """Which target."""
    kind: str
    """The failure kind."""
    run_id: str | None = None
    """Its run, where one was started."""


class NightFinished(Attributes):
    """The night's end."""

    event_type: ClassVar[str] = "night.finished"
    counts: dict[str, Any]
    """Targets by how they ended."""
