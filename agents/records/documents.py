"""Documents of a data room, before and after they are read."""

from __future__ import annotations

from datetime import date

from agents.records.base import Record
from agents.records.words import Branch, DocumentKind


class Document(Record):
    """One file of the frozen room: where it lies, what it is, and which branches read it."""

    path: str
    """Relative to the room, with `/`."""
    sha256: str
    size: int
    """In bytes."""
    media_type: str
    """Told by content: application/pdf, text/html, ..."""
    kind: DocumentKind = "other"
    branches: tuple[Branch, ...] = ()
    """Empty when the document could not be identified and lies in no branch's folder."""
    title: str | None = None
    published: date | None = None
    """When the document was published or filed."""
    period_end: date | None = None
    """The end of the period the document reports on."""
    unread: str | None = None
    """Why the file was not read (encrypted, truncated, too large, ...); None where it was or may still be."""
    notes: tuple[str, ...] = ()
    """What a reader must know: hidden text left out, pages without a text layer, ..."""


class Source(Record):
    """The place of a statement: `text[start:end] == quote` in the document's canonical text."""

    branch: Branch
    path: str
    sha256: str
    start: int
    end: int
    quote: str
    published: date | None = None
    kind: DocumentKind = "other"
    locator: str | None = None
    """For people: "page 12", "Item 4.02", "row 7"."""
