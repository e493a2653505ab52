"""Links: which metric a quantity of a sentence belongs to, and whether it is a level, a change, a growth or a share."""

from __future__ import annotations

import re

from agents.claims.amounts import BY, THAN_TOLD, acted, money_role, told_apart, turned
from agents.claims.heads import left_head, right_head
from agents.claims.joins import APART_LIST, ASIDE, BRACKET, GENERIC, is_base, joined, other_metric
from agents.claims.linked import (
    RIGHT_GAP,
    Around,
    Link,
    Role,
    apposed,
    inherited_direction,
    near_direction,
)
from agents.claims.metrics import MetricMention
from agents.claims.nouns import counted, goes_on, listed, own_noun, reached, spent_on
from agents.claims.numbers import Quantity
from agents.claims.profits import like_before
from agents.claims.proportions import proportion
from agents.claims.speech import direction_of
from agents.records import Direction

_COPULA = re.compile(
    r"[\s,]*(?:(?:is|are|was|were)\s+(?:\w+\s+)?(?:expected|estimated|anticipated|projected|forecast)\s+to\s+be|was|were|is|of|came\s+in\s+at|represents?|reporting|posting|"
    r"(?:which\s+)?(?:improved|narrowed|widened|fell|rose|declined|swung)\s+to)?\s*(?:an?|the|its|our)?\s*(?:net\s+|reported\s+)?\Z",
    re.IGNORECASE,
)


def link(text: str, found: list[Quantity], mentions: list[MetricMention], span: tuple[int, int]) -> list[Link]:
    """Return what each quantity of a sentence measures, in order; neither mention nor head: nobody can place it."""
    links: list[Link] = []
    for index, written in enumerate(found):
        previous = links[-1] if links else None
        following = found[index + 1].start if index + 1 < len(found) else span[1]
        quantity = _as_money(text, written, mentions, span, previous)
        placed = acted(text, quantity, previous, span[0])
        placed = placed or _link(text, quantity, mentions, span, previous, following)
        made = _on_line(text, placed, mentions, span)
        links.append(like_before(text, made, links) if made.base and made.mention is None else made)
    return links


_NO_NOUN = re.compile(
    r"\s*(?:[.,;)]|\Z|\n|(?:up|down|or|and|in|for|from|versus|vs|compared|which|a|an|to|on|with|at|this|that|excluding|including|"
    r"before|after|previously|earlier|last\s+year|a\s+year|the\s+year|reflecting|representing|driven|increas\w+|decreas\w+|higher|lower|growing)\b)",
    re.IGNORECASE,
)
_MILLION = 1_000_000


def _as_money(
    text: str, q: Quantity, mentions: list[MetricMention], span: tuple[int, int], previous: Link | None
) -> Quantity:
    """Return "sales were 4.8 billion up 10%", as calls are written down, as the sum it is."""
    if q.kind != "count" or not q.worded or q.interval.point < _MILLION or not _NO_NOUN.match(text, q.end, span[1]):
        return q
    left = _left(text, q, mentions, span, previous)
    return q._replace(kind="money") if left and left.metric.unit == "money" and left.metric.name != "volume" else q


_ON_LINE = re.compile(
    r"\W*(?:and\s+|so\s+)?on\s+(?:an?|the|our)\s+(?P<line>[^,;.$]{3,60}?)\s+(?:basis|line|front|side)\b", re.IGNORECASE
)


def _on_line(text: str, made: Link, mentions: list[MetricMention], span: tuple[int, int]) -> Link:
    """Return a nameless amount as that of the line that its sentence opens with: "on the EPS line, we earned"."""
    nameless = made.mention is None and made.head is not None and made.head.name.startswith("amount_")
    line = _ON_LINE.match(text, *span) if nameless else None
    own = next((m for m in mentions if line and line.start("line") <= m.head < line.end("line")), None)
    return made._replace(mention=own, head=None) if own and _fits(own, made.quantity) else made


