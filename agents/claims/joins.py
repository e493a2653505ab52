"""Joins: whether the words between a metric and a quantity let the one belong to the other, or only compare them."""

from __future__ import annotations

import re

from agents.claims.linked import (
    CONNECT,
    Link,
    same_mention,
)
from agents.claims.metrics import MetricMention, to_revenue
from agents.claims.numbers import Quantity
from agents.claims.sentences import Sentence

_BREAK = re.compile(
    r":|;(?!\s+(?:up|down|and)\s)|\b(?:while|whereas|although|though|because|due\s+to|excluding|offset|driven|including|"
    r"includes?|included|of\s+which|reflecting|"
    r"resulting|primarily|plus(?!\s*\Z)|net\s+of|less|despite|after|following|as\s+well\s+as|which)\b",
    re.IGNORECASE,
)


_ENDED_CLAUSE = re.compile(r",\s+(?:which|that)\s+(?:ended|ends|closed|began)\s+[^,;.]{2,30},", re.IGNORECASE)
"""When a period ended, told in between: "for fiscal 2024, which ended June 30, was"."""
ASIDE = re.compile(
    r",\s+(?:the|its|our|an?|by\s+far|which|or|including|excluding|along\s+with|together\s+with)\s+[a-z][^,;:.$€£%()\d]{3,70},"
    r"(?=\s+(?:was|were|came|grew|rose|fell|increased|decreased|declined|improved|totall?ed|reached|stood|climbed|dropped|jumped|slipped|"
    r"gained|advanced)\b)",
    re.IGNORECASE,
)
"""What is told of a measure between it and its verb: "subscription revenue, the larger of its two lines, grew"."""
_APART_CLAUSE = re.compile(
    r"\A,?\s+\(?(?:excluding|exclusive\s+of|before|without|adjusted\s+for|on\s+an?\s+[\w-]+\s+basis)\b[^,;:.$€£\d]{0,70}?,?\s+"
    r"(?=(?:was|were|is|are|came|grew|rose|fell|increased|decreased|declined|improved|totall?ed|of)\b)",
    re.IGNORECASE,
)
"""What a measure leaves out, told between it and its value: "EPS, excluding special items, was"."""
_APART_ITEMS = re.compile(
    r",?\s+\(?(?:excluding|before|ex|net\s+of)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:items?|charges?|costs?|gains?|losses|expenses|adjustments?|impacts?|reinsurance|tax(?:es)?)(?:\s*\([^)]{2,20}\))?\)?,?\s+"
    r"(?=in\s+(?:the\s+|a\s+)?range\b|between\b|[$€£]|\.?\d)",
    re.IGNORECASE,
)
"""The same right before a value: "EPS excluding special items $4.15"."""
APART_LIST = re.compile(
    r"(?:\s+(?:for|in)\s+(?:the\s+)?[\w-]+(?:\s[\w-]+){0,3}?)?,?\s+\(?(?:excluding|exclusive\s+of|before|net\s+of)\b[^;:.$€£\d]{3,180}?,?\s+"
    r"(?=(?:is|was|are|were|to\s+be|to\s+range|increased|decreased|rose|fell|grew|declined|improved)\b)",
    re.IGNORECASE,
)
"""A list of what a measure leaves out: "EPS, excluding restructuring, deal costs and gains on equities, to be"."""
_ON_STOCK = re.compile(
    r"\s+(?:on|for)\s+(?:(?:its|our|the|all|[A-Z][\w.&]*['’]s)\s+)?(?:outstanding\s+)?(?:class\s+[a-c]\s+)?(?:common|ordinary)\s+(?:stock|shares)\b",
    re.IGNORECASE,
)
"""What a dividend is paid on: "a dividend on Acme's common stock of $0.30"."""
_TOLD_CLAUSE = re.compile(
    r"\A,?\s+which\s+(?=(?:was|were|is|are|came|grew|rose|fell|increased|decreased|declined|improved|totall?ed)\b)",
    re.IGNORECASE,
)
"""What is told of the measure itself: "revenue, which grew 10%"."""
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|of|at|to|by|totall?ed|reached|reaches|stood|came|amounted|rose|"
    r"fell|grew|increased?|decreased?|declined?|dropped|climbed|jumped|"
    r"surged|gained|improved|up|down|remained|hit|around|approximately|exceed(?:s|ed|ing)?|topped|between|from|"
    r"in\s+(?:the\s+)?range\s+of|has|have|had|will|slipped|slid|plunged|tumbled|soared|"
    r"expanded|contracted|shrank|rising|falling|growing|fall|rise|grow|posted|reported|delivered|"
    r"achieved|approximates?|represent\w*|equal|accounted|versus|vs\.?|compared)\b|[:=]",
    re.IGNORECASE,
)


