"""Changes of hands: two who start in one role, one listed after another took it up, a role left empty for long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

from agents.contradictions.days import apart
from agents.contradictions.entities import TARGET
from agents.contradictions.explain import spoken
from agents.contradictions.people import clearly_different, same_person
from agents.contradictions.statements import Statement
from agents.contradictions.tenures import Event, Listing, Role, same
from agents.contradictions.verdicts import Grade, Judged
from agents.records import DocumentKind

_STAYS = 150
"""Days through which whoever took up a sole role holds it, where no document tells otherwise."""
HANDOVER = 45
"""Days between a departure and the successor's start, or two people's starts, that belong to one change of hands."""
_TERM = 90
"""Days before a departure from which whoever leaves surely held the role already: nobody tells of a shorter term."""
FOR_A_TIME = frozenset({"interim", "acting"})
"""Who holds a role for a time is alone in that, too."""
ANNOUNCED = 400
"""Days by which an announcement may come before the change itself."""
NEWS: frozenset[DocumentKind] = frozenset({"press_article", "headlines"})
"""Two of these alone prove no officer: they name other companies' officers too."""
SETTLED = 31
"""Days around a change of hands within which documents may still name either person."""


def appointed(role: Role) -> Iterator[Judged]:
    """Yield two persons who start in a sole role at the same time, or one while another is told to hold it."""
    starts = [e for e in role.events if e.what == "start" and (not e.passing or e.statement.qualifiers & FOR_A_TIME)]
    for a, b in combinations(starts, 2):
        if a.statement.document == b.statement.document:
            continue
        if (
            not clearly_different(a.person, b.person)
            or a.passing != b.passing
            or apart(a.window, b.window) > HANDOVER
            or _left(role, a, b)
            or _tells(role, a, b)
            or _tells(role, b, a)
        ):
            continue
        yield two_holders(
            role,
            a.statement,
            b.statement,
            f"{a.person} and {b.person} both became {spoken(role.name)}: {a.window} and {b.window}",
        )


def _tells(role: Role, a: Event, b: Event) -> bool:
    """Return whether the document of one person's start also tells of the other's."""
    return any(
        e.what == "start"
        and e.statement.document == a.statement.document
        and same_person(e.person, b.person) is not False
        for e in role.events
    )


def _left(role: Role, a: Event, b: Event) -> bool:
    """Return whether one of two persons is told to have left by the end of the year they both started in."""
    last = max(a.window.last, b.window.last)
    return any(
        e.what == "end"
        and e.window.first <= last
        and (same(e.person, a.person, True) or same(e.person, b.person, True))
        for e in role.events
    )


def replaced(role: Role) -> Iterator[Judged]:
    """Yield a person listed in a sole role some weeks after another one took it up, with no further change told."""
    for event, listing in product(role.events, role.listings):
        late = (listing.day - event.window.last).days
        if event.what != "start" or event.passing or listing.passing or not SETTLED < late <= _STAYS:
            continue
        if event.statement.document == listing.statement.document or not listing.dated:
            continue
        if {s.claim.source.kind for s in (event.statement, listing.statement)} <= NEWS:
            continue
        if not clearly_different(event.person, listing.person) or _knows_both(role, event, listing):
            continue
        told = f"{event.person} became {spoken(role.name)} {event.window}"
        yield two_holders(
            role, event.statement, listing.statement, f"{told}, and {listing.person} is told to be on {listing.day}"
        )


def _knows_both(role: Role, event: Event, listing: Listing) -> bool:
    """Return whether another change of hands is told, or the document that lists one person also names the other."""
    left = any(e.what == "end" and same(e.person, event.person, True) for e in role.events)
    came = any(
        same_person(e.person, listing.person) is not False and e.window.last >= event.window.first for e in role.events
    )
    here = [o.person for o in role.listings if o.statement.document == listing.statement.document]
    here += [e.person for e in role.events if e.statement.document == listing.statement.document]
    return left or came or any(same_person(person, event.person) is not False for person in here)


