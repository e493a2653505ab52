"""Grounding: where a quote stands in a document, word for word, and whether a number is one that was written.

Typography is folded (quotation marks, dashes, spaces, ligatures); digits never are: a character that only becomes a
digit by folding ("²") stays what it is, and a quote may not begin or end within a number.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from agents.claims.numbers import WORDS, quantities

Why = Literal["too_short", "too_long", "not_found", "cuts_a_number"]
SHORTEST = 12
"""Characters of a quote: "12%" stands in every filing."""
LONGEST = 2_000
GAP = 600
"""Characters that an ellipsis may stand for."""
_TYPOGRAPHY = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "\u00ad": "", "…": "...",
})  # fmt: skip
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:\.{3}|…)\s*\]|\.{3,}|…)\s*")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PART_OF_YEAR = re.compile(r"\b[QH][1-4]\b")
_WORDED = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)


class Place(NamedTuple):
    """Where a quote stands: `text[start:end]` are the document's own words."""

    start: int
    end: int
    exact: bool
    """Whether no typography had to be folded."""


class _Folded(NamedTuple):
    text: str
    places: array[int]
    """`text[i]` came from the canonical text at `places[i]`."""


def locate(text: str, quote: str, first: int = 0, last: int | None = None) -> Place | Why:
    """Return where a quote stands in a canonical text, looking between `first` and `last` before everywhere else."""
    quote = quote.strip()
    if len(quote) < SHORTEST or sum(c.isalpha() for c in quote) < 3:
        return "too_short"
    if len(quote) > LONGEST:
        return "too_long"
    last = len(text) if last is None else last
    found = _exact(text, quote, first, last)
    if not isinstance(found, Place):
        folded = _in_pieces(text, quote, first, last)
        found = folded if isinstance(folded, Place) or found == "not_found" else found
    if not isinstance(found, Place) and (first > 0 or last < len(text)):
        return locate(text, quote)
    return found


def _exact(text: str, quote: str, first: int, last: int) -> Place | Why:
    why: Why = "not_found"
    at = text.find(quote, first, last)
    while at >= 0:
        if is_whole(text, at, at + len(quote)):
            return Place(at, at + len(quote), True)
        why = "cuts_a_number"
        at = text.find(quote, at + 1, last)
    return why


def _in_pieces(text: str, quote: str, first: int, last: int) -> Place | Why:
    """Look for the folded quote, or for the pieces that an ellipsis joins, in order and near each other."""
    whole = _in_folded(text, fold(quote).text.strip(), first, last)
    pieces = [p for p in _ELLIPSIS.split(quote) if p]
    if isinstance(whole, Place) or len(pieces) < 2 or any(len(p) < SHORTEST for p in pieces):
        return whole
    at = _in_folded(text, fold(pieces[0]).text.strip(), first, last)
    if not isinstance(at, Place):
        return at
    start, end = at.start, at.end
    for piece in pieces[1:]:
        following = _in_folded(text, fold(piece).text.strip(), end, min(len(text), end + GAP + len(piece)))
        if not isinstance(following, Place):
            return following
        end = following.end
    return Place(start, end, False)


def _in_folded(text: str, quote: str, first: int, last: int) -> Place | Why:
    folded = folded_document(text)
    why: Why = "not_found"
    at = folded.text.find(quote) if quote else -1
    while at >= 0:
        start, end = folded.places[at], folded.places[at + len(quote) - 1] + 1
        if first <= start and end <= last:
            if is_whole(text, start, end):
                return Place(start, end, False)
            why = "cuts_a_number"
        at = folded.text.find(quote, at + 1)
    return why


def is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch begins and ends beside words and numbers, not within them."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if text[start].isalnum() and before and (before[-1].isalnum() or (text[start].isdigit() and _joins(before[::-1]))):
        return False
    last = text[end - 1]
    return not (last.isalnum() and after and (after[0].isalnum() or (last.isdigit() and _joins(after))))


def _joins(beside: str) -> bool:
    """Return whether what stands beside a digit goes on with its number: ".5", ",000"."""
    return len(beside) == 2 and beside[0] in ".," and beside[1].isdigit()


def fold(text: str) -> _Folded:
    """Return a text with typography folded and white space as single blanks, and where each character came from."""
    out: list[str] = []
    places = array("l")
    blank = False
    for place, character in enumerate(text):
        for folded in _folded(character):
            if folded.isspace() and blank:
                continue
            blank = folded.isspace()
            out.append(" " if blank else folded)
            places.append(place)
    return _Folded("".join(out), places)


@lru_cache(maxsize=8)
def folded_document(text: str) -> _Folded:
    """Return a whole document folded; kept, as one document is quoted many times."""
    return fold(text)


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character.isascii():
        return character
    told = unicodedata.normalize("NFKC", character.translate(_TYPOGRAPHY)).translate(_TYPOGRAPHY)
    return character if any(c.isdigit() for c in told) else told


def numbers(text: str) -> set[str]:
    """Return the numbers a text writes in digits, without separators: "1,204.50" is 1204.50."""
    return {found.replace(",", "") for found in _NUMBER.findall(text)}


def unsupported(said: str, grounds: Iterable[str], counted: int = 0) -> str | None:
    """Return the first number of some words that none of the grounds writes, at the same scale; None where all are.

    `counted` things may be counted in words or digits: "three departures" of three quotes.
    """
    whole, said = " \n ".join(grounds), _PART_OF_YEAR.sub("", said)
    written, values = numbers(whole), _values(whole)
    for quantity in quantities(said):
        figure = said[quantity.start : quantity.end]
        digits = numbers(figure)
        if not quantity.worded:
            continue
        plain = {Decimal(d) for d in digits} & {Decimal(w) for w in written}
        if quantity.interval.point not in values and not (plain and _unscaled(whole, digits)):
            return figure.strip()
    for number in sorted(numbers(said)):
        if number not in written and number != str(counted):
            return number
    for word in _WORDED.findall(said):
        count = WORDS[word.lower()]
        if count != counted and str(count) not in written and word.lower() not in whole.lower():
            return str(word)
    return None


def _values(text: str) -> set[Decimal]:
    return {quantity.interval.point for quantity in quantities(text)}


def _unscaled(text: str, digits: set[str]) -> bool:
    """Return whether a number stands without a scale of its own, as in a table whose header gives it."""
    return any(not q.worded and numbers(text[q.start : q.end]) & digits for q in quantities(text))
