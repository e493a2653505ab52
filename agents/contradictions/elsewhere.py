"""Posts elsewhere: since when somebody heads a part of the company, or worked for another one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

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


def _at(entity: str, statements: list[Statement]) -> Iterator[Judged]:
    if len({s.document for s in statements}) < 2:
        return
    for role in roles(statements, entity):
        if is_sole(role.name) or role.name in _HEADS:
            found = [*dates_of(role), *(overtaken(role) if is_sole(role.name) else ())]
            yield from (_lowered(one, entity) for one in found)


def _lowered(one: Judged, entity: str) -> Judged:
    """Return a contradiction as one of that company, of low severity: it says little of the target itself."""
    if one.verdict != "contradiction":
        return one
    return one._replace(subject=entity, grade=Grade("low", one.reason))
