"""Amounts: whether a sum told of a metric is its level or a movement, and whether it turns a loss into a profit."""

from __future__ import annotations

import re

from agents.claims.joins import FROM, ON_TO
from agents.claims.linked import Link, Role, same_mention
from agents.claims.metrics import MetricMention
from agents.claims.numbers import Quantity

BY = re.compile(
    r"\b(?:by|(?:an?|the)\s+(?:\w+\s+){0,2}(?:increase|decrease|decline|drop|rise|gain|improvement|"
    r"reduction|fall)\s+of|up|down)\s+(?:about\s+|approximately\s+|nearly\s+|more\s+than\s+|around\s+|"
    r"almost\s+|over\s+|some\s+|a\s+|an\s+|as\s+much\s+as\s+|roughly\s+)?\Z",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:to|at|of|was|were|is|are|reached|totall?ed)\s+(?:about\s+|approximately\s+|nearly\s+|"
    r"more\s+than\s+|around\s+|almost\s+|over\s+|a\s+record\s+|an?\s+|roughly\s+|just\s+(?:over|"
    r"under)\s+)?\Z",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:rose|fell|grew|increased|decreased|declined|dropped|climbed|jumped|surged|gained|improved|"
    r"slipped|slid|plunged|tumbled|soared|expanded|contracted|shrank|increasing|decreasing|growing|declining)\s+(?:about\s+|approximately\s+|"
    r"nearly\s+|more\s+than\s+|around\s+|almost\s+|over\s+|roughly\s+)?\Z",
    re.IGNORECASE,
)
_BESIDE_TOLD = re.compile(
    r"\s+(?:per\s+(?:\w+\s+)?share\s+)?(?:above|below|ahead\s+of|better\s+than|short\s+of)\b", re.IGNORECASE
)
"""What makes a sum per share a difference: "FFO was $0.10 above consensus"."""
_AND_THEN = re.compile(
    r"\s*(?:[\w-]+\s+){0,4}?and\s+(?:up\s+|down\s+)?(?:(?:more|less)\s+than\s+|about\s+)?", re.IGNORECASE
)
_HELD_AGAINST = re.compile(
    r"\s+(?:sequentially|year[\s-]over[\s-]year|from\s|versus\s|compared\s|above\s|below\s|over\s)", re.IGNORECASE
)
"""What makes a second sum another movement: "up $115 million year-over-year and $80 million sequentially"."""
THAN_TOLD = re.compile(r"\s+(?:per\s+(?:\w+\s+)?share\s+)?(?P<way>higher|lower)\b", re.IGNORECASE)
"""What makes a sum a difference: "guidance would be $0.53 higher"."""
_OR_RATE = re.compile(
    r"\s+or\s+(?:(?:about|approximately|nearly)\s+)?\d[\d.]*\s?(?:%|percent),?\s+(?P<way>higher|lower)\b", re.IGNORECASE
)
"""What makes the sum after a level a difference: "sales of $216 million were $13 million or 6.4% higher"."""
_WAS = re.compile(r"\s+(?:was|were|is|are)\s+(?:(?:about|approximately|nearly)\s+)?")


def told_apart(text: str, q: Quantity, mention: MetricMention, previous: Link | None) -> re.Match[str] | None:
    """Return the words behind a sum that make it a difference; a level of its own may have its rate beside it."""
    level = previous is not None and previous.role == "level" and same_mention(previous.mention, mention)
    beside = level and previous is not None and _WAS.fullmatch(text, previous.quantity.end, q.start)
    return THAN_TOLD.match(text, q.end) or (_OR_RATE.match(text, q.end) if beside else None)


_IS_A_MOVE = re.compile(
    r"\s+(?:per\s+(?:\w+\s+)?share\s+)?(?:reduction|increase|decrease|decline|improvement)\s+(?:to|in|for|from)\b",
    re.IGNORECASE,
)
"""What makes a sum a difference by its noun: "guidance incorporates the $0.09 reduction for the charges"."""
_GROWN_BY = re.compile(
    r"(?<!range )\bof\s+(?:(?:about|approximately|roughly|nearly|around|almost|over)\s+)?\Z", re.IGNORECASE
)
"""Before what a metric that speaks of a change moved by: "an increase in revenue of about $5 million"."""


def money_role(text: str, q: Quantity, mention: MetricMention, floor: int, previous: Link | None) -> Role:
    """Return whether a sum told after a metric is its level or what it moved by."""
    window = text[max(mention.end, floor, q.start - 70) : q.start]
    if FROM.search(window) and ON_TO.match(text, q.end):
        return "level"
    apart = (
        told_apart(text, q, mention, previous)
        or _IS_A_MOVE.match(text, q.end)
        or (not q.worded and _BESIDE_TOLD.match(text, q.end))
    )
    if BY.search(window) or _MOVED.search(window) or apart:
        return "change"
    if mention.growing and not _TO.search(window):
        return "change"
    if (
        previous
        and (previous.role == "growth" or (previous.role == "change" and q.kind == "per_share"))
        and same_mention(previous.mention, mention)
        and re.fullmatch(r"[\s,]*or\s+(?:about\s+|approximately\s+)?", window)
    ):
        return "change"
    goes_on = (
        previous and previous.role == "change" and _AND_THEN.fullmatch(window) and _HELD_AGAINST.match(text, q.end)
    )
    return "change" if goes_on or (mention.growing and _GROWN_BY.search(window)) else "level"


_ACTED = re.compile(
    r"\b(?:impacted|affected|hurt|helped|aided|benefited)\s+(?:(?:(?!\b(?:up|down|rose|fell|increas|decreas|declin|gr[eo]w|"
    r"that|which)|,\s)[^;.$]){3,90}?\s)?by\s+(?:(?:about|approximately|nearly|around|almost|roughly)\s+)?\Z",
    re.IGNORECASE,
)
"""Before the effect of one cause, which is no movement of the measure: "hurt by lower sales by about $83 million"."""


def acted(text: str, q: Quantity, previous: Link | None, begin: int) -> Link | None:
    """Return a sum that tells what one cause did as one that nothing is claimed of."""
    floor = max(begin, previous.quantity.end if previous else begin, q.start - 130)
    told = q.kind in {"money", "per_share"} and _ACTED.search(text, floor, q.start)
    return Link(q, None, None, "level", None, False) if told else None


_INCOME_OF = re.compile(r"\b(?:income|profits?|earnings|gains?)\s+of\s+(?:about\s+|approximately\s+)?\Z", re.IGNORECASE)


def turned(
    text: str, q: Quantity, left: MetricMention | None, floor: int, previous: Link | None
) -> MetricMention | None:
    """Return a loss as a profit where the value compared with was one: "a loss of $1, down from income of $3"."""
    if left is None or not left.negative:
        return left
    told = _INCOME_OF.search(text, max(floor, left.end), q.start)
    before = previous.mention if previous else None
    again = before is not None and before.head == left.head and text[floor : q.start].strip() == "or"
    return left._replace(negative=False) if told or (again and before and not before.negative) else left