_GLUE = frozenset(
    """
    was were is are be been being of at to by a an the and or up down about approximately around nearly almost
    over under more than less totaled totalled reached stood came amounted rose fell grew increase increased
    decrease decreased decline declined dropped climbed jumped surged gained improved up down remained hit
    exceeded topped between from in range has have had will would for on as its our their it we they year
    quarter period versus vs compared with higher lower growth record strong same also now still only just each
    same per share diluted basic q1 q2 q3 q4 fy first second third fourth 1st 2nd 3rd 4th last prior previous
    full nine six three months half us u.s dollars solid expected expects estimated approximate total gaap
    non-gaap adjusted
    basis reported currency constant local organic sequential sequentially year-over-year yoy year-on-year
    ended june july august september march december october november january february april may another rising
    falling growing point basis double single digit mid high low rate expansion improvement roughly
    high-single-digit slipped slid plunged tumbled soared expanded contracted shrank fall rise drop dropped
    gain jump which this that slightly sharply modestly significantly operating expense attributable
    shareholders common continuing operations income earnings net sales revenue revenues loss profit margin
    margins fiscal quarterly annual ago earlier no some like representing represents represented an estimated
    reaching all-time peak new totaling totalling
    least excess roughly plus flat least or both was be against forecast guidance outlook consensus estimate
""".split()
)


_BASE = re.compile(
    r"\b(?:compared\s+(?:to|with)|versus|vs\.?|against|as\s+opposed\s+to|on\s+top\s+of|lapp?(?:ed|ing|s)|cycl(?:ed|ing|es)|(?P<from>from)|(?<!-)than(?!-)|"
    r"down\s+from|up\s+from|(?:year[\s-]ago|prior|previous)\s+(?!guidance|outlook|forecast|range|estimate|expectation)(?:\w+\s+){0,2}of)\b(?P<rest>[^;]*)\Z",
    re.IGNORECASE,
)


_PLAIN_WORD = re.compile(r"[A-Za-z][\w.'’-]*")


GENERIC = frozenset({"profit", "loss"})


def other_metric(text: str, mention: MetricMention, previous: Link | None) -> bool:
    """Return whether a comparison names another metric, so that its value is no earlier value of the first."""
    if previous is None or previous.mention is None or same_mention(previous.mention, mention):
        return False
    names = {previous.mention.metric.name, mention.metric.name}
    if names & (GENERIC | {"net_income", "eps"}) == names or len(names) == 1:
        return False
    return re.search(r"\b(?:compared|versus|vs|against|than)\b", text[previous.quantity.end : mention.head]) is not None


_OTHER_NOUN = re.compile(
    r"\b(?:benefits?|charges?|expenses?|credits?|adjustments?|headwinds?|tailwinds?)\s+of\s+(?:about\s+|approximately\s+|nearly\s+)?\Z",
    re.IGNORECASE,
)
"""A noun of its own before a value, whatever metric stands before: "EPS our incremental tax benefits of $0.10"."""
_LINE = re.compile(r"\s+(?:at|for|in|as\s+of)\s+[\w\s,]{3,25}:\s*", re.IGNORECASE)
"""The time in a line of a summary: "Net debt at year end: 35.8 billion euros"."""
BRACKET = re.compile(
    r"\s*\([^()]{3,160}\)(?=\s+(?:was|were|is|are|of|at|increased|decreased|rose|fell|grew|declined|improved|totall?ed)\b)"
)
"""What a measure is, told in brackets before its verb."""


_SPREAD = re.compile(
    r"\s+(?:in|across|throughout)\s+(?:(?:about|approximately|nearly|over|more\s+than|some)\s+)?", re.IGNORECASE
)
"""Before a count of where something is: "31,000 employees in 20 countries"."""


