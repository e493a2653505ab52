"""The envelope every event travels in, and the base of the classes that validate its attributes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

VERSION = 1
"""The version of the journals' lines; a reader refuses a higher one."""


class Event(BaseModel):
    """One line of a journal, with its texts when it was read back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = VERSION
    """The version of the line's form."""
    run_id: str
    """The run it belongs to; the Prefect flow run's id, where there is one."""
    stream: str
    """What had its own journal within the run: a branch, `synthesis`, `report`, `run`, ..."""
    attempt: int
    """Counts the journals of the stream, from 1."""
    seq: int
    """The line's place in its journal, from 0, without gaps."""
    event_id: str
    """A time-ordered UUID (version 7)."""
    event_time: datetime
    """When it was recorded, in UTC."""
    event_type: str
    """Dotted, past tense: "claim.recorded"."""
    attributes: dict[str, Any]
    """What happened, as JSON values; no long text, no personal data."""
    text_ref: str | None = None
    """SHA-256 over salt and texts; None where the event has no texts."""
    prev_hash: str
    """The RFC 6962 leaf hash of the line before; 64 zeros in the first line."""
    texts: dict[str, str] = {}
    """The event's texts by their path; not part of the hashed line. Empty where they were erased."""


class Attributes(BaseModel):
    """The attributes of one event type; an attribute that is not listed is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    event_type: ClassVar[str]


class RecordAttributes(Attributes):
    """The attributes of an event made of another room's record.

    Only what the auditors' tables show is listed; whatever else the record holds is kept with the event.
    """

    model_config = ConfigDict(frozen=True, extra="allow")


class Custom(RecordAttributes):
    """An event type that is not in the catalogue, such as a custom analyst's own; anything goes."""

    event_type: ClassVar[str] = "custom"
