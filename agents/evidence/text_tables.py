"""Tables in plain text: columns set apart by spaces, as filings before 2001 draw them, or by bars, as Markdown does.

The text is not written again: cells point at the words where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.evidence import grid
from agents.evidence.types import Cell, Table

_GAP = re.compile(r" {2,}|\.{4,} ?| ?\|+ ?")
_NARROW = re.compile(rf"{_GAP.pattern}|(?<=[\d)—]) (?=\$ *[\d(—])")
"""What parts two cells of a line that has a wide gap: before the next column's "$" one blank does, "12,890 $ 1,343"."""
_RULE = re.compile(r"[\s|:+=_–—-]*|(?:\s*<[/A-Z]+>)+\s*")
_FILING = re.compile(r"[^|]{2,90}\|\s*Form\s+[\w-]+\s*(?:\||$)")
"""The line that names a filing and its days: no row of a table."""
_LONGEST_ROW = 400
_WIDE = re.compile(r" {3,}|\|")
_ENDS_IN_FIGURES = re.compile(r"[\d)%]  +\$?\(?[\d,.]+\)?%?\s*$")
_LOWER = re.compile(r"\s*[a-z][^\d]*$")
_SPACED = 3
"""Stretches of small letters between two blanks from which a line is a sentence: cells begin with a capital."""
_TITLE_LINES = 3


_SCALE = re.compile(r"\bunaudited\b|\bin\s+(?:thousands|millions|billions)\b", re.IGNORECASE)
"""What a line between a table's header and its figures says of them, as a sentence or not."""


def find(text: str) -> tuple[Table, ...]:
    """Return the tables of a text: consecutive lines that fall into columns and hold figures."""
    tables: list[Table] = []
    block: list[tuple[int, list[grid.Piece]]] = []
    above: list[tuple[int, str]] = []
    barred = False
    for start, line in _lines(text):
        pieces = _pieces(line)
        if pieces and block and _is_framed(line) != barred:
            tables.extend(_table(text, block, above))
            block, above = [], []
        barred = _is_framed(line) if pieces else barred
        if len(pieces) >= 2 or (block and (_RULE.fullmatch(line) or (len(pieces) == 1 and _is_label(line)))):
            block.append((start, pieces if not _RULE.fullmatch(line) else []))
            continue
        tables.extend(_table(text, block, above))
        above = [] if block else above
        block = []
        if line.strip():
            above = [*above[-_TITLE_LINES:], (start + len(line) - len(line.lstrip()), line.strip())]
    tables.extend(_table(text, block, above))
    return tuple(tables)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _is_framed(line: str) -> bool:
    """Return whether a line stands between bars, as Markdown's rows do; a bar alone in front is an empty cell."""
    words = line.strip()
    return words.startswith("|") and (words.endswith("|") or not line.startswith(" "))


def _is_label(line: str) -> bool:
    """Return whether a line between rows is the label of a group and not a sentence."""
    words = line.strip(" |")
    return len(words) <= 60 and (not words.endswith((".", ";")) or _SCALE.search(words) is not None)


def _is_spaced(line: str) -> bool:
    """Return whether a line is a sentence set to full width, which has two blanks between words and never more."""
    if _WIDE.search(line.strip()) or _ENDS_IN_FIGURES.search(line):
        return False
    return sum(1 for words in line.split("  ") if _LOWER.match(words)) >= _SPACED


def _pieces(line: str) -> list[grid.Piece]:
    """Return the words of a line between gaps, with their columns; empty where the line is no row."""
    if not line.strip() or len(line) > _LONGEST_ROW or _FILING.match(line) or _is_spaced(line):
        return []
    pieces, position = [], 0
    gaps = _NARROW if _GAP.search(line.strip()) else _GAP
    for gap in [*gaps.finditer(line), None]:
        end = gap.start() if gap else len(line)
        words = line[position:end]
        if words.strip():
            left = position + len(words) - len(words.lstrip())
            pieces.append(grid.Piece(left, left + len(words.strip()), words.strip()))
        position = gap.end() if gap else end
    return _together(line, pieces)


def _together(line: str, pieces: list[grid.Piece]) -> list[grid.Piece]:
    """Return the pieces with a currency sign taken to its figure, as one stretch of the line."""
    result: list[grid.Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if last and last.text in ("$", "(", "$(", "€", "£") and piece.text[:1] in "0123456789(.—-":
            result[-1] = grid.Piece(last.left, piece.right, line[int(last.left) : int(piece.right)])
        elif last and piece.text in (")", "%", ")%") and last.text[-1:].isdigit():
            result[-1] = grid.Piece(last.left, piece.right, line[int(last.left) : int(piece.right)])
        else:
            result.append(piece)
    return result


def _table(text: str, block: list[tuple[int, list[grid.Piece]]], above: list[tuple[int, str]]) -> list[Table]:
    rows = [(start, pieces) for start, pieces in block if pieces]
    while rows and len(rows[-1][1]) < 2:
        rows.pop()
    figures = sum(1 for _, pieces in rows for piece in pieces[1:] if grid.numeric(piece.text))
    if len(rows) < 2 or figures < 2 or not grid.is_data([pieces for _, pieces in rows]):
        return []
    places = _in_order(text, rows, grid.columns([pieces for _, pieces in rows]))
    cells = tuple(
        tuple(
            _cell(text, start, piece, Cell(number, place[0], 0, 0, "", place[1]))
            for piece, place in zip(pieces, row, strict=True)
        )
        for number, ((start, pieces), row) in enumerate(zip(rows, places, strict=True))
    )
    caption = grid.caption_lines(above)
    words = text[caption[0][0] : caption[-1][0] + len(caption[-1][1])] if caption else ""
    first = caption[0][0] if caption else cells[0][0].start
    return [Table(rows=cells, caption=words, start=first, end=cells[-1][-1].end)]


def _in_order(
    text: str, rows: list[tuple[int, list[grid.Piece]]], places: list[list[tuple[int, int]]]
) -> list[list[tuple[int, int]]]:
    """Return the places of cells, with those of a short row set apart by bars in the order of the fullest such row.

    Bars that stand under nothing count cells, not places: in "Cash | 2,786" under three columns the figure is the
    first column's.
    """
    told = [_is_barred(text, start, pieces) for start, pieces in rows]
    fullest = max((place for place, barred in zip(places, told, strict=True) if barred), key=len, default=[])
    return [
        fullest[: len(place)] if barred and len(place) < len(fullest) else place
        for place, barred in zip(places, told, strict=True)
    ]


def _is_barred(text: str, start: int, pieces: list[grid.Piece]) -> bool:
    """Return whether a row is a label and figures with one bar between two cells and none for an empty one."""
    line = text[start : text.find("\n", start) if "\n" in text[start:] else len(text)]
    inside = sum(piece.text.count("|") for piece in pieces)
    figures = len(pieces) > 1 and all(grid.numeric(re.sub(r"[\s|]+", "", piece.text)) for piece in pieces[1:])
    return figures and not grid.numeric(pieces[0].text) and line.count("|") - inside == len(pieces) - 1


def _cell(text: str, start: int, piece: grid.Piece, place: Cell) -> Cell:
    left, right = start + int(piece.left), start + int(piece.right)
    return place._replace(start=left, end=right, text=text[left:right])
