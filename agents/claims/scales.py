"""Scales that a document announces for its tables, or for all its sums: "(in thousands)", "presented in thousands"."""

from __future__ import annotations

import re
from decimal import Decimal

from agents.claims.numbers import Quantity
from agents.records import Interval
from agents.sought import Sought

_SCALE_WORDS = Sought(
    r"\((?:dollars\s+|amounts\s+|\$\s*|u\.s\.\s+dollars\s+)?(?:are\s+)?in\s+(?P<scale>thousands|millions|"
    r"billions)[^)]{0,60}\)",
    re.IGNORECASE,
)


def scale_words(text: str) -> str:
    """Return the one scale that all of a document's tables announce, or nothing where they differ."""
    found = {m["scale"].lower() for m in _SCALE_WORDS.finditer(text[:400_000])}
    return f"in {found.pop()}" if len(found) == 1 else ""


_SUMS_IN = Sought(
    r"\b(?:discussion|analysis|dollars|(?:dollar\s+)?amounts|sums|figures)\b(?:(?!tables?\b)[^.:;]){0,60}?\s(?:is|are)\s+"
    r"(?:all\s+)?(?:presented\s+|expressed\s+|stated\s+|shown\s+|reported\s+)?in\s+(?P<scale>thousands|millions)\b",
    re.IGNORECASE,
)
"""How a discussion says that its sentences leave the zeros out too; of tables alone it says nothing."""
_EXPONENT = {"thousands": 3, "millions": 6}


def sums_in(text: str) -> int:
    """Return the power of ten in which a document says that all its sums are written; 0 where it says no one scale."""
    found = {m["scale"].lower() for m in _SUMS_IN.finditer(text[:400_000])}
    return _EXPONENT[found.pop()] if len(found) == 1 else 0


def in_sums(text: str, written: list[Quantity], start: int, exponent: int) -> list[Quantity]:
    """Return a sentence's quantities with the sums at the scale of the document, or at one that it names itself.

    A sum with a scale word of its own, or with cents, is written as it is.
    """
    own = _SCALE_WORDS.search(text, start, written[-1].start) if written else None
    exponent = _EXPONENT.get(own["scale"].lower(), 0) if own else exponent
    if not exponent:
        return written
    return [q._replace(interval=_raised(q.interval, exponent)) if _is_short(q) else q for q in written]


def _is_short(q: Quantity) -> bool:
    return q.kind == "money" and not q.worded and q.interval.high - q.interval.low >= 1


def _raised(value: Interval, exponent: int) -> Interval:
    by = Decimal(10) ** exponent
    fields = {name: getattr(value, name) for name in ("low", "high", "point", "written_low", "written_high")}
    return value.model_copy(update={name: one * by for name, one in fields.items() if one is not None})