def joined(text: str, start: int, q: Quantity, previous: Link | None) -> bool:
    """Return whether the words between a metric and a quantity let the one belong to the other."""
    named = start
    aside = (
        ASIDE.match(text, start, q.start)
        or BRACKET.match(text, start, q.start)
        or _ON_STOCK.match(text, start, q.start)
    )
    start = aside.end() if aside else start
    apart = _APART_ITEMS.match(text, start, q.start + 1) or APART_LIST.match(text, start, q.start)
    start = apart.end() if apart else start
    gap = _TOLD_CLAUSE.sub(" ", _APART_CLAUSE.sub(" ", _ENDED_CLAUSE.sub(" ", text[start : q.start])))
    if gap.strip() == ":" or _LINE.fullmatch(gap):  # a line of a summary: "Revenue: $347.2 million"
        return True
    spread = q.kind == "count" and _SPREAD.fullmatch(gap)
    if spread or len(gap) > 260 or _BREAK.search(gap) or (q.kind != "points" and _OTHER_NOUN.search(gap)):
        return False
    anchor = start
    if previous and previous.quantity.start >= start:
        if previous.mention is None or previous.mention.end < named:
            return False
        anchor = previous.quantity.end
        same = q.kind == previous.quantity.kind and not _is_comparison(text[anchor : q.start])
        words = _PLAIN_WORD.findall(text, anchor, q.start)
        if (
            same
            and not CONNECT.fullmatch(text, anchor, q.start)
            and any(w.lower().strip(".,'") not in _GLUE and not w.lower().endswith("ly") for w in words)
        ):
            return False
    else:
        verbs = list(_VERB.finditer(text, start, q.start))
        if verbs:
            if len(_PLAIN_WORD.findall(text, start, verbs[0].start())) > 12:
                return False
            anchor = verbs[-1].start()
    strange = [
        w
        for w in _PLAIN_WORD.findall(text, anchor, q.start)
        if w.lower().strip(".,'") not in _GLUE and not w.lower().endswith("ly")
    ]
    return len(strange) <= (2 if anchor > start else 1)


def _is_comparison(gap: str) -> bool:
    return re.search(r"\b(?:compared|versus|vs|from|to|against|or|up|down|than)\b", gap, re.IGNORECASE) is not None


