"""Telling: sentences of the news that no other rule read, kept word for word.

They say nothing that could be compared by itself. Two editions of one story are aligned by all their sentences, and
one of these may be the one that was changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from agents.claims.drafts import Draft
from agents.claims.sentences import Sentence

_FURNITURE = re.compile(
    r"--|\(?(?:reporting|writing|editing|additional\s+reporting|compiled)\s+by\b|https?:", re.IGNORECASE
)
"""The lines of an agency around its story: heading, time, address, who wrote it."""
WORDS = 5
"""Fewer words are a heading or a label."""
_SURE = Decimal("0.5")


def told(text: str, spans: Iterable[Sentence], drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the sentences that no draft stands on, each word for word."""
    covered = sorted((d.start, d.end) for d in drafts)
    index = 0
    for span in spans:
        while index < len(covered) and covered[index][1] <= span.start:
            index += 1
        taken = any(start < span.end and span.start < end for start, end in covered[index : index + 8])
        words = text[span.start : span.end]
        if not taken and len(words.split()) >= WORDS and not _FURNITURE.match(words):
            yield Draft(
                kind="text", metric="statement", start=span.start, end=span.end, value_start=span.start,
                value_end=span.end, rule="telling", confidence=_SURE,
            )  # fmt: skip
