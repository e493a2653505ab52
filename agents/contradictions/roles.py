"""People in roles: two dates for one event, two holders of one role, a departed person still listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, product

from agents.contradictions.announcements import announced, belated, both_announced, overtaken, premature
from agents.contradictions.days import Window, apart, disagree
from agents.contradictions.entities import TARGET
from agents.contradictions.explain import spoken
from agents.contradictions.handovers import (
    ANNOUNCED,
    FOR_A_TIME,
    SETTLED,
    appointed,
    departing,
    handover,
    replaced,
    surname,
    two_holders,
)
from agents.contradictions.offices import appointed_to, confused
from agents.contradictions.people import clearly_different, same_person
from agents.contradictions.statements import Statement
from agents.contradictions.tenures import WEIGHTY, Event, Listing, Role, has_grown, is_sole, roles, same
from agents.contradictions.unnamed import judge_unnamed
from agents.contradictions.verdicts import Grade, Judged
from agents.records import Severity

_TOGETHER = 30
"""Days between two listings that speak of the same time."""
_RESULTS = 75
"""Days after the end of a period within which a company reports on it."""
LISTS = frozenset({"officer_list", "10-K", "10-K/A", "DEF 14A", "annual_report"})
"""Kinds that list who holds a role since when: none of them announces it."""
_INCOMING = 180
"""Days before a start within which somebody may be called by the title that was announced."""
_EVENTS = 400
"""Statements of one role that are held against each other at most."""
_EFFECTIVE = re.compile(
    r"\beffective\b|\b(?:stepped\s+down|ceased|departed|took\s+over|took\s+up|assumed|left\s+(?:the|his|her|its|as))\b[^.;]{0,70}\bon\b",
    re.IGNORECASE,
)


def judge_roles(statements: Iterable[Statement]) -> list[Judged]:
    """Return the verdicts on people in roles."""
    statements = list(statements)
    found = roles(statements)
    judged = [*confused(found), *appointed_to(found), *judge_unnamed(statements, found)]
    for role in found:
        limited = role._replace(events=role.events[:_EVENTS], listings=role.listings[:_EVENTS])
        judged += [*dates_of(limited), *_departed(limited), *_too_early(limited)]
        if is_sole(role.name):
            judged += [*_holders(limited), *appointed(limited), *replaced(limited), *departing(limited)]
            judged += [*handover(limited), *announced(limited), *both_announced(limited)]
            judged += [*belated(limited), *premature(limited)]
            judged += overtaken(limited)
    return judged


def dates_of(role: Role) -> Iterator[Judged]:
    """Yield the verdicts on two dates of one person's start or end in a role."""
    for a, b in combinations(role.events, 2):
        if a.what != b.what or a.passing != b.passing or not same(a.person, b.person, is_sole(role.name)):
            continue
        if a.statement.document == b.statement.document:
            continue
        if not disagree(a.window, b.window):
            yield _agrees(a.statement, b.statement, "date")
        elif reason := _explained(role, a, b):
            yield Judged(a.statement, b.statement, "reconciled", reason[0], reason[1])
        else:
            yield _date_contradiction(role, a, b)


def _explained(role: Role, a: Event, b: Event) -> tuple[str, str] | None:
    """Return what explains two dates: a second term in the role, an announcement, or a date both documents give."""
    early, late = sorted((a, b), key=lambda e: e.window)
    if _mentions(role, a, b) or _mentions(role, b, a):
        return "both_dates", "one document gives both dates: the role or its title was held twice or changed"
    mine = [e for e in role.events if same(e.person, a.person, True)]
    if told := _other_title(mine, early, late):
        return told
    if _second_term(mine, early, late):
        return "second_term", "the person left the role, or took it up again, between the two dates"
    tenure, other = early.statement.claim.period, late.statement.claim.period
    longer = a.what == "start" and not tenure.instant and tenure.end is not None and tenure.end > late.window.last
    if longer and tenure.end != other.end:  # with one end, they are two accounts of one tenure
        return "held_already", "the earlier tenure, which has an end, covers the later date: a new title in a held role"
    published = early.statement.published
    if (
        published
        and early.statement.claim.source.kind not in LISTS
        and not _effective(early)
        and apart(early.window, _day(published)) <= 1
        and apart(early.window, late.window) <= ANNOUNCED
    ):
        return "announcement", "the earlier date is the day of the announcement"
    return None


