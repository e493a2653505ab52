"""Holdings: who holds, takes up or leaves a title, and the claims that says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from agents.claims.defaults import Frame
from agents.claims.drafts import Draft
from agents.claims.moves import Event
from agents.claims.periods import When
from agents.claims.sentences import Sentence
from agents.claims.tenure import Tenure
from agents.claims.titles import Role, Title
from agents.records import Period
from agents.sought import Sought

_NAMED = re.compile(
    r"\b(?:names|named|appoints|appointed|hires|hired|taps|tapped|picks|picked|elects|elected|"
    r"poaches|recruits|installs|replaces\b[^,;]{3,60}?\swith|promotes|promoted|becomes|to\s+become|gets|lands|succeeds|"
    r"(?:to\s+take|takes)\s+(?:over|(?:the\s+)?(?:reins|helm)))\b",
    re.IGNORECASE,
)
"""News of an appointment, told when it is made: without another date the role is taken up about then."""
_HAD = Sought(r"\bhad\s+(?:been|served|acted|worked|held)\b", re.IGNORECASE)
"""What was held up to then: "had been chief financial officer since 2017" is told when another follows."""
_ALSO = Sought(r"\bhas\s+(?:also|previously|formerly)\s+(?:served|held|worked|acted)\b", re.IGNORECASE)
"""What was held beside or before, where no day is told: "during his years with the Company he has also served as"."""


class Holding(NamedTuple):
    """A person and a title, with what is told about when it is held."""

    person: str
    title: Title
    event: Event
    tenure: Tenure
    organisation: str | None
    predecessor: str | None = None
    planned: bool = False
    place: tuple[int, int] = (0, 0)
    left: When | None = None
    """When the predecessor leaves, where that is told apart from the start."""


def without_held(told: list[Holding]) -> list[Holding]:
    """Return holdings without the offices that somebody has and keeps: "Roe, CFO, was elected Vice Chair and CFO"."""
    held = {(h.person, h.organisation, role) for h in told if h.event == "hold" for role in h.title.roles}
    return [_newly(h, held) if h.event == "start" else h for h in told]


def _newly(holding: Holding, held: set[tuple[str, str | None, Role]]) -> Holding:
    """Return a start in the offices that are new; one that is told of no new office is told of all."""
    new = tuple(r for r in holding.title.roles if (holding.person, holding.organisation, r) not in held)
    seat = all(role.name == "director" for role in new)  # "Roe, our CEO, was appointed CEO and a director"
    return holding if seat else holding._replace(title=holding.title._replace(roles=new))


def drafts_of(text: str, frame: Frame, sentence: Sentence, holding: Holding) -> Iterator[Draft]:
    """Yield the claims of a holding: the person in each role, and the days on which it starts and ends."""
    for role in holding.title.roles:
        drafts = _of_role(text, frame, sentence, holding, role)
        if role.name != "vice_president":
            yield from drafts
        elif _GONE.search(text, sentence.start, sentence.end):
            yield from (draft.but(subject=None) for draft in drafts if draft.metric == "vice_president_end")


_GONE = re.compile(r"\b(?:resign|retire|depart|left\b|leav)", re.IGNORECASE)
"""What ends all that a vice president is; there are many of them, so that who holds the office is not asked."""


_NEAR = 90
"""Characters before a title in which the verb stands that tells that it was held: "had served as"."""


def _of_role(text: str, frame: Frame, sentence: Sentence, holding: Holding, role: Role) -> Iterator[Draft]:
    start, end = _days(text, frame, sentence, holding)
    base = Draft(
        kind="person", metric=role.name, start=min(sentence.start, holding.title.start),
        end=max(sentence.end, holding.title.end), value_start=holding.title.start, value_end=holding.title.end,
        rule=f"people.{holding.event}", subject=holding.organisation, text=holding.person, period=_period(start, end),
        qualifiers=role.qualifiers, modality="planned" if holding.planned else "reported", confidence=Decimal("0.85"),
    )  # fmt: skip
    floor = max(sentence.start, holding.title.start - _NEAR)
    earlier = _HAD.search(text, floor, holding.title.start) or (
        not start and _ALSO.search(text, floor, holding.title.start)
    )
    past = holding.event == "hold" and not end and earlier
    if not past and (holding.event != "end" or end):
        yield base
    elif not holding.planned:
        yield base.but(qualifiers=tuple(sorted({*role.qualifiers, "former"})))
    else:  # who is to leave on a day that is not told holds the role until then
        yield base.but(rule="people.hold", modality="reported")
    place = {"value_start": holding.place[0], "value_end": holding.place[1]}
    appointed = holding.tenure.on if _announced(holding, frame) else None
    for what, day in (("start", start), ("end", end), ("appointed", appointed)):
        if day:
            dated = base.but(kind="date", metric=f"{role.name}_{what}", rule=f"people.{what}", **place)
            yield dated.but(day=day.day, day_precision=day.precision)
    gone = holding.left or (start if holding.tenure.known and not appointed else None)
    if holding.predecessor not in (None, holding.person) and gone and role.name != "director":  # one of many seats
        left = base.but(kind="date", metric=f"{role.name}_end", rule="people.succession", qualifiers=(), **place)
        yield left.but(text=holding.predecessor, day=gone.day, day_precision=gone.precision, period=_period(None, gone))


class _Days(NamedTuple):
    start: When | None
    end: When | None


def _days(text: str, frame: Frame, sentence: Sentence, holding: Holding) -> _Days:
    """Return when a role is taken up and left; news of an appointment without a date is taken for its day."""
    told = holding.tenure
    start, end = told.start, told.end
    if holding.event == "start" and told.on and not _announced(holding, frame):
        start = told.on
    if holding.event == "end" and told.on:
        end = told.on
    fresh = frame.press and holding.event == "start" and not told.known
    if fresh and frame.published and _NAMED.search(text, sentence.start, sentence.end):
        start = When(frame.published, "month")
    late = (frame.published - start.day).days if frame.published and start else 0
    if holding.planned and late > (_LONG_PAST if _is_effective(text, sentence, holding) else _PAST):
        start = None  # the day of something else: "Roe, who joined in June 2019, will take over"
    return _Days(start, end)


_EFFECTIVE = re.compile(
    r"\s*(?:of\s+(?:the\s+)?[\w&.’']+(?:\s[A-Z][\w&.’']*){0,3})?,?\s+effective(?:\s+(?:on|as\s+of))?,?\s+"
)
_TO_COME = re.compile(
    r"\b(?:will|would|to)\s+(?:\w+\s+)?(?:become|serve|succeed|be|assume|take|join|lead)\b", re.IGNORECASE
)
_PAST, _LONG_PAST = 60, 300
"""Days before its news at which nothing that is planned starts, and nothing that is told to be effective then."""


def _is_effective(text: str, sentence: Sentence, holding: Holding) -> bool:
    """Return whether the day right behind a title is the one of an appointment that was made."""
    at = holding.tenure.at
    behind = _EFFECTIVE.match(text, holding.title.end) if at and at[0] >= holding.title.end else None
    made = _TO_COME.search(text, sentence.start, holding.title.start) is None
    return behind is not None and at is not None and behind.start() <= at[0] <= behind.end() and made


def _announced(holding: Holding, frame: Frame) -> bool:
    """Return whether the only day told is that of the appointment: before the role is named, and not after its news."""
    told = holding.tenure
    if holding.planned and told.on and frame.published and told.on.day > frame.published:
        return False
    before = told.at is not None and told.at[1] <= holding.title.start
    return holding.event == "start" and told.on is not None and not told.effective and before


def _period(start: When | None, end: When | None) -> Period:
    """Return a tenure; both days are the first of what was written ("April 2019" is April 1), as in `Claim.day`."""
    if not start and not end:
        return Period(inherited=True)
    label = " to ".join((_label(start) if start else "", _label(end) if end else "")).strip()
    return Period(start=start.day if start else None, end=end.day if end else None, label=label)


def _label(written: When) -> str:
    return {"year": written.day.isoformat()[:4], "month": written.day.isoformat()[:7]}.get(
        written.precision, written.day.isoformat()
    )
