"""Bearers: whose title it is, told by a name beside it or by the verb that leads to it."""

from __future__ import annotations

import re
from typing import NamedTuple

from agents.claims.moves import END, START
from agents.claims.persons import Person
from agents.claims.sentences import Sentence
from agents.claims.succession import CLAUSE, is_replaced
from agents.claims.titles import Title

_HOLD = re.compile(
    r"\b(?:is|was|are|serv(?:es|ed|ing)|has\s+been|had\s+been|has\s+served|remains?|continu(?:es|ed)|"
    r"holds|held|worked|acted)\b",
    re.IGNORECASE,
)
_ADJACENT = re.compile(
    r"(?:,?\s+(?:Esq|Ph\.?\s?D|M\.?D|J\.?D|C\.?P\.?A|CFA|MBA)\b\.?)*[\s,|]*(?:\(?(?:age\s+|aged\s+)?\d{2}\)?(?:\s+years\s+old)?)?[\s,;:—–|-]*(?:(?:the|our|its|an?|"
    r"who\s+is|who\s+was|is|was|currently|current|company[’']s|has\s+been|as)\s+){0,3}\Z",
    re.IGNORECASE,
)
REPORTS = re.compile(
    r"\b(?:report(?:s|ing)?\s+(?:directly\s+)?to|letter\s+(?:from|to)|on\s+behalf\s+of|"
    r"agreement\s+with|together\s+with|alongside|recommendation\s+of|advis\w+\s+to|assistant\s+to)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:he|she)\b|\b(?:his|her)\s+(?:last|final|first)\s+day\s+as\b", re.IGNORECASE)
