"""A quantity linked with what it measures, and the movement told about it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from agents.claims.heads import Head
from agents.claims.metrics import MetricMention
from agents.claims.numbers import Quantity
from agents.claims.speech import direction_of, directions
from agents.records import Direction

Role = Literal["level", "change", "growth", "share", "share_change"]


class Link(NamedTuple):
    """A quantity with what it measures."""

    quantity: Quantity
    mention: MetricMention | None
    head: Head | None
    role: Role
    direction: Direction | None = None
    base: bool = False
    """The value compared with ("from $475 million", "versus $0.43"), not the one reported."""

    @property
    def known(self) -> bool:
        """Whether the metric is one of the vocabulary."""
        return self.mention is not None


class Around(NamedTuple):
    """A quantity of a sentence with its neighbours."""

    quantity: Quantity
    mentions: list[MetricMention]
    left: MetricMention | None
    right: MetricMention | None
    previous: Link | None
    begin: int
    following: int
    base: bool

    @property
    def floor(self) -> int:
        """Return where the quantity's own words begin: after the quantity before it."""
        return max(self.begin, self.previous.quantity.end if self.previous else self.begin)


RIGHT_GAP = re.compile(
    r"\s*(?:(?:in|of|worth\s+of|from)\s+)?(?:(?:the|its|our|their|total|annual|quarterly|net|"
    r"consolidated|adjusted|fully|new|company's|issued|granted|registered|pending|active)\s+){0,2}\Z",
    re.IGNORECASE,
)
CONNECT = re.compile(r"[\s,(]*(?:or|and|,)?\s*\(?\s*(?:an?\s+)?\Z", re.IGNORECASE)


_MOVE = (
    r"(?:increases?|growth|rise|gain|improvement|jump|surge|expansion|declines?|decreases?|drop|fall|reduction|contraction|"
    r"higher|lower|up|down|increasing|decreasing|declining|growing|rising|falling)"
)
_APPOSED = re.compile(
    r"[\s,(]*(?:(?:for|in|during|of|at|on)\s+[^,;.$%]{2,45}?)?[\s,(–—-]*"
    r"(?:(?:which|that|this)\s+(?:is|was|are|were|represent(?:s|ed)|reflect(?:s|ed)|equates?\s+to|mark(?:s|ed))\s+|"
    r"(?:represent|reflect|mark)(?:ing|s|ed)\s+|amounting\s+to\s+|equal\s+to\s+|or\s+|and\s+)?"
    r"(?:an?\s+)?(?:(?:year[\s-]over[\s-]year|yoy|net|strong|record|solid|slight|modest|sequential|significant|reported)\s+)?"
    rf"(?:(?P<word>{_MOVE})\s+(?:rate\s+)?(?:(?:of|by)\s+)?)?"
    r"(?:an?\s+|about\s+|approximately\s+|nearly\s+|more\s+than\s+|around\s+|almost\s+|over\s+|roughly\s+|some\s+|just\s+\w+\s+)?\Z",
    re.IGNORECASE,
)
"""What leads from a level to the movement told after it: "$332 million in the quarter, which is a decline of"."""
CAUSE = (
    r"(?:due|because|owing|thanks|driven|on|by|from|as|with|amid|reflecting|despite|but|while|compared|versus|offset)\b"
)
"""A word after which another movement is told, the reason of the first: "decreased 75% due to higher prices"."""
_MOVED_AFTER = re.compile(
    rf"(?:[\s,(]*or\s+[\d.]+\s?(?:%|percent)[\s,)]*)?\s*(?:(?!{CAUSE})[\w-]+\s+){{0,2}}?(?P<word>{_MOVE})\b(?!\s+(?:in|of)\s+(?!the\s+(?:prior|same|year)))",
    re.IGNORECASE,
)


_LAPPED = re.compile(r"\b(?:lapp?(?:ed|ing|s)|cycl(?:ed|ing|es))\b", re.IGNORECASE)
"""What tells that a rate is last year's: "as we cycled a 17% organic growth comparison"."""


def apposed(text: str, q: Quantity, previous: Link | None, mentions: list[MetricMention]) -> Link | None:
    """Return a movement told after a level as that level's: "revenue was $332 million, which is a decline of 2.3%"."""
    if previous is None or previous.mention is None or previous.role != "level" or previous.base:
        return None
    start = previous.quantity.end
    gap = _APPOSED.fullmatch(text, start, q.start)
    own = previous.mention.head
    if gap is None or _LAPPED.search(gap[0]) or any(start <= m.head < q.start and m.head != own for m in mentions):
        return None
    word = gap["word"] or (m["word"] if (m := _MOVED_AFTER.match(text, q.end, q.end + 40)) else None)
    if word is None:
        return None
    unit, name = previous.mention.metric.unit, previous.mention.metric.name
    rate = q.kind == "percent" and (unit != "percent" or name == "comparable_sales")
    role: Role = "growth" if rate else "share_change" if q.kind in {"percent", "points"} else "change"
    return Link(q, previous.mention, None, role, direction_of(word))


AGAIN = re.compile(r"\s*(?:,\s*or|\(|or)\s+(?:about\s+|nearly\s+)?|\s*\(")
"""Between a value and the same one told otherwise: "$1 million, or 5 cents a share"."""


def compared_again(text: str, links: list[Link]) -> list[Link]:
    """Return links in which what is told otherwise of a value compared with is compared with as well."""
    for index, (one, other) in enumerate(pairwise(links), start=1):
        if links[index - 1].base and AGAIN.fullmatch(text, one.quantity.end, other.quantity.start):
            links[index] = other._replace(base=True)
    return links


OR = re.compile(r"[\s,(]*or\s+(?:about\s+|approximately\s+|nearly\s+)?", re.IGNORECASE)


def as_rate(text: str, q: Quantity, previous: Link | None) -> Link | None:
    """Return a percentage that tells a movement again: "a $52.9 million, or 14.2%, decrease"."""
    if previous is None or previous.role != "change" or previous.direction is None or q.kind != "percent":
        return None
    rate = previous.mention is not None and previous.mention.metric.unit == "percent"
    counted = previous.head.end if previous.head and previous.head.start >= previous.quantity.end else 0
    if rate or not OR.fullmatch(text, max(counted, previous.quantity.end), q.start):
        return None
    return Link(q, previous.mention, previous.head, "growth", previous.direction)


def same_mention(one: MetricMention | None, other: MetricMention | None) -> bool:
    """Return whether two links speak of one and the same written metric."""
    return one is not None and other is not None and one.head == other.head


def inherited_direction(mention: MetricMention, previous: Link | None) -> Direction | None:
    """Return the movement a value shares with the one before it: "fell 9% for the quarter and 16% for the year"."""
    if previous and previous.role in {"growth", "change", "share_change"} and same_mention(previous.mention, mention):
        return previous.direction
    return None


def near_direction(text: str, q: Quantity, start: int, end: int) -> Direction | None:
    """Return the movement told closest before a quantity (or within the given stretch after it)."""
    found = directions(text, start, end)
    if not found:
        return None
    return direction_of((found[-1] if start < q.start else found[0])[0])