FROM = re.compile(r"\bfrom\s+(?:about\s+|approximately\s+|at\s+least\s+|around\s+|over\s+)?\Z", re.IGNORECASE)
ON_TO = re.compile(
    r"\s*(?:per\s+share\s+)?to\s+(?:about\s+|approximately\s+|at\s+least\s+|around\s+)?[$€£]?\.?\d", re.IGNORECASE
)
"""What tells that a value is where a movement began: "from $0.33 to $0.40"."""
_ON_TO_RANGE = re.compile(r"\s*to\s+(?:between|(?:an?\s+)?(?:\w+\s+)?range|[$€£]?\.?\d)", re.IGNORECASE)
"""What follows a range that was left for another: "the range from $1 to $2 to between $3 and $4"."""
_LISTED = re.compile(
    r"(?:\band|\bbut|,)\s+(?:about\s+|approximately\s+|nearly\s+|over\s+)?(?:(?:an?\s+)?(?:\w+\s+)?(?:increase|decrease|decline|drop|rise|gain|growth|improvement|reduction)\s+of\s+|"
    r"(?:up|down|increased|decreased|declined|rose|fell|grew|higher|lower)\s+)?\Z",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b(?:range|ranges|ranging)\s+(?:of\s+)?from\s+\Z", re.IGNORECASE)
_COMPARED_NEXT = re.compile(r"\s*(?:from|over|versus|vs\.?|compared\s+(?:to|with))\b", re.IGNORECASE)
"""What makes the second of two values one with a base of its own: "up 21% from the prior quarter and 33% from 2019"."""


_SOURCE = re.compile(
    r"\bfrom\s+(?:(?:our|its|the|all|both|an?)\s+)?(?:[A-Za-z][\w-]*\s+){0,3}?"
    r"(?:operations|activities|business(?:es)?|perspective|standpoint|viewpoint|point\s+of\s+view)\b(?!['’])",
    re.IGNORECASE,
)
"""Where an income comes from, which is nothing it is compared with: "earnings from continuing operations of $2"."""
_TOLD_BASE = re.compile(
    r"\A\s+(?:(?:the|a|an|one|last|prior|previous|same|comparable|corresponding|year-ago|prior-year)\s+){1,3}(?:(?:first|second|third|fourth)\s+)?"
    r"(?:year|quarter|period|month)s?(?:\s+(?:ago|earlier|before|last\s+year|of\s+(?:20\d\d|last\s+year)))?,\s+(?:with|on|as|driven|reflecting|representing|which|including|led)\b",
    re.IGNORECASE,
)
"""A base that was only named, before a clause of its own: "up 22% from a year ago, with organic growth of 19%"."""


_WAS = re.compile(
    r"\b(?:was|were)\s+(?:primarily\s+|mainly\s+|largely\s+)?(?:driven|due|led|caused|attributable)\b", re.IGNORECASE
)
"""What comes after a comparison's own end: "the decline versus 2020 was driven by a sales decrease of 4.7%"."""


_MOVED = re.compile(
    r"[a-z]\s+(?:increased|decreased|rose|fell|grew|declined|was|were|is|are|totaled|averaged)\s+"
    r"(?:about\s+|approximately\s+)?\Z",
    re.IGNORECASE,
)
"""What makes a value after "from" one of a movement: "income from lease terminations increased 6.2%"."""


_REACHED = re.compile(
    r"\b(?:quarter|year|period|months?|ago|earlier|20\d\d)\s+to\s+(?:an?\s+)?(?:(?:new|quarterly|all-time|record|high|low|of)\s+){0,3}\Z",
    re.IGNORECASE,
)
"""A level that was reached, told after what is compared with: "up 29% compared to the third quarter to a record"."""


_EXPLAINED = re.compile(
    r"\b(?:reflecting|driven\s+by|due\s+to|as\s+a\s+result\s+of|primarily|mainly|largely)\s", re.IGNORECASE
)
"""After it what explains a change is told, and no longer what it is held against."""


def is_base(text: str, q: Quantity, floor: int, mentions: list[MetricMention]) -> bool:
    """Return whether a value is only what another is compared with ("from $475 million", "versus $0.43")."""
    start = max(
        [
            floor,
            q.start - 140,
            *(m.head for m in mentions if m.end <= q.start and m.head >= floor and q.start - m.end < 4),
        ]
    )
    before = _SOURCE.sub(" ", text[start : q.start])
    match = _BASE.search(before)
    if match is None or any(told.search(match["rest"]) for told in (_TOLD_BASE, _WAS, _EXPLAINED)):
        return False
    if _LISTED.search(match["rest"]) and _COMPARED_NEXT.match(text, q.end):
        return False
    if _RANGE.search(before):
        return _ON_TO_RANGE.match(text, q.end) is not None
    left = match["from"] and (_MOVED.search(match["rest"]) or re.search(r"\bto\s+(?:\w+\s+)?\Z", before))
    if left or _REACHED.search(match["rest"]):
        return False
    if match[0].lower().startswith("than"):
        return not re.search(
            r"\b(?:more|less|fewer|greater|rather|better|other|higher|lower)\s+than\s+\Z", before, re.IGNORECASE
        )
    return len(match["rest"].split()) <= 14 and not re.search(
        r",\s*\w+.*\b(?:rose|fell|was|were|grew|increased|declined)\b", match["rest"]
    )


_CAUSE = re.compile(
    r"\W*(?:(?:and|but|so)\W+)?(?:(?:primarily|largely|partly|mainly|again)\s+)?(?:as\s+a\s+result\s+of|due\s+to|because\s+of|driven\s+by|"
    r"led\s+by|helped\s+by|aided\s+by|supported\s+by|boosted\s+by|hurt\s+by|reflecting|on|given|thanks\s+to|despite|with)\s+"
    r"(?:(?:the|our|its|an?|both)\s+)?(?:\w+\s+){0,2}?(?:lower|higher|increased|decreased|reduced|declining|rising|growing|strong\w*|weak\w*|"
    r"improved|better|record)\b[^,;.$%\d]{0,100},\s",
    re.IGNORECASE,
)
"""What a sentence opens with before its subject: "As a result of lower sales, adjusted earnings declined"."""


_AS_SHARE = re.compile(
    r"\W*(?:(?:and|but)\W+)?(?:expressed\s+)?as\s+an?\s+(?:percent(?:age)?|%)\s+of\s+(?:(?:total|net|our|its)\s+){0,3}(?:revenues?|sales)\s*,\s",
    re.IGNORECASE,
)
"""What makes all that follows a share of revenue: "As a percentage of net sales, gross profit increased to 39.6%"."""


def after_opening(text: str, sentence: Sentence, named: list[MetricMention]) -> list[MetricMention]:
    """Return the metrics of a sentence as its opening means them: without its causes, or as shares of revenue."""
    share = _AS_SHARE.match(text, sentence.start, sentence.end)
    if share:
        return [to_revenue(m) if m.metric.unit == "money" else m for m in named if m.start >= share.end()]
    cause = _CAUSE.match(text, sentence.start, sentence.end)
    return [m for m in named if m.end > cause.end()] if cause else named