def departing(role: Role) -> Iterator[Judged]:
    """Yield two persons of whom one is told to leave a sole role when the other leaves it or still holds it."""
    ends = [e for e in role.events if e.what == "end" and not e.passing and e.window.precision == "day"]
    for a, b in combinations(ends, 2):
        if a.window == b.window and _strangers(role, a, b):
            told = f"{a.person} and {b.person} both leave as {spoken(role.name)} {a.window}"
            yield two_holders(role, a.statement, b.statement, told)
    for event, listing in product(ends, role.listings):
        early = (event.window.first - listing.day).days
        if not listing.passing and 0 < early <= _TERM and _strangers(role, event, listing):
            told = f"{event.person} leaves as {spoken(role.name)} {event.window}"
            reason = f"{told}, and {listing.person} is told to be on {listing.day}"
            yield two_holders(role, event.statement, listing.statement, reason)


def strange(role: Role, one: Event | Listing, other: Event | Listing) -> bool:
    """Return whether two documents name two persons in a role, neither of them the other's."""
    if one.statement.document == other.statement.document or not clearly_different(one.person, other.person):
        return False
    if {s.claim.source.kind for s in (one.statement, other.statement)} <= NEWS:
        return False
    return not _names(role, one, other) and not _names(role, other, one)


def _strangers(role: Role, event: Event, other: Event | Listing) -> bool:
    """Return whether two documents name two persons, neither the other's, and nobody tells that either takes it up."""
    two = (event.person, other.person)
    came = any(e.what == "start" and same(e.person, person, True) for e in role.events for person in two)
    return not came and strange(role, event, other)


def _names(role: Role, told: Event | Listing, other: Event | Listing) -> bool:
    """Return whether the document that tells of one person also names another in the role, but for an old term."""
    day = other.day if isinstance(other, Listing) else other.window.first
    own = [e for e in role.events if e.statement.document == told.statement.document and _may_be(e.person, other)]
    once = not any(_AGAIN.search(e.statement.claim.source.quote) for e in own)
    ends = (e.window.last for e in own if once and e.what == "end" and (day - e.window.last).days > _OLD)
    over = max(ends, default=date.min)
    listed = (*role.listings, *role.announced)
    later = [o for o in listed if o.statement.document == told.statement.document and o.day > over]
    return any(e.window.first > over for e in own) or any(_may_be(o.person, other) for o in later)


_AGAIN = re.compile(r"\b(?:again|return\w*|until|act(?:ed|ing)|interim|search|rejoin\w*)\b", re.IGNORECASE)
"""What tells of another term than the one that ended."""
_OLD = 730
"""Days after which a term that ended is no reason for news of its holder."""


def _may_be(person: str, other: Event | Listing) -> bool:
    return same_person(person, other.person) is not False


def handover(role: Role) -> Iterator[Judged]:
    """Yield a departure and a successor's start, announced together, that leave the role empty for long."""
    for leaves, starts in product(role.events, role.events):
        if leaves.what != "end" or starts.what != "start" or leaves.passing or starts.passing:
            continue
        if leaves.statement.document == starts.statement.document or not _announced_together(leaves, starts):
            continue
        if not clearly_different(leaves.person, starts.person) or any(e.passing for e in role.events):
            continue
        if starts.window.precision != "day" or leaves.window.precision != "day":
            continue
        days = (starts.window.first - leaves.window.last).days
        if not HANDOVER < days <= ANNOUNCED:
            continue
        told = f"{leaves.person} leaves as {spoken(role.name)} {leaves.window}, the successor starts {starts.window}"
        reason = f"{told}: {days} days without one"
        yield Judged(
            leaves.statement, starts.statement, "contradiction", "handover", reason, "date", Grade("low", reason),
            subject=TARGET, metric=f"{role.name}_end", period=surname(leaves.person), relation="likely",
        )  # fmt: skip


def _announced_together(a: Event, b: Event) -> bool:
    first, second = a.statement.published, b.statement.published
    return first is not None and second is not None and abs((first - second).days) <= 90


def two_holders(role: Role, first: Statement, second: Statement, reason: str) -> Judged:
    """Return the contradiction of two persons in one role."""
    years = sorted(s.published.year for s in (first, second) if s.published)
    return Judged(
        first, second, "contradiction", "person", reason, "person", Grade("medium", reason), subject=TARGET,
        metric=role.name, period=str(years[0]) if years else "-", relation="likely",
    )  # fmt: skip


def surname(person: str) -> str:
    """Return the last word of a name, as ids use it."""
    return person.rsplit(maxsplit=1)[-1].casefold().strip(".,") if person.split() else "-"
