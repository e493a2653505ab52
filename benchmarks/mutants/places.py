"""Where a room can be altered so that two of its documents no longer agree: statements that stand in both.

Two kinds of places. `agreeing`: the two sides of a pair that the engine says agree. `echo`: a figure, date, name or
direction that stands in two documents among at least three words they share, found by the words alone, and not part of
an agreeing pair: what the engine says nothing about. A statement that no other document makes is no place, since
nothing could contradict it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from agents.claims.persons import is_person
from agents.claims.sentences import sentences
from agents.contradictions import Comparison
from agents.evidence.types import ReadDocument
from agents.records import Claim
from mutants.alterations import DATE, DIRECTION
from mutants.rooms import Room

KINDS = ("figure", "date", "name", "direction")
SEASON = 200
"""Days between two documents that may still tell of one thing."""
SHARED = 3
"""Words that two sentences share within REACH characters of what is altered."""
REACH = 70
SPREAD = 6
"""Documents in which something may stand: what stands in more is no statement but a habit."""
_FIGURE = re.compile(
    r"(?P<sign>[$€£]\s?)?(?<![\d.,-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,]*\d)"
    r"\s?(?P<word>%|percent|million|billion|bln|mln|cents)?",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][a-z]+(?:\s[A-Z]\.)?\s[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?\b")
_ROLE = re.compile(r"\b(?:chief|c[efot]o|chair\w*|president|director|counsel|treasurer|controller)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:effective|appoint\w*|resign\w*|retire\w*|since|became|become|elected|named|joined|depart\w*|clos(?:e|ed|ing)|"
    r"complet\w+|acquir\w+|announced|succe\w+|serv\w+|agreement|merger|recall\w*|filed)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{3,}")
_EMPTY = frozenset(
    "the and for that this with from have been were was will would their which about than more also into over said "
    "says its per our are has had not year years quarter compname company million billion percent".split()
)


class Place(NamedTuple):
    """A stretch of a document's text that can be altered."""

    kind: str
    origin: str
    path: str
    start: int
    end: int
    other: str
    """A document that says the same."""


class _Spot(NamedTuple):
    path: str
    start: int
    end: int
    words: frozenset[str]
    published: date | None


def places(room: Room, comparison: Comparison) -> list[Place]:
    """Return every place once, in order."""
    found: dict[tuple[str, int, str], Place] = {}
    for place in (*_agreeing(room, comparison), *_echoes(room)):
        found.setdefault((place.path, place.start, place.kind), place)
    return [found[key] for key in sorted(found)]


def touched(place: Place, claims: Iterable[Claim]) -> bool:
    """Return whether what is altered had become part of a claim: its value, or what its quote names."""
    for claim in claims:
        if place.kind == "figure":
            within = claim.value is not None and _overlaps(place, claim.value_start, claim.value_end)
        elif place.kind == "direction":
            within = claim.direction is not None and _overlaps(place, claim.source.start, claim.source.end)
        else:
            kinds = ("person", "date", "owner", "text", "status")
            within = claim.kind in kinds and _overlaps(place, claim.source.start, claim.source.end)
        if within:
            return True
    return False


def _overlaps(place: Place, start: int | None, end: int | None) -> bool:
    return start is not None and end is not None and start < place.end and place.start < end


def _agreeing(room: Room, comparison: Comparison) -> Iterator[Place]:
    """Yield what can be altered in the pairs that agree, across documents."""
    claims = {c.claim_id: c for own in room.claims.values() for c in own}
    for pair in comparison.pairs:
        sides = claims.get(pair.first), claims.get(pair.second)
        if pair.verdict != "agrees" or None in sides:
            continue
        for one, other in (sides, sides[::-1]):
            if one and other and one.source.path != other.source.path:
                yield from _of_claim(room.documents[one.source.path], one, other.source.path)


def _of_claim(document: ReadDocument, claim: Claim, other: str) -> Iterator[Place]:
    def place(kind: str, match: re.Match[str], group: int | str = 0) -> Place:
        return Place(kind, "agreeing", claim.source.path, match.start(group), match.end(group), other)

    text, start, end = document.text, claim.value_start, claim.value_end
    if claim.value is not None and start is not None and end is not None:
        for figure in _FIGURE.finditer(text, start, end):
            if _digits(figure["number"]) == _digits(f"{abs(claim.value.point):f}"):
                yield place("figure", figure, "number")
                break
    if claim.direction in ("up", "down"):
        words = list(DIRECTION.finditer(text, claim.source.start, claim.source.end))
        if len(words) == 1:
            yield place("direction", words[0])
    if claim.kind == "date" and (day := DATE.search(text, claim.source.start, claim.source.end)):
        yield place("date", day)
    if claim.kind == "person" and claim.text:
        surname = re.escape(claim.text.split()[-1])
        name = re.compile(rf"(?:[A-Z][a-z]+\s(?:[A-Z]\.\s)?)?\b{surname}\b").search(
            text, claim.source.start, claim.source.end
        )
        if name:
            yield place("name", name)


def _echoes(room: Room) -> Iterator[Place]:
    """Yield what stands in two documents in sentences about the same, found by their words alone."""
    index: dict[tuple[str, str], list[_Spot]] = defaultdict(list)
    for path in sorted(room.documents):
        for key, spot in _spots(room.documents[path]):
            index[key].append(spot)
    for (kind, _), spots in sorted(index.items()):
        if 1 < len({s.path for s in spots}) <= SPREAD:
            for one, other in combinations(spots, 2):
                if one.path != other.path and _same_season(one, other) and len(one.words & other.words) >= SHARED:
                    yield Place(kind, "echo", one.path, one.start, one.end, other.path)
                    yield Place(kind, "echo", other.path, other.start, other.end, one.path)


def _same_season(one: _Spot, other: _Spot) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs((one.published - other.published).days) <= SEASON


def _digits(number: str) -> str:
    """Return the digits that count: equal for "14,082" in millions and 14082000000."""
    return number.replace(",", "").replace(".", "").strip("0")


def _spots(document: ReadDocument) -> Iterator[tuple[tuple[str, str], _Spot]]:
    text = document.text
    for sentence in sentences(text):
        if sentence.end - sentence.start > 1_000:
            continue
        for key, start, end in _marks(text, sentence.start, sentence.end):
            around = text[max(sentence.start, start - REACH) : start] + " " + text[end : min(sentence.end, end + REACH)]
            yield key, _Spot(document.document.path, start, end, _words(around), document.document.published)


def _marks(text: str, start: int, end: int) -> Iterator[tuple[tuple[str, str], int, int]]:
    for figure in _FIGURE.finditer(text, start, end):
        digits = _digits(figure["number"])
        if len(digits) > 1 and (figure["sign"] or figure["word"] or "," in figure["number"]):
            yield ("figure", digits), figure.start("number"), figure.end("number")
            near = DIRECTION.search(text, max(start, figure.start() - 30), min(end, figure.end() + 5))
            if near:
                yield ("direction", f"{near[0].lower()} {digits}"), near.start(), near.end()
    if _EVENT.search(text, start, end):
        for day in DATE.finditer(text, start, end):
            if day["day"] or day["year"]:
                yield ("date", " ".join(day[0].replace(",", "").split())), day.start(), day.end()
    for role in _ROLE.finditer(text, start, end):
        for name in _NAME.finditer(text, max(start, role.start() - 40), min(end, role.end() + 60)):
            if is_person(name[0]):
                yield ("name", name[0]), name.start(), name.end()


def _words(text: str) -> frozenset[str]:
    return frozenset(w[:6] for w in _WORD.findall(text.lower())) - _EMPTY
