"""Articles about another company of the same acronym: told by the words it stands for and the exchange code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from agents.branch.naming import names
from agents.evidence.types import ReadDocument
from agents.records import Target

ENOUGH = 3
"""Articles that must carry the same exchange code before its absence says anything."""
_CODE = r"(?:\s+[A-Z][\w.&-]*){0,3}\s*\(\s*([A-Z]{1,5}\.[A-Z]{1,2})\s*\)"


def without_namesakes(target: Target, documents: Sequence[ReadDocument]) -> list[ReadDocument]:
    """Return the documents but for articles that spell out the target's acronym as another company's name."""
    code = exchange_code(target, documents)
    if code is None or not _is_acronym(target.name):
        return list(documents)
    return [d for d in documents if code in d.text or not _spelled_out(target, d.text)]


def exchange_code(target: Target, documents: Sequence[ReadDocument]) -> str | None:
    """Return the exchange code most articles write after the target's name, where enough of them do."""
    pattern = re.compile(names(target).pattern + _CODE)
    counts = Counter(code for d in documents for code in {m.group(1) for m in pattern.finditer(d.text)})
    best = sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:1]
    return best[0][0] if best and best[0][1] >= ENOUGH else None


def _is_acronym(name: str) -> bool:
    return 3 <= len(name) <= 5 and name.isalpha()


def _spelled_out(target: Target, text: str) -> bool:
    """Return whether capitalised words whose initials are the acronym stand in the text ("Metro-Goldwyn-Mayer")."""
    words = r"[\s-]+".join(rf"{letter}[a-z]{{2,}}" for letter in target.name.upper())
    known = {a.casefold() for a in target.aliases}
    return any(m.group().casefold() not in known for m in re.finditer(rf"\b{words}\b", text))
