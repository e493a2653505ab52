"""Extraction: the typed claims of one document, in order, each with its verbatim quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from agents.claims.defaults import Frame, frame_of
from agents.claims.drafts import Draft, claim
from agents.claims.headlines import Row, rows
from agents.claims.people import People
from agents.claims.prose import Read, read_sentence
from agents.claims.sentences import Sentence, blocks, sentences
from agents.evidence.types import ReadDocument
from agents.records import Branch, Claim, Reading, Target

_CORRECTION = re.compile(
    r"\(?\s*(?:corrects|corrected|(?:this\s+story\s+)?(?:has\s+been\s+)?correct(?:s|ed)|refil(?:es|ed)|clarifies)\b", re.IGNORECASE
)
"""A note that tells what another edition of the text said: not a statement about the company."""


class Extraction(NamedTuple):
    """What a document states, and how much of it was read."""

    claims: tuple[Claim, ...]
    reading: Reading


def extract(document: ReadDocument, target: Target, branch: Branch) -> Extraction:
    """Return the claims of a document for a branch; the same document always gives the same claims."""
    frame = frame_of(document, target)
    found: dict[str, Claim] = {}
    present = placed = 0
    for row in rows(document, frame):
        for read in _statements(document, row):
            present, placed = present + read.quantities, placed + read.placed
            for draft in read.drafts:
                made = claim(draft, document, branch, target.name, row.frame.published)
                found[made.claim_id] = made
    claims = tuple(sorted(found.values(), key=lambda c: (c.value_start or c.source.start, c.metric, c.claim_id)))
    reading = Reading(path=document.document.path, quantities=present, quantities_claimed=placed, claims=len(claims))
    return Extraction(claims, reading)


def _statements(document: ReadDocument, row: Row) -> Iterator[Read]:
    """Yield what each sentence of a document, or of one headline, states."""
    spans = [s for s in _sentences(document, row) if not _CORRECTION.match(document.text, s.start, s.end)]
    for span in spans:
        yield read_sentence(document.text, span, row.frame)
    people = People(document.text, row.frame)
    drafts: list[Draft] = []
    for block in blocks(document.text, spans):
        drafts.extend(people.read(block))
    yield Read(drafts, 0, 0)


def _sentences(document: ReadDocument, row: Row) -> Iterator[Sentence]:
    if row.whole:
        return sentences(document.text)
    return iter([Sentence(row.start, row.end)])


__all__ = ["Extraction", "Frame", "extract"]
