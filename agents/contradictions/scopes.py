"""What a figure covers: the scope a claim gives, and the part of the company its sentence names before the figure.

The parts a company has are known from the claims that do say their scope; a sentence that names one of them before a
figure speaks of that part even where the reading did not tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from agents.contradictions.entities import TARGET, Entities
from agents.records import Claim

_WHOLE = frozenset({"total", "companywide", "company", "group"})
_OFTEN = 3
"""Claims that must name a part of one word before its name counts; names of several words count at once."""
_COMMON = frozenset({
    "other", "total", "company", "segment", "business", "quarter", "full", "year", "sales", "revenue", "result",
    "results", "growth", "first", "second", "third", "fourth", "strong", "expenses", "income", "operating", "product",
    "products", "service", "services", "cash", "corporate", "worldwide", "global", "united", "states", "underlying",
    "customer", "customers", "market", "statement", "statements", "accompanying", "consolidated", "performance",
    "percent", "million", "billion", "dollars", "period", "months", "average", "higher", "lower",
    "united states", "continuing operations", "operations", "share", "people", "combined", "annual", "core",
    "merchandise", "inventory", "inventories",
})  # fmt: skip
_BETWEEN = 90
"""Characters between a part's name and the figure at most."""


_AT = re.compile(r"[^.;,]{0,40}?\b(?:at|in|from|for|of)\s+(?:its|the|our|their)\s+")
"""What leads from a figure to the part it belongs to: "a 12 percent rise at its Analytics business"."""


class Parts:
    """The names of the target's parts, as the claims of the room know them."""

    def __init__(self, claims: Iterable[Claim], entities: Entities) -> None:
        seen: Counter[str] = Counter()
        for claim in claims:
            kind, _, name = _folded(claim.scope).partition(":")
            if kind in ("segment", "geography", "product") and entities.key(name) != TARGET:
                seen[name] += 1
        self._entities = entities
        names = [n for n, count in seen.items() if _counts(n, count)]
        self._pattern = _pattern(sorted(names, key=lambda n: (-len(n), n)))

    def scope(self, claim: Claim) -> str:
        """Return what the claim covers."""
        folded = _folded(claim.scope)
        if folded in _WHOLE:
            return "consolidated"
        kind, _, name = folded.partition(":")
        if kind == "segment" and self._entities.is_name_part(name):
            folded = "unknown"
        return self._named(claim) or folded if folded == "unknown" else folded

    def _named(self, claim: Claim) -> str | None:
        """Return the part that the claim's sentence names shortly before the figure."""
        if self._pattern is None or claim.value is None or claim.value_start is None or claim.metric == "eps":
            return None
        quote, at = claim.source.quote.casefold(), max(0, claim.value_start - claim.source.start)
        before = list(self._pattern.finditer(quote[:at][-_BETWEEN:]))
        place = _AT.search(quote[at : at + _BETWEEN])
        after = self._pattern.match(quote[at + place.end() :]) if place else None
        found = before[-1] if before else after
        measured = found is not None and found[0] in claim.metric.split("_")  # "used units" are measured, no part
        return f"segment:{found[0]}" if found and not measured else None


def _counts(name: str, count: int) -> bool:
    if len(name) < 4 or name in _COMMON:
        return False
    return count >= _OFTEN or (" " in name and not set(name.split()) <= _COMMON)


def _pattern(names: list[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(n) for n in names[:400]) + r")(?![\w-])")


def _folded(written: str) -> str:
    plain = _KIND.sub("", " ".join(written.casefold().split())).replace(" & ", " and ")
    if not plain.startswith("segment:"):
        return plain
    return _PLURAL.sub("", re.sub(r"ies\Z", "y", plain))


_PLURAL = re.compile(r"(?<=[a-z]{3})(?<![su])s\Z")


_KIND = re.compile(r"(?<=[^:])\s(?:segment|business|division|unit)\Z")
"""A table's "Agricultural division" is what prose calls "agricultural"."""
