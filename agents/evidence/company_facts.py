"""Company facts of the SEC: every filed value as a fact and as a line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from agents.evidence import dates, limits
from agents.evidence.canonical import Canvas, one_line
from agents.evidence.errors import Unreadable
from agents.evidence.types import Fact


def read(data: dict[str, Any], canvas: Canvas) -> tuple[Fact, ...]:
    """Write the company's name and one line per filed value; return the values as facts."""
    canvas.line(f"{one_line(str(data.get('entityName', '')))} (CIK {data.get('cik', 'unknown')})")
    facts: list[Fact] = []
    for concept, label, unit, entry in _entries(data):
        fact = _fact(canvas, concept, label, unit, entry)
        if fact:
            facts.append(fact)
        if len(facts) > limits.FACTS:
            raise Unreadable(f"too many facts: more than {limits.FACTS:,}")
    return tuple(facts)


def _entries(data: dict[str, Any]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for prefix, concepts in data["facts"].items():
        for name, concept in concepts.items() if isinstance(concepts, dict) else ():
            units = concept.get("units", {}) if isinstance(concept, dict) else {}
            label = one_line(str(concept.get("label") or name)) if units else ""
            for unit, entries in units.items():
                yield from ((f"{prefix}:{name}", label, unit, entry) for entry in entries if isinstance(entry, dict))


def _fact(canvas: Canvas, concept: str, label: str, unit: str, entry: dict[str, Any]) -> Fact | None:
    value = _number(entry.get("val"))
    if value is None:
        return None
    start, end = dates.compact(entry.get("start")), dates.compact(entry.get("end"))
    filed = dates.compact(entry.get("filed"))
    when = f"{start} to {end}" if start else str(end)
    origin = f", {entry['form']} filed {filed}" if entry.get("form") and filed else ""
    span = canvas.line(f"{label} ({concept}), {when}: {value:f} {unit}{origin}")
    return Fact.model_construct(
        concept=concept, value=value, text=None, unit=unit, decimals=None, period_start=start,
        period_end=end, dimensions=(),
        form=entry.get("form"), filed=filed, accession=entry.get("accn"), start=span.start, end=span.end,
    )  # fmt: skip


def _number(written: object) -> Decimal | None:
    """Return the value as written; floats never come here, since decimals are parsed as text."""
    try:
        value = Decimal(str(written))
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 40 else None
