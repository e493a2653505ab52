"""The text layer of a PDF page: lines and words with their places, what a person does not see kept apart."""

from __future__ import annotations

import ctypes
import itertools
import re
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from agents.evidence.canonical import one_line

_HYPHENS = "\x02\ufffe"
"""What the text layer writes for a hyphen that a line's end put into a word; the line's end itself is left out."""
_EDGES = " \t\r\n\f\v\u00a0\u200b\u200c\u200d\u200e\u200f\ufeff\u2028\u2002\u2003\u2009"
"""Characters without a box of their own at the edges of a line."""
_LINE = re.compile(r"[^\n\x02\ufffe]+[\x02\ufffe]?")
_WORD = re.compile(r"\S+")
_FIGURE = re.compile(r"[$€£(]?\(?[$€£]?-?\d[\d,.]*[)%]{0,2}|[—–-]")
_PAINTED = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)


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


class PageLayer:
    """The text layer of one page: lines with their places; words only of lines that may be rows of a table."""

    def __init__(self, page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage) -> None:
        self._page = page
        self._handle: Any = layer.raw
        text = str(layer.get_text_range())
        self._text = text if len(text) == layer.count_chars() else self._by_character(layer.count_chars())
        self.characters = len(self._text.strip())
        self.hidden: list[str] = []
        self._box = pdfium.FS_RECTF()
        self._reference = ctypes.byref(self._box)
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._colour_references = [ctypes.byref(part) for part in self._colour]
        self._width, self._height = page.get_size()
        self._painted: list[tuple[float, float, float, float]] | None = None

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
        """Return the visible lines in the order of the layer."""
        kept = self._visible(list(self._rough()))
        widths = [(line.right - line.left) / len(line.text) / line.height for _, line in kept if len(line.text) > 20]
        usual = median(widths) if widths else 0.5
        return [self._with_words(start, line, usual) for start, line in kept]

    def _rough(self) -> Iterator[tuple[int, Line]]:
        """Yield the layer's lines with their first characters; a line that jumps to another height is several."""
        for match in _LINE.finditer(self._text):
            words = match[0].strip(_EDGES)
            if not words:
                continue
            first = match.start() + match[0].index(words)
            line, level = self._line(first, words)
            if level or " " not in words:
                yield first, line
            else:
                yield from self._split(first, words)

    def _line(self, first: int, words: str) -> tuple[Line, bool]:
        """Return the line that begins at a character, and whether it ends at the height it begins at."""
        left, right, bottom, top = self._extent(first)
        end = self._extent(first + len(words) - 1)
        level = abs(end[2] + end[3] - bottom - top) <= top - bottom + 1
        if level:
            bottom, top = min(bottom, end[2]), max(top, end[3])
        return Line(min(left, end[0]), max(right, end[1]), bottom, top, words, broken=words[-1] in _HYPHENS), level

    def _split(self, first: int, words: str) -> Iterator[tuple[int, Line]]:
        """Yield the lines that the layer runs together, cut where a word stands at another height."""
        cuts, height = [0], sum(self._extent(first)[2:])
        for word in _WORD.finditer(words):
            _, _, bottom, top = self._extent(first + word.start())
            if abs(bottom + top - height) > top - bottom + 1:
                cuts.append(word.start())
                height = bottom + top
        for start, end in itertools.pairwise((*cuts, len(words))):
            piece = words[start:end].rstrip()
            if piece:
                yield first + start, self._line(first + start, piece)[0]

    def _visible(self, lines: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
        """Return the lines a person sees; a page of nothing but invisible lines is a recognised scan, and is read."""
        shown = [entry for entry in lines if not self._outside(entry[1])]
        self.hidden.extend(one_line(line.text) for _, line in lines if self._outside(line))
        if not any(self._probed(start, line) for start, line in shown):
            return shown
        split = [
            (start, line, [self._unseen(start + w.start(), line) for w in _WORD.finditer(line.text)])
            for start, line in shown
        ]
        if all(all(unseen) for _, _, unseen in split):
            return shown
        return [kept for start, line, unseen in split if (kept := self._seen_part(start, line, unseen))]

    def _probed(self, start: int, line: Line) -> bool:
        """Return whether the first or the last word of a line is drawn faintly: most lines are of one make."""
        return self._drawn_faintly(start) or self._drawn_faintly(start + len(line.text) - 1)

    def _drawn_faintly(self, index: int) -> bool:
        run = pdfium.FPDFText_GetTextObject(self._handle, index)
        return bool(run) and self._faint(run)

    def _seen_part(self, start: int, line: Line, unseen: list[bool]) -> tuple[int, Line] | None:
        """Return what a person sees of a line; the rest is kept as hidden text."""
        if not any(unseen):
            return start, line
        places = self._words(start, line)
        self.hidden.append(" ".join(word.text for word, lost in zip(places, unseen, strict=True) if lost))
        words = tuple(word for word, lost in zip(places, unseen, strict=True) if not lost)
        if not words:
            return None
        text = " ".join(word.text for word in words)
        return start, line._replace(left=words[0].left, right=words[-1].right, text=text, words=words)

    def _outside(self, line: Line) -> bool:
        """Return whether the line stands off the page, or is too small for any eye."""
        if line.height <= 1.0 and line.top - line.bottom < 1.0 and len(line.text) > 3:
            return any(c.isalnum() for c in line.text)
        away = line.right < 0 or line.left > self._width + 2 or line.top < 0 or line.bottom > self._height + 2
        return away and bool(self._page.get_rotation() == 0)

    def _unseen(self, index: int, line: Line) -> bool:
        run = pdfium.FPDFText_GetTextObject(self._handle, index)
        return bool(run) and self._faint(run) and (_invisible(run) or not self._on_colour(line))

    def _faint(self, run: Any) -> bool:
        """Return whether a run is drawn in white, fully transparent or not at all."""
        if _invisible(run):
            return True
        if not pdfium.FPDFPageObj_GetFillColor(run, *self._colour_references):
            return False
        red, green, blue, alpha = self._colour
        return bool(alpha.value == 0 or (red.value > 250 and green.value > 250 and blue.value > 250))

    def _on_colour(self, line: Line) -> bool:
        """Return whether something is painted behind the line, so that white words show."""
        if self._painted is None:
            found = self._page.get_objects(filter=_PAINTED, max_depth=4)
            self._painted = [thing.get_bounds() for thing in found]
        return any(
            left <= line.left + 2 and bottom <= line.bottom + 2 and right >= line.left + 5 and top >= line.top - 2
            for left, bottom, right, top in self._painted
        )

    def _with_words(self, start: int, line: Line, usual: float) -> Line:
        """Return the line with its words' places where it may be a row: figures, few words, or wide gaps."""
        if line.words:
            return line
        found = _WORD.findall(line.text)
        figures = sum(1 for word in found if _FIGURE.fullmatch(word))
        width = (line.right - line.left) / len(line.text) / line.height
        if len(found) > 6 and figures * 4 < len(found) and not _FIGURE.fullmatch(found[-1]) and width < usual * 1.12:
            return line
        return line._replace(words=self._words(start, line))

    def _words(self, start: int, line: Line) -> tuple[Word, ...]:
        words = []
        for word in _WORD.finditer(line.text):
            left, right, *_ = self._extent(start + word.start())
            if word.end() - word.start() > 1:
                right = max(right, self._extent(start + word.end() - 1)[1])
            words.append(Word(left, right, word[0]))
        return tuple(words)


def _invisible(run: Any) -> bool:
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(run) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
