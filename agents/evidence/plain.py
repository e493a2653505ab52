"""Plain text: the file's own lines, decoded and without invisible characters."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from agents.evidence.canonical import Canvas, invisible, visible


class Plain(NamedTuple):
    """What reading text gives beside the text."""

    hidden: tuple[str, ...]


def decode(data: bytes) -> str:
    """Return the bytes as text: by byte order mark, else UTF-8, else the Windows code page of older filings."""
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read(data: bytes, canvas: Canvas) -> Plain:
    """Write the text onto the canvas and return what nobody sees of it."""
    raw = decode(data)
    canvas.add(visible(raw))
    return Plain(invisible(raw))
