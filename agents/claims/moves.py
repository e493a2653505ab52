"""Moves: whether the words around a title tell that it is taken up, left or held."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from agents.claims.tenure import Tenure, tenure

Event = Literal["start", "end", "hold"]

START = re.compile(
    r"\b(?:appoint(?:s|ed|ment|ing)?|nam(?:es|ed|ing)|elect(?:s|ed|ion|ing)?|promot(?:es|ed|ion)|"
    r"becomes?|became|becoming|hir(?:es|ed)|taps|tapped|picks|picked|"
    r"assum(?:e|es|ed|ing)|take\s+(?:on|over|up)|takes\s+(?:on|over)|took\s+(?:on|over)|succeed(?:s|"
    r"ed|ing)?|replac(?:e|es|ed|ing)|joins|joined\s+as|(?:will|would|to)\s+serve|"
    r"begin\s+serving|return(?:s|ed|ing)?\s+as|step(?:s|ped)?\s+(?:in|up)|start(?:s|ed)?\s+as)\b",
    re.IGNORECASE,
)
END = re.compile(
    r"\b(?:resign(?:s|ed|ation|ing)?|retir(?:e|es|ed|ement|ing)|step(?:s|ped|ping)?\s+(?:down|aside)|"
    r"depart(?:s|ed|ure|ing)?|leav(?:e|es|ing)|left|ceas(?:e|ed|es)|"
    r"terminat(?:ed|ion)|oust(?:s|ed)|fir(?:es|ed)|quits?|remov(?:ed|al)|dismiss(?:ed|es)|"
    r"relinquish\w*|stands?\s+down)\b",
    re.IGNORECASE,
)


def move_of(whole: str, before: str, after: str, told: Tenure, listed: bool) -> Event:
    """Return whether the words around a title tell that it is taken up, left or held."""
    if listed or told.start:
        return "hold"
    ends = list(END.finditer(before)) or list(END.finditer(whole[-90:]))
    starts = list(START.finditer(before)) or list(START.finditer(whole[-140:]))
    holds = re.search(r"\b(?:will\s+)?serv(?:e|es|ing)\s+as\b", before)
    if holds and told.end:
        return "hold"
    if ends and (
        not starts or ends[-1].start() > starts[-1].start() or (len(ends[-1][0]) and not START.search(before))
    ):
        return "end"
    if starts:
        return "start"
    if re.match(
        r"[^,;.]{0,40}\b(?:to\s+step\s+down|steps?\s+down|resigns?|retires?|quits|leaves|"
        r"to\s+retire|to\s+leave|resigned|stepped\s+down)\b",
        after,
    ):
        return "end"
    return "hold"


_LEAVES = re.compile(
    r"\b(?:will\s+(?:be\s+)?(?:leav|retir|resign|depart|step(?:ping)?\s+down|cease)\w*|intends\s+to\s+(?:leave|retire|resign)|"
    r"has\s+(?:resigned|retired|left)|resigned|retired|is\s+(?:leaving|retiring))\b",
    re.IGNORECASE,
)


def with_departure(text: str, told: Tenure, start: int, stop: int, reference: date | None) -> Tenure:
    """Return a tenure with the end told after its start: "CFO since 2015, will leave effective May 31, 2024"."""
    if told.start is None or told.end is not None:
        return told
    match = _LEAVES.search(text, start, min(stop, start + 160))
    return told._replace(end=tenure(text, match.end(), stop, reference).on) if match else told
