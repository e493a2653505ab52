"""Whether a text names the target, without taking "2.3m" for 3M or another company for ours."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from agents.records import Target

_LEGAL = re.compile(
    r"[,\s]+(?:incorporated|inc|corporation|corp|company|co|limited|ltd|plc|llc|l\.l\.c|lp|ag|s\.?a|s\.?e|n\.?v|b\.?v|"
    r"gmbh|kk|oy|ab|spa|holdings?|group)\.?$",
    re.IGNORECASE,
)
SHORT = 4
"""Letters up to which a name is also part of ordinary words and numbers: "2.3m" is not 3M."""
ALIKE = 90
"""Similarity from which two names without legal forms are one."""
_MASK = "compname"
"""Some published collections of news write this for the company."""


def names(target: Target) -> re.Pattern[str]:
    """Return the pattern that finds the target's name, its aliases, or the mask that stands for it."""
    return _names((target.name, *target.aliases))


@lru_cache(maxsize=64)
def _names(written: tuple[str, ...]) -> re.Pattern[str]:
    variants = {_variant(short) for name in written for short in (name.strip(), without_legal_form(name)) if short}
    ordered = sorted(variants, key=lambda v: (-len(v), v))
    return re.compile(rf"(?<![\w.$£€-])(?<!\d )(?:{'|'.join(ordered)}|{_MASK})(?!\w)")


def without_legal_form(name: str) -> str:
    """Return a company's name without "Inc.", "GmbH" and the like at its end."""
    stripped = _LEGAL.sub("", name.strip()).strip(" ,")
    return without_legal_form(stripped) if stripped != name.strip() and stripped else stripped


def _variant(name: str) -> str:
    """Return the pattern of one name; a short one must stand as it is written, or as a name if a folder gave it."""
    words = [re.escape(w) for w in re.split(r"[\s_-]+", name) if w]
    pattern = r"[\s_-]*".join(words)
    if len(name) <= SHORT:
        return f"(?:{name.upper()}|{name.title()})" if name.isalnum() and name.islower() else pattern
    return f"(?i:{pattern})"


def folded(name: str) -> str:
    """Return a name without legal form, punctuation and case."""
    return re.sub(r"[^a-z0-9]+", " ", without_legal_form(name).casefold()).strip()


def same_name(one: str, other: str) -> bool:
    """Return whether two written names are one body's; "STMicroelectronics SA" and "S.A." are."""
    return folded(one) == folded(other) or fuzz.ratio(folded(one), folded(other)) >= ALIKE


def is_target(name: str, target: Target) -> bool:
    """Return whether a name is the target's, one of its aliases' or one of its affiliates'."""
    return any(same_name(name, known) for known in (target.name, *target.aliases, *target.affiliates))
