"""XML documents: every element with words as a line of its path and its text."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from agents.evidence import xml_documents
from agents.evidence.canonical import Canvas, one_line
from agents.evidence.types import Fact, PatentRecord


class Xml(NamedTuple):
    """What reading XML gives."""

    facts: tuple[Fact, ...] = ()
    patents: tuple[PatentRecord, ...] = ()


def read(data: bytes, canvas: Canvas) -> Xml:
    """Write the document onto the canvas."""
    root = xml_documents.parsed(data)
    for path, words in _lines(root):
        canvas.line(f"{path}: {words}")
    return Xml()


def _lines(root: etree._Element) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    path: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = xml_documents.local(element)
        if event == "end":
            path = path[:-1] if name else path
            continue
        if name:
            path = [*path, name]
            words = one_line(element.text or "")
            if words:
                lines.append((".".join(path[1:] or path), words))
    return lines
