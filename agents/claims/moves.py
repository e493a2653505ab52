"""Moves: whether the words around a title tell that it is taken up, left or held."""

from __future__ import annotations

import re
from typing import Literal

from agents.claims.tenure import Tenure

Event = Literal["start", "end", "hold"]

START = re.compile(
    r"\b(?:appoint(?:s|ed|ment|ing)?|(?:makes?|making|made)(?=\s+(?:(?-i:[A-Z])[\w.’'-]*\s+){1,4}\Z)|offer(?=\s+you\b)|nam(?:es|ed|ing)|elect(?:s|ed|ion|ing)?|promot(?:es|ed|ion)|"
    r"becomes?|became|becoming|hir(?:es|ed)|taps|tapped|picks|picked|chose|chosen|chooses|selects|selected|(?:gets|got|lands|landed)(?=\s+(?:the\s+)?\Z)|took\s+the\s+helm|takes?\s+the\s+helm|"
    r"(?:begins?|began|begun|starts?|started)\s+(?:serving\s+|(?:his|her)\s+(?:tenure|term|role|service)\s+)?as|commenc(?:e|es|ed|ing)(?=\s[^,;]{0,30}\bas\b)|first\s+day|joined(?=\s(?:[^,;]|,\s\d{4}\b){1,60}\bas\b|\s+\Z)|"
    r"assum(?:e|es|ed|ing)|take\s+(?:on|over|up)|takes\s+(?:on|over)|took\s+(?:on|over)|succeed(?:s|"
    r"ed|ing)?|replac(?:e|es|ed|ing)|joins|joined\s+as|(?<!cease\s)(?<!ceases\s)(?<!ceased\s)(?:will|would|to)\s+serve|join(?:ing)?(?=\s[^,;]{1,60}\bas\b)|(?:begin|start)\s+employment\s+as|transition(?:s|ed|ing)?\s+(?:in)?to|"
    r"begin\s+serving|return(?:s|ed|ing)?\s+as|step(?:s|ped)?\s+(?:in(?:to)?|up))\b",
    re.IGNORECASE,
)
END = re.compile(
    r"\b(?:resign(?:s|ed|ation|ing)?|retir(?:e|es|ed|ement|ing)|step(?:s|ped|ping)?\s+(?:down|aside)|"
    r"depart(?:s|ed|ure|ing)?|leav(?:e|es|ing)|left|ceas(?:e|ed|es)|"
    r"terminat(?:es?|ed|ion)|separat(?:e|es|ed|ion)\s+from|oust(?:s|ed)|fir(?:es|ed)|quits?|remov(?:ed|al)|dismiss(?:ed|es)|"
    r"relinquish\w*|stands?\s+down|(?:last|final)\s+day|no\s+longer\s+(?:serv|act)\w+|"
    r"transition\w*\s+(?:(?:out\s+)?from|out\s+of)|promoted\s+from)\b",
    re.IGNORECASE,
)


def move_of(whole: str, before: str, told: Tenure, listed: bool) -> Event:
    """Return whether the words before a title tell that it is taken up, left or held."""
    named_after = len(before) >= len(whole)
    if listed or told.start or (named_after and _NEW_CLAUSE.search(whole)):
        return "hold"
    whole, before = unquoted(whole), unquoted(before)
    ends, starts = _turns(before)
    if not ends and not starts:
        ends, starts = _turns(whole[-140:], near=90)
    serves = re.search(r"\b(?:will\s+)?serv(?:e|es|ing)\s+as\b", before)
    if (serves and told.end) or _CONTINUES.search(before):
        return "hold"
    if _IS_REPLACED.search(before) or (named_after and _REPLACES.search(whole)):
        return "end"
    if _INTO.search(before) or _IS_TO_BE.fullmatch(before):
        return "start"
    if ends and (not starts or ends[-1].start() > starts[-1].start()):
        return "end"
    return "start" if starts else "hold"


def was_held(text: str, start: int, title: tuple[int, int], told: Tenure) -> bool:
    """Return whether a title is one that was borne before the move told, and nothing says since when."""
    return not told.start and _BEFORE_THAT.search(text, max(start, title[0] - 110), title[0]) is not None