def _second_term(mine: Sequence[Event], early: Event, late: Event) -> bool:
    """Return whether the other end of a tenure is told between two starts, or two departures."""
    return any(e.what != early.what and early.window.last < e.window.last < late.window.first for e in mine)


def _other_title(mine: Sequence[Event], early: Event, late: Event) -> tuple[str, str] | None:
    """Return what explains a later date by the title: held for a time before, or given together with another one."""
    before = [e for e in mine if e.what == early.what and e.statement.qualifiers & FOR_A_TIME]
    if any(not disagree(e.window, early.window) for e in before):
        return "interim", "the earlier date is the one from which the person held the role for a time"
    if early.what == "start" and has_grown(early, late):
        return "new_title", "the later date is given for the role with another title, which may be the new one"
    return None


def _effective(event: Event) -> bool:
    """Return whether the words before a date say that it is the day itself: "effective as of August 24"."""
    claim = event.statement.claim
    at = (claim.value_start or claim.source.start) - claim.source.start
    return _EFFECTIVE.search(claim.source.quote[max(0, at - 90) : at + 30]) is not None


def _mentions(role: Role, a: Event, b: Event) -> bool:
    """Return whether the document of one event also gives the date of the other."""
    return any(
        e.statement.document == a.statement.document
        and e.what == b.what
        and same(e.person, b.person, True)
        and e.passing == a.passing
        and not disagree(e.window, b.window)
        and not _only_announced(role, e)
        for e in role.events
    )


def _only_announced(role: Role, event: Event) -> bool:
    """Return whether a date is the month of a story that names somebody, and the story itself tells the real day."""
    day = event.statement.published
    if day is None or event.window.precision != "month" or apart(event.window, _day(day)) > 0:
        return False
    return any(
        e.statement.document == event.statement.document
        and e.what == event.what
        and e.window.precision == "day"
        and same(e.person, event.person, True)
        for e in role.events
    )


def _date_contradiction(role: Role, a: Event, b: Event) -> Judged:
    days = apart(a.window, b.window)
    severity: Severity = "medium" if role.name in WEIGHTY and days > 90 else "low"
    told = f"{a.person} {_verb(a)} as {spoken(role.name)}"
    reason = f"{told} {a.window} in one document and {b.window} in the other, {days} days apart"
    others = tuple(
        e.statement for e in role.events if not same(e.person, a.person, True) and _next_to(e, a, b) and not e.passing
    )
    return Judged(
        a.statement, b.statement, "contradiction", "date", reason, "date", Grade(severity, reason),
        subject=TARGET, metric=f"{role.name}_{a.what}", period=surname(a.person), support=others,
    )  # fmt: skip


def _next_to(event: Event, a: Event, b: Event) -> bool:
    """Return whether another person's start or end fits one of two disputed dates: it supports that side."""
    return event.what != a.what and any(apart(event.window, e.window) <= 3 for e in (a, b))


def _departed(role: Role) -> Iterator[Judged]:
    """Yield persons who left a role and are still listed in it later."""
    for event, listing in product(role.events, role.listings):
        if event.what != "end" or same_person(event.person, listing.person) is not True:
            continue
        if event.statement.document == listing.statement.document or event.passing != listing.passing:
            continue
        late = (listing.day - event.window.last).days
        if not SETTLED < late <= ANNOUNCED or _returned(role, event, listing):
            continue
        if any(e.what == "end" and _in(e, listing) and same(e.person, event.person, True) for e in role.events):
            continue
        severity: Severity = "high" if role.name in WEIGHTY else "medium"
        reason = f"{event.person} left as {spoken(role.name)} {event.window} and is still listed on {listing.day}"
        yield Judged(
            event.statement, listing.statement, "contradiction", "person", reason, "person", Grade(severity, reason),
            subject=TARGET, metric=role.name, period=surname(event.person),
        )  # fmt: skip


