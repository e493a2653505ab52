"""Posts elsewhere: since when somebody heads a part of the company, or worked for another one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from agents.contradictions.announcements import overtaken
from agents.contradictions.entities import TARGET
from agents.contradictions.roles import LISTS, dates_of
from agents.contradictions.statements import Statement
from agents.contradictions.tenures import is_sole, roles
from agents.contradictions.verdicts import Grade, Judged

_HEADS = frozenset({"president", "group_president"})
"""Who heads a part of a company, beside its chiefs; of vice presidents and directors one may be several."""


def judge_posts(statements: Iterable[Statement]) -> list[Judged]:
    """Return the verdicts on the days of posts elsewhere, as two lists of officers or filings tell them."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.entity != TARGET and s.claim.kind in ("date", "person") and s.claim.source.kind in LISTS:
            told[s.entity].append(s)
    return [one for entity in sorted(told) for one in _at(entity, told[entity])]


def _at(entity: str, statements: Sequence[Statement]) -> Iterator[Judged]:
    if len({s.document for s in statements}) < 2:
        return
    for role in roles(statements, entity):
        if is_sole(role.name) or role.name in _HEADS:
            found = [*dates_of(role), *(overtaken(role) if is_sole(role.name) else ())]
            yield from (_lowered(one, entity) for one in found if not _grew(one, statements))


def _grew(one: Judged, statements: Sequence[Statement]) -> bool:
    """Return whether a title may have grown between two lists, or one day is that of two titles together.

    Who is president since 2016 in one list and executive vice president and president since 2021 in a later one was
    promoted; only a later list that gives an earlier day, or one the earlier list must have known, contradicts it.
    """
    if one.verdict != "contradiction" or one.kind != "date":
        return False
    early, late = sorted((one.first, one.second), key=_day)
    known = early.published or early.dated
    return known is None or _day(late) > known or _titles(early, statements) != _titles(late, statements)


def _day(told: Statement) -> date:
    """Return the day on which a post is taken up or left, by a claim of its own or as a tenure."""
    period = told.claim.period
    return told.claim.day or period.start or period.end or date.max


def _titles(told: Statement, statements: Sequence[Statement]) -> set[str]:
    """Return the roles that a person takes up or leaves on one day by one sentence."""
    here = (told.document, told.claim.source.start, told.claim.value_start, told.claim.text)
    return {
        s.claim.metric
        for s in statements
        if (s.document, s.claim.source.start, s.claim.value_start, s.claim.text) == here
    }


def _lowered(one: Judged, entity: str) -> Judged:
    """Return a contradiction as one of that company, of low severity: it says little of the target itself."""
    if one.verdict != "contradiction":
        return one
    reason = f"{one.reason} (at {entity})"
    return one._replace(subject=entity, reason=reason, grade=Grade("low", reason))
