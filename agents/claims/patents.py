"""Patents: owner, status and dates of each asset in an office's record or in a company's list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from agents.claims.drafts import Draft
from agents.claims.periods import days, when
from agents.evidence.types import Cell, PatentRecord, Table
from agents.records import ClaimKind

_ENCUMBRANCES = re.compile(
    r"SECURITY|LIEN|RELEASE|LICEN[CS]E|CHANGE\s+OF\s+ADDRESS|MORTGAGE|TERMINAT|CORRECTIVE", re.IGNORECASE
)
_COLUMNS = (
    ("number", re.compile(
        r"^(?:patent|publication|registration|u\.?s\.?\s+patent)?\s*(?:no\.?|number|#)\s*$|^patent$", re.IGNORECASE)),
    ("application", re.compile(r"^application\s*(?:no\.?|number|#)\s*$", re.IGNORECASE)),
    ("owner", re.compile(r"owner|assignee|proprietor|holder", re.IGNORECASE)),
    ("status", re.compile(r"status|state$", re.IGNORECASE)),
    ("patent_expiry", re.compile(r"expir|expires", re.IGNORECASE)),
    ("patent_filed", re.compile(r"filed|filing", re.IGNORECASE)),
    ("patent_granted", re.compile(r"grant|issue", re.IGNORECASE)),
)  # fmt: skip


def read_patents(records: Iterable[PatentRecord]) -> Iterator[Draft]:
    """Yield owner, status, filing and grant of each application in an office's record."""
    for record in records:
        spans = {name: (start, end) for name, start, end in record.fields}
        subject = f"patent {plain_number(record.number)}"
        whole = (record.start, record.end)
        owner = last_owner(record)
        if owner:
            yield _draft(
                "owner",
                "owner",
                subject,
                spans.get("assignments", spans.get("applicants", whole)),
                text=owner[0],
                day=owner[1],
            )
        if record.status:
            yield _draft("status", "patent_status", subject, spans.get("status", whole), text=record.status)
        for metric, day, field in (
            ("patent_filed", record.filed, "filed"),
            ("patent_granted", record.granted, "granted"),
        ):
            if day:
                yield _draft("date", metric, subject, spans.get(field, whole), day=day)


def last_owner(record: PatentRecord) -> tuple[str, date | None] | None:
    """Return the last assignee by execution date and that date, or the first applicant where nothing was assigned."""
    titles = [a for a in record.assignments if a[3] and not _ENCUMBRANCES.search(a[1])]
    if titles:
        last = max(titles, key=lambda a: a[0])
        return last[3].strip(), _iso(last[0])
    return (record.applicants[0], record.filed) if record.applicants else None


def plain_number(written: str) -> str:
    """Return a patent's number without commas, blanks and country code."""
    return (
        re.sub(r"^(?:US|U\.S\.)\s*", "", re.sub(r"[,\s/]", "", written), flags=re.IGNORECASE)
        .removesuffix("B1")
        .removesuffix("B2")
    )


def read_patent_table(table: Table) -> Iterator[Draft]:
    """Yield what a list of patents says of each of them, where its header names number and owner, status or dates."""
    header = next((row for row in table.rows[:3] if sum(_column(c.text) is not None for c in row) >= 2), None)
    if header is None:
        return
    names = {cell.column: _column(cell.text) for cell in header}
    if not {"number", "application"} & set(names.values()) or not set(names.values()) - {"number", "application", None}:
        return
    for row in table.rows[table.rows.index(header) + 1 :]:
        cells = {names.get(cell.column): cell for cell in row if cell.text.strip()}
        number = cells.get("number") or cells.get("application")
        if number and re.search(r"\d{4}", number.text):
            yield from _listed(f"patent {plain_number(number.text)}", cells, number)


def _listed(subject: str, cells: dict[str | None, Cell], number: Cell) -> Iterator[Draft]:
    for name, cell in cells.items():
        span = (cell.start, cell.end)
        begin = min(number.start, cell.start)
        if name == "owner":
            yield _draft("owner", "owner", subject, span, text=cell.text.strip()).but(start=begin)
        elif name == "status":
            yield _draft("status", "patent_status", subject, span, text=cell.text.strip()).but(start=begin)
        elif name and name.startswith("patent_"):
            found = days(cell.text)
            read = when(found[0], None) if found else None
            if read:
                yield _draft("date", name, subject, span, day=read.day).but(start=begin, day_precision=read.precision)


def _column(words: str) -> str | None:
    flat = re.sub(r"\s+", " ", words).strip()
    return next((name for name, pattern in _COLUMNS if len(flat) < 40 and pattern.search(flat)), None)


def _draft(
    kind: ClaimKind,
    metric: str,
    subject: str,
    span: tuple[int, int],
    *,
    text: str | None = None,
    day: date | None = None,
) -> Draft:
    return Draft(
        kind=kind, metric=metric, start=span[0], end=span[1], value_start=span[0], value_end=span[1],
        rule=f"patents.{metric}", subject=subject,
        text=text, day=day, day_precision="day" if day else None,
    )  # fmt: skip


def _iso(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
