"""People in roles: who holds, takes up or leaves which role, from when to when, in sentences, headlines and rosters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from agents.claims.defaults import Frame
from agents.claims.drafts import Draft
from agents.claims.holdings import Holding, drafts_of
from agents.claims.moves import END, START, Event, move_of, with_departure
from agents.claims.organisations import is_org_word, organisation_of
from agents.claims.persons import Person, Roster, persons
from agents.claims.sentences import Sentence
from agents.claims.succession import CLAUSE, follows, is_replaced, replaced_before
from agents.claims.tenure import Tenure, tenure, tenure_beside
from agents.claims.titles import HINT, Title, titles

_HOLD = re.compile(
    r"\b(?:is|was|are|serv(?:es|ed|ing)|has\s+been|had\s+been|has\s+served|remains?|continu(?:es|ed)|"
    r"holds|held|worked|acted)\b",
    re.IGNORECASE,
)
_PAST_HOLD = re.compile(r"\b(?:served|was|had\s+been|held|worked|acted)\b", re.IGNORECASE)
_ADJACENT = re.compile(
    r"[\s,]*(?:\(?(?:age\s+|aged\s+)?\d{2}\)?(?:\s+years\s+old)?)?[\s,;:—–|-]*(?:(?:the|our|its|an?|"
    r"who\s+is|who\s+was|is|was|currently|current|company[’']s|has\s+been|as)\s+){0,3}\Z",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:report(?:s|ing)?\s+(?:directly\s+)?to|letter\s+(?:from|to)|on\s+behalf\s+of|"
    r"agreement\s+with|together\s+with|alongside|recommendation\s+of|advis\w+\s+to|assistant\s+to)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_NEW_ROLE = re.compile(
    r"\b(?:assume|assumes|assumed|begin|begins|start|starts|take\s+up|takes\s+up)\s+(?:his|her|the|"
    r"this)\s+(?:new\s+)?(?:role|position|duties|post|responsibilities)\b",
    re.IGNORECASE,
)
_SURNAME = re.compile(
    r"\s+(?P<name>[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?)(?=\s+(?:to\b|said|says|will|would|"
    r"told|is|was|has|had|steps|resigns|retires|quits|leaves|takes|joins|sees|added|who|and)|[,.;’']|"
    r"$)"
)
_FUTURE = re.compile(
    r"\b(?:will|to\s+(?:take|become|step|succeed|replace|serve|retire|resign|leave|be|assume|join)|"
    r"shall|intends?|plans?|is\s+expected|announced\s+(?:that|his|her)|upcoming)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|could|may(?!\s+\d)|might|(?<!said\s)(?<!he\s)(?<!she\s)would(?!\s+(?:serve|become|succeed)\b)|in\s+the\s+event|upon\s+any|any\s+successor|other\s+than|"
    r"any\s+person|termination\s+of\s+employment)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\s*(?:prior\s+to|before)\s+(?!that\b|this\b|then\b|his\b|her\b|being\b|becoming\b)|"
    r"\s*at\s+(?!the\b|our\b|its\b)[A-Z]",
    re.IGNORECASE,
)
_SAID = re.compile(r"\bwould(?=\s+(?:serve|become|take|step|leave|retire|resign|succeed|replace|join|remain)\b)", re.I)
"""What was said to come, told in the past: "said that she would serve as" is no condition."""
_POSSESSOR = re.compile(r",\s+(?:[A-Z0-9][\w&.-]*\s+){0,3}[A-Z0-9][\w&.-]*(?:['’]s|s['’])\s+\Z")
"""A company between a name and its title: "Jane Roe, Acme Games' finance chief"."""
SHORT = 80
"""Characters of a line that may be no more than a name in a roster."""
BACK = 3
"""Sentences through which "he" and "she" are followed back."""
ROSTER_REACH = 3_000
"""Characters after a person's entry within which titles without a name still belong to that person."""


_AS = re.compile(r"\bas\b")
_OWNED = re.compile(r"\b(?:our|its|the|company[’']s)\s+\Z", re.IGNORECASE)


class _Bearer(NamedTuple):
    """Who bears a title: the name, where it ends (-1: not before the title), and whether a roster lists it."""

    name: str
    end: int
    listed: bool = False


