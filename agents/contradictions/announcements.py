"""Announcements: who is told to take up or to leave a role without a day, against the days that others tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

from agents.contradictions.days import Window, apart
from agents.contradictions.entities import TARGET
from agents.contradictions.explain import spoken
from agents.contradictions.handovers import HANDOVER, strange, surname, two_holders
from agents.contradictions.people import clearly_different, same_person
from agents.contradictions.tenures import WEIGHTY, Event, Listing, Role, gives_both, same
from agents.contradictions.verdicts import Grade, Judged
from agents.records import DocumentKind

_DATED_LINES: frozenset[DocumentKind] = frozenset({"headlines", "officer_list", "10-K", "DEF 14A"})
"""Kinds that name who is in office on a day of their own, and no other company's officers."""
_PLANNED = 200
"""Days after news of who is to follow in which that person takes the role up, and nobody else does."""
_NEWS = 120
"""Days after a change of hands in which it may still be told as one that is to come."""
_NEW = 500
"""Days after a start in which somebody may still be called new."""


def announced(role: Role) -> Iterator[Judged]:
    """Yield a person told to take up a sole role when another document has somebody else start in it."""
    starts = [e for e in role.events if e.what == "start" and not e.passing]
    news = [Listing(e.person, _told_on(e), e.statement, False) for e in starts if _is_headline(e)]
    for event, other in product(starts, (*role.announced, *news)):
        if not _about_then(role, event, other) or not strange(role, event, other) or _is_void(event, other):
            continue
        told = f"{event.person} became {spoken(role.name)} {event.window}"
        reason = f"{told}, and {other.person} is told on {other.day} to take it up"
        yield two_holders(role, event.statement, other.statement, reason)


def both_announced(role: Role) -> Iterator[Judged]:
    """Yield two persons whom two documents tell, of the same days, to be appointed to a sole role."""
    told = [o for o in role.announced if not _is_headline(o) or not _HEARSAY.search(o.statement.claim.source.quote)]
    for one, other in combinations(told, 2):
        days = abs((one.day - other.day).days)
        if days <= _ONE_CHANGE and strange(role, one, other) and not _knows_of(one, other):
            both = f"{one.person} on {one.day} and {other.person} on {other.day}"
            yield two_holders(role, one.statement, other.statement, f"{both} are told to become {spoken(role.name)}")


_ONE_CHANGE = 7
"""Days within which two appointments to an office are told of one change."""
_PROVISIONAL = re.compile(
    r"\b(?:withdr[ae]w\w*|not\s+(?:be\s+)?join\w*|declin\w+|death|died|until\s+a\s+(?:permanent|successor)|for\s+now|"
    r"while\s+\w+\s+search\w*|during\s+(?:the|its|a)\s+search|temporar\w+)\b",
    re.IGNORECASE,
)
"""What makes one of two appointments void, or one for a time."""


def _is_void(*told: Event | Listing) -> bool:
    """Return whether a sentence tells why there are two persons: one died, declined or was there for a time."""
    return any(_PROVISIONAL.search(one.statement.claim.source.quote) for one in told)


def _knows_of(one: Listing, other: Listing) -> bool:
    """Return whether a sentence names the other person too, or tells why there are two."""
    told = [o.statement.claim.source.quote.casefold() for o in (one, other)]
    named = surname(other.person) in told[0] or surname(one.person) in told[1]
    return named or _is_void(one, other)


def _told_on(event: Event) -> date:
    """Return the day of the line that tells of an event."""
    return event.statement.published or event.window.first


_HEARSAY = re.compile(
    r"\s[:–-]\s*(?:[A-Z][\w.&' ]{1,40}|sources?|reports?|memo|paper)[\"\s]*\Z|"
    r"\b(?:sources?|reportedly|rumou?rs?|may|could|likely|in\s+talks|considers?|eyes|frontrunner)\b",
    re.IGNORECASE,
)
"""News of who is to follow that comes from elsewhere than the company, and may come to nothing: "CFO: Bloomberg"."""


