"""Events of the five branches' streams: inputs before work, then everything read, claimed, found and failed."""

from __future__ import annotations

from typing import Any, ClassVar

from audit.events.base import Attributes, RecordAttributes


class BranchStarted(Attributes):
    """An attempt began; written before any work."""

    event_type: ClassVar[str] = "branch.started"
    branch: str
    """Which branch."""
    analyst: str
    """Who works it."""
    analyst_version: str
    """The analyst's version."""
    documents: list[dict[str, Any]]
    """Its inputs: path and SHA-256 of every document."""
    code_version: str
    """The program's version or git commit."""
    deadline_seconds: int | str | None = None
    """How long it may take; a decimal is a string."""
    reused_run_id: str | None = None
    """The earlier run whose results were taken over, as everything they rest on is the same."""


class DocumentRead(RecordAttributes):
    """A document was read. Texts: `title`."""

    event_type: ClassVar[str] = "document.read"
    path: str
    """Relative to the room."""
    sha256: str
    """Of the file's bytes."""
    kind: str
    """What the document is."""
    text_sha256: str
    """Of the canonical text every offset points into."""
    characters: int
    """Of the canonical text."""
    tables: int = 0
    """Tables found."""
    facts: int = 0
    """Tagged facts found."""
    hidden: int = 0
    """Passages that a person would not see; not used as evidence."""


class DocumentUnread(RecordAttributes):
    """A document could not be read. Texts: `unread` (why), `title`."""

    event_type: ClassVar[str] = "document.unread"
    path: str
    """Relative to the room."""
    sha256: str
    """Of the file's bytes."""
    kind: str
    """What the document is, as far as it could be told."""


class ClaimRecorded(RecordAttributes):
    """One typed, checkable statement. Texts: `subject`, `text`, `attributed_to`, `source.quote`, `source.locator`."""

    event_type: ClassVar[str] = "claim.recorded"
    claim_id: str
    """The claim's id."""
    kind: str
    """`money`, `percent`, `count`, `person`, ..."""
    metric: str
    """What is measured or asserted."""
    source: dict[str, Any]
    """The quote's place: branch, path, SHA-256, start and end in the canonical text."""


class FindingRecorded(RecordAttributes):
    """Something the committee must know. Texts: `title`, `reason`, `question`, `sources.<n>.quote`."""

    event_type: ClassVar[str] = "finding.recorded"
    finding_id: str
    """The finding's id."""
    branch: str
    """Which branch it counts for."""
    rule: str
    """The rule or model that found it."""
    severity: str
    """`critical`, `high`, `medium`, `low` or `info`."""


class CalculationRecorded(RecordAttributes):
    """A ratio or score with its inputs, or why it was not computed."""

    event_type: ClassVar[str] = "calculation.recorded"
    name: str
    """Its name."""
    formula: str
    """How it is computed."""
    period: str
    """Of which period."""


class ReadingRecorded(RecordAttributes):
    """How much of a document became claims."""

    event_type: ClassVar[str] = "reading.recorded"
    path: str
    """Relative to the room."""
    quantities: int
    """Written numbers present."""
    quantities_claimed: int
    """Those that became claims."""
    claims: int
    """Claims made of the document."""


class BranchFailed(RecordAttributes):
    """The attempt failed and could say so. Texts: `message`, `traceback`."""

    event_type: ClassVar[str] = "branch.failed"
    kind: str
    """The failure kind."""
    attempt: int = 1
    """Which attempt."""


class BranchFinished(Attributes):
    """The attempt ended."""

    event_type: ClassVar[str] = "branch.finished"
    branch: str
    """Which branch."""
    outcome: str
    """How it ended."""
    documents: int
    """Documents read."""
    unread: int
    """Documents that could not be read."""
    claims: int
    """Claims recorded."""
    findings: int
    """Findings recorded."""
