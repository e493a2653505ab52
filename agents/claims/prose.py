"""Prose: every quantity of a sentence with what it measures, its period, its subject and how it is meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from agents.claims.acts import as_act
from agents.claims.bases import RESTATING, basis_of
from agents.claims.defaults import Frame
from agents.claims.directions import directions_only, expected_moves
from agents.claims.drafts import Draft
from agents.claims.fields import field_of, is_nameless
from agents.claims.groups import read_groups
from agents.claims.joins import after_opening
from agents.claims.linked import AGAIN, Link, compared_again
from agents.claims.links import link
from agents.claims.meanings import WORKFORCE_CUT, as_cut, moved_to, named_as, resolved, signed
from agents.claims.mentions import Mention, mentions
from agents.claims.metrics import MetricMention, metric_mentions
from agents.claims.numbers import Quantity, quantities
from agents.claims.periods import later
from agents.claims.placing import placed
from agents.claims.qualifiers import Told, event_of, qualifiers_of
from agents.claims.respective import metrics_in_turn, moves_in_turn, respective_periods, shared_metrics, shared_nouns
from agents.claims.revisions import revisions
from agents.claims.scales import in_sums
from agents.claims.scopes import scope_of
from agents.claims.sentences import Sentence
from agents.claims.speech import Speech, speech, speech_around
from agents.claims.subjects import is_sought, subject_of
from agents.claims.vocabulary import METRICS
from agents.records import Period

TABLE_LIKE = 40
"""Quantities in one sentence above which it is a table that lost its lines, not prose."""


_LABEL_BEFORE = re.compile(
    r"(?:\b(?:items?|notes?|gen|generation|sections?|rules?|form|exhibits?|no\.?|nos\.?|article|page|"
    r"pages|chapter|asu|asc|topic|level|tier|phase|class|series|part|slide|age|aged|version|"
    r"schedule|footnote|paragraph|channel|route|suite|room|flight|model|type|step|sfas|fin|fas|isin|"
    r"cusip|cik|zip|tel|phone|fax|top|number|patent|act\s+of|the\s+age\s+of)\s*[#(]?|"
    r"\bnotes\s+\d{1,2}(?:,\s+\d{1,2})*,?\s+and\s+|[#@:/])\Z",
    re.IGNORECASE,
)


_ADJECTIVE_AFTER = re.compile(
    r"-(?:year|month|week|day|hour|minute|point|member|story|mile|inch|foot|page|digit|time|for|and|"
    r"to|old|speed|way|percent)\b|\s?(?:a\.m|p\.m|am\b|pm\b|years?\s+old|th\b)|:\d",
    re.IGNORECASE,
)


_TIME_AFTER = re.compile(
    r"\s*(?:more\s+|other\s+|the\s+|last\s+|next\s+|consecutive\s+|business\s+|fiscal\s+|"
    r"additional\s+)?-?(?:years?|months?|weeks?|days?|hours?|minutes?|quarters?|decades?|times|"
    r"seconds?)\b",
    re.IGNORECASE,
)


_RESTATED = re.compile(
    rf"\b(?:as\s+restated|restated|revised\s+(?:to|from)|as\s+amended|as\s+adjusted{RESTATING})\b", re.IGNORECASE
)


class Read(NamedTuple):
    """What a sentence gave: its drafts, and how many quantities it holds and how many of them were placed."""

    drafts: list[Draft]
    quantities: int
    placed: int


def read_sentence(text: str, sentence: Sentence, frame: Frame) -> Read:
    """Return what a sentence states in figures and directions."""
    written = in_sums(text, quantities(text, sentence.start, sentence.end), sentence.start, frame.sums_in)
    if not written:
        return Read(_without_figure(text, sentence, frame), 0, 0)
    dates = mentions(text, sentence.start, sentence.end, frame.published)
    found = [q for q in written if _counts(text, q, dates)]
    if len(found) > TABLE_LIKE or _is_tabular(text, sentence, found):
        return Read([], len(found), 0)
    if not found:
        return Read(_without_figure(text, sentence, frame), 0, 0)
    known = after_opening(text, sentence, metric_mentions(text, sentence.start, sentence.end))
    linked = [_employed(text, item, sentence.start) for item in link(text, found, known, sentence)]
    listed = metrics_in_turn(text, shared_metrics(text, shared_nouns(text, linked), known), known, sentence)
    links = compared_again(text, moves_in_turn(text, listed, sentence))
    drafts = _completed(text, [d for d in _drafts(text, sentence, links, dates, frame) if d])
    drafts += revisions(text, sentence, drafts)
    told = {draft.metric for draft in drafts}
    drafts += [draft for draft in expected_moves(text, sentence, frame) if draft.metric not in told]
    groups = list(read_groups(text, sentence, dates, frame))
    drafts = [d for d in drafts if not any(g.value_start <= d.value_start < g.value_end for g in groups)] + groups
    return Read(drafts, len(found), len({d.value_start for d in drafts}))


def _without_figure(text: str, sentence: Sentence, frame: Frame) -> list[Draft]:
    """Return where a sentence without a figure says that metrics move, or are expected to."""
    expected = list(expected_moves(text, sentence, frame))
    told = {draft.metric for draft in expected}
    return expected + [draft for draft in directions_only(text, sentence, frame) if draft.metric not in told]


def _is_tabular(text: str, sentence: Sentence, found: list[Quantity]) -> bool:
    """Return whether a sentence is a piece of a table: many figures, few words, no scale in words."""
    if len(found) < 4 or any(q.worded or q.kind in {"percent", "points"} for q in found):
        return False
    return len(found) > 0.2 * len(text[sentence.start : sentence.end].split())


def _counts(text: str, q: Quantity, dates: list[Mention]) -> bool:
    """Return whether a number is a quantity, not a date, a label, an age or a part of a name."""
    place = bisect_left(dates, q.end, key=lambda m: m.start)
    if place and q.start < dates[place - 1].end:
        return False
    if q.kind != "count":
        return True
    if _LABEL_BEFORE.search(text, max(0, q.start - 20), q.start) or _ADJECTIVE_AFTER.match(text, q.end):
        return False
    return not _TIME_AFTER.match(text, q.end)


def _employed(text: str, item: Link, start: int) -> Link:
    """Return people that the company employs as its employees: "we employed 1,486 people"."""
    people = item.mention is None and item.head is not None and item.head.name in ("people", "persons")
    if not people or not _EMPLOYS.search(text, max(start, item.quantity.start - 40), item.quantity.start):
        return item
    assert item.head is not None
    at, end = item.head.start, item.head.end
    return item._replace(mention=MetricMention(at, end, at, METRICS["employees"], "unknown", (), "unknown"), head=None)


_EMPLOYS = re.compile(r"\b(?:employ(?:s|ed|ing)?|workforce\s+of)\s+(?:\w+\s+){0,3}\Z", re.IGNORECASE)


def _drafts(
    text: str, sentence: Sentence, links: list[Link], dates: list[Mention], frame: Frame
) -> Iterator[Draft | None]:
    lists = respective_periods(text, sentence, links, dates, frame)
    shared = {
        i.mention.head for i in links if i.mention and resolved(text, sentence, i, i.mention.metric.name) == "eps"
    }
    for index, item in enumerate(links):
        floor = links[index - 1].quantity.end if index else sentence.start
        following = _following(text, links, index, sentence.end)
        if is_nameless(text, sentence, item):
            yield None
            continue
        draft = _draft(text, sentence, item, dates, frame, floor, following)
        if draft and item.mention and item.mention.head in shared and draft.metric == "net_income_growth":
            draft = draft.but(metric="eps_growth")
        if draft and lists is not None and item.quantity.start in lists:
            period = lists[item.quantity.start]
            draft = draft.but(period=period) if period else None
        yield draft


def _following(text: str, links: list[Link], index: int, end: int) -> int:
    """Return where the next value begins that is not the same one told otherwise ("$1 million, or 5 cents a share")."""
    while index + 1 < len(links):
        if not AGAIN.fullmatch(text, links[index].quantity.end, links[index + 1].quantity.start):
            return links[index + 1].quantity.start
        index += 1
    return end


_LISTED_ON = re.compile(r"[^,;.:$%\d]{3,60},?\s+and\s+(?:[^,;.:$%\d]{0,40}\s)?", re.IGNORECASE)
"""Between two values of a list whose period is told at its end: "9% sales growth and 4% income growth for 2022"."""


def _completed(text: str, drafts: list[Draft]) -> list[Draft]:
    """Give guidance that is replaced the period of what replaces it, and that of a list the period told at its end."""
    done: list[Draft] = []
    for one, following in pairwise(list(drafts)):
        ahead = one.modality == following.modality == "guidance" and one.period == Period(inherited=True)
        if (
            ahead
            and not following.period.inherited
            and _LISTED_ON.fullmatch(text, one.value_end, following.value_start)
        ):
            drafts[drafts.index(one)] = one.but(period=following.period)
    for one in drafts:
        draft = one
        replaced = "prior" in draft.qualifiers and draft.modality == "guidance" and draft.period.label is None
        if replaced and done and done[-1].metric == draft.metric and not draft.attributed_to:
            draft = draft.but(period=done[-1].period)
        done.append(draft)
    return done


def _draft(
    text: str, sentence: Sentence, item: Link, dates: list[Mention], frame: Frame, floor: int, following: int
) -> Draft | None:
    """Return what one value of a sentence states; None where its measure is no claim."""
    q, mention = item.quantity, item.mention
    meant = _meant(text, sentence, item, _clause_start(text, sentence, q, floor), floor)
    forward = meant.forward or _declared_at_year_end(text, sentence, item, frame)
    place = placed(text, item, dates, frame, sentence, following, floor, forward=forward)
    name = named_as(text, sentence, item, frame)
    if name is None:
        return None
    value, direction = signed(text, item, name.metric)
    basis, narrowing = basis_of(text, sentence, item, frame, floor, following, name.metric)
    event = event_of(text, q, floor)
    ahead = event.planned or _is_to_come(item, place.period, frame)
    meant = meant._replace(modality="guidance") if ahead and meant.modality == "reported" else meant
    if item.base and _is_over(meant, place.period, frame):
        meant = meant._replace(modality="reported")
    told = Told(name.metric, place, meant.modality, frozenset(narrowing), event.stem)
    draft = Draft(
        kind=name.kind, metric=name.metric, start=sentence.start, end=sentence.end, value_start=q.start,
        value_end=q.end, rule=f"prose.{'known' if mention else 'open'}.{item.role}",
        subject=_subject(text, sentence, item, frame, name.metric), value=value, unit=name.unit,
        direction=direction or moved_to(text, sentence, item), scale_source="word" if q.worded else "none",
        period=place.period, basis=basis,
        scope=field_of(text, sentence, item, frame) or scope_of(text, item, sentence, following, frame),
        qualifiers=qualifiers_of(text, sentence, item, told), modality=meant.modality,
        attributed_to=meant.attributed_to,
        edition=_edition(text, sentence, q) if meant.modality == "reported" else 0,
        confidence=Decimal("0.9") if mention else Decimal("0.6"),
    )  # fmt: skip
    return as_cut(draft) if draft.metric == WORKFORCE_CUT else as_act(draft)


def _is_to_come(item: Link, period: Period, frame: Frame) -> bool:
    """Return whether a value runs over a period that was not over when its document appeared: nobody can report it."""
    flows = item.mention is not None and not item.mention.metric.stock and item.mention.metric.name not in _SET_AHEAD
    if not flows or period.inherited or item.base:
        return False
    if frame.published:
        return period.end > frame.published if period.end else (period.fiscal_year or 0) > frame.published.year
    return frame.period is not None and later(period, frame.period)


def _is_over(meant: Speech, period: Period, frame: Frame) -> bool:
    """Return whether what guidance is held against is a result: "compared to $7.36 per share earned in 2020"."""
    named = period.fiscal_year is not None and not period.inherited and frame.period is not None
    own = meant.modality == "guidance" and meant.attributed_to is None
    return own and named and frame.period is not None and later(frame.period, period)


_SET_AHEAD = frozenset(
    {"dividends", "dividend_per_share", "repurchase_authorization", "share_repurchases", "settlement"}
)
"""What is decided on one day for a later one."""


def _declared_at_year_end(text: str, sentence: Sentence, item: Link, frame: Frame) -> bool:
    """Return whether a dividend is told with the year's end: that of "the first quarter" is the next one then."""
    own = frame.period.part if frame.period else None
    paid = item.mention is not None and item.mention.metric.name.startswith("dividend")
    return paid and own in {"Q4", "FY"} and _YET_TO_COME.search(text, sentence.start, sentence.end) is not None


