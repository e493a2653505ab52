"""Posts and who is said to hold them, gathered from the claims on persons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from agents.branch.case import Case
from agents.branch.departures import surname
from agents.branch.naming import is_target, names
from agents.contradictions.people import same_person
from agents.records import Claim

TOP = ("ceo", "cfo", "chair", "coo", "general_counsel")
WORDS = {
    "ceo": "chief executive", "cfo": "chief financial officer", "chair": "chair", "coo": "chief operating officer",
    "general_counsel": "general counsel",
}  # fmt: skip
INTERIM = frozenset({"interim", "acting"})
PAST = frozenset({"former", "ex", "previous", "retired", "past"})


class Holder(NamedTuple):
    """One person in one post, as all documents together say."""

    role: str
    person: str
    claims: tuple[Claim, ...]
    start: date | None
    end: date | None
    seen: date | None
    """The newest document that lists the person as holder."""
    listings: int
    """How often the newest document lists the person at the head of the whole, not of a unit."""
    interim: bool
    passing: bool
    """Ever called interim or acting in the post."""

    @property
    def settled(self) -> bool:
        """Whether the person's full name is known."""
        return len(self.person.split()) > 1

    def past(self, today: date | None) -> bool:
        """Return whether the person is never listed, or left after the newest document that lists them."""
        if self.seen is None:
            return True
        return self.end is not None and today is not None and self.seen <= self.end <= today


def posts(case: Case) -> dict[str, tuple[Holder, ...]]:
    """Return the holders of each top post, in the order in which they start or are first listed."""
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.claims:
        if _tells_of_post(case, claim):
            grouped[_role(claim)].append(claim)
    unit = _unit(case)
    return {role: _holders(role, grouped[role], unit) for role in TOP if role in grouped}


def _unit(case: Case) -> re.Pattern[str]:
    """Return what tells the head of a unit ("Chief Executive Officer of FedEx Logistics") from that of the whole."""
    legal = r"(?!Corp|Inc|Co\b|Company|Group|Holdings|Limited|Ltd|Plc|International)"
    return re.compile(rf"\bof\s+{names(case.target).pattern}\s+{legal}[A-Z][a-z]+")


def _tells_of_post(case: Case, claim: Claim) -> bool:
    return (
        claim.kind in {"person", "date"}
        and bool(claim.text)
        and _role(claim) in TOP
        and claim.modality in {"reported", "planned"}
        and is_target(claim.subject, case.target)
        and _named_in(claim)
    )


def _named_in(claim: Claim) -> bool:
    """Return whether the quote itself names the person: who "he" is, is too often somebody else."""
    return surname(claim.text or "").strip(".") in claim.source.quote.lower()


def _role(claim: Claim) -> str:
    for suffix in ("_start", "_since", "_end"):
        if claim.metric.endswith(suffix):
            return claim.metric.removesuffix(suffix)
    return claim.metric


def _holders(role: str, claims: Sequence[Claim], unit: re.Pattern[str]) -> tuple[Holder, ...]:
    people: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (-len((c.text or "").split()), c.claim_id)):
        mine = next((p for p in people if same_person(p[0].text or "", claim.text or "") is not False), None)
        if mine is None:
            people.append([claim])
        else:
            mine.append(claim)
    holders = [_holder(role, p, unit) for p in people]
    return tuple(sorted(holders, key=lambda h: (h.start or h.seen or date.min, h.person)))


def _holder(role: str, claims: list[Claim], unit: re.Pattern[str]) -> Holder:
    listed = [c for c in claims if _is_listing(c)]
    seen = max((c.source.published for c in listed if c.source.published), default=None)
    newest = [c for c in listed if c.source.published == seen]
    return Holder(
        role=role,
        person=claims[0].text or "",
        claims=tuple(claims),
        start=_told(claims, "start"),
        end=_told(claims, "end"),
        seen=seen,
        listings=sum(not unit.search(c.source.quote) for c in newest),
        passing=any(set(c.qualifiers) & INTERIM for c in claims),
        interim=any(set(c.qualifiers) & INTERIM for c in newest),
    )


def _told(claims: list[Claim], what: str) -> date | None:
    """Return the day the newest document gives; of several in it the earliest start or the latest end."""
    days = [(c.source.published or date.min, d) for c in claims if (d := _day(c, what))]
    newest = [d for published, d in days if published == max(p for p, _ in days)]
    return (min if what == "start" else max)(newest, default=None)


def _is_listing(claim: Claim) -> bool:
    """Return whether a claim lists a person as holder on the day of its document, and not as one who was."""
    over = claim.period.end is not None and not claim.period.instant
    return claim.kind == "person" and not over and not set(claim.qualifiers) & PAST and bool(claim.source.published)


def _day(claim: Claim, what: str) -> date | None:
    if claim.kind == "date":
        is_start = claim.metric.endswith(("_start", "_since"))
        is_end = claim.metric.endswith("_end")
        return claim.day if (what == "start" and is_start) or (what == "end" and is_end) else None
    if claim.period.instant or claim.period.inherited:
        return None
    return claim.period.start if what == "start" else claim.period.end
