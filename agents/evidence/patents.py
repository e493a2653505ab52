"""Patent records as lines that can be quoted, each value with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from agents.evidence import dates
from agents.evidence.canonical import Canvas, one_line
from agents.evidence.types import PatentRecord

_KINDS = {
    "utl": "utility", "utility": "utility", "design": "design", "dsn": "design", "plant": "plant", "plt": "plant",
    "reissue": "reissue", "rei": "reissue", "provisional": "provisional", "prv": "provisional",
}  # fmt: skip
_LABELS = {
    "number": "Patent number", "application_number": "Application number", "title": "Title", "status": "Status",
    "kind": "Type", "status_date": "Status date", "filed": "Filed", "granted": "Granted", "applicants": "Applicant",
    "inventors": "Inventor", "assignments": "Assignment", "parents": "Continuity",
    "term_adjustment_days": "Term adjustment (days)",
}  # fmt: skip
_DATED = ("status_date", "filed", "granted")


class Assignment(NamedTuple):
    """One recorded conveyance, or the assignee printed on the patent."""

    executed: str
    """ISO date, or "" where none is recorded."""
    conveyance: str
    assignor: str
    assignee: str


class Parent(NamedTuple):
    """One earlier application this one continues or claims."""

    continuity: str
    application_number: str
    filed: str


class PatentFields(NamedTuple):
    """One record in common words, as whatever office system wrote it."""

    number: str = ""
    application_number: str = ""
    title: str = ""
    status: str = ""
    status_date: str = ""
    filed: str = ""
    granted: str = ""
    kind: str = ""
    term_adjustment_days: str = ""
    applicants: tuple[str, ...] = ()
    inventors: tuple[str, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    parents: tuple[Parent, ...] = ()


def write(canvas: Canvas, records: Iterable[PatentFields]) -> tuple[PatentRecord, ...]:
    """Write each record, a line per field, and return them with the place of every value."""
    return tuple(_record(canvas, record) for record in records)


def _record(canvas: Canvas, record: PatentFields) -> PatentRecord:
    canvas.fresh_line()
    start = canvas.length
    assignments = tuple(sorted(dict.fromkeys(record.assignments)))
    fields = tuple(
        _field(canvas, name, value) for name, value in _lines(record._replace(assignments=assignments)) if value
    )
    end = canvas.length - 1
    canvas.add("\n")
    days = record.term_adjustment_days
    return PatentRecord(
        number=record.number or record.application_number or "unknown",
        application_number=record.application_number or None, title=record.title or None, status=record.status or None,
        status_date=dates.compact(record.status_date), filed=dates.compact(record.filed),
        granted=dates.compact(record.granted), applicants=record.applicants, inventors=record.inventors,
        assignments=tuple(tuple(a) for a in assignments), parents=tuple(tuple(p) for p in record.parents),
        term_adjustment_days=int(days) if days.lstrip("-").isdigit() else None,
        kind=_KINDS.get(record.kind.lower().split(" ")[0], record.kind.lower() or None), fields=fields, start=start,
        end=end,
    )  # fmt: skip


def _lines(record: PatentFields) -> Iterable[tuple[str, str]]:
    """Yield (field, value) in the order people read a record."""
    for name in ("number", "application_number", "title", "status", *_DATED, "kind"):
        yield name, getattr(record, name)
    for name in ("applicants", "inventors"):
        yield from ((name, value) for value in getattr(record, name))
    for a in record.assignments:
        origin = f" from {a.assignor}" if a.assignor else ""
        yield (
            "assignments",
            f"{a.executed or 'undated'}: {a.conveyance or 'conveyance'}{origin} to {a.assignee or 'unknown'}",
        )
    for p in record.parents:
        yield "parents", f"{p.continuity or 'continuity'} {p.application_number}, filed {p.filed or 'unknown'}"
    yield "term_adjustment_days", record.term_adjustment_days


def _field(canvas: Canvas, name: str, value: str) -> tuple[str, int, int]:
    canvas.fresh_line()
    canvas.add(f"{_LABELS[name]}: ")
    start, end = canvas.add(one_line(value))
    canvas.add("\n")
    return name, start, end
