"""People in roles: who holds, takes up or leaves which role, from when to when, in sentences, headlines and rosters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from agents.claims import followups, heirs
from agents.claims.appointments import became, day_before
from agents.claims.bearers import PRONOUN, REPORTS, Bearer, beside, is_current, linked, opens
from agents.claims.columns_of_names import NameColumn
from agents.claims.defaults import Frame
from agents.claims.departures import departure, is_done, leaving, next_role, with_departure
from agents.claims.drafts import Draft
from agents.claims.followups import REACH, FollowUp, follow_ups
from agents.claims.heirs import heirs_of
from agents.claims.holdings import Holding, drafts_of, without_held
from agents.claims.moves import END, Event, gets_other, is_possible, move_of, stays, unquoted, was_held
from agents.claims.organisations import is_employer, organisation_of
from agents.claims.parties import Party
from agents.claims.persons import Person, Roster, persons
from agents.claims.repeats import Repeats
from agents.claims.sentences import Sentence
from agents.claims.succession import CLAUSE, follows, replaced_before, successor
from agents.claims.surnames import surnames
from agents.claims.tenure import Tenure, ahead, past, tenure, tenure_beside
from agents.claims.titles import HINT, Title, titles
from agents.sought import Places, Sought

_WHOSE = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|(?<!ceased\s)to\s+(?:make|take|become|step|succeed|replace|serve|retire|resign|leave|be|assume|join)|"
    r"shall|intends?|plans?|is\s+expected|announced\s+(?:that|his|her)|upcoming|offer\s+you)\b",
    re.IGNORECASE,
)
_SHARED = re.compile(r"(?:(?!\b(?:served|serves|was|were|has|held|became)\b)[\s\w’',]){0,60}")
_JOINS = re.compile(r",|&|/|\b(?:and|to)\b")
"""What stands between two titles that share the dates after the second, and must be there."""
_DAY_AS = Sought(r"\b(?:last|final|first)\s+day\s+as\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\s*(?:prior\s+to|before)\s+(?!that\b|this\b|then\b|his\b|her\b|being\b|becoming\b|assuming\b)|"
    r"\s*at\s+(?!the\b|our\b|its\b)[A-Z]",
    re.IGNORECASE,
)
SHORT, BACK = 80, 3  # characters of a line that may be only a name; sentences back to whom "he" means
_LEADING = 1_000
"""Characters before a title in which the words stand that tell whether it is taken up, left or still to come."""
AROUND = 700
"""Characters before and after a title within which its bearer, and whom that one follows, are named."""
ROSTER_REACH = 3_000
"""Characters in which titles without a name still belong to the person whose entry precedes them."""
_FORMER_OF = Sought(r"(?<![\w-])(?i:former|ex|onetime|one-time)[\s-]+(?:[A-Z][\w&.’'-]*\s+){1,4}\Z")
"""What says before a company that a title is held no longer: "Former Acme CEO"."""
_PLACES = Places(HINT, followups.PLACES, heirs.PLACES)
"""Where a sentence may tell of a role."""


class People:
    """Reads the persons of one document, sentence after sentence."""

    def __init__(self, text: str, frame: Frame) -> None:
        self._text = text
        self._frame = frame
        self.roster = Roster(text if HINT.search(text) else "")
        self._party = Party(text, self.roster)
        self._entry: Person | None = None
        self._named: Person | None = None
        self._column = NameColumn(text)
        self._unread: list[Sentence] = []
        self._last_title: dict[str, Title] = {}
        self._first: dict[str, Holding] = {}
        self._event: tuple[str, str] | None = None
        self._ended: set[str] = set()
        self._repeats = Repeats(text)

    def read(self, sentence: Sentence) -> Iterator[Draft]:
        """Yield what a sentence or a roster's lines say about people in roles."""
        text = self._text
        if not _PLACES.may(text, sentence.start, sentence.end):
            self._pass(sentence)
            return
        found = titles(text, sentence.start, sentence.end)
        taken = heirs_of(text, sentence, lambda: self._persons(sentence, bare=True), self._last_title, self._frame)
        if not found:
            floor = sentence.start
            for later in follow_ups(text, sentence.start, sentence.end, self._frame):
                yield from self._followed(sentence, later, floor)
                floor = later.start
            self._pass(sentence)
            yield from self._taken(sentence, taken)
            return
        named = self._persons(sentence)
        if self._frame.press:
            named = sorted({*named, *surnames(text, sentence[:2], found, named, self.roster, self._frame)})
        for holding in self._holdings(sentence, [t for t in found if self._repeats.worth(t.start, t.end)], named):
            self._keep(holding, named)
            yield from drafts_of(text, self._frame, sentence, holding)
        self._remember(sentence, named)
        yield from self._taken(sentence, taken)

    def _taken(self, sentence: Sentence, taken: list[Holding]) -> Iterator[Draft]:
        """Yield who takes the office of somebody named before, and keep that for the sentences that tell when."""
        for holding in taken:
            self._event = (holding.event, holding.person)
            self._last_title[holding.person] = holding.title
            yield from drafts_of(self._text, self._frame, sentence, holding)

    def _keep(self, holding: Holding, named: list[Person]) -> None:
        """Keep which title a person and the one before bear: a later sentence may tell when without naming it."""
        if holding.organisation is None:
            self._event = (holding.event, holding.person)
            self._ended |= {holding.person} if holding.event == "end" and holding.tenure.known else set()
        for person in filter(None, (holding.person, holding.predecessor)):
            if holding.organisation is None:
                self._last_title[person] = holding.title
            elif holding.event != "hold":
                continue
            if holding.title.start - self._first.setdefault(person, holding).title.end > REACH:
                self._first[person] = holding

    def _persons(self, sentence: Sentence, *, bare: bool = False) -> list[Person]:
        """Return the persons of a sentence; a company whose name reads like a person's is none."""
        found = persons(self._text, sentence.start, sentence.end, self.roster, bare=bare or self._frame.press)
        cast = self._frame.cast
        strange = (cast.is_company(p.name) or cast.is_target(p.name.split()[0]) for p in found)
        named = [p for p, s in zip(found, strange, strict=True) if not s and not is_employer(self._text, p.start)]
        return sorted([*named, *self._party.spotted(self._text, sentence.start, sentence.end)])

    def _holdings(self, sentence: Sentence, found: list[Title], named: list[Person]) -> list[Holding]:
        """Return who holds each title of a sentence; titles joined by "and" share the dates that follow the last."""
        carried: Tenure | None = None
        holdings: list[Holding] = []
        for index in range(len(found) - 1, -1, -1):
            stop = found[index + 1].start if index + 1 < len(found) else sentence.end
            near = _within(named, found[index].start - AROUND, stop + AROUND)
            holding = self._holding(sentence, found, index, near, stop, carried)
            carried = holding.tenure if holding else self._told_after(found[index], stop)
            if holding:
                holdings += [*self._successor(holding, stop, near), holding]
        return without_held(holdings[::-1])

    def _told_after(self, title: Title, stop: int) -> Tenure:
        """Return the dates after a title that nobody holds: "as CEO and as a member of the Board, effective May 1"."""
        return tenure(self._text, title.end, stop, self._frame.spoken)

    def _successor(self, holding: Holding, stop: int, named: list[Person]) -> list[Holding]:
        """Return the start of whoever follows: "will retire on May 1 and be succeeded by Mary Stroud"."""
        told = holding.tenure.on or holding.tenure.end
        heir = successor(self._text, holding.title.end, stop, named) if holding.event == "end" else None
        if heir is None or not (told or self._frame.press):
            return []
        tenure = Tenure(on=told, effective=True) if told else Tenure()
        return [holding._replace(person=heir.name, event="start", tenure=tenure, predecessor=holding.person)]

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

    def _remember(self, sentence: Sentence, named: list[Person]) -> None:
        if named:
            self._named = named[0]
            self._unread.clear()
            rest, first = self._text[named[0].end : sentence.end], named[0].start - sentence.start <= 6
            whole = first and re.fullmatch(r"[\s,.\d()|$%*—–-]*", rest)
            starts = first and re.match(r"[\s,]*\(?\d{2}\)?[\s,]", rest)
            if whole or starts:
                self._entry = None if whole and self._column.alone(named[0]) else named[0]
                return
        self._column.passed(sentence)

    def _holding(
        self, sentence: Sentence, found: list[Title], index: int, named: list[Person], stop: int, carried: Tenure | None
    ) -> Holding | None:
        """Return who bears a title of a sentence and since or until when; None where nobody surely does."""
        text, title = self._text, found[index]
        who = self._who(sentence, title, named)
        if who is None:
            return None
        if _FORMER_OF.search(text, max(sentence.start, title.start - 60), title.start):
            title = title._replace(roles=tuple(r._replace(qualifiers=(*r.qualifiers, "former")) for r in title.roles))
        replaced = follows(text, title.end, stop, named)
        end = replaced.start if replaced and CLAUSE.match(text, replaced.end) else stop
        told, gone = self._told(sentence, title, who, end, named, carried)
        organisation = organisation_of(text, self._frame, found, index, end, sentence)
        organisation = None if organisation and organisation in who.name.split() else organisation
        if not gone and (
            (who.end >= 0 and is_current(text, who.end, title, end))
            or stays(text, sentence.start, title.start, named_after=who.after >= 0)
            or (who.after >= 0 and gets_other(text, who.after))
        ):
            return Holding(who.name, title, "hold", Tenure(), organisation)
        elsewhere = organisation is None and _ELSEWHERE.match(text, sentence.start)
        if elsewhere or self._is_open(sentence, title) or was_held(text, sentence.start, title[:2], told):
            return None
        before = text[min(who.end, title.start) if who.end >= 0 else sentence.start : title.start]
        opening = max(next_role(text, sentence.start, title.start), title.start - _LEADING)
        event = "end" if gone else move_of(text[opening : title.start], before, told, who.listed)
        if event == "hold" and who.listed and told.effective:  # "Controller, effective January 2017"
            told = told._replace(start=told.on, on=None)
        told = told if told.known else day_before(text, sentence[:2], title[:2], event, self._frame.spoken)
        planned = self._is_planned(sentence, title, event, before, gone)
        if planned or (gone and not is_done(gone)):
            told = ahead(told, self._frame.spoken)
        elif event == "start" and became(text, sentence.start, title.start):
            told = past(told, self._frame.spoken)
        predecessor = replaced.name if replaced else replaced_before(text, sentence.start, title.start, named)
        left = tenure(text, replaced.end, stop, self._frame.spoken).on if replaced and end < stop else None
        place = told.at or (title.start, title.end)
        return Holding(who.name, title, event, told, organisation, predecessor, planned, place, left)

    def _told(
        self, sentence: Sentence, title: Title, who: Bearer, stop: int, named: list[Person], carried: Tenure | None
    ) -> tuple[Tenure, re.Match[str] | None]:
        """Return the dates told with a title, and the words that tell of a departure."""
        text, reference = self._text, self._frame.spoken
        told = tenure_beside(text, (title.start, title.end), stop, reference, bare=who.listed)
        if not told.known and _DAY_AS.search(text, sentence.start, title.start):
            told = tenure(text, title.end, stop, reference, dated=True)
        told = with_departure(text, told, title.end, stop, reference)
        gone = leaving(text, max(title.end, who.after), stop, named, self._frame.cast) if not told.start else None
        if gone:
            told = departure(text, sentence.start, gone, stop, reference)
        joined = _JOINS.search(text, title.end, stop) is not None
        shared = carried is not None and not told.known and joined and _SHARED.fullmatch(text, title.end, stop)
        return (carried if carried and shared and not END.search(text, title.end, stop) else told), gone

    def _is_open(self, sentence: Sentence, title: Title) -> bool:
        """Return whether a title is only spoken of as a possibility: "if he becomes"."""
        leading = self._text[max(sentence.start, title.start - 120) : title.start]
        return is_possible(leading)

    def _is_planned(
        self, sentence: Sentence, title: Title, event: Event, before: str, gone: re.Match[str] | None
    ) -> bool:
        """Return whether a change is still to come, by the words before the title or those of the departure."""
        looks = event != "hold" or _FUTURE.search(unquoted(before)) is not None
        leading = unquoted(self._text[max(sentence.start, title.start - _LEADING) : title.start])
        ahead_of = looks and _FUTURE.search(leading) is not None
        return ahead_of or (gone is not None and _FUTURE.search(gone[0]) is not None)

    def _who(self, sentence: Sentence, title: Title, named: list[Person]) -> Bearer | None:
        """Return whose title it is."""
        near = beside(self._text, sentence, title, named)
        if near:
            return near
        opened = next_role(self._text, sentence.start, sentence.end)
        heir = next((p for p in named if p.start == opened and title.end < opened), None)
        if heir:
            return Bearer(heir.name, sentence.start)
        before = [p for p in named if p.end <= title.start]
        if before:
            return linked(self._text, sentence, title, before, self._last)
        entry = self._entry if self._entry and 0 <= title.start - self._entry.end <= ROSTER_REACH else None
        listed = entry.name if entry else self._column.bearer(title.start)
        if listed and not named:
            opening = self._text[sentence.start : title.start].strip()
            if len(opening) < 4 or not re.search(r"[A-Za-z]", opening) or opens(opening):
                return Bearer(listed, -1, True)
        if not self._unread and self._named is None:
            return None
        leading = self._text[max(sentence.start, title.start - 60) : title.start]
        told = PRONOUN.search(self._text, sentence.start, title.start) and not REPORTS.search(leading)
        last = self._last if told else None
        return Bearer(last.name, sentence.start) if last and not self._column.apart(last, title.start) else None

    def _followed(self, sentence: Sentence, later: FollowUp, floor: int) -> Iterator[Draft]:
        """Read "Mr. Benjamin will assume his new role on April 23, 2018": the role named last for that person."""
        told = {p.name for p in self._persons(sentence, bare=True) if floor <= p.start <= later.start}
        if not told and _WHOSE.search(self._text, sentence.start, later.start + 12) and self._last:
            told = {self._last.name}
        if later.alone and not told and self._event and self._event[0] == later.event:
            told = {self._event[1]}
        told -= self._ended if later.event == "end" else set()  # a role and the company may be left on two days
        name = told.pop() if len(told) == 1 else ""
        first, title = self._first.get(name) if later.current else None, self._last_title.get(name)
        title, unit = (first.title, first.organisation) if first else (title, None)
        if title and 0 <= sentence.start - title.end <= REACH:
            place = later.tenure.at or (later.start, later.start)
            taken = Holding(name, title, later.event, later.tenure, unit, None, not later.done, place)
            yield from drafts_of(self._text, self._frame, sentence, taken)


def _within(named: list[Person], start: int, end: int) -> list[Person]:
    """Return the persons of a stretch."""
    return named[bisect_left(named, start, key=lambda p: p.start) : bisect_left(named, end, key=lambda p: p.start)]
