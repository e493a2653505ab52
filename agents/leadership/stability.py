"""How settled the top is: the roster, interim holders, short tenures, many hands in one post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations

from agents.branch.age import aged, reference_day
from agents.branch.case import Case, found
from agents.contradictions.people import same_person
from agents.leadership.posts import WORDS, Holder
from agents.records import Claim, Finding

SHORT = timedelta(days=365)
WINDOW = timedelta(days=5 * 366)
MANY = 3
"""Holders of one post within five years that make a pattern."""
SOLE = ("ceo", "cfo")
Posts = Mapping[str, tuple[Holder, ...]]


def stability(case: Case, held: Posts) -> Iterator[Finding]:
    """Yield the roster and what is unsettled about it."""
    now = current(held, reference_day(case))
    if now:
        yield _roster(case, now)
    yield from (_interim(case, h) for h in now if h.interim)
    yield from _both(case, now)
    for role in SOLE:
        yield from _short(case, held.get(role, ()))
        yield from _turnover(case, held.get(role, ()))


def current(held: Posts, today: date | None) -> tuple[Holder, ...]:
    """Return who holds each post by the newest document that lists a holder of it."""
    found_: list[Holder] = []
    for holders in held.values():
        listed = [h for h in holders if not h.past(today)]
        newest = max((h.seen for h in listed if h.seen), default=None)
        latest = [h for h in listed if h.seen == newest]
        if latest:
            found_.append(max(latest, key=lambda h: (h.settled, h.listings, h.start or date.min, h.person)))
    return tuple(found_)


def _roster(case: Case, now: tuple[Holder, ...]) -> Finding:
    told = "; ".join(f"{WORDS[h.role]}: {h.person}{_since(h)}, listed {h.seen}" for h in now)
    return found(
        case,
        "roster",
        ("all",),
        title=f"Who holds the top posts ({len(now)} found)",
        reason=f"By the newest document that lists each: {told}.",
        severity="info",
        polarity="neutral",
        claims=[h.claims[0] for h in now],
        sources=[h.claims[0].source for h in now],
    )


def _since(holder: Holder) -> str:
    return f" since {holder.start}" if holder.start else ""


def _interim(case: Case, holder: Holder) -> Finding:
    level, older = aged("medium", [holder.seen], reference_day(case))
    claims = [c for c in holder.claims if set(c.qualifiers) & {"interim", "acting"}]
    return found(
        case,
        "interim holder",
        (holder.role, holder.person),
        title=f"{holder.person} is {WORDS[holder.role]} only for the interim",
        reason=f"The post is filled for a time only, as of {holder.seen}.{older}",
        severity=level,
        claims=claims,
        sources=[c.source for c in claims[:3]],
        question=f"When is a permanent {WORDS[holder.role]} expected, and who is sought?",
    )


def _both(case: Case, now: tuple[Holder, ...]) -> Iterator[Finding]:
    for one, other in combinations(now, 2):
        together = _together(one, other)
        if together and same_person(one.person, other.person):
            joined = {one.role, other.role}
            severe = joined == {"ceo", "cfo"}
            yield found(
                case,
                "two posts",
                (one.role, other.role, one.person),
                title=f"{one.person} is both {WORDS[one.role]} and {WORDS[other.role]}",
                reason="Nobody checks the figures of who leads." if severe else "Who leads also chairs or counsels.",
                severity="high" if severe else "low",
                claims=together,
                sources=[c.source for c in together],
                question="Who can say no to this person?",
            )


def _together(one: Holder, other: Holder) -> tuple[Claim, ...]:
    """Return two claims of one statement that gives the person both posts, or nothing."""
    for a in one.claims:
        for b in other.claims:
            near = a.source.path == b.source.path and a.source.start < b.source.end and b.source.start < a.source.end
            if near and a.kind == b.kind == "person" and a.source.published == one.seen == other.seen:
                return a, b
    return ()


def _short(case: Case, holders: tuple[Holder, ...]) -> Iterator[Finding]:
    for holder in holders:
        if not (holder.start and holder.end) or holder.passing or not timedelta() < holder.end - holder.start < SHORT:
            continue
        level, older = aged("medium", [holder.end], reference_day(case))
        claims = [c for c in holder.claims if c.day or c.period.start or c.period.end] or list(holder.claims)
        yield found(
            case,
            "short tenure",
            (holder.role, holder.person),
            title=f"{holder.person} was {WORDS[holder.role]} for less than a year",
            reason=f"From {holder.start} to {holder.end}.{older}",
            severity=level,
            claims=claims,
            sources=[c.source for c in claims[:4]],
            question=f"Why did {holder.person} go so soon?",
        )


def _turnover(case: Case, holders: tuple[Holder, ...]) -> Iterator[Finding]:
    dated = sorted((h for h in holders if h.start and not h.passing), key=lambda h: (h.start or date.min, h.person))
    runs = [r for i in range(len(dated) - MANY + 1) if _within(r := dated[i : i + MANY])]
    if runs:
        run = runs[-1]
        level, older = aged("medium", [run[-1].start], reference_day(case))
        role = WORDS[run[0].role]
        names = ", ".join(f"{h.person} ({h.start})" for h in run)
        yield found(
            case,
            "turnover",
            (run[0].role, *(h.person for h in run)),
            title=f"{MANY} holders of the post of {role} within five years",
            reason=f"They started: {names}.{older}",
            severity=level,
            claims=[c for h in run for c in h.claims[:2]],
            sources=[h.claims[0].source for h in run],
            question=f"Why does the post of {role} change hands so often?",
        )


def _within(run: list[Holder]) -> bool:
    first, last = run[0].start, run[-1].start
    return first is not None and last is not None and last - first <= WINDOW