def _link(
    text: str, q: Quantity, mentions: list[MetricMention], span: tuple[int, int], previous: Link | None, following: int
) -> Link:
    floor = previous.quantity.end if previous else span[0]
    base = is_base(text, q, floor, mentions)
    right = _right(text, q, mentions, following)
    left = _left(text, q, mentions, span, previous)
    if q.kind in {"percent", "points"}:
        return proportion(text, Around(q, mentions, left, right, previous, span[0], following, base))
    if q.kind in {"money", "per_share"}:
        right = right or _guided(text, q, mentions, floor) or _spent(text, q, mentions, floor)
    own = (
        _increase_in(text, q, mentions, base)
        or own_noun(text, q, floor, following, base)
        or listed(text, q, left, previous, following, base)
    )
    paid = left is not None and q.kind == "per_share" and left.metric.name in {"dividends", "dividend_per_share"}
    if own and not paid and (own.mention or not (right and own.head and right.start <= own.head.end)):
        return own
    if right and _fits(right, q) and _nearer(text, q, left, right):
        added = right.metric.name == "repurchase_authorization" and _MORE.search(
            text, max(floor, q.start - 14), q.start
        )
        moved_by = right.growing or added or BY.search(text, max(floor, q.start - 60), q.start)
        role: Role = "change" if moved_by else "level"
        return Link(q, right, None, role, near_direction(text, q, floor, following), base)
    if previous and _is_conversion(text, previous.quantity, q):
        return previous._replace(quantity=q)
    moved = apposed(text, q, previous, mentions) if q.kind == "money" and not base else None
    left = turned(text, q, _of_same_part(left, previous), floor, previous)
    if left and _fits(left, q) and not (moved and _AN_AMOUNT.search(text, max(floor, q.start - 12), q.start)):
        role = money_role(text, q, left, floor, previous)
        base = base and not other_metric(text, left, previous)
        direction = near_direction(text, q, max(floor, left.end), q.start) or inherited_direction(left, previous)
        apart = told_apart(text, q, left, previous) if role == "change" else None
        return Link(q, left, None, role, _WAY[apart["way"].lower()] if apart else direction, base)
    return moved or _open(text, q, floor, following, base, previous)


_WAY: dict[str, Direction] = {"higher": "up", "lower": "down"}


def _of_same_part(left: MetricMention | None, previous: Link | None) -> MetricMention | None:
    """Return a metric narrowed to the part that a list has gone on to: "and Solutions up 8.3% to $102 million"."""
    before = previous.mention if previous else None
    same = left is not None and before is not None and before.head == left.head
    return left._replace(scope=before.scope) if left and before and same else left


_MORE = re.compile(r"\b(?:additional|another|further|extra)\s+\Z", re.IGNORECASE)
"""What adds a sum to one that was there: "an additional $350 million of repurchase authorization"."""
_AN_AMOUNT = re.compile(r",\s+an?\s+\Z", re.IGNORECASE)
"""What makes a sum after a level one of its own: "was $319.9 million, a $52.9 million decrease"."""


def _fits(mention: MetricMention, q: Quantity) -> bool:
    unit, name, size = mention.metric.unit, mention.metric.name, abs(q.interval.point)
    if q.kind == "per_share":
        return unit == "per_share" or name in GENERIC | {
            "net_income",
            "dividends",
            "operating_income",
            "continuing_income",
            "free_cash_flow",
            "discontinued_income",
            "ffo",
            "affo",
        }
    if q.kind == "money":
        if unit == "per_share":
            return size < 100_000 and not q.worded
        return unit == "money" or name in {"gross_margin", "operating_margin", "share_repurchases", "volume"}
    if q.kind == "count":
        if unit == "per_share":
            return size < 1000 and not q.worded
        return unit in {"count", "ratio"} and not (unit == "ratio" and size > 50)
    return True


_GUIDANCE_OF = re.compile(
    r"\b(?:guidance|outlook|forecast|estimate|range)\s+(?:range\s+)?(?:of|to)\s+\Z", re.IGNORECASE
)
_FOR_METRIC = re.compile(
    r"\s+for\s+(?:(?:the|our|its|fiscal|full|year|fy|20\d\d|q[1-4]|\w+\squarter)[\s-]+)*\Z", re.IGNORECASE
)


def _guided(text: str, q: Quantity, mentions: list[MetricMention], floor: int) -> MetricMention | None:
    """Return the metric that guidance is for, told after it: "guidance of $2.60 to $2.80 for 2020 adjusted EPS"."""
    if not _GUIDANCE_OF.search(text, max(floor, q.start - 30), q.start):
        return None
    after = next((m for m in mentions if m.start >= q.end), None)
    return after if after and _FOR_METRIC.fullmatch(text, q.end, after.start) and _fits(after, q) else None


_INCREASE_IN = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?P<word>increase|decrease|decline|improvement|reduction|growth|drop|rise)\s+in\s+(?:(?:our|its|the|total)\s+){0,2}",
    re.IGNORECASE,
)


def _increase_in(text: str, q: Quantity, mentions: list[MetricMention], base: bool) -> Link | None:
    """Read "a $4.2 million quarter-over-quarter increase in net interest income": what the metric moved by."""
    told = _INCREASE_IN.match(text, q.end) if q.kind == "money" and not base else None
    after = next((m for m in mentions if told and m.start <= told.end() <= m.head), None)
    return Link(q, after, None, "change", direction_of(told["word"])) if told and after and _fits(after, q) else None


_SPEND = re.compile(
    r"\b(?:spend(?:ing|s)?|spent|invest(?:s|ed|ing)?)\s+(?:(?:about|approximately|around|nearly|roughly|over|up\s+to|more\s+than)\s+)?\Z",
    re.IGNORECASE,
)
_ON = re.compile(r"\s+(?:on|in)\s+(?:(?:our|its|the|total|annual)\s+){0,2}", re.IGNORECASE)


