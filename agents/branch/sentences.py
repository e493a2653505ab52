"""Sentences with exact offsets, and the guards that tell a statement from a possibility."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from agents.claims.sentences import sentences as spans
from agents.evidence.types import ReadDocument
from agents.records import DocumentKind

LINE_KINDS = frozenset({"headlines", "press_bullets", "table", "officer_list", "patent_list"})
"""Documents in which a line is a statement of its own."""


class Sentence(NamedTuple):
    """A sentence and where it stands: `document.text[start:end] == text`."""

    start: int
    end: int
    text: str


def sentences(document: ReadDocument) -> tuple[Sentence, ...]:
    """Return the sentences of a document, or its lines where a line is a statement of its own."""
    return sentences_of(document.text, document.document.kind)


def sentences_of(text: str, kind: DocumentKind) -> tuple[Sentence, ...]:
    """Return the sentences of a document's text."""
    return _lines(text) if kind in LINE_KINDS else _sentences(text)


@lru_cache(maxsize=512)
def _sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(s.start, s.end, text[s.start : s.end]) for s in spans(text))


@lru_cache(maxsize=512)
def _lines(text: str) -> tuple[Sentence, ...]:
    found = (m for m in re.finditer(r"\S[^\n]*", text))
    return tuple(Sentence(m.start(), m.start() + len(m.group().rstrip()), m.group().rstrip()) for m in found)


POSSIBLE = re.compile(
    r"\b(?:could|may|might|would|should|if|unless|whether|cannot assure|no assurance|can be no|risks? (?:that|of)|"
    r"in the event|in the future|potential(?:ly)?|possible|any|upon|until|in case|from time to time|subject to|"
    r"has the right|entitled to|either)\b"
)
"""Words before a hit that make it a possibility; lower case only, as May is a month."""
NEGATED = re.compile(
    r"\b(?:no|not|never|without|neither|nor|none|denie[sd]|deny|denying|did not|does not|rejects?|rejected|"
    r"is not aware|unlikely)\b",
    re.IGNORECASE,
)


def is_possible(sentence: str, hit: int, reach: int = 90) -> bool:
    """Return whether the words before a hit make it a possibility and not a report."""
    return POSSIBLE.search(sentence, max(0, hit - reach), hit) is not None


def is_negated(sentence: str, hit: int, reach: int = 50) -> bool:
    """Return whether the words before a hit deny it."""
    return NEGATED.search(sentence, max(0, hit - reach), hit) is not None
