"""Opening files of a room without leaving it, and telling what each is before it is read in full."""

from __future__ import annotations

import json
import os
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from agents.evidence import headers, html, kinds, limits, mail, media, pdf, plain, sheets, submission, xml_documents
from agents.evidence.canonical import Canvas, one_line, visible
from agents.evidence.errors import Changed, Unreadable
from agents.evidence.identity import Identity

HEAD_BYTES = 400_000
"""How much of a text or page is looked at to tell what it is."""
_ODD_MEDIA = {
    "application/gzip": "compressed file (gzip); unpack it into the room",
    "application/zip": "archive (zip); unpack it into the room",
    "application/x-ole-storage": "old or encrypted Office file; save it as DOCX or XLSX without a password",
    "application/rtf": "RTF; save it as DOCX or PDF",
}


def content(room: Path, path: str) -> bytes:
    """Return a file's bytes; links are not followed, anything but a plain file is refused."""
    try:
        descriptor = os.open(room / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(descriptor, "rb") as stream:
            limits.size(os.fstat(descriptor).st_size)
            return stream.read(limits.FILE_BYTES + 1)
    except FileNotFoundError as problem:
        raise Changed(path) from problem
    except OSError as problem:
        raise Unreadable(f"cannot be opened: {problem.strerror}") from problem


def identify(data: bytes, media_type: str, path: str) -> Identity:
    """Return what a document is; raise Unreadable where its content is refused or no reader knows it."""
    if media_type == media.JSON:
        return headers.of_json(parsed_json(data), path)
    if media_type == media.CSV:
        return headers.of_columns(next(sheets.csv_rows(data[:HEAD_BYTES]), []), path)
    if media_type == media.XLSX:
        limits.archive(data)
        return headers.of_columns(_sheet_names(data), path)
    if media_type == media.XML:
        return xml_documents.identify(data, path)
    if media_type == media.EML:
        return mail.identify(data, path)
    return kinds.of_text(_head(data, media_type), path)


_HALF = re.compile(r"\\u[dD][89a-fA-F]").search
"""A written half of a surrogate pair: alone it is no character, and no text that holds it can be kept or hashed."""


def parsed_json(data: bytes) -> Any:
    """Return the JSON's value, decimals as written; raise Unreadable where it is cut off or too deep."""
    limits.json_size(data)
    text = plain.decode(data)
    try:
        value = json.loads(text, parse_float=str)
        return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")) if _HALF(text) else value
    except RecursionError as problem:
        raise Unreadable("JSON nested too deeply") from problem
    except ValueError as problem:
        raise Unreadable(f"damaged or truncated JSON: {problem}") from problem


def _head(data: bytes, media_type: str) -> str:
    if media_type == media.PDF:
        return pdf.head(data)
    if media_type == media.HTML:
        return html_head(data)
    if media_type == media.TEXT:
        return visible(plain.decode(data[:HEAD_BYTES]))
    if media_type == media.SUBMISSION:
        return submission.head(data)
    if media_type == media.DOCX:
        return _word_head(data)
    raise Unreadable(_ODD_MEDIA.get(media_type, f"no reader for {media_type}"))


def html_head(data: bytes) -> str:
    """Return the text of a page's beginning and of its end, where the signatures stand."""
    canvas = Canvas()
    wrapper = re.match(rb"\s*<DOCUMENT>.{0,400}?<TEXT>", data, re.DOTALL)
    if wrapper:
        canvas.line(one_line(plain.decode(wrapper[0].split(b"<SEQUENCE>")[0])))
    html.read(data if len(data) <= 3 * HEAD_BYTES else data[:HEAD_BYTES] + data[-HEAD_BYTES // 4 :], canvas)
    return canvas.text()


def _word_head(data: bytes) -> str:
    """Return the words of a DOCX's beginning without building its tree."""
    limits.archive(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed, packed.open("word/document.xml") as stream:
            body = stream.read(HEAD_BYTES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError) as problem:
        raise Unreadable(f"damaged DOCX: {problem}") from problem
    return visible(re.sub(r"<[^>]*>?", "", re.sub(r"</w:p>|<w:br[^>]*>", "\n", body)))


def _sheet_names(data: bytes) -> list[str]:
    """Return the first row with at least two words of the first visible sheet."""
    for _, shown, rows in sheets.xlsx_sheets(data):
        for number, row in enumerate(rows if shown else ()):
            if sum(1 for cell in row if cell) >= 2:
                return row
            if number > 20:
                break
    return []
