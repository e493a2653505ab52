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
THAN_TOLD = re.compile(
    r"(?:\s+per\s+(?:\w+\s+)?share|,?\s+or\s+(?:(?:about|approximately|nearly)\s+)?\d[\d.]*\s?(?:%|percent),?)?\s+(?P<way>higher|lower)\b",
    re.IGNORECASE,
)
"""What makes a sum a difference: "guidance would be $0.53 higher", "sales were $13 million or 6.4% higher"."""


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
        THAN_TOLD.match(text, q.end)
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