class People:
    """Reads the persons of one document, sentence after sentence."""

    def __init__(self, text: str, frame: Frame) -> None:
        self._text = text
        self._frame = frame
        self._roster = Roster(text if HINT.search(text) else "")
        self._entry: Person | None = None
        self._named: Person | None = None
        self._unread: list[Sentence] = []
        self._last_title: dict[str, Title] = {}

    def read(self, sentence: Sentence) -> Iterator[Draft]:
        """Yield what a sentence or a roster's lines say about people in roles."""
        text = self._text
        found = titles(text, sentence.start, sentence.end)
        role_told = _NEW_ROLE.search(text, sentence.start, sentence.end) is not None
        if not found and not role_told:
            self._pass(sentence)
            return
        named = self._persons(sentence)
        if role_told and not found:
            yield from self._new_role(sentence, named)
        named = sorted([*named, *self._surnames(found, named)])
        for holding in self._holdings(sentence, found, named):
            self._last_title[holding.person] = holding.title
            yield from drafts_of(text, self._frame, sentence, holding)
        self._remember(sentence, named)

    def _persons(self, sentence: Sentence) -> list[Person]:
        """Return the persons of a sentence; a company whose name reads like a person's is none."""
        found = persons(self._text, sentence.start, sentence.end, self._roster)
        return [p for p in found if not self._frame.cast.is_target(p.name) and not self._frame.cast.is_other(p.name)]

    def _holdings(self, sentence: Sentence, found: list[Title], named: list[Person]) -> list[Holding]:
        """Return who holds each title of a sentence; titles joined by "and" share the dates that follow the last."""
        carried: Tenure | None = None
        holdings: list[Holding] = []
        for index in range(len(found) - 1, -1, -1):
            stop = found[index + 1].start if index + 1 < len(found) else sentence.end
            holding = self._holding(sentence, found, index, named, stop, carried)
            carried = holding.tenure if holding else None
            if holding:
                holdings.append(holding)
        return holdings[::-1]

    def _pass(self, sentence: Sentence) -> None:
        """Go past a sentence without titles: it may name the person of a roster's entry, or whom "he" means later."""
        if sentence.end - sentence.start < SHORT:
            self._remember(sentence, self._persons(sentence))
        else:
            self._unread.append(sentence)

    @property
    def _last(self) -> Person | None:
        """Return the person named last, reading back over a few sentences that had no title."""
        for sentence in reversed(self._unread[-BACK:]):
            named = self._persons(sentence)
            if named:
                return named[0]
        return self._named

    def _surnames(self, found: list[Title], named: list[Person]) -> Iterator[Person]:
        """Yield the bare surnames that press puts after a title: "Coca-Cola CEO Quincey"."""
        for title in found if self._frame.press else ():
            match = _SURNAME.match(self._text, title.end, min(len(self._text), title.end + 40))
            if match and not is_org_word(match["name"]) and not any(p.start == match.start("name") for p in named):
                yield Person(match.start("name"), match.end("name"), self._roster.full(match["name"]))

    def _remember(self, sentence: Sentence, named: list[Person]) -> None:
        if named:
            self._named = named[0]
            self._unread.clear()
            whole = named[0].start - sentence.start <= 6 and re.fullmatch(
                r"[\s,.\d()]*", self._text[named[0].end : sentence.end]
            )
            starts = named[0].start - sentence.start <= 6 and re.match(
                r"[\s,]*\(?\d{2}\)?\s", self._text[named[0].end : sentence.end]
            )
            if whole or starts:
                self._entry = named[0]

    def _holding(
        self, sentence: Sentence, found: list[Title], index: int, named: list[Person], stop: int, carried: Tenure | None
    ) -> Holding | None:
        text, title = self._text, found[index]
        who = self._who(sentence, title, named)
        if who is None:
            return None
        person, before_start, listed = who
        replaced = follows(text, title.end, stop, named)
        last, stop = stop, replaced.start if replaced and CLAUSE.match(text, replaced.end) else stop
        told = tenure_beside(text, (title.start, title.end), stop, self._frame.published, bare=listed)
        told = with_departure(text, told, title.end, stop, self._frame.published)
        if (
            not told.known
            and carried
            and re.fullmatch(r"[\s\w’',]{0,60}", text[title.end : stop])
            and not END.search(text, title.end, stop)
        ):
            told = carried
        before = (
            text[min(before_start, title.start) : title.start]
            if before_start >= 0
            else text[sentence.start : title.start]
        )
        event = move_of(text[sentence.start : title.start], before, text[title.end : stop], told, listed)
        left = tenure(text, replaced.end, last, self._frame.published).on if replaced and stop < last else None
        predecessor = replaced.name if replaced else replaced_before(text, sentence.start, title.start, named)
        if _CONDITION.search(_SAID.sub(" ", text[max(sentence.start, title.start - 120) : title.start])):
            return None
        if not told.known and event != "hold":
            told = self._dated_before(sentence, title, named, event)
        organisation = organisation_of(text, self._frame, found, index, stop, sentence)
        if organisation is None and _ELSEWHERE.match(text, sentence.start):
            return None
        place = told.at if told.at else (title.start, title.end)
        future = (
            _FUTURE.search(text, sentence.start, title.start) if event != "hold" or _FUTURE.search(before) else None
        )
        planned = future is not None or bool(
            re.search(r"\bto\s+step\s+down|will\s+(?:retire|resign|step)", text[title.end : stop])
        )
        return Holding(person, title, event, told, organisation, predecessor, planned, place, left)

    def _who(self, sentence: Sentence, title: Title, named: list[Person]) -> _Bearer | None:
        """Return whose title it is."""
        beside = self._beside(sentence, title, named)
        if beside:
            return beside
        before = [p for p in named if p.end <= title.start]
        if before:
            return self._linked(sentence, title, before)
        if self._entry and 0 <= title.start - self._entry.end <= ROSTER_REACH and not named:
            opening = self._text[sentence.start : title.start].strip()
            if len(opening) < 4 or not re.search(r"[A-Za-z]", opening) or _opens(opening):
                return _Bearer(self._entry.name, -1, True)
        leading = self._text[max(sentence.start, title.start - 60) : title.start]
        told = _PRONOUN.search(self._text, sentence.start, title.start) and not _REPORTS.search(leading)
        return _Bearer(self._last.name, sentence.start) if told and self._last else None

    def _beside(self, sentence: Sentence, title: Title, named: list[Person]) -> _Bearer | None:
        """Return the person whose name stands right before or after a title."""
        text = self._text
        near = next((p for p in reversed(named) if p.end <= title.start), None)
        if near and not is_replaced(text, sentence.start, near):
            gap = text[near.end : title.start]
            if _ADJACENT.fullmatch(gap) or _POSSESSOR.fullmatch(gap):
                return _Bearer(near.name, near.end, re.search(r"[\n\d]", gap) is not None and not _AS.search(gap))
        after = next((p for p in named if p.start >= title.end), None)
        gap = text[title.end : after.start] if after else "-"
        owned = _OWNED.search(text, max(sentence.start, title.start - 12), title.start)
        if after and (not gap.strip(" ") or (owned and re.fullmatch(r",\s+", gap))):
            return _Bearer(after.name, -1)
        return None

    def _linked(self, sentence: Sentence, title: Title, before: list[Person]) -> _Bearer | None:
        """Return the subject of the verb that leads to a title: "Mr. Roe will succeed ... as", "appointed Roe as"."""
        text, near = self._text, before[-1]
        if CLAUSE.match(text, near.end):
            return _Bearer(near.name, near.end)
        if is_replaced(text, sentence.start, near) and len(before) > 1:
            near = before[-2]
        elif is_replaced(text, sentence.start, near):
            told = _PRONOUN.search(text, sentence.start, near.start)
            return _Bearer(self._last.name, near.end) if told and self._last else None
        gap = text[near.end : title.start]
        if len(gap) > 260 or _REPORTS.search(gap) or re.search(r"[;]", gap):
            return None
        if re.match(r"[’']s?\b", gap) and not re.search(
            r"\b(?:appointment|retirement|resignation|election|departure|role|position|service|term|tenure)\b", gap
        ):
            return None
        linked = (
            START.search(gap)
            or END.search(gap)
            or _HOLD.search(gap)
            or re.fullmatch(r"\s+(?:as|to\s+be|to)\s+(?:the\s+|its\s+|our\s+|an?\s+|new\s+)*", gap)
        )
        return _Bearer(near.name, near.end) if linked else None

    def _dated_before(self, sentence: Sentence, title: Title, named: list[Person], event: Event) -> Tenure:
        """Return the day of an appointment told at the sentence's start: it is announced then, taken up later."""
        told = tenure(self._text, sentence.start, title.start, self._frame.published)
        if event == "start" and told.on and not told.effective:
            return told._replace(start=None, end=None)
        return told if told.effective else Tenure()

    def _new_role(self, sentence: Sentence, named: list[Person]) -> Iterator[Draft]:
        """Read "Mr. Benjamin will assume his new role on April 23, 2018": the role named last for that person."""
        match = _NEW_ROLE.search(self._text, sentence.start, sentence.end)
        if match is None:
            return
        person = named[0].name if named else self._last.name if self._last else None
        title = self._last_title.get(person or "")
        told = tenure(self._text, match.end(), sentence.end, self._frame.published)
        if person and title and told.known:
            place = told.at or match.span()
            taken = Holding(person, title, "start", told._replace(effective=True), None, None, True, place)
            yield from drafts_of(self._text, self._frame, sentence, taken)


def _opens(opening: str) -> bool:
    """Return whether the words before a roster's title only lead to it: "Elected", "and prior to that,"."""
    return (
        re.fullmatch(
            r"(?:prior\s+to\s+that|previously|formerly|elected|served\s+as|serves\s+as|and|also|[\d\s.,;()-])+",
            opening,
            re.IGNORECASE,
        )
        is not None
    )
