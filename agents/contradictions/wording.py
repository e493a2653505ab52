"""Do two sentences speak of the same thing? They share most of the words that carry meaning."""

from __future__ import annotations

import re
from functools import lru_cache

_SHARE = 0.6
"""Of the shorter sentence's words that two sentences about one thing share."""
_WORDS = 3
_AGENCY = re.compile(r"\A\W*(?:[A-Z][A-Z ,.]{2,40})?\([A-Z][\w ]{1,24}\)\s*[-–—]+")
"""The place and agency an article opens with."""
_EMPTY = frozenset(
    "that this with from have been were will would their which about than more also into over said says year quarte "
    "million billio percen compar".split()
)


def alike(first: str, second: str) -> bool:
    """Return whether two sentences share most of the words that carry meaning."""
    a, b = _content(first), _content(second)
    return len(a & b) >= _WORDS and len(a & b) >= _SHARE * min(len(a), len(b))


@lru_cache(maxsize=16384)
def _content(quote: str) -> frozenset[str]:
    """Return the words of a sentence that carry meaning, without figures, cut to their stems."""
    said = _AGENCY.sub("", quote).casefold()
    told = {w[:6] for w in re.findall(r"[a-z]{4,}", said)} - _EMPTY
    return frozenset(w.removesuffix("s") for w in told)
