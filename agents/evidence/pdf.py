"""PDF by position: lines from the text layer, tables rebuilt from where the words stand, paragraphs made whole.

The order of the text layer loses columns, so words that stand apart on one line become cells; prose lines that a page's
width broke are joined again, so that a line of the canonical text is a paragraph or a row.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from agents.evidence import grid, limits
from agents.evidence.canonical import Canvas, invisible, one_line
from agents.evidence.errors import Unreadable
from agents.evidence.types import Section, Table

_HYPHENS = "\x02\ufffe"
"""What the text layer writes for a hyphen that a line's end put into a word; the line's end itself is left out."""
_LINE = re.compile(r"[^\n\x02\ufffe]+[\x02\ufffe]?")
_WORD = re.compile(r"\S+")
_FIGURE = re.compile(r"[$€£(]?\(?[$€£]?-?\d[\d,.]*[)%]{0,2}|[—–-]")
_HARD_BREAK = re.compile(r"[•·▪◦●○■□☐☒☑]|\(?[a-z0-9]{1,3}[.)]\s|Item\s+\d|ITEM\s+\d|Note\s+\d", re.ASCII)
_SOFT = str.maketrans({"\x02": "-", "\ufffe": "-", "\uffff": None, "\x00": None})
_GAP = 0.9
"""A gap wider than this share of the line's height separates cells."""


class Word(NamedTuple):
    """One word and its extent on the page."""

    left: float
    right: float
    text: str


class Line(NamedTuple):
    """One line of the page; `words` is empty where the line is plain prose and nothing asked for its words."""

    left: float
    right: float
    bottom: float
    top: float
    text: str
    words: tuple[Word, ...] = ()
    broken: bool = False
    """Ends in a hyphen that only the line's end put there."""

    @property
    def height(self) -> float:
        """How tall the line is, in points."""
        return max(self.top - self.bottom, 1.0)


class Pdf(NamedTuple):
    """What reading a PDF gives."""

    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    hidden: tuple[str, ...]
    notes: tuple[str, ...]


