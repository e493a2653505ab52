"""Written numbers: where they stand in a text, and the interval of values each can stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from agents.claims.bands import bands
from agents.claims.intervals import flat, interval, widened
from agents.records import Interval

QuantityKind = Literal["money", "percent", "points", "per_share", "count"]

SCALES = {
    "k": 3, "thousand": 3, "thousands": 3, "m": 6, "mn": 6, "mm": 6, "mln": 6, "million": 6, "millions": 6,
    "b": 9, "bn": 9, "bln": 9, "billion": 9, "billions": 9, "tn": 12, "trln": 12, "trillion": 12, "trillions": 12,
}  # fmt: skip
SYMBOLS = {"$": "USD", "us$": "USD", "c$": "CAD", "a$": "AUD", "hk$": "HKD", "nt$": "TWD", "s$": "SGD", "r$": "BRL",
           "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₩": "KRW"}  # fmt: skip
CODES = ("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "CAD", "AUD", "HKD", "INR", "KRW", "SEK", "NOK", "DKK", "BRL", "RMB")
CURRENCY_WORDS = {
    "dollar": "USD", "dlr": "USD", "cent": "USD", "ct": "USD", "cp": "USD", "euro": "EUR", "pound": "GBP",
    "pence": "GBP", "penny": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "swiss franc": "CHF", "franc": "CHF", "rupee": "INR", "won": "KRW", "real": "BRL", "canadian dollar": "CAD",
    "stg": "GBP", "sterling": "GBP", "mark": "DEM", "guilder": "NLG",
    "australian dollar": "AUD", "hong kong dollar": "HKD", "swedish crown": "SEK", "norwegian crown": "NOK",
}  # fmt: skip
WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.\d{1,9})?|\.\d{1,9}"
_APART = r"\d{1,4}\ \.\ \d{1,3}(?=\ ?(?:%|percent|million|billion|bn\b|mn\b|m\b|b\b|$))|\d{1,3}(?:\ ,\ \d{3})+(?![\d,])"
"""Numbers of headlines whose marks stand apart: "9 . 1 million", "1 , 000 jobs"."""
_SCALE = r"thousands?|millions?|billions?|trillions?|trln|mln|bln|mn|bn|mm|tn"
_AFTER_B = r"\s(?:(?:us|canadian|australian|swiss)\s)?(?:dollars?|euros?|pounds?|yen|yuan|francs?|rupees?|crowns?)\b"
_AFTER_M = (
    rf"(?:{_AFTER_B}|\s(?:new\s|more\s|paying\s|active\s)?(?:customers|users|subscribers|passengers|barrels|tonnes|tons|"
    r"people|shares|units|vehicles|cars|households|homes|members|viewers|visitors)\b)"
)
"""What follows the m of a million that has no currency sign: "364m euros", "3m customers"; else it may be metres."""
_ATOM = re.compile(
    rf"""(?:(?<![\w.,/#@])|(?<=(?-i:[a-z]{{3}}))(?=\$\d))(?<![A-Za-z]-)
    (?P<minus>(?<![\d%\w])(?<!\d\s)(?<!%\s)[-−](?=[\d$.]))?
    (?P<money>(?:\b(?:US|C|A|HK|NT|S|R)\$|[$£€¥₹₩]|\b(?:{"|".join(CODES)})\b)\s{{0,2}}(?P<paren>[-−(]\s?)?)?
    (?P<number>{_APART}|{_NUMBER}|\b(?:{"|".join(WORDS)})\b)
    (?P<close>\s?\))?
    (?:(?(money)(?P<short>[kmb])|(?P<thousand>k|m(?={_AFTER_M})|b(?={_AFTER_B})))\b|[\s-]?(?P<scale>{_SCALE})\b)?
    (?![A-Za-z0-9])(?!,\d)(?!\.\d)(?!-[A-Z]{{1,2}}\b)(?!\([a-z0-9]\))
    (?P<unit>\s?-?\s?(?:%|percentage\s+points?\b|percent\b|per\s+cent\b|pct\b|basis[\s-]points?\b|bps\b|bp\b|pp\b|pts\b)
      |\s(?:(?:u\.?\s?s\.?|canadian|australian|hong\ kong|swiss|swedish|norwegian)\s)?
       (?:dollars?|dlrs?|cents?|cts|cps|pence|penny|euros?|pounds?(?!\sof)|yen|yuan|renminbi|francs?|rupees?|crowns?
        |stg|sterling|marks|guilders)\b)?
    (?P<share>\s?/\s?sh(?:are|r)?\b
      |\s(?:per|a|each|for\ each|for(?=\s(?:diluted|basic|common)\s))\s(?:\w{{1,12}}\s){{0,2}}?share\b)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_JOIN = re.compile(r"\s?(?:-|–|—|to|through|and|up\s+to)\s?\Z", re.IGNORECASE)
_GAP = 9
"""Characters that may join the two ends of a range: "$10.90 up to $11.10"."""
_VAGUE = re.compile(
    r"\b(?:(?P<about>about|approximately|approx\.?|around|nearly|almost|roughly|close to|some|an estimated)"
    r"|(?P<over>more than|greater than|over|above|at least|exceed(?:ed|ing|s)?"
    r"|(?:sur)?pass(?:ed|es|ing)?|topp?(?:ed|s|ing)|cross(?:ed|es|ing)?|upwards? of|in excess of|well over)"
    r"|(?P<under>less than|fewer than|under|below|at most|up to|as much as|as many as|no more than))"
    r"\s+(?:a\s+|the\s+|an\s+)?\Z",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """A written number with its unit, and where it stands."""

    start: int
    end: int
    kind: QuantityKind
    unit: str | None
    """"USD", "percent", "USD/share"; None for counts, whose unit is the noun that follows."""
    interval: Interval
    worded: bool = False
    """The scale stood in words ("billion"), not in digits."""
    comparison: Literal["about", "over", "under"] | None = None


class _Atom(NamedTuple):
    start: int
    end: int
    digits: str
    scale: int | None
    kind: QuantityKind
    unit: str | None
    negative: bool


@lru_cache(maxsize=4096)
def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Return the written numbers of a stretch of text in order; ranges ("$5.35 to $5.40") are one quantity."""
    stop = len(text) if end is None else end
    worded = [Quantity(a, b, "percent", "percent", value) for a, b, value in bands(text, start, stop)]
    figures = _figures(text, start, stop)
    if not worded:
        return figures
    apart = [q for q in figures if all(q.end <= w.start or w.end <= q.start for w in worded)]
    return sorted([*apart, *worded], key=lambda q: q.start)


def _figures(text: str, start: int, end: int) -> list[Quantity]:
    atoms = list(_atoms(text, start, end))
    found: list[Quantity] = []
    index = 0
    while index < len(atoms):
        joined = index + 1 < len(atoms) and _range(text, atoms[index], atoms[index + 1])
        found.append(joined or _single(text, atoms[index]))
        index += 2 if joined else 1
    return found


def _atoms(text: str, start: int, end: int) -> Iterator[_Atom]:
    for match in _ATOM.finditer(text, start, end):
        digits = match["number"].lower()
        if digits in WORDS and _BROKEN_OFF.match(text, match.end()):
            continue
        if digits in WORDS:
            digits = str(WORDS[digits])
        kind, unit = _unit(match)
        word = (match["scale"] or match["short"] or match["thousand"] or "").lower()
        scale = SCALES.get(word) if word else None
        if (match["unit"] or "").strip().lower().startswith(_HUNDREDTHS) and not match["money"]:
            scale = -2
        closed = bool(match["close"]) and bool(match["paren"] and "(" in match["paren"])
        last = match.end() if closed or not match["close"] or match["unit"] else match.start("close")
        first = match.start("minus") if match["minus"] else _first(match)
        worded = text[max(start, first - 2) : first].lower() in {"s ", "e "}
        minus = _MINUS.search(text, max(start, first - 12), first) if worded else None
        negative = bool(match["minus"]) or bool(match["paren"]) or minus is not None
        first = minus.start() if minus else first
        yield _Atom(first, last, digits, scale, kind, unit, negative)


_HUNDREDTHS = ("cent", "cts", "cps", "pence", "penny")
_BROKEN_OFF = re.compile(r"\s+--\s+[$€£]?\d")
"""Behind a number that a speaker began and told anew: "in the range of two -- $425 million to $475 million"."""
_MINUS = re.compile(r"(?<![\w%-])(?:minus|negative)\s\Z", re.IGNORECASE)
"""A sign in words: "from minus 3.7% to minus 2.4%"."""


def _first(match: re.Match[str]) -> int:
    return match.start("money") if match["money"] else match.start("number")


def _unit(match: re.Match[str]) -> tuple[QuantityKind, str | None]:
    word = re.sub(r"[\s-]+", " ", (match["unit"] or "")).strip().lower()
    if word in {"%", "percent", "per cent", "pct"}:
        return "percent", "percent"
    if word.startswith("b"):
        return "points", "basis_points"
    if word.startswith(("percentage p", "pp", "pts")):
        return "points", "percentage_points"
    currency = _currency(match["money"], word)
    if currency and (match["share"] or word == "cps"):
        return "per_share", f"{currency}/share"
    return ("money", currency) if currency else ("count", None)


def _currency(symbol: str | None, word: str) -> str | None:
    if symbol:
        sign = symbol.strip(" (-−").lower()
        return SYMBOLS.get(sign, "CNY" if sign == "rmb" else sign.upper())
    if not word:
        return None
    name = re.sub(r"^u\.? ?s\.? ", "", word).rstrip("s")
    return CURRENCY_WORDS.get(name)


def _single(text: str, atom: _Atom) -> Quantity:
    comparison = _comparison(text, atom.start) or _open_ended(text, atom.end)
    exact = atom.kind in {"percent", "points", "per_share"}
    value = interval(atom.digits, atom.scale, negative=atom.negative, exact_zeros=exact)
    return Quantity(
        atom.start, atom.end, atom.kind, atom.unit, widened(value, comparison), (atom.scale or 0) > 0, comparison
    )


_OR_MORE = re.compile(r"\s+or\s+(?:(?P<over>more|higher|better|greater|above)|less|lower|fewer|below)\b", re.IGNORECASE)


def _open_ended(text: str, end: int) -> Literal["over", "under"] | None:
    """Return which way a value is open that is told so behind it: "8% or higher"."""
    match = _OR_MORE.match(text, end) if text[end : end + 3] == " or" else None
    return None if match is None else "over" if match["over"] else "under"


def _comparison(text: str, start: int) -> Literal["about", "over", "under"] | None:
    last = text[max(0, start - 24) : start].rstrip()[-1:]
    if not (last.isalpha() or last == "."):
        return None
    match = _VAGUE.search(text, max(0, start - 24), start)
    if match is None:
        return None
    return "about" if match["about"] else "over" if match["over"] else "under"


def _range(text: str, first: _Atom, second: _Atom) -> Quantity | None:
    gap = text[first.end : second.start]
    if len(gap) > _GAP or not _JOIN.fullmatch(gap):
        return None
    word = gap.strip().lower()
    if word == "and" and not _BETWEEN.search(text, max(0, first.start - 12), first.start):
        return None
    if first.unit and second.unit and first.unit.split("/")[0] != second.unit.split("/")[0]:
        return None
    if second.kind == "count" and first.kind == "money" and (word in _DASHES or second.scale):
        second = second._replace(kind=first.kind, unit=first.unit)  # "$366-370 million"
    if second.kind == "count" and first.kind != "count":
        return None
    scale = second.scale if first.scale is None else first.scale
    low = interval(first.digits, scale, negative=first.negative, exact_zeros=True)
    high = interval(second.digits, second.scale, negative=second.negative, exact_zeros=True)
    turned = low.point > high.point  # "a loss in the range of $0.40 to $0.25"
    shared = second.kind in {"percent", "points"} and (first.kind == "count" or _beside(first, second))
    if (word == "to" and _moves(text, first.start, shared=shared)) or (turned and not _says_range(text, first.start)):
        return None
    low, high = sorted((low, high), key=lambda end: end.point)
    value = Interval(
        low=low.low,
        high=high.high,
        point=flat((low.point + high.point) / 2),
        written_low=low.point,
        written_high=high.point,
    )
    return Quantity(first.start, second.end, second.kind, second.unit, value, (second.scale or 0) > 0)


_DASHES = frozenset("-–—")
_BETWEEN = re.compile(r"between|range\s+of", re.IGNORECASE)


def _beside(first: _Atom, second: _Atom) -> bool:
    """Return whether two rates are near enough to be ends of one: "down 5% to 8%", not "down 2% to 38%"."""
    low, high = (interval(atom.digits, exact_zeros=True).point for atom in (first, second))
    return first.unit == second.unit and low < high <= low * _WIDE + _NEXT


_WIDE, _NEXT = 2, 5
"""How far apart the ends of a range of rates may be: so many times the lower one, and so many more."""
_RANGED = re.compile(
    r"\b(?:range\s+of|between|range\s+from|ranging\s+from)\s+(?:about\s+|approximately\s+|an?\s+loss\s+of\s+)?\Z",
    re.IGNORECASE,
)
_BACK = 45
"""Characters before a range in which words say that it is one."""
_MOVE = re.compile(
    r"\b(?:rose|grew|increased?|climbed|jumped|fell|dropped|declined|decreased|improved|up|down|raised|cut|lowered|"
    r"reduced|went|moved|expanded|rise|rising|growing|growth)\b[^.;]{0,30}\bfrom\s(?:a range of\s)?\Z|"
    r"\b(?:rose|grew|increased|raised|raising|lowered|lowering|reduced|cut|dropped|declined|decreased|improved|up|down|"
    r"(?:increase|decrease|reduction|raise|cut|rise|decline|drop)\s(?:in|of|to))\b(?:(?!\b(?:range|between|expect|forecast|outlook|guidance)|;|\.\s).){0,70}\s(?:by\s[\d.]+\s?(?:%|percent)\s)?from\s\Z",
    re.IGNORECASE,
)
"""A movement told before "from X to Y": of a noun within a few words, of a verb also over its object and rate."""


_STEP = re.compile(
    r"\b(?:rose|grew|increased?|climbed|jumped|fell|dropped|declined|decreased|improved|up|down|off|"
    r"gained|lost|eased|slid|slipped|tumbled|plunged|surged|soared|shed|added|by)\s"
    r"(?:about\s|nearly\s|almost\s|another\s)?\Z",
    re.IGNORECASE,
)


_FROM = re.compile(r"from\s(?:a range of\s)?\Z", re.IGNORECASE)
"""How the words before every such movement end: few numbers have that, and it is quick to see."""
_RANGE = re.compile(r"\b(?:range|ranging|ranges)\s+(?:of\s+)?from\s\Z", re.IGNORECASE)


def _says_range(text: str, start: int) -> bool:
    return _RANGED.search(text, max(0, start - _BACK), start) is not None


def _moves(text: str, start: int, *, shared: bool) -> bool:
    """Return whether "from X to Y" or "up X to Y" before a number tells a movement, not a range of one unit."""
    if not shared and _STEP.search(text, max(0, start - 30), start):
        return True
    if not _FROM.search(text, max(0, start - 16), start) or _RANGE.search(text, max(0, start - 30), start):
        return False
    return _MOVE.search(text, max(0, start - 90), start) is not None
