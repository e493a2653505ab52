"""Events of the stream `run`: what the supervisor of a run says."""

from __future__ import annotations

from typing import Any, ClassVar

from audit.events.base import Attributes, RecordAttributes


class RunStarted(Attributes):
    """A run began, or was taken up again."""

    event_type: ClassVar[str] = "run.started"
    target: dict[str, Any]
    """The company being assessed, as the run was given it."""
    room: str
    """The data room's folder."""
    policy: dict[str, Any]
    """The partial-failure policy the run is held to."""
    analyst: str
    """The analyst of every branch that names no other."""
    analysts: dict[str, str]
    """The analyst of each branch, and of the synthesis."""
    settings: dict[str, Any]
    """Every setting that can change a result; never a secret."""
    versions: dict[str, str | None]
    """Of the program, of Python, of Prefect, and the git commit."""
    flow_run_id: str | None = None
    """Prefect's id of the flow run."""
    deployment: str | None = None
    """Prefect's deployment the run came from."""
    initiated_by: str
    """The person, schedule or command that asked for it."""
    night: str | None = None
    """The night it belongs to, a date."""
    resumed: bool
    """Whether an earlier part of this run exists."""


class RoomFrozen(Attributes):
    """The data room was listed and hashed; nothing else is read."""

    event_type: ClassVar[str] = "room.frozen"
    documents: int
    """How many files."""
    bytes: int
    """Their size."""
    sha256: str
    """Over the list of paths and hashes."""


class DocumentListed(RecordAttributes):
    """One file of the frozen room. Texts: `title`, `unread`."""

    event_type: ClassVar[str] = "document.listed"
    path: str
    """Relative to the room."""
    sha256: str
    """Of the file's bytes."""
    size: int
    """In bytes."""
    media_type: str
    """Told by content."""
    kind: str
    """What the document is: "10-K", "press_article", ..."""
    branches: tuple[str, ...] = ()
    """The branches that read it."""


class BranchClosed(Attributes):
    """The supervisor's word on an attempt that could not speak for itself. Texts: `message`."""

    event_type: ClassVar[str] = "branch.closed"
    branch: str
    """Whose attempt."""
    attempt: int
    """Which attempt; 0 where none was started."""
    kind: str
    """The failure kind: `deadline`, `crashed`, `memory`, `cpu`, `cancelled`, ..."""
    transient: bool
    """Whether another attempt is worth it."""


class BranchSettled(Attributes):
    """How a branch ended, after its last attempt."""

    event_type: ClassVar[str] = "branch.settled"
    branch: str
    """Which branch."""
    outcome: str
    """`complete`, `partial`, `empty`, `no_evidence`, `failed`, `cancelled` or `not_attempted`."""
    attempts: int
    """How many there were."""
    analyst: str
    """Who worked it."""
    reused: bool
    """Whether a finished attempt of an earlier part of the run, or of an earlier run, was taken instead."""
    reused_run_id: str | None = None
    """The earlier run whose results these are; None where this run worked the branch."""


class JudgementMade(RecordAttributes):
    """Ratings and recommendation. Texts: `reason`, `ratings.<n>.reason`."""

    event_type: ClassVar[str] = "judgement.made"
    recommendation: str
    """`proceed`, `proceed_with_conditions`, `do_not_proceed` or `not_assessable`."""
    ratings: list[dict[str, Any]]
    """Per branch: rating, outcome and the open items that decided it."""
    undecided: int = 0
    """Contradictions that no decision covers."""
    gaps: tuple[str, ...] = ()
    """Branches that were not assessed."""


class RunCancelled(Attributes):
    """Somebody cancelled the run. Texts: `message`."""

    event_type: ClassVar[str] = "run.cancelled"