def _is_headline(told: Event | Listing) -> bool:
    return told.statement.claim.source.kind == "headlines"


def _about_then(role: Role, event: Event, other: Listing) -> bool:
    """Return whether a start belongs to the change of hands that was told: a headline tells of it months before."""
    late = (event.window.first - other.day).days
    line = other.statement.claim
    told = line.modality == "planned" or (_is_headline(other) and _HEARSAY.search(line.source.quote) is None)
    ahead = told and 0 < late <= _PLANNED and not _moved_on(role, other)
    return ahead or apart(event.window, Window(other.day, other.day, "day")) <= HANDOVER


def _moved_on(role: Role, other: Listing) -> bool:
    """Return whether the document that tells of a change tells of a later one in the role."""
    later = [o for o in (*role.leaving, *role.announced) if o.day > other.day]
    return any(o.statement.document == other.statement.document for o in later)


def premature(role: Role) -> Iterator[Judged]:
    """Yield whom a headline tells to leave a weighty role that another document has them take up just after it."""
    starts = [e for e in role.events if e.what == "start"] if role.name in WEIGHTY else []
    for event, one in product(starts, role.leaving):
        own = [e for e in starts if same(e.person, event.person, True)]
        early = all(e.window.first > one.day for e in own) and (event.window.first - one.day).days <= HANDOVER
        told = event.statement.claim.source
        apart_told = told.path != one.statement.document and not one.passing and not _BROKEN.search(told.quote)
        if early and apart_told and same(event.person, one.person, True):
            yield _belated(role, event, one, "leave")


def belated(role: Role) -> Iterator[Judged]:
    """Yield a headline by which somebody takes up or leaves a weighty role who did so long before elsewhere.

    Sentences of stories and filings look back more often than they say so.
    """
    if role.name not in WEIGHTY:
        return
    fresh = (one for one in role.announced if one.statement.claim.source.kind == "headlines")
    told = [("start", one) for one in fresh] + [("end", one) for one in role.leaving]
    for event, (what, one) in product(role.events, told):
        if event.what != what or event.passing or not same(event.person, one.person, True):
            continue
        known = event.statement.document == one.statement.document or _knows(role, event, one)
        if not known and (one.day - event.window.last).days > _least(one, what):
            yield _belated(role, event, one)


def overtaken(role: Role) -> Iterator[Judged]:
    """Yield whom a headline or list names in a weighty role long after another has somebody else in it, who stays."""
    if role.name not in WEIGHTY:
        return
    for event, one in product(role.events, (*role.listings, *role.leaving)):
        if event.what != "start" or event.passing or one.passing or not one.dated:
            continue
        if one.statement.claim.source.kind not in _DATED_LINES:
            continue
        late = (one.day - event.window.last).days
        if late <= _NEWS or not clearly_different(event.person, one.person) or not _stays(role, event, one):
            continue
        apart_told = event.statement.document != one.statement.document and not _interrupted(event, one)
        if apart_told and not _changed(role, event, one):
            told = f"{event.person} became {spoken(role.name)} {event.window}"
            reason = f"{told} and stays, and {one.person} is told to be on {one.day}"
            yield two_holders(role, event.statement, one.statement, reason)


def _interrupted(event: Event, one: Listing) -> bool:
    """Return whether a tenure was broken off or shared, or the news looks back, or on a part's or another's chief."""
    told, line = event.statement.claim.source.quote, one.statement.claim.source.quote
    if _BROKEN.search(told) or surname(one.person) in told.casefold():
        return True
    return one.statement.claim.source.kind == "headlines" and (
        _LOOKS_BACK.search(line) is not None or _OF_A_PART.search(line) is not None
    )


