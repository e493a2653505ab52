"""A document once it is read: canonical text, and the structure that points into it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from agents.records import Document, Record


class Cell(NamedTuple):
    """One cell; `text == canonical[start:end]`, empty cells have start == end."""

    row: int
    column: int
    start: int
    end: int
    text: str
    span: int = 1
    """Columns it covers: a heading such as "Year ended December 31" stands over several."""


class Table(Record):
    """A table of the document; header rows are ordinary rows."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    """The heading or sentence before the table: titles and scales ("in millions") often stand there."""
    start: int
    """Span of the whole table, caption included, in the canonical text."""
    end: int
    locator: str | None = None


class Fact(Record):
    """One tagged fact of XBRL or companyfacts; the line [start:end] of the canonical text renders it."""

    concept: str
    """With its prefix: "us-gaap:Revenues"."""
    value: Decimal | None
    text: str | None = None
    """For facts that are not numbers."""
    unit: str | None = None
    """"USD", "USD/shares", "shares", "pure"."""
    decimals: int | None = None
    period_start: date | None = None
    period_end: date | None = None
    """The instant, where there is no start."""
    dimensions: tuple[tuple[str, str], ...] = ()
    form: str | None = None
    filed: date | None = None
    accession: str | None = None
    start: int
    end: int


class Section(NamedTuple):
    """A part of the document with a name: "Item 7", "Item 4.02", "page 3", "Operator"."""

    name: str
    start: int
    end: int


class PatentRecord(Record):
    """One application or grant of a patent office's record; spans point at the lines that render it."""

    number: str
    """Patent number where granted, else the application number."""
    application_number: str | None = None
    title: str | None = None
    status: str | None = None
    status_date: date | None = None
    filed: date | None = None
    granted: date | None = None
    applicants: tuple[str, ...] = ()
    inventors: tuple[str, ...] = ()
    assignments: tuple[tuple[str, str, str, str], ...] = ()
    """(execution date ISO or "", conveyance, assignor, assignee), oldest first."""
    parents: tuple[tuple[str, str, str], ...] = ()
    """(kind of continuity, application number, filing date ISO)."""
    term_adjustment_days: int | None = None
    kind: str | None = None
    """"utility", "design", "plant", ..."""
    fields: tuple[tuple[str, int, int], ...] = ()
    """(field name, start, end) of each rendered field in the canonical text, for quoting."""
    start: int
    end: int


class ReadDocument(Record):
    """A document's canonical text and everything that points into it. Offsets count characters."""

    document: Document
    text: str
    text_sha256: str
    tables: tuple[Table, ...] = ()
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    patents: tuple[PatentRecord, ...] = ()
    hidden: tuple[str, ...] = ()
    """Text a person would not see (display:none, white on white, zero width): reported, never read as evidence."""
