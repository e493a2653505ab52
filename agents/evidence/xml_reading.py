"""XML documents: XBRL as facts, patents as records, any other as the lines of its elements."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from agents.evidence import patent_xml, patents, xbrl, xml_documents
from agents.evidence.canonical import Canvas, one_line
from agents.evidence.types import Fact, PatentRecord


class Xml(NamedTuple):
    """What reading XML gives."""

    facts: tuple[Fact, ...] = ()
    patents: tuple[PatentRecord, ...] = ()


def read(data: bytes, canvas: Canvas) -> Xml:
    """Write the document onto the canvas."""
    root = xml_documents.parsed(data)
    if xml_documents.local(root) == "xbrl":
        return Xml(facts=xbrl.read(root, canvas))
    found = patents.write(canvas, patent_xml.records(root))
    if not found:
        for path, words in _lines(root):
            canvas.line(f"{path}: {words}")
    return Xml(patents=found)


def _lines(root: etree._Element) -> list[tuple[str, str]]:
    """Return every element with words, named by its path below the root."""
    lines: list[tuple[str, str]] = []
    path: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = xml_documents.local(element)
        if event == "end":
            path = path[:-1] if name else path
            continue
        if name:
            path = [*path, element.get("name") or name]
            words = one_line(element.text or "")
            if words:
                lines.append((".".join(path[1:] or path), words))
    return lines
