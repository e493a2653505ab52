"""Sentences that report that a person leaves a post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agents.branch.sentences import Sentence, is_negated, is_possible, sentences
from agents.evidence.types import ReadDocument
from agents.sought import Places

ROLES: dict[str, str] = {
    "ceo": r"(?:Chief\s+Executive(?!\s+Vice)(?:\s+Officer)?|CEO)\b",
    "cfo": r"(?:Chief\s+Financial\s+Officer|CFO)\b",
    "chair": r"(?<!Vice\s)(?:Chair(?:man|woman|person)?(?:\s+of\s+the\s+Board)?)\b(?!\s+of\s+the\s+\w+\s+Committee)",
    "coo": r"(?:Chief\s+Operating\s+Officer|COO)\b",
    "general_counsel": r"(?:General\s+Counsel|Chief\s+Legal\s+Officer)\b",
    "officer": r"(?:Chief\s+[A-Z]\w+\s+Officer|(?:Executive|Senior)\s+Vice\s+President|"
    r"Principal\s+Accounting\s+Officer|General\s+Manager|President)\b",
    "director": r"(?:Board(?:\s+of\s+Directors)?|[Dd]irectors?)\b",
}
TOP = ("ceo", "cfo", "chair")
ROLE_WORDS = {
    "ceo": "chief executive", "cfo": "chief financial officer", "chair": "chair", "coo": "chief operating officer",
    "general_counsel": "general counsel", "director": "director", "officer": "officer",
}  # fmt: skip
_NAME = (
    r"(?:(?:Mr|Ms|Mrs|Dr|Messrs)\.\s+|[A-Z]\.\s+)?[A-Z][\w’'-]+"
    r"(?:\s+(?:[A-Z]\.|[“\"][A-Z]\w+[”\"]|[A-Z][\w’'-]+)){0,3}(?:,?\s+(?:Jr|Sr)\.?)?"
)
_TITLED = r"(?:Mr|Ms|Mrs|Dr)\.\s+[A-Z][\w’'-]+"
_LEAVES = (
    r"(?:(?:has\s+|have\s+|had\s+|will\s+|is\s+|are\s+|was\s+|were\s+)?"
    r"(?:(?:elected|decided|agreed|intends?|intended|plans?|determined|chosen|opted)\s+to\s+|(?:to\s+))?"
    r"(?:resign(?:s|ed|ing)?\b|retir(?:e|es|ed|ing)\b|step(?:s|ped|ping)?\s+down|departs?\b|departed\b|"
    r"leav(?:e|es|ing)\s+(?:the\s+Company|his|her)|left\s+the\s+Company|"
    r"cease[sd]?\s+to\s+(?:be|serve)|no\s+longer\s+(?:is|be|serves?)|terminated\s+(?:his\s+|her\s+)?employment|"
    r"transition(?:s|ed|ing)?\s+from\s+(?:his|her)))"
)
_NOTICE = (
    r"(?:(?:gave\s+notice|notified|informed|advised)\b[^.]{0,90}?\b(?:of\s+)?(?:his|her|their|that\s+(?:he|she|they))\s+"
    r"(?:\w+\s+){0,4}?(?:resignation|retirement|resign\w*|retir\w+|step(?:ping)?\s+down|not\s+(?:to\s+)?stand))"
)
_EVENT = re.compile(rf"\b(?:{_NOTICE}|{_LEAVES})", re.IGNORECASE)
_WHO = re.compile(rf"({_NAME})")
_NOT_PEOPLE = re.compile(
    r"^(?:The|Company|Board|Committee|On|In|As|Chief|Executive|Vice|President|Effective|Item|Directors?|Officer|"
    r"Current|Report|Form|Agreement|Plan|Corporation|Inc|Chair\w*|Senior|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Following|After|Upon|During|This|His|Her|Nominating|Audit|General|"
    r"Compensation|Under|Pursuant|Prior|Mutual|Separation|Annual|Meeting|Financial|Operating|If|Any|Each|With|Retirement|Resignation|Departure|Appointment|"
    r"Accounting|Principal|Former|Current|New|Interim|President|Corporate|Since|Nominations?|Governance)\b"
)
_COMPANY = re.compile(
    r"\b(?:Communications|Corporation|Company|Inc|Corp|Holdings?|Group|LLC|Ltd|Plc|Board|Committee|Officer|"
    r"Agreement|Division|Plan|President|Stockholders|Shareholders)\b"
)
_HEADING = re.compile(
    r"(?:Departure|Resignations?)\s+of\s+Directors[^()]{0,200}?(?:Certain\s+[Oo]fficers|Principal\s+Officers)\.?\s*(?:$|(?=\W*\([a-z]\))|(?=[A-Z][a-z]+\s+[A-Z]))"
)


def surname(person: str) -> str:
    """Return the surname in small letters, by which several reports of one person meet."""
    return re.sub(r",?\s+(?:Jr|Sr)\.?$", "", person).split()[-1].lower()


def longest_name(people: Iterable[str]) -> str:
    """Return the fullest way a person's name is written."""
    return max(people, key=lambda p: (not re.match(_TITLED, p), len(p.split()), p))


