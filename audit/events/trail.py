"""Events the trail writes about itself: recovery, erasure, holds."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from audit.events.base import Attributes


class AttemptCrashed(Attributes):
    """A journal whose process died without a last word; written to the stream's recovery journal."""

    event_type: ClassVar[str] = "attempt.crashed"
    stream: str
    """The stream that stopped."""
    attempt: int
    """The attempt that stopped."""
    kind: Literal["crashed"]
    """The failure kind."""
    events: int
    """Complete lines found."""
    last_hash: str
    """The leaf hash of the last complete line."""
    torn_bytes: int
    """Bytes of an unfinished line after it."""


class TextErased(Attributes):
    """The texts of one event were erased; hash and seal stay valid. Texts: `reason`."""

    event_type: ClassVar[str] = "text.erased"
    run_id: str
    """Whose text."""
    stream: str
    """In which stream."""
    attempt: int
    """In which attempt."""
    seq: int
    """Of which event."""
    text_ref: str
    """The reference that stays."""
    erased_by: str
    """Who ordered it."""


class RunErased(Attributes):
    """Every text of a run and its reports were erased; hashes and seals stay valid. Texts: `reason`."""

    event_type: ClassVar[str] = "run.erased"
    run_id: str
    """Whose texts."""
    journals: list[dict[str, Any]]
    """Stream and attempt of every journal whose texts go."""
    reports: list[str]
    """The report files that go, relative to the home folder."""
    erased_by: str
    """Who ordered it."""


class RetentionSet(Attributes):
    """Until when a run, or every run of a target, is to be kept. Texts: `reason`."""

    event_type: ClassVar[str] = "retention.set"
    run_id: str | None = None
    """Which run."""
    target: str | None = None
    """Or of which target."""
    until: str | None
    """The last day, as a date; None where an earlier one is withdrawn."""
    set_by: str
    """Who ordered it."""


class HoldPlaced(Attributes):
    """A legal hold: nothing of the run may be erased. Texts: `reason`."""

    event_type: ClassVar[str] = "hold.placed"
    run_id: str
    """Which run."""
    placed_by: str
    """Who ordered it."""


class HoldReleased(Attributes):
    """A legal hold ended. Texts: `reason`."""

    event_type: ClassVar[str] = "hold.released"
    run_id: str
    """Which run."""
    released_by: str
    """Who ordered it."""


class StoreReplaced(Attributes):
    """The file in the place of the published one was not the one that was published, and was made again."""

    event_type: ClassVar[str] = "store.replaced"
    found: Literal["writable", "changed", "unreadable"]
    """What was wrong with it."""
