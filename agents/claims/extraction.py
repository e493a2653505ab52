"""Extraction: the typed claims of one document, in order, each with its verbatim quote."""

from __future__ import annotations

import re
from typing import NamedTuple

from agents.claims.defaults import frame_of
from agents.claims.drafts import Draft, claim
from agents.claims.prose import read_sentence
from agents.claims.sentences import sentences
from agents.evidence.types import ReadDocument
from agents.records import Branch, Claim, Reading, Target

_CORRECTION = re.compile(
    r"\(?\s*(?:corrects|corrected|(?:this\s+story\s+)?(?:has\s+been\s+)?correct(?:s|ed)|refil(?:es|ed)|clarifies)\b",
    re.IGNORECASE,
)
"""A note that tells what another edition of the text said: not a statement about the company."""


class Extraction(NamedTuple):
    """What a document states, and how much of it was read."""

    claims: tuple[Claim, ...]
    reading: Reading


def extract(document: ReadDocument, target: Target, branch: Branch) -> Extraction:
    """Return the claims of a document for a branch; the same document always gives the same claims."""
    frame = frame_of(document, target)
    drafts: list[Draft] = []
    present = placed = 0
    for sentence in sentences(document.text):
        if _CORRECTION.match(document.text, sentence.start, sentence.end):
            continue
        read = read_sentence(document.text, sentence, frame)
        drafts.extend(read.drafts)
        present, placed = present + read.quantities, placed + read.placed
    found = {c.claim_id: c for c in (claim(d, document, branch, target.name, frame.published) for d in drafts)}
    claims = tuple(sorted(found.values(), key=lambda c: (c.value_start or c.source.start, c.metric, c.claim_id)))
    reading = Reading(path=document.document.path, quantities=present, quantities_claimed=placed, claims=len(claims))
    return Extraction(claims, reading)