_PLACES = Places(_EVENT)


class Departure(NamedTuple):
    """A person leaves a post, as one sentence reports it."""

    document: ReadDocument
    sentence: Sentence
    person: str
    role: str


def departures(
    document: ReadDocument, company: re.Pattern[str], start: int = 0, end: int | None = None
) -> Iterator[Departure]:
    """Yield the departures that the sentences within a span report; the company itself is no person."""
    stop = len(document.text) if end is None else end
    before: Sentence | None = None
    for sentence in sentences(document) if _PLACES.has(document.text) else ():
        if start <= sentence.start and sentence.end <= stop:
            may = _PLACES.may(document.text, sentence.start, sentence.end)
            told = _departures(document, sentence, before) if may else ()
            yield from (d for d in told if not company.match(d.person))
            before = sentence


def _departures(document: ReadDocument, sentence: Sentence, before: Sentence | None) -> tuple[Departure, ...]:
    """Return the departures a sentence reports; none where it reports none or only a possible one."""
    heading = list(_HEADING.finditer(sentence.text))
    begin = heading[-1].end() if heading else 0
    for hit in _EVENT.finditer(sentence.text, begin):
        if is_possible(sentence.text, hit.start()) or is_negated(sentence.text, hit.start(), 20):
            continue
        front = sentence.text[begin : hit.start()]
        left = _role_after(sentence.text[hit.end() :]) or _succeeded(sentence, before)
        told = [(p, left or r) for p, r in _subjects(front[-240:])]
        if told and all(role for _, role in told):
            return tuple(Departure(document, sentence, person, role) for person, role in told if role)
    return ()


def _subjects(front: str) -> list[tuple[str, str | None]]:
    """Return the last people named before the verb and the post in apposition to each.

    "Mr. Roe's decision" speaks of something else than Mr. Roe.
    """
    people = [m for m in _WHO.finditer(front) if _is_person(m.group(1))]
    if not people or re.search(r"[’']s?$", people[-1].group(1)):
        return []
    subjects: list[tuple[str, str | None]] = []
    stop = len(front)
    for person in reversed(people):
        between = front[person.end() : stop]
        if subjects and not re.fullmatch(r"\s*(?:,[^.;]{0,80})?(?:,|and|,\s*and)\s*", between):
            break
        subjects.insert(0, (re.sub(r"\s+", " ", person.group(1)), _first_role(between)))
        stop = person.start()
    shared = subjects[-1][1] or _first_role(front[:stop][-60:])
    return [(person, role or shared) for person, role in subjects]


def _is_person(name: str) -> bool:
    if _NOT_PEOPLE.match(name) or _COMPANY.search(name):
        return False
    return " " in name.strip() or bool(re.match(_TITLED, name))


def _role_after(after: str) -> str | None:
    """Return the post named after the verb, up to where a successor is spoken of."""
    return _first_role(
        re.split(r"\b(?:and\s+(?:appoint|elect|nam)|succe|replac|who\s+will|to\s+become)", after[:160])[0]
    )


def _succeeded(sentence: Sentence, before: Sentence | None) -> str | None:
    """Return the post of the sentence before, where this one says whom the newly appointed succeeds."""
    if before is None or not re.match(r"(?:He|She|M[rs]{1,2}\.\s+\w+)\s+(?:will\s+)?(?:succeed|replac)", sentence.text):
        return None
    return _first_role(before.text)


def _first_role(text: str) -> str | None:
    return next((role for role, pattern in ROLES.items() if re.search(pattern, text)), None)
