"""Placing: the period and the scope that a sentence gives to one of its quantities."""

from __future__ import annotations

import re
from typing import NamedTuple

from agents.claims.defaults import Frame
from agents.claims.linked import Link
from agents.claims.mentions import Mention, resolve
from agents.records import Period

_MARKER = re.compile(
    r"\b(?:compared\s+(?:to|with)|versus|vs\.?|from|than|over|against|since|relative\s+to|"
    r"sequential\s+improvement\s+over)\s+(?:the\s+|its\s+|our\s+|at\s+|in\s+|for\s+|that\s+of\s+|"
    r"end\s+of\s+|a\s+loss\s+in\s+)*\Z",
    re.IGNORECASE,
)
_NEAR_AFTER = re.compile(
    r"\s*[,(]?\s*(?:per\s+share\s+)?(?:for|in|during|at|as\s+of|of|on|by|earned\s+in)?\s*(?:the|our|its|both)?\s*\Z",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:from|than|versus|vs|compared|over|above|below|since|saw|against|after|before|until|through|"
    r"by|to|when|which|while)\b",
    re.IGNORECASE,
)
_SEQUENTIAL = re.compile(
    r"\bsequential(?:ly)?\b|\b(?:from|over|versus|compared\s+(?:to|with))\s+(?:the\s+|"
    r"our\s+)?(?:(?:last|prior|previous|preceding|first|second|third|"
    r"fourth)\s+quarter)\b(?!\s+(?:of\s+)?(?:last|a\s+year|20))|quarter[\s-](?:over|on)[\s-]quarter",
    re.IGNORECASE,
)
_PLACES = (
    "north america|latin america|south america|europe|asia pacific|asia-pacific|asia|apac|emea|china|"
    "japan|india|canada|mexico|brazil|germany|france|"
    "united kingdom|uk|u\\.k\\.|britain|united states|u\\.s\\.|us|usa|americas|the americas|"
    "international|middle east|africa|australia|greater china|"
    "korea|russia|italy|spain|macau|las vegas|las vegas strip|domestic|overseas|hong kong|taiwan|"
    "switzerland|western europe|eastern europe"
)
_GEOGRAPHY = re.compile(rf"(?<![\w$])({_PLACES})(?![\w$])", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:^|[.;]\s|,\s)(?:and\s+|but\s+)?(?:in|at|within|for|across)\s+(?:our\s+|the\s+|"
    r"its\s+)?(?P<scope>[\w&'’\- ]{2,50}?),",
    re.IGNORECASE,
)
_AFTER_METRIC = re.compile(
    r"\s*(?:\([^)]{1,20}\)\s*)?(?:in|from|at|for|of)\s+(?:our\s+|the\s+|"
    r"its\s+)?(?P<scope>[A-Za-z&'’][\w&'’\- ]{1,50}?)(?=\s+(?:was|were|is|are|rose|fell|grew|"
    r"increased|decreased|declined|of|totaled|came|up|down|reached|segment|business|division|dropped|"
    r"jumped|climbed)\b|,|$)",
    re.IGNORECASE,
)
_AFTER_VALUE = re.compile(
    rf"(?:\s+[a-z]{{3,12}}){{0,3}}?\s*(?:in|from|across)\s+(?:the\s+|"
    rf"our\s+)?({_PLACES})(?!\s+(?:dollars?|currency|dollar))(?![\w$])",
    re.IGNORECASE,
)
_NOT_SCOPE = re.compile(
    r"\b(?:quarter|year|half|months?|period|week|day|terms?|addition|total|cash|dollars?|currency|"
    r"20\d\d|19\d\d|fiscal|fy|q[1-4]|share|basis|result|fact|contrast|"
    r"comparison|line|particular|general|short|meantime|example|instance|now|today|time|moment|first|"
    r"second|third|fourth|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|company|range|least|most|which|this|that|these|those|"
    r"all|us|me|you|more|operations|activities|order|"
    r"call|results|statement|release|interview|guidance|outlook|perspective|standpoint|part|end|spite|"
    r"light|response|recent|past|last|next|reason|common|shareholders?)\b",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"\b(?:segment|business(?:es)?|division|unit|group|brand|region|product)\b", re.IGNORECASE)


