"""XBRL: facts with their periods, units, decimals and dimensions, from instances and from tagged pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from lxml import etree

from agents.evidence import dates, limits
from agents.evidence.canonical import Canvas, one_line
from agents.evidence.errors import Unreadable
from agents.evidence.types import Fact
from agents.evidence.xml_documents import local

XBRLI = "{http://www.xbrl.org/2003/instance}"
_DIMENSIONS = "{http://xbrl.org/2006/xbrldi}"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_LONGEST_TEXT = 2_000
"""Text facts longer than this are whole notes in HTML; the page itself says them better."""


class Context(NamedTuple):
    """When, and for which part of the company, a fact holds."""

    start: date | None
    end: date | None
    dimensions: tuple[tuple[str, str], ...]


def read(root: etree._Element, canvas: Canvas) -> tuple[Fact, ...]:
    """Write one line per fact and return the facts."""
    contexts, units = contexts_of(root), units_of(root)
    facts: list[Fact] = []
    for element in root:
        reference = element.get("contextRef")
        if reference is None or element.get(_NIL) == "true":
            continue
        text = one_line(element.text or "")
        if not text or len(text) > _LONGEST_TEXT:
            continue
        unit, decimals = units.get(element.get("unitRef") or ""), element.get("decimals")
        context = contexts.get(reference)
        fact = rendered(canvas, concept_of(element), text, context=context, unit=unit, decimals=decimals)
        facts.append(fact)
        if len(facts) > limits.FACTS:
            raise Unreadable(f"too many facts: more than {limits.FACTS:,}")
    return tuple(facts)


def rendered(
    canvas: Canvas, concept: str, text: str, *, context: Context | None, unit: str | None, decimals: str | None
) -> Fact:
    """Write one fact as a line and return it."""
    here = context or Context(None, None, ())
    value = number(text) if unit else None
    members = "".join(f" [{axis}: {member}]" for axis, member in here.dimensions)
    when = f"{here.start} to {here.end}" if here.start else str(here.end or "no period")
    shown = f"{value:f} {unit}" if value is not None else text
    span = canvas.line(f"{concept}{members}, {when}: {shown}")
    return Fact(
        concept=concept, value=value, text=None if value is not None else text, unit=unit, decimals=_decimals(decimals),
        period_start=here.start, period_end=here.end, dimensions=here.dimensions, start=span.start, end=span.end,
    )  # fmt: skip


def concept_of(element: etree._Element) -> str:
    """Return the concept with its prefix: "us-gaap:Revenues"."""
    return f"{element.prefix}:{local(element)}" if element.prefix else local(element)


def contexts_of(root: etree._Element) -> dict[str, Context]:
    """Return the contexts of a document by id."""
    return {element.get("id") or "": _context(element) for element in root.iter(f"{XBRLI}context")}


def units_of(root: etree._Element) -> dict[str, str]:
    """Return the units of a document by id, written as "USD" or "USD/shares"."""
    return {element.get("id") or "": _unit(element) for element in root.iter(f"{XBRLI}unit")}


def _context(element: etree._Element) -> Context:
    found = {
        local(e): (e.text or "").strip() for e in element.iter() if local(e) in ("startDate", "endDate", "instant")
    }
    members = tuple(sorted(_members(element)))
    return Context(
        dates.compact(found.get("startDate")), dates.compact(found.get("endDate") or found.get("instant")), members
    )


def _members(element: etree._Element) -> Iterator[tuple[str, str]]:
    for member in element.iter(f"{_DIMENSIONS}explicitMember", f"{_DIMENSIONS}typedMember"):
        words = one_line(" ".join(str(part) for part in member.itertext()))
        yield member.get("dimension") or "", words


def _unit(element: etree._Element) -> str:
    def measures(within: etree._Element) -> str:
        return "*".join((e.text or "").strip().split(":")[-1] for e in within.iter(f"{XBRLI}measure"))

    upper, lower = element.find(f".//{XBRLI}unitNumerator"), element.find(f".//{XBRLI}unitDenominator")
    return f"{measures(upper)}/{measures(lower)}" if upper is not None and lower is not None else measures(element)


def number(text: str) -> Decimal | None:
    """Return the number as written, or None where it is none, or too large to be one."""
    try:
        value = Decimal(re.sub(r"[,\s]", "", text))
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 40 else None


def _decimals(written: str | None) -> int | None:
    return int(written) if written and re.fullmatch(r"-?\d{1,3}", written) else None
