"""Inline XBRL: the tagged figures of a page as facts, rendered in a section of their own after the page's text."""

from __future__ import annotations

import re
from decimal import Decimal

from lxml import etree

from agents.evidence import limits, xbrl
from agents.evidence.canonical import Canvas, one_line
from agents.evidence.types import Fact, Section
from agents.evidence.xml_documents import local

SECTION = "tagged facts"
_TAGGED = re.compile(rb"<ix:non-?fraction\b", re.IGNORECASE)
_START = re.compile(rb"<\?xml|<html", re.IGNORECASE)
_ZERO = re.compile(r"zero|nocontent", re.IGNORECASE)
_COMMA = re.compile(r"comma", re.IGNORECASE)


def read(data: bytes, canvas: Canvas) -> tuple[tuple[Fact, ...], tuple[Section, ...]]:
    """Write a line per tagged figure below the page; return the facts and their section, none for untagged pages."""
    if not _TAGGED.search(data) or len(data) > limits.XML_BYTES:
        return (), ()
    root = _parsed(data)
    if root is None:
        return (), ()
    contexts, units = xbrl.contexts_of(root), xbrl.units_of(root)
    canvas.fresh_line()
    start = canvas.length
    facts: list[Fact] = []
    seen: set[tuple[str, str, Decimal]] = set()
    for element in root.iter():
        if local(element).lower() != "nonfraction" or len(facts) >= limits.FACTS:
            continue
        value = _value(element)
        name, reference = element.get("name") or "", element.get("contextRef") or element.get("contextref") or ""
        if value is None or not name or (name, reference, value) in seen:
            continue
        seen.add((name, reference, value))
        unit = units.get(element.get("unitRef") or element.get("unitref") or "", "pure")
        context, decimals = contexts.get(reference), element.get("decimals")
        facts.append(xbrl.rendered(canvas, name, f"{value:f}", context=context, unit=unit, decimals=decimals))
    return tuple(facts), (Section(SECTION, start, canvas.length),) if facts else ()


def _parsed(data: bytes) -> etree._Element | None:
    """Return the page's tree, from its first mark-up on; None where there is no tree to be had."""
    start = _START.search(data)
    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return etree.fromstring(data[start.start() :] if start else data, reader)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _value(element: etree._Element) -> Decimal | None:
    """Return the figure as the tags mean it: written form, scale and sign applied."""
    written = one_line(" ".join(str(part) for part in element.itertext()))
    form = element.get("format") or ""
    if _ZERO.search(form):
        return Decimal(0)
    if _COMMA.search(form):
        written = written.replace(".", "").replace(",", ".")
    value = xbrl.number(re.sub(r"[\s,']", "", written))
    scale = element.get("scale") or "0"
    if value is None or not re.fullmatch(r"-?\d{1,2}", scale):
        return None
    scaled = value.scaleb(int(scale))
    return -scaled if element.get("sign") == "-" else scaled
