"""Where the primary statements of a report stand: only their rows speak for the whole company without a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from agents.evidence.types import ReadDocument

Kind = Literal["income", "balance", "cash flow"]
_LONGEST = 9_000
"""Characters of a statement; what neither the next title nor a reference to the notes ends earlier is prose."""
_NUMBERS = 12
"""Numbers a statement holds at least: less is a list of contents."""
_TITLES: dict[Kind, str] = {
    "income": r"consolidated\s+(?:statements?\s+of\s+(?:income|operations|earnings)|income\s+statements?)",
    "balance": r"consolidated\s+(?:balance\s+sheets?|statements?\s+of\s+financial\s+(?:position|condition))",
    "cash flow": r"consolidated\s+(?:statements?\s+of\s+cash\s+flows?|cash\s+flow\s+statements?)",
}
_ROWS: dict[Kind, tuple[str, ...]] = {
    "income": (
        r"\b(?:revenues?|sales)\b",
        r"\bnet\s+(?:income|earnings|\(?loss)",
        r"taxes|per\s+(?:\w+\s+){0,2}share|operat",
    ),
    "balance": (r"\bassets\b", r"\bliabilities\b", r"\bearnings\b|\bdeficit\b", r"\bequity\b|investment\b"),
    "cash flow": (r"operating\s+activities", r"investing\s+activities", r"financing\s+activities"),
}
_ANY_TITLE = re.compile(
    r"(?im)^[^\n|.]{0,80}\bconsolidated\s+(?:(?:statements?\s+of|balance\s+sheets?|income\s+statements?)\b[^\n|.]{0,80})$"
)
_END = re.compile(r"(?i)accompanying\s+notes|notes\s+(?:to\s+\w+\s+financial\s+statements\s+)?are\s+an\s+integral")
_NUMBER = re.compile(r"\d[\d,.]*")


class Statement(NamedTuple):
    """One primary statement and where it stands."""

    kind: Kind
    start: int
    end: int


def statements(document: ReadDocument) -> tuple[Statement, ...]:
    """Return the primary statements of a report: of each kind the first that is titled so and holds its rows."""
    regions = tuple(_regions(document.text))
    return tuple(s for kind in _TITLES if (s := _first(document.text, kind, regions)))


def _regions(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretch from each title to the next other one, or to the reference to the notes."""
    titles = [(m.start(), _folded(m.group())) for m in _ANY_TITLE.finditer(text)]
    for index, (start, title) in enumerate(titles):
        following = [s for s, t in titles[index + 1 :] if t != title]
        stop = min(following[0] if following else len(text), start + _LONGEST)
        same = [s for s, t in titles[index + 1 :] if t == title and s < stop]
        end = _END.search(text, (same[-1] if same else start) + 200, stop)
        stop = end.start() if end else stop
        if stop - start < _LONGEST:
            yield start, stop


def _folded(title: str) -> str:
    """Return a title as its repetition on the next page is written."""
    return re.sub(r"\s+", " ", title).strip().casefold()


def _first(text: str, kind: Kind, regions: tuple[tuple[int, int], ...]) -> Statement | None:
    for start, end in regions:
        piece = text[start:end]
        if re.match(rf"[^\n]{{0,80}}{_TITLES[kind]}", piece, re.IGNORECASE) and _holds(piece, kind):
            return Statement(kind, start, end)
    return None


def _holds(piece: str, kind: Kind) -> bool:
    rows = all(re.search(row, piece, re.IGNORECASE) for row in _ROWS[kind])
    return rows and len(_NUMBER.findall(piece)) >= _NUMBERS
