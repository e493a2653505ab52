"""Reading one frozen document: the bytes must be those that were frozen, the reader is chosen by content."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path

from pydantic import TypeAdapter

from agents.evidence import cache as kept
from agents.evidence import (
    forms,
    html,
    inline_xbrl,
    mail,
    media,
    openings,
    pdf,
    plain,
    sections,
    sheets,
    stacked_tables,
    structured,
    submission,
    text_tables,
    word,
    xml_reading,
)
from agents.evidence.canonical import Canvas
from agents.evidence.content import Content
from agents.evidence.errors import Changed, Unreadable
from agents.evidence.types import ReadDocument
from agents.records import Document, short_hash

_CONTENT = TypeAdapter(Content)
_LIBRARIES = ("pypdfium2", "selectolax", "lxml", "python-docx", "openpyxl")


def _version() -> str:
    """Return a name for exactly these readers: their own source and the libraries they read with."""
    sources = [path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))]
    return short_hash(*sources, *(metadata.version(name) for name in _LIBRARIES))


VERSION = _version()
"""Of all readers together: whenever one changes, the cache forgets, since offsets into an older text would be wrong."""


def read(room: Path, document: Document, cache: Path | None = None) -> ReadDocument:
    """Return the document's canonical text and structure; raise Unreadable with the reason, or Changed."""
    if document.unread:
        raise Unreadable(document.unread)
    data = openings.content(room, document.path)
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise Changed(document.path)
    about = ("text", VERSION, document.kind, document.media_type)
    place = kept.place_of(cache, document.sha256, *about) if cache else None
    content = kept.through(place, _CONTENT, lambda: parse(data, document))
    return _document(document, content)


def parse(data: bytes, document: Document) -> Content:
    """Return what the bytes say; every failure of a parser is an Unreadable with a reason."""
    canvas = Canvas()
    try:
        content = _read(data, document, canvas)
    except RecursionError as problem:
        raise Unreadable("nested too deeply to be read") from problem
    except MemoryError as problem:
        raise Unreadable("needs more memory than a branch may have") from problem
    except Unreadable:
        raise
    except Exception as problem:
        raise Unreadable(f"the reader failed on it: {type(problem).__name__}: {problem}"[:300]) from problem
    text = canvas.text()
    if not text.strip():
        raise Unreadable("no text in it")
    own_parts = document.media_type in (media.JSON, media.EML, media.SUBMISSION)
    named = () if own_parts and content.sections else sections.find(text, document.kind)
    drawn = document.media_type in (media.TEXT, media.EML, media.SUBMISSION) and not content.tables
    tables = (text_tables.find(text) or stacked_tables.find(text)) if drawn else content.tables
    return content._replace(text=text, tables=tables, sections=(*content.sections, *named))


def _read(data: bytes, document: Document, canvas: Canvas) -> Content:
    kind = document.media_type
    if kind == media.PDF:
        page = pdf.read(data, canvas)
        return Content(tables=page.tables, sections=page.sections, hidden=page.hidden, notes=page.notes)
    if kind == media.HTML:
        return _read_page(data, canvas)
    if kind == media.TEXT:
        return Content(hidden=plain.read(data, canvas).hidden)
    if kind == media.CSV:
        return Content(tables=sheets.read_csv(data, canvas), hidden=sheets.unseen(data))
    return _read_container(data, document, canvas)


def _read_page(data: bytes, canvas: Canvas) -> Content:
    page = html.read(data, canvas)
    facts, tagged = inline_xbrl.read(data, canvas)
    return Content(tables=page.tables, hidden=page.hidden, facts=facts, sections=tagged)


def _read_container(data: bytes, document: Document, canvas: Canvas) -> Content:
    kind = document.media_type
    if kind == media.XLSX:
        tables, hidden = sheets.read_xlsx(data, canvas)
        return Content(tables=tables, hidden=(*hidden, *sheets.unseen(data)))
    if kind == media.JSON:
        return Content(**structured.read(openings.parsed_json(data), document.kind, canvas)._asdict())
    if kind == media.DOCX:
        return Content(**word.read(data, canvas)._asdict())
    if kind == media.EML:
        return Content(**mail.read(data, canvas)._asdict())
    if kind == media.SUBMISSION:
        return Content(**submission.read(data, canvas)._asdict())
    if kind == media.XML:
        return Content(**xml_reading.read(data, canvas)._asdict())
    raise Unreadable(f"no reader for {kind}")


def _document(document: Document, content: Content) -> ReadDocument:
    """Return the read document; what only the whole text tells (the day it was signed) is added to its record."""
    changes: dict[str, object] = {}
    if document.published is None and document.kind in ("10-K", "10-K/A", "10-Q", "10-Q/A", "8-K", "8-K/A"):
        changes["published"] = forms.signed(content.text, document.period_end, forms.delay(document.kind))
    notes = (*document.notes, *content.notes)
    if content.hidden:
        notes += (f"hidden text left out: {len(content.hidden)} passages",)
    if notes != document.notes:
        changes["notes"] = notes
    return ReadDocument.model_construct(
        document=document.model_copy(update=changes), text=content.text,
        text_sha256=hashlib.sha256(content.text.encode("utf-8", "surrogatepass")).hexdigest(),
        tables=content.tables, facts=content.facts, sections=content.sections, patents=content.patents,
        hidden=content.hidden,
    )  # fmt: skip


__all__ = ["VERSION", "parse", "read"]
