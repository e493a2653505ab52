"""Who holds a role from when to when: what claims on persons and dates say of one role at one company."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from agents.contradictions import days, metrics
from agents.contradictions.days import Window
from agents.contradictions.entities import TARGET
from agents.contradictions.people import parse, same_person
from agents.contradictions.statements import Statement, order
from agents.records import Claim

_SOLE = frozenset(
    {"ceo", "cfo", "chair", "coo", "general_counsel", "chief_accounting_officer", "cto", "cio", "treasurer"}
)
"""Roles that one person holds at a time, beside those of every other chief."""
_CHIEF = re.compile(r"chief_(?!investment)[a-z]+(?:_[a-z]+)?_officer")


def is_sole(role: str) -> bool:
    """Return whether one person holds a role at a time: so of every chief but those of investments."""
    return role in _SOLE or _CHIEF.fullmatch(role) is not None


WEIGHTY = frozenset({"ceo", "cfo", "chair"})
_PASSING = frozenset(
    {"interim", "acting", "co", "joint", "elect", "designate", "honorary", "emeritus", "deputy", "vice", "assistant"}
)
_PAST = frozenset({"former", "ex", "previous", "retired", "outgoing", "past"})
_COMPANY = re.compile(r"\b(?:co|company|corp|corporation|inc|ltd|llc|plc|group|board|committee)\.?$", re.I)
What = Literal["start", "end"]


class Event(NamedTuple):
    """A person starts or leaves a role."""

    what: What
    person: str
    window: Window
    statement: Statement
    passing: bool


class Listing(NamedTuple):
    """A document says that a person holds the role on a day."""

    person: str
    day: date
    statement: Statement
    passing: bool
    dated: bool = True
    """Whether the document says its day; else the day is the end of the period it reports on, and it came later."""


class Role(NamedTuple):
    """Everything said of one role at one company."""

    name: str
    events: tuple[Event, ...]
    listings: tuple[Listing, ...]
    announced: tuple[Listing, ...] = ()
    """Who is told to take the role up, or to be new in it, without the day on which that happens."""
    leaving: tuple[Listing, ...] = ()
    """Whom a headline tells to leave the role, without the day on which that happens."""


def roles(statements: Iterable[Statement], entity: str = TARGET) -> list[Role]:
    """Return every role at a company, or a part of one, with what is said of it."""
    events: dict[str, list[Event]] = defaultdict(list)
    listings: dict[str, list[Listing]] = defaultdict(list)
    announced: dict[str, list[Listing]] = defaultdict(list)
    leaving: dict[str, list[Listing]] = defaultdict(list)
    for statement in sorted(statements, key=order):
        if statement.entity != entity or not _person(statement):
            continue
        if statement.claim.modality in ("conditional", "alleged", "denied"):
            continue
        if statement.claim.kind == "date":
            _add_date(statement, events, announced)
        elif statement.claim.kind == "person":
            _add_person(statement, events, listings)
            _add_announced(statement, announced, leaving)
    return [
        Role(key, tuple(events[key]), tuple(listings[key]), tuple(announced[key]), tuple(leaving[key]))
        for key in sorted({*events, *listings, *announced})
    ]


def same(first: str, second: str, sole: bool) -> bool:
    """Return whether two names are one holder; a bare surname that fits is enough within one role."""
    found = same_person(first, second)
    return found is True or (found is None and sole)


_BOTH = re.compile(
    r"\bchair\w*\s*(?:,|and|&)\s*(?:ceo|chief\s+executive)|\b(?:ceo|chief\s+executive(?:\s+officer)?)\s*(?:,|and|&)\s*chair",
    re.I,
)


def gives_both(statement: Statement) -> bool:
    """Return whether news names somebody chair and CEO at once: who gets the one title may have had the other."""
    return _BOTH.search(statement.claim.source.quote) is not None


_RANK = re.compile(r"\b(?:executive|senior|group)\s+vice\s+president\b|\bpresident\b", re.I)


def has_grown(early: Event, late: Event) -> bool:
    """Return whether a later start is one of a title that is more than the role: by news, or a list made since."""
    first, second = early.statement, late.statement
    if second.claim.source.kind == "headlines":
        return gives_both(second)
    since = first.published is not None and late.window.first > first.published
    ranks = [{m[0].casefold() for m in _RANK.finditer(_row(s))} for s in (first, second)]
    return since and second.claim.source.kind == "officer_list" and bool(ranks[1] - ranks[0])


def _row(statement: Statement) -> str:
    """Return the line of a list in which a title stands; the date of one may have a line of its own below it."""
    quote, at = statement.claim.source.quote, (statement.claim.value_start or 0) - statement.claim.source.start
    lines = quote[: max(at, 0)].split("\n")
    row = lines[-1] + quote[max(at, 0) :].partition("\n")[0]
    return row if re.search("[A-Za-z]", row) else "".join(lines[-2:-1])


def _person(statement: Statement) -> bool:
    name = statement.claim.text or ""
    return parse(name) is not None and not _COMPANY.search(name)


def _add_date(statement: Statement, events: dict[str, list[Event]], announced: dict[str, list[Listing]]) -> None:
    name = statement.claim.metric.casefold()
    what: What | None = "start" if name.endswith(("_start", "_since")) else "end" if name.endswith("_end") else None
    window = days.of_claim(statement.claim)
    role = metrics.measure(name.rpartition("_")[0]).base
    passing = bool(statement.qualifiers & _PASSING)
    if window and name.endswith("_appointed") and window.precision == "day" and not passing:
        announced[role].append(Listing(statement.claim.text or "", window.first, statement, False))
    if what is None or window is None:
        return
    events[role].append(Event(what, statement.claim.text or "", window, statement, passing))


def _add_person(
    statement: Statement,
    events: dict[str, list[Event]],
    listings: dict[str, list[Listing]],
) -> None:
    claim, period = statement.claim, statement.claim.period
    key = statement.measure.base
    passing, past = bool(statement.qualifiers & _PASSING), bool(statement.qualifiers & _PAST)
    person = claim.text or ""
    if not period.instant and not period.inherited:
        for what, day in (("start", period.start), ("end", period.end)):
            if day:
                events[key].append(
                    Event("start" if what == "start" else "end", person, _window(day, period.label), statement, passing)
                )
    day = period.end if period.instant and period.end else statement.published or statement.dated
    over = period.end is not None and not period.instant and day is not None and period.end < day
    over = over or (claim.rule == "people.start" and period.inherited and _LATER.search(claim.source.quote) is not None)
    if day and not past and not over and not _took_up_long_ago(claim, day) and claim.modality == "reported":
        listings[key].append(Listing(person, day, statement, passing, statement.published is not None))


def _add_announced(
    statement: Statement, announced: dict[str, list[Listing]], leaving: dict[str, list[Listing]]
) -> None:
    claim, day = statement.claim, statement.published
    if day is None or not claim.period.inherited or statement.qualifiers & _PASSING:
        return
    told = Listing(claim.text or "", day, statement, False)
    if claim.rule == "people.end" and claim.source.kind == "headlines":
        leaving[statement.measure.base].append(told)
    elif not statement.qualifiers & _PAST and (claim.rule == "people.start" or "new" in statement.qualifiers):
        announced[statement.measure.base].append(told)


_LATER = re.compile(r"\beffective\s+(?:on|as\s+of|upon)\s+(?:the|that|such)\b", re.IGNORECASE)
"""What dates a start by another day: "was elected Treasurer, effective on the same date"."""
_LONG_AGO = timedelta(days=400)


def _took_up_long_ago(claim: Claim, day: date) -> bool:
    """Return whether a story only looks back on a start: "who became CEO in 2017" does not say that he still is."""
    start = claim.period.start
    return claim.rule == "people.start" and start is not None and day - start > _LONG_AGO


def _window(day: date, label: str | None) -> days.Window:
    """Return the days a tenure's boundary may mean: its label says how precisely it was written."""
    for end, precision in ((10, "day"), (7, "month"), (4, "year")):
        if re.search(rf"(?<![\d-]){day.isoformat()[:end]}(?![\d-])", label or ""):
            return days.window(day, precision)
    return days.guessed(day)