_YET_TO_COME = re.compile(r"\bquarter|\bannuali[sz]ed\b", re.IGNORECASE)
"""What a dividend that was set is told for: one of "the full year" has been paid."""


def _subject(text: str, sentence: Sentence, item: Link, frame: Frame, metric: str) -> str | None:
    sought = metric == "offer_price" and is_sought(text, sentence, frame)
    return None if sought else subject_of(text, sentence, item, frame)


def _edition(text: str, sentence: Sentence, q: Quantity) -> int:
    """Return 1 for a figure that its words call restated."""
    around = max(sentence.start, q.start - 60), min(sentence.end, q.end + 40)
    return int(_RESTATED.search(text, *around) is not None)


_CLAUSE = re.compile(r";|\bwhile\b|\bwhereas\b|\bbut\b| -- | – |,\s+and\s+(?=(?:the|its|it|we|analysts)\b)")


def _clause_start(text: str, sentence: Sentence, q: Quantity, floor: int) -> int:
    """Return where the clause of a quantity begins: after the last semicolon, dash or contrast."""
    found = [m.end() for m in _CLAUSE.finditer(text, sentence.start, q.start)]
    found = [end for end in found if end < q.start or text[end - 4 : end] != " -- "]  # "a range of two -- $425 million"
    return found[-1] if found else sentence.start


def _meant(text: str, sentence: Sentence, item: Link, clause: int, floor: int) -> Speech:
    q = item.quantity
    meant = speech_around(text, clause, q.start, q.end, sentence.end)
    if meant.attributed_to and floor > clause:
        near = speech(text[floor : q.start], "")
        whole = speech(text[clause:floor], "")
        if near.attributed_to is None and whole.attributed_to is None:
            return Speech("reported")
        if near.attributed_to is None and re.search(
            r"\b(?:versus|vs\.?|than|compared|above|below|beat\w*|miss\w*)\b", text[clause:floor], re.IGNORECASE
        ):
            return speech(text[floor : q.start], text[q.end : sentence.end])
    return meant