def _spent(text: str, q: Quantity, mentions: list[MetricMention], floor: int) -> MetricMention | None:
    """Return the metric that a sum is spent on: "to spend approximately $1.6 billion on capital investments"."""
    if not _SPEND.search(text, max(floor, q.start - 40), q.start):
        return None
    after = next((m for m in mentions if m.start >= q.end), None)
    return after if after and _ON.fullmatch(text, q.end, after.start) and _fits(after, q) else None


_PART_OF = re.compile(
    r"\b(?:percent(?:age)?|portion|share|rest|part|%|indicators?|drivers?|predictors?|measures?|gauges?|prox(?:y|ies)|sources?|statements?)"
    r"\s+(?:of|for)\s+(?:(?:our|its|the|future)\s+)?(?:\w+\s+){0,2}\Z",
    re.IGNORECASE,
)
"""What makes a metric only what another one is a part or a sign of."""


def _left(
    text: str, q: Quantity, mentions: list[MetricMention], span: tuple[int, int], previous: Link | None
) -> MetricMention | None:
    before = [
        m for m in mentions if m.end <= q.start and not _PART_OF.search(text, max(span[0], m.start - 30), m.start)
    ]
    before = [m for m in before if not _left_out(text, m, before, q.start)]
    if not before:
        return None
    best = before[-1]
    if len(before) > 1 and best.metric.name in GENERIC and _COPULA.fullmatch(text, before[-2].end, best.start):
        best = before[-2]._replace(negative=before[-2].negative or before[-1].metric.name == "loss", end=before[-1].end)
    if not joined(text, best.end, q, previous):
        return None
    return best


def _left_out(text: str, mention: MetricMention, before: list[MetricMention], end: int) -> bool:
    """Return whether a metric stands in the list of what an earlier one leaves out."""
    earlier = [one for one in before if one.end <= mention.start]
    lists = (told.match(text, one.end, end) for one in earlier for told in (APART_LIST, ASIDE, BRACKET))
    return any(one.end() >= mention.end for one in lists if one)


def _right(text: str, q: Quantity, mentions: list[MetricMention], following: int) -> MetricMention | None:
    for mention in mentions:
        if mention.start >= q.end and mention.head < following:
            return mention if RIGHT_GAP.fullmatch(text, q.end, mention.start) else None
    return None


def _adjacent(text: str, q: Quantity, mention: MetricMention) -> bool:
    gap = text[q.end : mention.start]
    if q.kind == "count":
        return RIGHT_GAP.fullmatch(gap) is not None
    return not re.search(r"[A-Za-z]", gap) or bool(re.match(r"\s*(?:in|of)\s", gap))


def _nearer(text: str, q: Quantity, left: MetricMention | None, right: MetricMention) -> bool:
    """Return whether a value belongs to the metric after it rather than to the one before it."""
    if left is None or not _fits(left, q):
        return True
    return _adjacent(text, q, right) and not _listed_before(text, q, left)


def _listed_before(text: str, q: Quantity, left: MetricMention) -> bool:
    """Return whether a metric leads to its value: "gaap EPS $3.04 q3 adjusted EPS", "sales of $5 billion EBITDA"."""
    return text[left.end : q.start].strip(" :-") in ({""} if q.kind == "count" else {"", "of"})


def _is_conversion(text: str, one: Quantity, other: Quantity) -> bool:
    """Return whether an amount in brackets is the one before it in another currency."""
    between = text[one.end : other.start]
    return between.strip() == "(" and one.kind == other.kind == "money" and one.unit != other.unit


def _open(text: str, q: Quantity, floor: int, following: int, base: bool, previous: Link | None) -> Link:
    if (
        base
        and previous
        and previous.quantity.kind == q.kind
        and re.match(r"[\s,]*(?:up|down|compared|versus|vs|from|against)\b", text[floor : q.start])
    ):
        return previous._replace(quantity=q, base=True)
    if previous and (level := reached(text, q, previous)):
        return level
    direction = near_direction(text, q, max(floor, q.start - 40), q.start)
    apart = BY.search(text, max(floor, q.start - 60), q.start) or THAN_TOLD.match(text, q.end)
    role: Role = "change" if apart else "level"
    if q.kind == "count":
        return Link(q, None, counted(text, q, floor, following), role, direction, base)
    if (
        previous
        and previous.head
        and previous.quantity.kind == q.kind
        and goes_on(text, previous.quantity.end, q.start)
    ):
        return previous._replace(quantity=q)
    head = (
        spent_on(text, q, floor, following)
        or left_head(text, q.start, floor)
        or right_head(text, q.end, following, plural=False)
    )
    return Link(q, None, head, role, direction, base)
