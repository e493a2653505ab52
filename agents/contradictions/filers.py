"""The name of a target that only its folder names: the company whose filings the room holds.

A room without a description is called after its folder ("D014"), while its articles and headlines write "Acme Corp".
The filings say whose room it is: where most of the named documents are one company's, its name is the target's too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from agents.contradictions.entities import fold
from agents.records import Document, Target

_FILED = re.compile(r"(?P<name>.{2,90}?), (?:Form \S+(?: \S+)?|company facts)\Z")
"""How a filing or a set of facts is titled by its reader."""


def known_as(target: Target, documents: Iterable[Document]) -> Target:
    """Return the target under the name its room's filings are made in, where nobody gave it another name."""
    if target.aliases or target.identifiers != type(target.identifiers)():
        return target
    names = _filers(documents)
    if not names or any(fold(name) == fold(target.name) for name in names):
        return target
    counts = Counter(fold(name) for name in names)
    name, number = min(counts.items(), key=lambda item: (-item[1], item[0]))
    if number * 2 <= len(names) or not name:
        return target
    short = name.split()[0]
    shorter = (short,) if len(short) > _SHORT and len(name.split()) <= _WORDS else ()
    return target.model_copy(update={"aliases": (name, *shorter)})


_SHORT = 4
"""Letters above which the first word of a name is the company's short name."""
_WORDS = 3


def _filers(documents: Iterable[Document]) -> list[str]:
    found = {d.path: _FILED.match(d.title or "") for d in documents}
    return [match["name"] for match in found.values() if match]
