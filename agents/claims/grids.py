"""Grids: the header over the columns of a table, and its rows of figures under their sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from agents.claims.columns import Header, days_above, scale_of
from agents.claims.figures import FIGURE, ONLY_YEAR, Figure, figure_of, is_dash, is_mark
from agents.claims.periods import MONTH
from agents.evidence.types import Cell, Table

_FOOTNOTE = re.compile(r"\s*\(\s*(?:\d{1,2}|[a-z]|[Nn]otes?\s+[\w\s,&]{1,20})\s*\)|\s*\*+")
_BETWEEN = 300
"""Characters between two parts of one table at most: a line of words, no text of its own."""


class Row(NamedTuple):
    """A row of figures with its label, under the label of its section."""

    label: str
    start: int
    figures: tuple[Figure, ...]
    section: str


class _Wrapped(NamedTuple):
    """A line without figures, which heads the rows under it or is the first half of the next row's label."""

    label: str
    section: str
    """The section before it."""
    start: int

    def goes_on(self, label: str) -> bool:
        """Return whether a row's label is the second half: "Average common shares" over "outstanding (millions)"."""
        return self.label[:1].isupper() and not self.label.rstrip().endswith(":") and label[:1].islower()


def split(table: Table) -> tuple[Header, list[Row]]:
    """Return the header over the columns and the rows of figures, each under its section's label."""
    top: list[tuple[Cell, ...]] = []
    body: list[Row] = []
    section, wrapped = "", _Wrapped("", "", 0)
    for row in table.rows:
        figures = tuple(f for f in (figure_of(cell) for cell in row) if f)
        label = " ".join(c.text.strip() for c in row if figure_of(c) is None and not is_mark(c.text))
        if not body and (not figures or _is_header(row)):
            top.append(row)
            if len([c for c in row if c.text.strip()]) == 1 and not re.search(r"\d{4}|ended|million|thousand", label):
                section = label
            continue
        words = [c for c in row if figure_of(c) is None and c.text.strip()]
        if not figures:
            wrapped = _Wrapped(label, section, min((c.start for c in words), default=0))
            section = _FOOTNOTE.sub("", label).strip(" :") if len(label) < 120 else section
            continue
        start = min((c.start for c in words), default=figures[0].cell.start)
        if wrapped.goes_on(label):
            label, section, start = f"{wrapped.label} {label}", wrapped.section, wrapped.start
        wrapped = _Wrapped("", "", 0)
        body.append(
            Row(
                _FOOTNOTE.sub("", label).strip(" :") if words else "",
                min(start, figures[0].cell.start),
                figures,
                section,
            )
        )
    columns = _over_columns(top, body)
    return Header(table.caption, columns if any(columns) else days_above(table.caption, len(columns)) or columns), body


def stacked(table: Table) -> list[Table]:
    """Return the tables that stand on each other in one grid, each under its own row of years."""
    cuts = [i for i, row in enumerate(table.rows) if i and _heads_columns(row) and _has_body(table.rows[:i])]
    if not cuts:
        return [table]
    cuts = [cut - _has_days(table.rows[cut - 1]) for cut in cuts]
    found = [table.model_copy(update={"rows": table.rows[: _title_of(table.rows, cuts[0])]})]
    for cut, following in pairwise([*cuts, len(table.rows)]):
        stop = _title_of(table.rows, following) if following < len(table.rows) else following
        titles = " ".join(c.text for row in table.rows[_title_of(table.rows, cut) : cut] for c in row)
        caption = titles if scale_of(titles) else f"{table.caption}\n{titles}"
        found.append(table.model_copy(update={"rows": table.rows[cut:stop], "caption": caption}))
    return found


def continued(tables: Iterable[Table]) -> Iterator[Table]:
    """Yield the tables, one that goes on under another without a header of its own as part of that one."""
    held: Table | None = None
    for table in tables:
        if held is not None and _goes_on(held, table):
            held = held.model_copy(update={"rows": (*held.rows, *table.rows), "end": table.end})
            continue
        if held is not None:
            yield held
        held = table
    if held is not None:
        yield held


def _goes_on(above: Table, table: Table) -> bool:
    if not 0 <= table.start - above.end <= _BETWEEN:
        return False
    (header, body), (own, rows) = split(above), split(table)
    return bool(body and rows) and any(header.columns) and not any(own.columns) and _width(body) == _width(rows)