_BEFORE_THAT = re.compile(
    r"\b(?:after|following)\s+(?:having\s+)?(?:serv(?:ed|ing)|act(?:ed|ing))\s+as\b(?:(?!\b(?:will|became|has)\b)[^.;]){0,80}\Z",
    re.IGNORECASE,
)
"""What leads to the office left for another: "was elected Chairman, after having served as Chief Executive Officer"."""
_CONTINUES = re.compile(
    r"\bcontinu(?:e|es|ed|ing)\s+(?:to\s+(?:serve|act)\s+|serving\s+)?as\s+(?:(?:the|our|its|an?)\s+|(?:the\s+)?[Cc]ompany[’']s\s+)?\Z"
)
_IS_REPLACED = re.compile(
    r"\b(?:be|been|being|is|was)\s+(?:succeeded|replaced)\s+as\s+(?:the\s+|its\s+)?\Z", re.IGNORECASE
)
"""Before the title of whoever goes: "Reed will be succeeded as CEO by Jane Roe"."""
_REPLACES = re.compile(r"\breplac(?:es|ed|ing)\s+(?:(?:its|the|longtime)\s+)*\Z", re.IGNORECASE)
"""Before the title of whoever goes, where the name follows: "Acme replaces CEO Reed with Roe"."""
_IS_TO_BE = re.compile(
    r"\W*(?:(?:is|was|has\s+been)\s+)?(?:(?:set|due|expected|named|chosen|picked|tapped)\s+)?(?:to|will|would)\s+be\s+"
    r"(?:(?:the|its|our|an?|new|next)\s+)*",
    re.IGNORECASE,
)
"""All that stands between somebody and a title that is to come: "Jane Roe to be chief executive"."""
_NEW_CLAUSE = re.compile(r",\s+(?:(?:the|its)\s+)?\Z")
"""Before a title that opens a clause of its own: "Acme selects a supplier, CFO Tom Reed says"."""
_INCUMBENT = re.compile(r"(?:current|present|incumbent)\s", re.IGNORECASE)
_AGENT = re.compile(r"\b(?:by|under|with)\s+(?:[\w.&’']+\s+){0,4}\Z")


def stays(text: str, start: int, title: int, *, named_after: bool) -> bool:
    """Return whether a title is only borne while its sentence tells of another's move.

    So by its own word ("the current chairman, Tom Reed"), or as that of somebody who acts or comes: "dismissed after an
    inquiry led by chair Tom Reed", "will be succeeded by CFO Jane Roe".
    """
    return _INCUMBENT.match(text, title) is not None or (
        named_after and _AGENT.search(text, max(start, title - 60), title) is not None
    )


_GETS_OTHER = re.compile(
    r",?\s+(?:to\s+(?:succeed|replace|become|be|serve)\b|(?:as|to)\s+(?:(?:the|its|their|our|an?|new|next|acting|interim)\s+)*"
    r"(?:chief|president|chair|head|finance|ceo|cfo|coo|executive|general|deputy|vice|post|role|position|office|job)\w*\b)",
    re.IGNORECASE,
)


def gets_other(text: str, name_end: int) -> bool:
    """Return whether what follows a name gives its bearer another title than the one before: "named COO Roe as CEO"."""
    return _GETS_OTHER.match(text, name_end) is not None


_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_QUOTE_ENDS = re.compile(r"[,.?!][\"”]\s")


def unquoted(words: str) -> str:
    """Return words without what somebody said in them, which makes nobody a future officer: "we will grow"."""
    return _QUOTE_ENDS.split(_QUOTED.sub(" ", words))[-1]


_INTO = re.compile(
    r"\b(?:transition\w*|promoted|move[sd]?|moving)\b.*?\bfrom\b.*\bto\s+(?:the\s+|our\s+|its\s+)?(?:(?:role|position)\s+of\s+)?\Z|"
    r",\s+to\s+the\s+(?:additional|further|new|newly[\s-]created)\s+(?:role|position|office|post)\s+of\s+(?:the\s+)?\Z",
    re.IGNORECASE | re.DOTALL,
)
"""Words that lead to the second of two titles: "will transition from Chief Executive Officer to"."""


def _turns(words: str, near: int = 1_000) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Return the words of leaving and of starting; those of leaving only where they stand near the end."""
    ends = [m for m in END.finditer(words) if len(words) - m.start() <= near]
    return ends, list(START.finditer(words))


_CONDITION = re.compile(
    r"\b(?:if|could|(?-i:may)(?!\s+\d)|might|(?<!said\s)(?<!he\s)(?<!she\s)would(?!\s+(?:serve|become|succeed)\b)|in\s+the\s+event|upon\s+any|"
    r"any\s+successor|other\s+than|any\s+person|termination\s+of\s+employment)\b", re.IGNORECASE,
)  # fmt: skip
_SAID = re.compile(r"\bwould(?=\s+(?:serve|become|take|step|leave|retire|resign|succeed|replace|join|remain)\b)", re.I)
"""What was said to come, told in the past: "said that she would serve as" is no condition."""


def is_possible(leading: str) -> bool:
    """Return whether the words before a title speak of a possibility: "if he becomes"."""
    return _CONDITION.search(_SAID.sub(" ", leading)) is not None
