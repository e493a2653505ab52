"""DOCX: paragraphs and tables in the order of the document, hidden runs apart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from docx import Document

from agents.evidence import grid, limits
from agents.evidence.canonical import Canvas, invisible, one_line, visible
from agents.evidence.errors import Unreadable
from agents.evidence.types import Table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Word(NamedTuple):
    """What reading a DOCX gives."""

    tables: tuple[Table, ...]
    hidden: tuple[str, ...]


def read(data: bytes, canvas: Canvas) -> Word:
    """Write the document onto the canvas."""
    limits.archive(data)
    try:
        document = Document(io.BytesIO(data))
        content = list(document.iter_inner_content())
    except (KeyError, ValueError, OSError, EOFError, SyntaxError, AttributeError, zipfile.BadZipFile) as problem:
        raise Unreadable(f"damaged DOCX: {problem}") from problem
    writer = _Writer(canvas)
    for part in content:
        writer.part(part)
    return Word(tuple(writer.tables), tuple(writer.hidden))


class _Writer:
    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.tables: list[Table] = []
        self.hidden: list[str] = []
        self._above: list[tuple[int, str]] = []

    def part(self, part: Any) -> None:
        """Write one paragraph or one table."""
        if hasattr(part, "rows"):
            self._table(part)
            return
        for line in self._words(part._p).split("\n"):
            text = one_line(line)
            if text:
                self._above.append((self.canvas.line(text).start, text))
                del self._above[:-8]

    def _table(self, part: Any) -> None:
        rows = [grid.joined(row) for row in self._rows(part)]
        rows = [row for row in rows if row]
        if len(rows) > limits.TABLE_ROWS:
            raise Unreadable(f"table too large: more than {limits.TABLE_ROWS:,} rows")
        if rows:
            self.tables.append(grid.table(self.canvas, rows, self._above))
            self._above = []

    def _rows(self, part: Any) -> Iterator[list[grid.Piece]]:
        for row in part._tbl.tr_lst:
            pieces, column = [], 0
            for cell in row.tc_lst:
                wide = cell.grid_span
                text = " ".join(self._words(p) for p in cell.iter(f"{_W}p"))
                pieces.append(grid.Piece(column, column + wide, one_line(text)))
                column += wide
            yield pieces

    def _words(self, paragraph: Any) -> str:
        """Return the paragraph's visible words; runs marked as hidden or deleted are kept apart."""
        parts: list[str] = []
        for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}delText"):
            if node.tag != f"{_W}t":
                parts.append("\n" if node.tag in (f"{_W}br", f"{_W}cr") else " " if node.tag == f"{_W}tab" else "")
            elif _vanishes(node.getparent()):
                self.hidden.append(one_line(node.text or ""))
            else:
                self.hidden.extend(invisible(node.text or ""))
                parts.append(visible(node.text or ""))
        return "".join(parts)


def _vanishes(run: Any) -> bool:
    properties = run.find(f"{_W}rPr") if run is not None else None
    if properties is None:
        return False
    vanish, colour, size = (properties.find(f"{_W}{name}") for name in ("vanish", "color", "sz"))
    if vanish is not None and vanish.get(f"{_W}val") not in ("0", "false"):
        return True
    if size is not None and (size.get(f"{_W}val") or "").isdigit() and int(size.get(f"{_W}val")) <= 2:
        return True
    shaded = properties.find(f"{_W}shd") is not None or properties.find(f"{_W}highlight") is not None
    return colour is not None and (colour.get(f"{_W}val") or "").upper() == "FFFFFF" and not shaded