_POSSESSOR = re.compile(r",\s+(?:[A-Z0-9][\w&.-]*\s+){0,3}[A-Z0-9][\w&.-]*(?:\s?['’]s|s['’])\s+\Z")
"""A company between a name and its title: "Jane Roe, Acme Games' finance chief"."""
_VICE = re.compile(
    r",\s+(?:(?:Executive|Senior|Corporate|Group|First)\s+)*Vice\s+President(?:,?\s+(?:of\s+)?)"
    r"(?:(?:[A-Z][\w&’'-]*|and|&)\s+){0,6}?[A-Z][\w&’'-]*,\s+(?:and\s+)?"
)
"""A vice president's department between a name and the title that follows: "Vice President of Law, General Counsel"."""
_AS = re.compile(r"\bas\b")
_EMPLOYED_AS = re.compile(
    r"(?:[’']s?|(?<=[Yy]our)|,\s+whose|\s+from\s+(?:his|her|the))\s+(?:employment|service|tenure|role|position|post|term|last\s+day|final\s+day)\s+"
    r"(?:as|of)\s+(?:\w+\s+){0,2}",
    re.IGNORECASE,
)
_DATED = r"(?:[A-Z][a-z]+\.?\s+)?(?:\d{1,2},\s+)?(?:19|20)\d\d"
_AND_ALSO = re.compile(
    rf",?\s+(?:\(?\d{{2}}\)?,?\s+)?(?:is\s+|has\s+been\s+)?(?:our\s+|the\s+)?"
    rf"(?:[A-Z][\w,&’' -]{{3,90}}?\s(?:since|from)\s+{_DATED}(?:\s+(?:to|until|through)\s+{_DATED})?"
    r"(?:,?\s+and\s+|[,;]\s+(?:and\s+)?)){1,3}(?:as\s+)?(?:our\s+|the\s+)?"
)
"""Other titles of a person between the name and this one: "James Roe, 54, Chairman since April 2019 and"."""
_TO_BE = re.compile(
    r"(?:\s+from\s+[A-Z][\w&.’' -]{1,40}?)?"
    r"\s+(?:as|to\s+be|(?:to\s+)?the\s+(?:position|role|office|post)\s+of|to|for)\s+"
    r"(?:the\s+|its\s+|our\s+|an?\s+|new\s+|next\s+|first\s+|permanent\s+|top\s+)*"
)
"""Between the one who is appointed and the title: "hires Omar Khan from Dell as"."""
_AS_NEXT = re.compile(
    r",\s+as\s+(?:the\s+|its\s+|our\s+|company[’']s\s+|next\s+|new\s+)*\Z|"
    r",\s+to\s+the\s+(?:additional|further|new|newly[\s-]created)\s+(?:role|position|office|post)\s+of\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_LISTED = re.compile(r",\s+(?:and\s+)?(?:our\s+|its\s+)?")
"""Between the names of a list in which each title stands before its bearer: "CEO Jane Roe, CFO John Doe"."""
_OWNED = re.compile(r"(?:\b(?:our|its|the)|[’']s)\s+\Z", re.IGNORECASE)


class Bearer(NamedTuple):
    """Who bears a title: the name, where it ends (-1: not before the title), and whether a roster lists it."""

    name: str
    end: int
    listed: bool = False
    after: int = -1
    """Where a name right after the title ends."""


def beside(text: str, sentence: Sentence, title: Title, named: list[Person]) -> Bearer | None:
    """Return the person whose name stands right before or after a title."""
    near = next((p for p in reversed(named) if p.end <= title.start), None)
    after = next((p for p in named if p.start >= title.end), None)
    if after and near and _LISTED.fullmatch(text, near.end, title.start) and text[title.end : after.start] == " ":
        return Bearer(after.name, -1, after=after.end)
    if near and not is_replaced(text, sentence.start, near):
        gap = text[near.end : title.start]
        if _ADJACENT.fullmatch(gap) or _POSSESSOR.fullmatch(gap) or _VICE.fullmatch(gap):
            return Bearer(near.name, near.end, re.search(r"[\n\d]", gap) is not None and not _AS.search(gap))
    gap = text[title.end : after.start] if after else "-"
    owned = _OWNED.search(text, max(sentence.start, title.start - 12), title.start)
    if after and (not gap.strip(" ") or (owned and re.fullmatch(r",\s+", gap))):
        return Bearer(after.name, -1, after=after.end)
    return None


_WHO_STAYS = re.compile(r",\s+who\s+(?:(?:will|would)\s+)?(?:remains?|stays?|continues?|serves?|is|was)\b[^;,]{0,30}\Z")
"""A clause about the one named last: "replaces Tom Roe, founder of the company, who remains chairman"."""


_ASIDE = re.compile(r",\s+(?:when|after|as|whom|following)\s+\Z")
_AND_HE = re.compile(r"\s[^.;,]{3,60},\s+and\s+(?:he|she)\s+(?:has|had|is|was|also|currently|previously)\b")
"""After an aside about another: "since May, when Tom Reed stepped down, and she has been our"."""


def linked(text: str, sentence: Sentence, title: Title, before: list[Person], last: Person | None) -> Bearer | None:
    """Return the subject of the verb that leads to a title: "Mr. Roe will succeed ... as", "appointed Roe as"."""
    near = before[-1]
    aside = len(before) > 1 and _ASIDE.search(text, max(sentence.start, near.start - 12), near.start)
    if aside and _AND_HE.match(text, near.end, title.start):
        return Bearer(before[0].name, near.end)
    if CLAUSE.match(text, near.end) or _WHO_STAYS.search(text, near.end, title.start):
        return Bearer(near.name, near.end)
    if is_replaced(text, sentence.start, near) and len(before) > 1:
        near = before[-2]
    elif is_replaced(text, sentence.start, near):
        told = PRONOUN.search(text, sentence.start, near.start)
        return Bearer(last.name, near.end) if told and last else None
    gap = text[near.end : title.start]
    if len(gap) > 260 or REPORTS.search(gap) or re.search(r"[;]", gap):
        return None
    if re.match(r"[’']s?\b", gap) and not re.search(
        r"\b(?:appointment|retirement|resignation|election|departure|role|position|service|term|tenure|employment|day)\b",
        gap,
    ):
        return None
    led = (
        START.search(gap)
        or END.search(gap)
        or _HOLD.search(gap)
        or _TO_BE.fullmatch(gap)
        or _AND_ALSO.fullmatch(gap)
        or _EMPLOYED_AS.fullmatch(text, near.end, title.start)
        or (_AS_NEXT.search(gap) and START.search(text, max(sentence.start, near.start - 24), near.start))
    )
    return Bearer(near.name, near.end) if led else None


_CURRENT = re.compile(
    r"(?:(?:\s+of|,)\s+[\w&.’' ]{2,40})?,\s+(?:as(?!\s+well)|to|will|has\s+been|was|becomes|became)\b"
)
"""What follows the title somebody bears already: "appointed Jane Roe, its Treasurer, as Chief Financial Officer"."""


def is_current(text: str, name_end: int, title: Title, stop: int) -> bool:
    """Return whether a title in commas after a name is the one borne so far, before the verb that gives another."""
    between = text[name_end : title.start]
    apposed = re.fullmatch(r"(?:,\s+(?:aged?\s+)?\d\d)?,\s+(?:[\w’']+\s+){0,3}", between) is not None
    return apposed and _CURRENT.match(text, title.end, min(len(text), stop + 8)) is not None


def opens(opening: str) -> bool:
    """Return whether the words before a roster's title only lead to it: "Elected", "and prior to that,"."""
    return (
        re.fullmatch(
            r"(?:prior\s+to\s+that|previously|formerly|elected|served\s+as|serves\s+as|and|also|[\d\s.,;()-])+",
            opening,
            re.IGNORECASE,
        )
        is not None
    )