def _width(body: list[Row]) -> int:
    """Return how many figures most rows have."""
    return Counter(len(row.figures) for row in body).most_common(1)[0][0]


def _heads_columns(row: tuple[Cell, ...]) -> bool:
    """Return whether a row holds nothing but two or more years and the words over a column of changes."""
    cells = [c for c in row if c.text.strip()]
    years = [c for c in cells if ONLY_YEAR.match(c.text)]
    return len(years) > 1 and all(c in years or _CHANGES.fullmatch(c.text.strip()) for c in cells)


def _has_days(row: tuple[Cell, ...]) -> bool:
    """Return whether a row over the years holds their days ("March 31,", "June 30,"): it heads the same columns."""
    return sum(_DAY.match(c.text) is not None for c in row) > 1


_CHANGES = re.compile(r"(?:%|percent)?\s*(?:change|growth|increase|variance)\s*(?:\(?%\)?)?", re.IGNORECASE)


def _has_body(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    return any(figure_of(cell) for row in rows for cell in row)


def _title_of(rows: tuple[tuple[Cell, ...], ...], cut: int) -> int:
    """Return where the rows of words over a row of years begin: they are the lower table's title."""
    while cut and not any(map(figure_of, rows[cut - 1])):
        cut -= 1
    return cut


def _is_header(row: tuple[Cell, ...]) -> bool:
    return any(
        re.search(r"(?:19|20)\d\d", c.text) and len(c.text) < 40 and FIGURE.match(c.text) is None for c in row
    ) or all(ONLY_YEAR.match(c.text) or not c.text.strip() or figure_of(c) is None for c in row)


def _over_columns(top: list[tuple[Cell, ...]], body: list[Row]) -> tuple[str, ...]:
    """Return the header words over each figure column; a header over several columns counts for each of them."""
    width = max((len(row.figures) for row in body), default=0)
    places = next(([f.cell.column for f in row.figures] for row in body if len(row.figures) == width), [])
    columns = ["" for _ in places]
    for row in top:
        cells = _heads(row, width)
        if _has_stub(cells, places, width):
            cells = cells[1:]
        elif (
            len(cells) == 1
            and cells[0].column == 0
            and places
            and places[0] > 0
            and not re.search(r"(?:ended|ending|19\d\d|20\d\d)", cells[0].text)
        ):
            continue
        for index, cell in enumerate(_spread(cells, places)):
            if cell is not None:
                columns[index] = f"{columns[index]} {cell.text.strip()}".strip()
    return tuple(columns)


def _heads(row: tuple[Cell, ...], width: int) -> list[Cell]:
    """Return the words of a header row; a sign counts where it alone heads a column ("$", "%" of a change)."""
    told = [c for c in row if c.text.strip()]
    return told if len(told) == width else [c for c in told if not is_mark(c.text)]


def _has_stub(cells: list[Cell], places: list[int], width: int) -> bool:
    """Return whether a header row begins with a word over the labels, not with a period over the first columns."""
    if len(cells) < 2 or len(cells) == width or ONLY_YEAR.match(cells[0].text):
        return False
    if cells[0].column >= (places[0] if places else 0):
        return False
    return width % len(cells) != 0 or _PERIOD.search(cells[0].text) is None


_PERIOD = re.compile(r"\b(?:ended|ending|as\s+of)\b", re.IGNORECASE)
_DAY = re.compile(rf"\s*{MONTH}\s+\d{{1,2}},?\s*\Z", re.IGNORECASE)


def _spread(cells: list[Cell], places: list[int]) -> list[Cell | None]:
    if not cells:
        return [None for _ in places]
    if len(cells) == len(places):
        return list(cells)
    if len(places) % len(cells) == 0:
        each = len(places) // len(cells)
        return [cells[i // each] for i in range(len(places))]
    return [max((c for c in cells if c.column <= place), key=lambda c: c.column, default=None) for place in places]


def places_of(table: Table, width: int) -> dict[int, int]:
    """Return which figure column each grid column belongs to, learned from the rows that are complete."""
    places: dict[int, int] = {}
    for row in table.rows:
        found = [c.column for c in row if figure_of(c) or is_dash(c.text)]
        if len(found) == width:
            places.update({column: index for index, column in enumerate(found)})
    return places
