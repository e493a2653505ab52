"""A complete submission to the SEC: the documents of one SGML file, each with its type; pictures and data left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from agents.evidence import html, media
from agents.evidence.canonical import Canvas, invisible, one_line, visible
from agents.evidence.plain import decode
from agents.evidence.types import Section, Table

_DOCUMENT = re.compile(rb"<DOCUMENT>(.*?)</DOCUMENT>", re.DOTALL)
_TYPE = re.compile(rb"<TYPE>([^\r\n<]{1,40})")
_TEXT = re.compile(rb"<TEXT>(.*?)(?:</TEXT>|\Z)", re.DOTALL)
_SKIPPED = re.compile(r"GRAPHIC|ZIP|EXCEL|JSON|XML|EX-101|PDF|COVER", re.IGNORECASE)


class Submission(NamedTuple):
    """What reading a submission gives."""

    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    hidden: tuple[str, ...]
    notes: tuple[str, ...]


def head(data: bytes) -> str:
    """Return the header and the beginning of the main document."""
    canvas = Canvas()
    canvas.add(visible(decode(_header(data))))
    for kind, body in _documents(data)[:1]:
        canvas.line(f"<TYPE>{kind}")
        _write(body, canvas)
    return canvas.text()


def read(data: bytes, canvas: Canvas) -> Submission:
    """Write header and documents onto the canvas, each document as a section named by its type."""
    tables: list[Table] = []
    sections: list[Section] = []
    hidden: list[str] = []
    canvas.add(visible(decode(_header(data))))
    skipped = 0
    for kind, body in _documents(data):
        if _SKIPPED.search(kind):
            skipped += 1
            continue
        start = canvas.line(kind).start
        page = _write(body, canvas)
        tables.extend(page.tables)
        hidden.extend(page.hidden)
        sections.append(Section(kind, start, canvas.length))
    notes = (f"{skipped} pictures and data files of the submission not read",) if skipped else ()
    return Submission(tuple(tables), tuple(sections), tuple(hidden), notes)


def _header(data: bytes) -> bytes:
    end = data.find(b"<DOCUMENT>")
    return data[: end if end >= 0 else len(data)]


def _documents(data: bytes) -> list[tuple[str, bytes]]:
    found = []
    for match in _DOCUMENT.finditer(data):
        kind, body = _TYPE.search(match[1]), _TEXT.search(match[1])
        if kind and body:
            found.append((one_line(decode(kind[1])), body[1]))
    return found


def _write(body: bytes, canvas: Canvas) -> html.Page:
    if media.media_type(body.lstrip()) == media.HTML or re.search(
        rb"<(?:html|body|div|p)[\s>]", body[:4000], re.IGNORECASE
    ):
        return html.read(body, canvas)
    raw = decode(body)
    canvas.add(visible(raw))
    canvas.fresh_line()
    return html.Page((), invisible(raw))
