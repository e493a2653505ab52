"""JSON in its several shapes: filings split by item, company facts, patent records, and any other as its paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from agents.evidence import company_facts, limits, patent_json, patents
from agents.evidence.canonical import Canvas, invisible, one_line, visible
from agents.evidence.errors import Unreadable
from agents.evidence.types import Fact, PatentRecord, Section
from agents.records import DocumentKind

_ITEM = re.compile(r"item_(\d+[A-Ca-c]?)")
_HEADER = ("company", "filing_type", "filing_date", "period_of_report", "cik", "sic", "state_of_inc", "fiscal_year_end")


class Structured(NamedTuple):
    """What reading JSON gives."""

    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    patents: tuple[PatentRecord, ...] = ()
    hidden: tuple[str, ...] = ()


def read(data: Any, kind: DocumentKind, canvas: Canvas) -> Structured:
    """Write the record onto the canvas as people would read it."""
    if kind == "company_facts":
        return Structured(facts=company_facts.read(data, canvas))
    if isinstance(data, dict) and any(_ITEM.fullmatch(key) for key in data):
        return _by_item(data, canvas)
    found = patents.write(canvas, patent_json.records(data)) if kind in ("patent_record", "patent_list") else ()
    if found:
        return Structured(patents=found)
    for path, value in flattened(data):
        canvas.line(f"{path}: {value}" if path else value)
    return Structured()


def _by_item(data: dict[str, Any], canvas: Canvas) -> Structured:
    """Write a filing split by item: what it says of itself, then one section per item."""
    sections: list[Section] = []
    hidden: list[str] = []
    for key in _HEADER:
        if data.get(key):
            canvas.line(f"{key}: {one_line(str(data[key]))}")
    for key, value in data.items():
        match = _ITEM.fullmatch(key)
        if match and isinstance(value, str) and value.strip():
            hidden.extend(invisible(value))
            canvas.fresh_line()
            canvas.add("\n")
            span = canvas.line(visible(value).strip())
            sections.append(Section(f"Item {match[1].upper()}", span.start, span.end))
    return Structured(sections=tuple(sections), hidden=tuple(hidden))


def flattened(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value of a record with its path: "assignee.0.name"."""
    waiting: list[tuple[str, Any]] = [(path, data)]
    count = 0
    while waiting:
        here, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend((f"{here}.{key}" if here else str(key), item) for key, item in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend((f"{here}.{i}" if here else str(i), item) for i, item in reversed(list(enumerate(value))))
        elif value is not None and value != "":
            count += 1
            if count > limits.FACTS:
                raise Unreadable(f"too many values: more than {limits.FACTS:,}")
            yield one_line(here), one_line(str(value))