_BROKEN = re.compile(
    r"\b(?:return(?:ed|ing|s)?|resum(?:ed|ing|es)|except|other\s+than|break|again|re-?(?:appointed|joined|elected)|second\s+time|"
    r"stepped\s+down|handed\s+over|retired|shar(?:ed|es|ing)|jointly|together\s+with|co-)\b",
    re.IGNORECASE,
)
"""Words of a tenure that was not one, or was not held alone."""
_LOOKS_BACK = re.compile(
    r"\b(?:charge[sd]?|convict\w*|sentenced?|jail\w*|guilty|fraud|trial|court|suits?|lawsuits?|sues?|sued|fine[sd]?|dies|dead|"
    r"death|obituary|timeline|book|review|disgraced|one-?time|founder|legacy|history|ago|poach\w*|lures?|exit\s+pay|in\s+(?:19|20)\d\d|"
    r"(?:19|20)\d\d\s+(?:case|accounts?|scandal|deal))\b",
    re.IGNORECASE,
)
"""What headlines tell of people who may have left long ago, or who belong to another company."""
_OF_A_PART = re.compile(
    r"\b(?:JV|ventures?|unit|arm|division|business|subsidiary)(?:\s?['’]s)?\s(?:CEO|CFO|chief|chair)", re.IGNORECASE
)
"""A part between the company and the office: "JV's CEO"."""


def _stays(role: Role, event: Event, one: Listing) -> bool:
    """Return whether the document of a start still has the person in the role after a day, or leave it only then."""
    later = [o.person for o in role.listings if o.day >= one.day and _together(o, event)]
    later += [e.person for e in role.events if e.what == "end" and e.window.first > one.day and _together(e, event)]
    return any(same_person(person, event.person) is not False for person in later)


def _together(one: Event | Listing, other: Event | Listing) -> bool:
    return one.statement.document == other.statement.document


def _changed(role: Role, event: Event, one: Listing) -> bool:
    """Return whether a change of hands is told between a start and a headline, or the headlines knew both before."""
    left = any(
        e.what == "end" and e.window.first <= one.day and same(e.person, event.person, True) for e in role.events
    )
    came = any(
        e.what == "start" and same_person(e.person, one.person) is not False and e.window.last >= event.window.first
        for e in role.events
    )
    here = (*role.listings, *role.announced)
    return (
        left
        or came
        or any(
            o.statement.document == one.statement.document
            and o.day <= one.day
            and same_person(o.person, event.person) is not False
            for o in here
        )
    )


def _least(one: Listing, what: str) -> int:
    """Return the days after a change in which news may still tell it so."""
    if what == "end":
        return _PLANNED
    return _NEWS if one.statement.claim.modality == "planned" else _NEW


def _knows(role: Role, event: Event, one: Listing) -> bool:
    """Return whether the person came back or held the role for a time, or the news is of a second role as well."""
    if event.what == "start" and (gives_both(one.statement) or _told_then(role, event, one)):
        return True
    return any(
        e is not event
        and same_person(e.person, event.person) is not False
        and (e.passing or (e.what != event.what and event.window.last < e.window.last))
        for e in role.events
    )


def _told_then(role: Role, event: Event, one: Listing) -> bool:
    """Return whether the news told of the same person already when the other document has the office taken up."""
    return any(
        o is not one
        and o.statement.document == one.statement.document
        and same_person(o.person, one.person) is not False
        and abs((o.day - event.window.last).days) <= _NEWS
        for o in role.announced
    )


def _belated(role: Role, event: Event, one: Listing, told: str = "") -> Judged:
    verb = "became" if event.what == "start" else "left as"
    to_do = told or ("take it up" if event.what == "start" else "leave")
    reason = f"{event.person} {verb} {spoken(role.name)} {event.window} and is told on {one.day} to {to_do}"
    return Judged(
        event.statement, one.statement, "contradiction", "date", reason, "date", Grade("medium", reason),
        subject=TARGET, metric=f"{role.name}_{event.what}", period=surname(event.person), relation="likely",
    )  # fmt: skip
