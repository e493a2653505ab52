"""Disputes and talks: what is open, settled or denied, each with whom; and what an investigation is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from agents.claims.defaults import Frame
from agents.claims.drafts import Draft
from agents.claims.sentences import Sentence
from agents.claims.speech import speech
from agents.sought import Places

_NAME = r"(?:the\s+)?(?P<with>[A-Z][\w&.’'-]*(?:\s+(?:[A-Z][\w&.’'-]*|of(?=\s[A-Z])|&)){0,4})"
_PARTY = rf"(?:lawsuit|suit|case|litigation|claims?|action)\s+(?:\w+\s+)?(?:brought|filed)\s+by\s+{_NAME}"


class _Rule(NamedTuple):
    metric: str
    status: str
    pattern: re.Pattern[str]


_RULES = (
    _Rule("talks", "none", re.compile(
        r"\b(?:is|are|was)\s+not\s+in\s+(?:\w+\s+)?(?:talks|discussions|negotiations)\s+(?:to\s+(?:acquire|buy|"
        rf"merge\s+with|sell)|with|about\s+buying)\s+{_NAME}"
    )),
    _Rule("talks", "open", re.compile(
        r"\bin\s+(?:\w+\s+)?(?:talks|discussions|negotiations)\s+(?:to\s+(?:acquire|buy|merge\s+with|sell)|with|"
        rf"about\s+buying)\s+{_NAME}"
    )),
    _Rule("lawsuit", "settled", re.compile(rf"\b(?:has\s+|have\s+)?(?:settled|resolved)\s+(?:\S+\s+){{0,4}}?{_PARTY}")),
    _Rule("lawsuit", "pending", re.compile(
        rf"{_PARTY}\s+(?:[\w-]+\s+){{0,3}}?(?:remains|is\s+(?:still\s+)?)\s*(?:pending|ongoing|unresolved)\b"
    )),
)  # fmt: skip


PLACES = Places(*(rule.pattern for rule in _RULES))
_HINTS = ("talks", "discussions", "negotiations", "brought by", "filed by")


def read_disputes(text: str, sentence: Sentence, frame: Frame) -> Iterator[Draft]:
    """Yield the talks and lawsuits of a sentence, each with the other side's name as its qualifier."""
    if not PLACES.may(text, sentence.start, sentence.end):
        return
    low = text[sentence.start : sentence.end].lower()
    for rule in _RULES if any(hint in low for hint in _HINTS) else ():
        match = rule.pattern.search(text, sentence.start, sentence.end)
        if match is None:
            continue
        other = re.sub(r"\s+", " ", match["with"]).strip(" .,")
        meant = speech(text[sentence.start : match.start()], "")
        if meant.modality == "conditional" or frame.cast.is_target(other):
            continue
        yield Draft(
            kind="status", metric=rule.metric, start=sentence.start, end=sentence.end, value_start=match.start(),
            value_end=match.end(), rule=f"dispute.{rule.metric}", text=rule.status, qualifiers=(other.lower(),),
            modality=meant.modality if meant.modality in {"alleged", "denied"} else "reported",
            confidence=Decimal("0.75"),
        )  # fmt: skip
        return


_OF = re.compile(
    r"\b(?:investigat(?:ing|ed|ion\s+(?:of|into))|prob(?:ing|e\s+(?:of|into)))\s+"
    r"(?P<relation>(?:rivals?|competitors?|suppliers?|customers?|peers?)\s+)?(?P<name>[A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*){0,4})"
)


def investigated(text: str, sentence: Sentence, frame: Frame) -> str | None:
    """Return the other company that an investigation is of; None for the document's own."""
    match = _OF.search(text, sentence.start, sentence.end)
    if match is None or frame.cast.is_target(match["name"]):
        return None
    name = re.sub(r"[’']s?$", "", match["name"].strip(" .,"))
    return name if match["relation"] or frame.cast.is_other(name) else None