class Placed(NamedTuple):
    """A period, and the qualifiers that the comparison adds to it."""

    period: Period
    qualifiers: tuple[str, ...] = ()


def is_base(text: str, mention: Mention, floor: int) -> bool:
    """Return whether a period is only what the statement compares with ("from a year earlier")."""
    return _MARKER.search(text, max(floor, mention.start - 40), mention.start) is not None


def placed(
    text: str,
    link: Link,
    found: list[Mention],
    frame: Frame,
    span: tuple[int, int],
    following: int,
    floor: int,
    *,
    forward: bool,
) -> Placed:
    """Return the period of a quantity: named beside it, named in its sentence, or inherited from the document."""
    q = link.quantity
    stock = link.mention.metric.stock if link.mention else False
    qualifiers: tuple[str, ...] = ()
    if link.role in {"growth", "change", "share_change"}:
        qualifiers = _compared_with(text, link, found, frame, following)
    usable = [m for m in found if _usable(m, stock, link)]
    chosen = _chosen(text, q.start, q.end, usable, span, following, floor, base=link.base)
    if chosen is None and link.base:
        return Placed(Period(), (*qualifiers, "prior"))
    period = resolve(chosen, frame.clock, forward=forward) if chosen else None
    if chosen and period is None:
        return Placed(Period(label=text[chosen.start : chosen.end]), qualifiers)
    if period is None or (period.part == "FY" and _SO_FAR.search(text, span[0], q.end)):
        period = _inherited(frame, stock, forward) if period is None else Period(label="to date")
    return Placed(_as_balance(period, frame) if stock and link.role != "growth" else period, qualifiers)


def _usable(mention: Mention, stock: bool, link: Link) -> bool:
    if mention.kind in {"day", "month"}:
        return stock or not link.known
    return True


def _chosen(
    text: str,
    start: int,
    end: int,
    found: list[Mention],
    span: tuple[int, int],
    following: int,
    floor: int,
    *,
    base: bool,
) -> Mention | None:
    after = [m for m in found if m.start >= end and m.end <= following + 1]
    for mention in after[:1]:
        if _NEAR_AFTER.fullmatch(text, end, mention.start) and not is_base(text, mention, floor):
            return mention
    if base:
        near = [m for m in after if m.start - end < 60] or [m for m in found if floor <= m.start and m.end <= start]
        return near[0] if near else None
    before = [m for m in found if m.end <= start and not is_base(text, m, span[0]) and m.kind != "ago"]
    close = [m for m in before if m.start >= floor]
    if close:
        return close[-1]
    later = [m for m in after if m.start - end < 90 and not _AWAY.search(text, end, m.start) and m.kind != "ago"]
    if later and not before:
        return later[0]
    return before[-1] if before else None


def _inherited(frame: Frame, stock: bool, forward: bool) -> Period:
    own = frame.period or frame.carried
    if own is None:
        return Period(inherited=True)
    if forward and own.part != "FY":
        return Period(inherited=True)
    return own.model_copy(update={"inherited": True})


def _as_balance(period: Period, frame: Frame) -> Period:
    """Return the moment at the end of a span: a balance is stated at a day, named by the period that it closes."""
    if period.instant or not (period.end or period.part):
        return period
    return period.model_copy(update={"instant": True, "start": None})


def _compared_with(text: str, link: Link, found: list[Mention], frame: Frame, following: int) -> tuple[str, ...]:
    q = link.quantity
    around = text[max(0, q.start - 10) : min(following, q.end + 70)]
    if _SEQUENTIAL.search(around):
        return ("sequential",)
    for mention in found:
        if q.end <= mention.start <= min(following, q.end + 60) and is_base(text, mention, q.end) and mention.year:
            own = frame.period.fiscal_year if frame.period else None
            if own and mention.year < own - 1:
                return (f"versus_{mention.year}",)
    return ()