def read(data: bytes, canvas: Canvas) -> Pdf:
    """Write the pages onto the canvas; raise where the file is locked, damaged or has no text layer."""
    limits.pdf_streams(data)
    document = opened(data)
    try:
        return _read(document, canvas)
    finally:
        document.close()


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """Return the opened document or raise Unreadable with the reason."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        if "assword" in str(problem):
            raise Unreadable("encrypted: a password is needed") from problem
        cut = b"%%EOF" not in data[-2048:]
        raise Unreadable("truncated PDF: its end is missing" if cut else f"damaged PDF: {problem}") from problem
    if len(document) > limits.PDF_PAGES:
        raise Unreadable(f"too many pages: {len(document):,}, at most {limits.PDF_PAGES:,}")
    return document


def head(data: bytes, pages: int = 3) -> str:
    """Return the text of the first pages, for telling what the document is."""
    limits.pdf_streams(data)
    document = opened(data)
    try:
        return "\n".join(_page_text(document[i]) for i in range(min(pages, len(document))))
    finally:
        document.close()


def _page_text(page: pypdfium2.PdfPage) -> str:
    try:
        return str(page.get_textpage().get_text_range()).translate(_SOFT).replace("\r\n", "\n")
    except pypdfium2.PdfiumError:
        return ""


def _read(document: pypdfium2.PdfDocument, canvas: Canvas) -> Pdf:
    tables: list[Table] = []
    sections: list[Section] = []
    hidden: list[str] = []
    empty: list[int] = []
    for number in range(len(document)):
        start = canvas.length
        writer = _PageWriter(canvas, f"page {number + 1}")
        count = _write_page(document, number, writer, hidden)
        tables.extend(writer.tables)
        sections.append(Section(f"page {number + 1}", start, canvas.length))
        if count < limits.PAGE_CHARACTERS:
            empty.append(number + 1)
    if len(empty) == len(document):
        raise Unreadable(f"no text layer ({len(empty)} of {len(document)} pages), not analysed")
    notes = (f"no text layer on {len(empty)} of {len(document)} pages: {_listed(empty)}",) if empty else ()
    return Pdf(tuple(tables), tuple(sections), tuple(hidden), notes)


def _listed(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:12])) + (", ..." if len(pages) > 12 else "")


def _write_page(document: pypdfium2.PdfDocument, number: int, writer: _PageWriter, hidden: list[str]) -> int:
    """Write one page and return how many characters its text layer holds."""
    try:
        page = document[number]
        layer = page.get_textpage()
    except pypdfium2.PdfiumError:
        return 0
    try:
        reader = _PageReader(page, layer)
        writer.write(reader.lines())
        hidden.extend(reader.hidden)
        return reader.characters
    finally:
        layer.close()
        page.close()


class _PageReader:
    """Lines of one page with their places; boxes are asked only of lines that may be rows of a table."""

    def __init__(self, page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage) -> None:
        self._page, self._layer = page, layer
        self._handle: Any = layer.raw
        text = str(layer.get_text_range())
        self._text = text if len(text) == layer.count_chars() else self._by_character(layer.count_chars())
        self.characters = len(_WORD.findall(self._text)) and len(self._text.strip())
        self.hidden: list[str] = []
        self._box = pdfium.FS_RECTF()
        self._reference = ctypes.byref(self._box)
        self._width, self._height = page.get_size()

    def _by_character(self, count: int) -> str:
        """Return the text with one position per character of the layer, where the quick way gives another count."""
        codes = (pdfium.FPDFText_GetUnicode(self._handle, i) for i in range(count))
        return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else " " for c in codes)

    def _extent(self, index: int) -> tuple[float, float, float, float]:
        """Return left, right, bottom, top of one character, as tall as its font."""
        pdfium.FPDFText_GetLooseCharBox(self._handle, index, self._reference)
        box = self._box
        return box.left, box.right, box.bottom, box.top

    def lines(self) -> list[Line]:
        """Return the visible lines from top to bottom as read, rows split over several runs put together."""
        rough = list(self._rough())
        kept = self._visible(rough)
        widths = [(line.right - line.left) / len(line.text) / line.height for _, line in kept if len(line.text) > 20]
        usual = median(widths) if widths else 0.5
        return _merged([self._with_words(start, line, usual) for start, line in kept])

    def _rough(self) -> Iterator[tuple[int, Line]]:
        for match in _LINE.finditer(self._text):
            words = match[0].strip()
            if not words:
                continue
            first = match.start() + len(match[0]) - len(match[0].lstrip())
            left, right, bottom, top = self._extent(first)
            end = self._extent(first + len(words) - 1)
            if abs(end[2] + end[3] - bottom - top) <= top - bottom + 1:
                bottom, top = min(bottom, end[2]), max(top, end[3])
            yield first, Line(min(left, end[0]), max(right, end[1]), bottom, top, words, broken=words[-1] in _HYPHENS)

    def _visible(self, lines: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
        """Return the lines a person sees; a page whose every line is invisible is a scan with recognised text, and is read."""
        unseen = [self._unseen(start, line) for start, line in lines]
        if all(unseen) and not any(line.top - line.bottom < 1 for _, line in lines):
            return lines
        self.hidden.extend(one_line(line.text) for (_, line), lost in zip(lines, unseen, strict=True) if lost)
        return [entry for entry, lost in zip(lines, unseen, strict=True) if not lost]

    def _unseen(self, start: int, line: Line) -> bool:
        if line.right < 0 or line.left > self._width + 2 or line.top < 0 or line.bottom > self._height + 2:
            return self._upright()
        run = pdfium.FPDFText_GetTextObject(self._handle, start)
        if run and pdfium.FPDFTextObj_GetTextRenderMode(run) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            return True
        if len(line.text) > 3 and line.top - line.bottom < 1.0:
            return any(c.isalnum() for c in line.text)
        colour = [ctypes.c_uint() for _ in range(4)]
        if not pdfium.FPDFText_GetFillColor(self._handle, start, *(ctypes.byref(c) for c in colour)):
            return False
        return (min(c.value for c in colour[:3]) > 250 or colour[3].value == 0) and not self._on_colour(line)

    def _upright(self) -> bool:
        return bool(self._page.get_rotation() == 0)

    def _on_colour(self, line: Line) -> bool:
        """Return whether something is painted behind the line, so that white words show."""
        painted = (
            pdfium.FPDF_PAGEOBJ_PATH,
            pdfium.FPDF_PAGEOBJ_IMAGE,
            pdfium.FPDF_PAGEOBJ_SHADING,
            pdfium.FPDF_PAGEOBJ_FORM,
        )
        for thing in self._page.get_objects(filter=painted, max_depth=4):
            left, bottom, right, top = thing.get_bounds()
            if left <= line.left + 2 and bottom <= line.bottom + 2 and right >= line.left + 5 and top >= line.top - 2:
                return True
        return False

    def _with_words(self, start: int, line: Line, usual: float) -> Line:
        """Return the line with its words' places where it may be a row: figures, few words, or wide gaps."""
        found = list(_WORD.finditer(line.text))
        figures = sum(1 for word in found if _FIGURE.fullmatch(word[0]))
        width = (line.right - line.left) / len(line.text) / line.height
        if len(found) > 6 and figures * 4 < len(found) and not _FIGURE.fullmatch(found[-1][0]) and width < usual * 1.12:
            return line
        words = []
        for word in found:
            left, right, *_ = self._extent(start + word.start())
            if word.end() - word.start() > 1:
                right = max(right, self._extent(start + word.end() - 1)[1])
            words.append(Word(left, right, word[0]))
        return line._replace(words=tuple(words))


