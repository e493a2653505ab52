"""Bands: rates told in words, "mid-single digits" or "high teens", as the percentages they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from agents.records import Interval
from agents.sought import Sought

_BAND = Sought(
    r"\b(?P<low>low|mid|high)(?:\s*(?:-|to)\s*(?:-\s*)?(?P<high>mid|high))?[\s-]+"
    r"(?:(?P<size>single|double)[\s-]+digits?|(?P<teens>teens)|"
    r"(?P<tens>[2-9]0)(?:['’]?s|(?=\s*(?:%|percent))))(?![\w’'])"
    r"(?:[\s-]*(?:percent(?:age)?s?\b|%))?(?:\s+(?:rate|range|area)\b)?",
    re.IGNORECASE,
)
_ENDS = {
    "single": {"low": ("0.5", "3.5"), "mid": ("3.5", "6.5"), "high": ("6.5", "9.9")},
    "double": {"low": ("9.9", "14.5")},
    "teens": {"low": ("10.5", "14.5"), "mid": ("13", "17"), "high": ("15.5", "19.9")},
    "tens": {"low": ("0", "4"), "mid": ("3", "7"), "high": ("6", "9.9")},
}
"""What management calls a part of the digits, the teens or of ten, with the ends open to rounding."""


_FROM_FLAT = Sought(
    r"\bflat\s+to\s+(?:up\s+|down\s+|plus\s+)?(?P<end>\d{1,2}(?:\.\d+)?)\s*(?:%|percent\b)(?!\s*(?:to|-|–)\s*\d)",
    re.IGNORECASE,
)
"""A range that begins without growth: "flat to 6%"; which way it goes, the words around it say as for one rate."""


def _from_flat(end: Decimal) -> Interval:
    """Return the range between no growth and a rate, each with half its last written place."""
    half = Decimal(1).scaleb(int(end.as_tuple().exponent)) / 2
    return Interval(low=-half, high=end + half, point=end / 2, written_low=Decimal(0), written_high=end)


def bands(text: str, start: int, end: int) -> Iterator[tuple[int, int, Interval]]:
    """Yield where rates in words stand in a stretch of text, and the percentages that they mean."""
    for match in _BAND.finditer(text, start, end):
        sizes = _ENDS[(match["size"] or ("tens" if match["tens"] else "teens")).lower()]
        first, last = match["low"].lower(), (match["high"] or match["low"]).lower()
        if first in sizes and last in sizes:
            base = Decimal(match["tens"] or 0)
            low, high = base + Decimal(sizes[first][0]), base + Decimal(sizes[last][1])
            yield match.start(), match.end(), Interval(low=low, high=high, point=(low + high) / 2, approximate=True)
    for match in _FROM_FLAT.finditer(text, start, end):
        yield match.start("end"), match.end(), _from_flat(Decimal(match["end"]))