def scope_of(text: str, link: Link, span: tuple[int, int], following: int, frame: Frame) -> str:
    """Return the part of the company a quantity is about, or "unknown"."""
    return _without_names(_written_scope(text, link, span, following), frame)


def _written_scope(text: str, link: Link, span: tuple[int, int], following: int) -> str:
    if link.mention and link.mention.scope not in {"unknown", "consolidated"}:
        return _geographic(link.mention.scope)
    after = _AFTER_VALUE.match(text, link.quantity.end, min(following, span[1]))
    if after:
        return f"geography:{_place(after[1])}"
    if link.mention and link.mention.end <= link.quantity.start:
        match = _AFTER_METRIC.match(text, link.mention.end, link.quantity.start + 1)
        if match and not _NOT_SCOPE.search(match["scope"]):
            return _geographic("segment:" + _tidy(match["scope"]))
    for match in _LEADING.finditer(text[span[0] : link.quantity.start]):
        if not _NOT_SCOPE.search(match["scope"]) or _SEGMENT.search(match["scope"]):
            return _geographic("segment:" + _tidy(match["scope"]))
    if link.mention and link.mention.scope == "consolidated":
        return "consolidated"
    actor = _PART_ACTS.match(text[span[0] : link.quantity.start])
    if actor and link.role in {"growth", "level"} and not _NOT_PART.search(actor["part"]):
        return _geographic("segment:" + _tidy(actor["part"]))
    return "unknown"


_SO_FAR = re.compile(r"\b(?:to[\s-]date|so\s+far|thus\s+far)\b", re.IGNORECASE)
_PART_ACTS = re.compile(
    r"\W*(?:(?:and|but|also|our|the|rest\s+of(?:\s+the)?)\s+)*(?P<part>[A-Za-z][\w'’.&-]*(?:\s+[\w'’.&-]+){0,5}?)\s+"
    r"(?:led|follow(?:s|ed)?|delivered|posted|generated|continued|performed|contributed|achieved|recorded|registered)\b",
)
_NOT_PART = re.compile(
    r"\b(?:we|i|they|it|he|she|you|who|which|that|this|these|those|company|management|team|teams|quarter|year|results?|performance|"
    r"business|growth|sales|revenues?|earnings|income|profit|momentum|shares|stock|all|each|both|everyone|as|in|for|on|at|with|"
    r"while|after|during|looking|overall|total|consolidated|organic|strong|margin|margins|cash|eps|demand|investments?)\b",
    re.IGNORECASE,
)


def _without_names(scope: str, frame: Frame) -> str:
    """Return a scope without the company's own name: its name narrows nothing."""
    words = scope.removeprefix("segment:")
    if words == scope:
        return scope
    rest = re.sub(r"['’]s?\b", "", words)
    for name in sorted(frame.cast.names, key=len, reverse=True):
        rest = re.sub(rf"^(?:the\s+)?{re.escape(name)}\b\s*(?:corp|co|inc)?\b\s*", "", rest).strip()
    return f"segment:{rest}" if rest else "unknown"


def _tidy(words: str) -> str:
    flat = re.sub(r"\s+", " ", words).strip().lower()
    return re.sub(r"\s+(?:segment|business|division|unit|group)$", "", flat)


def _geographic(scope: str) -> str:
    words = scope.removeprefix("segment:")
    match = _GEOGRAPHY.fullmatch(words)
    return f"geography:{_place(match[1])}" if match else "segment:" + _tidy(words)


def _place(name: str) -> str:
    low = re.sub(r"\s+", " ", name.lower()).replace(".", "").removeprefix("the ")
    return {
        "us": "united states",
        "usa": "united states",
        "domestic": "united states",
        "uk": "united kingdom",
        "britain": "united kingdom",
    }.get(low, low)