def _merged(lines: list[Line]) -> list[Line]:
    """Return the lines with those of one height put together, as long as they look like cells and not like columns of prose."""
    result: list[Line] = []
    for line in lines:
        back = next(
            (i for i in range(len(result) - 1, max(len(result) - 60, -1), -1) if _same_row(result[i], line)), None
        )
        if back is None:
            result.append(line)
            continue
        other = result[back]
        words = tuple(sorted((*_pieces(other), *_pieces(line))))
        text = " ".join(word.text for word in words)
        result[back] = Line(
            min(other.left, line.left),
            max(other.right, line.right),
            min(other.bottom, line.bottom),
            max(other.top, line.top),
            text,
            words,
        )
    return result


def _pieces(line: Line) -> tuple[Word, ...]:
    return line.words or (Word(line.left, line.right, line.text),)


def _same_row(one: Line, other: Line) -> bool:
    if abs((one.bottom + one.top) - (other.bottom + other.top)) > 0.7 * min(one.height, other.height):
        return False
    apart = one.right <= other.left + 1 or other.right <= one.left + 1
    return apart and (len(one.text) <= 60 or len(other.text) <= 60)


def _cells(line: Line) -> list[grid.Piece]:
    """Return the words of a line grouped into cells by the gaps between them."""
    cells: list[grid.Piece] = []
    for word in _pieces(line):
        last = cells[-1] if cells else None
        near = last and word.left - last.right < _GAP * line.height
        if last and near and not _new_figure(last.text, word) and not _two_figures(last, word, line.height):
            cells[-1] = grid.Piece(last.left, max(last.right, word.right), f"{last.text} {word.text}")
        else:
            cells.append(grid.Piece(word.left, word.right, word.text))
    return grid.joined(cells)


def _new_figure(text: str, word: Word) -> bool:
    """Return whether a currency sign begins the next column right after a figure."""
    return (
        word.text[:1] in "$€£"
        and text[-1:] in "0123456789)—"
        and (word.text in "$€£" or grid.numeric(text.rsplit(maxsplit=1)[-1]))
    )


