"""Events of the streams `report` and `decision`: the PDF, the end of the run, and what a person ruled."""

from __future__ import annotations

from typing import ClassVar, Literal

from audit.events.base import Attributes, RecordAttributes


class ReportStarted(Attributes):
    """A report is about to be rendered."""

    event_type: ClassVar[str] = "report.started"
    pre_render_root: str
    """The Merkle root over all streams but `report`; printed in the PDF."""
    kind: Literal["draft", "final"]
    """Whether contradictions were undecided."""
    number: int
    """Counts the target's final reports of the run."""


class ReportRendered(Attributes):
    """A report was written."""

    event_type: ClassVar[str] = "report.rendered"
    path: str
    """Relative to the home folder."""
    sha256: str
    """Of the PDF file."""
    bytes: int
    """Its size."""
    pages: int
    """Its pages."""
    notes: list[str]
    """What a reader of the PDF must know about its making."""


class ReportFailed(RecordAttributes):
    """The report could not be rendered. Texts: `message`, `traceback`."""

    event_type: ClassVar[str] = "report.failed"
    kind: str
    """The failure kind."""
    attempt: int = 1
    """Which attempt."""


class RunFinished(Attributes):
    """The run's final state."""

    event_type: ClassVar[str] = "run.finished"
    state: str
    """`Assessed`, `AssessedWithGaps`, `NeedsReview`, `NotAssessable`, ..."""
    state_type: str
    """Prefect's type of the state: `COMPLETED`, `FAILED`, ..."""
    recommendation: str
    """What the judgement recommends."""


class DecisionRecorded(RecordAttributes):
    """A named person's ruling on a contradiction. Texts: `reason`."""

    event_type: ClassVar[str] = "decision.recorded"
    contradiction_id: str
    """What was ruled on."""
    fingerprint: str
    """Of the values that were ruled on; the item reopens when they change."""
    ruling: Literal["confirmed", "explained", "false_alarm"]
    """The ruling."""
    decided_at: str
    """When, in UTC."""
    run_id: str
    """The judged run."""
    reviewer: str
    """Who ruled."""