def _too_early(role: Role) -> Iterator[Judged]:
    """Yield persons whom one document names in a role long before they started in it by another one.

    A person with another day in the role, or who held it for a time before, may have been there already.
    """
    for event, listing in product(role.events, role.listings) if role.name in WEIGHTY else ():
        if event.what != "start" or not listing.dated or listing.passing or event.passing:
            continue
        early = (event.window.first - listing.day).days
        if early <= _INCOMING or same_person(event.person, listing.person) is not True:
            continue
        if event.statement.document == listing.statement.document or _otherwise(role, event, listing):
            continue
        reason = f"{event.person} starts as {spoken(role.name)} {event.window} and is named as such on {listing.day}"
        yield Judged(
            event.statement, listing.statement, "contradiction", "person", reason, "person", Grade("medium", reason),
            subject=TARGET, metric=f"{role.name}_start", period=surname(event.person),
        )  # fmt: skip


def _otherwise(role: Role, event: Event, listing: Listing) -> bool:
    """Return whether anything else is told of a person's days in a role, or the early document tells of a change."""
    return any(
        e is not event
        and same(e.person, event.person, True)
        and (e.what == "end" or e.passing or disagree(e.window, event.window) or _in(e, listing))
        for e in role.events
    )


def _returned(role: Role, event: Event, listing: Listing) -> bool:
    return any(
        e.what == "start"
        and same(e.person, event.person, True)
        and event.window.first <= e.window.last
        and e.window.first <= listing.day
        for e in role.events
    )


def _holders(role: Role) -> Iterator[Judged]:
    """Yield two persons listed in a sole role at the same time, with no change of hands around it.

    Two articles alone are not enough, as they name other companies' officers too, unless both name the company with
    the title.
    """
    for a, b in combinations(role.listings, 2):
        if a.statement.document == b.statement.document or not _together(a, b):
            continue
        found = same_person(a.person, b.person)
        news = a.statement.claim.source.kind == b.statement.claim.source.kind == "press_article"
        if news and not found and not (a.statement.owned and b.statement.owned):
            continue
        if found:
            yield _agrees(a.statement, b.statement, "person")
        if not clearly_different(a.person, b.person):
            continue
        if a.passing or b.passing:
            yield Judged(
                a.statement, b.statement, "reconciled", "interim", "one holds the role with another or for a time"
            )
        elif _lists(role, a, b) or _lists(role, b, a) or _changes(role, min(a.day, b.day), max(a.day, b.day)):
            yield Judged(
                a.statement, b.statement, "reconciled", "succession", "the role changed hands around that time"
            )
        else:
            yield two_holders(
                role, a.statement, b.statement, f"{a.person} and {b.person} both hold the role of {spoken(role.name)}"
            )


def _together(a: Listing, b: Listing) -> bool:
    """Return whether two documents speak of one time; one without a day appeared within weeks of its period's end."""
    if a.dated and b.dated:
        return abs((a.day - b.day).days) <= _TOGETHER
    early, late = sorted((a, b), key=lambda listing: listing.dated)
    return a.day == b.day if not late.dated else 0 <= (late.day - early.day).days <= _RESULTS


def _in(event: Event, listing: Listing) -> bool:
    return event.statement.document == listing.statement.document


def _lists(role: Role, a: Listing, b: Listing) -> bool:
    """Return whether the document that lists one person also lists the other: it knows of both."""
    return any(
        o.statement.document == a.statement.document and same_person(o.person, b.person) is not False
        for o in role.listings
    )


def _changes(role: Role, first: date, last: date) -> bool:
    around = Window(first - timedelta(days=180), last + timedelta(days=180), "day")
    return any(apart(e.window, around) == 0 for e in role.events)


def _agrees(first: Statement, second: Statement, rule: str) -> Judged:
    return Judged(first, second, "agrees", rule, "both say the same")


def _verb(event: Event) -> str:
    return "starts" if event.what == "start" else "leaves"


def _day(day: date) -> Window:
    return Window(day, day, "day")