def _two_figures(last: grid.Piece, word: Word, height: float) -> bool:
    """Return whether two figures stand side by side: narrow columns leave less than a usual gap."""
    apart = word.left - last.right > 0.45 * height
    return apart and grid.numeric(last.text.split()[-1]) and grid.numeric(word.text) and last.text[-1].isdigit()


class _PageWriter:
    """Writes one page: tables where rows follow each other, paragraphs elsewhere."""

    def __init__(self, canvas: Canvas, locator: str) -> None:
        self.canvas = canvas
        self.locator = locator
        self.tables: list[Table] = []
        self._above: list[tuple[int, str]] = []

    def write(self, lines: list[Line]) -> None:
        """Write the lines in their order."""
        margin = max((line.right for line in lines), default=0.0)
        rows = [_cells(line) if line.words else [] for line in lines]
        position = 0
        while position < len(lines):
            end = _table_end(lines, rows, position)
            block = [_row(lines[i], rows[i]) for i in range(position, end)]
            if end > position and grid.is_data(block):
                self.tables.append(grid.table(self.canvas, _cleaned(block), self._above, self.locator))
                self._above, position = [], end
            else:
                position = self._paragraph(lines, position, margin)
        self.canvas.fresh_line()

    def _paragraph(self, lines: list[Line], position: int, margin: float) -> int:
        """Write one paragraph and return the position after it."""
        parts = [_plain(lines[position])]
        while position + 1 < len(lines) and _continues(lines[position], lines[position + 1], margin):
            position += 1
            parts.append(_plain(lines[position]))
        text = "".join(parts).strip()
        if text:
            self._above.append((self.canvas.line(text).start, text))
            del self._above[:-8]
        return position + 1


def _plain(line: Line) -> str:
    """Return the line as part of its paragraph: a space after it, unless the next line goes on with its last word."""
    text = one_line(line.text.translate(_SOFT))
    return text if line.broken or not text else text + " "


def _row(line: Line, cells: list[grid.Piece]) -> list[grid.Piece]:
    return cells or [grid.Piece(line.left, line.right, line.text)]


def _cleaned(block: list[list[grid.Piece]]) -> list[list[grid.Piece]]:
    cleaned = [[piece._replace(text=one_line(piece.text.translate(_SOFT))) for piece in row] for row in block]
    return [kept for row in cleaned if (kept := [piece for piece in row if piece.text])]


def _table_end(lines: list[Line], rows: list[list[grid.Piece]], start: int) -> int:
    """Return where the rows that begin at `start` end: a row has several cells, a label between rows has one short one."""
    if len(rows[start]) < 2:
        return start
    end = position = start + 1
    while position < len(lines) and position - end < 3 and not _far(lines[position - 1], lines[position]):
        if len(rows[position]) >= 2:
            end = position + 1
        elif len(lines[position].text) > 110:
            break
        position += 1
    return end


def _far(above: Line, below: Line) -> bool:
    return above.bottom - below.top > 3.5 * max(above.height, below.height) or below.bottom > above.top + above.height


def _continues(line: Line, following: Line, margin: float) -> bool:
    """Return whether the next line goes on with the same paragraph."""
    gap = line.bottom - following.top
    if gap < -line.height or gap > 0.9 * max(line.height, following.height):
        return False
    if (
        line.right < margin - 0.14 * (margin - line.left) - 8
        or abs(line.height - following.height) > 0.35 * line.height + 1.5
    ):
        return False
    if _HARD_BREAK.match(following.text) or len(_cells(following)) > 2:
        return False
    return following.left <= line.left + 3 * line.height and following.left >= line.left - 6 * line.height


def invisible_characters(text: str) -> tuple[str, ...]:
    """Return what the text layer holds that nobody sees."""
    return invisible(text)
