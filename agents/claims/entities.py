"""Entities: who a document speaks of, and when two names mean the same company or the same person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from agents.claims.collected import employer_of
from agents.claims.leading import OPENING, abbreviated, leading
from agents.claims.names import bare_name, squeezed
from agents.claims.persons import is_given, is_person
from agents.evidence.types import ReadDocument
from agents.records import Target

_HEADER = re.compile(r"\A\s*([A-Z][^|\n]{1,80}?)\s*\|\s*Form\s", re.IGNORECASE)
_REGISTRANT = re.compile(r"([^\n]{3,90})\n[^\n]{0,40}\(?Exact name of (?:the )?registrant", re.IGNORECASE)
_DEFINED = re.compile(
    r"([A-Z][\w&.,'’-]{0,60}(?:\s+(?:of(?:\s+the)?|and|&|de|[A-Z][\w&.,'’-]{0,60})){0,7}?),?\s*\(\s*(?:NYSE|NASDAQ|the\s|"
    r"hereinafter|together|collectively|[“\"”'‘])"
)
_TICKERED = re.compile(
    r"((?:(?:[A-Z0-9][\w&'’-]{0,60}\s+|[A-Z][\w.]{0,4}\.\s+)(?:and\s+|&\s+|of\s+(?:the\s+)?)?){0,4}[A-Z0-9][\w&'’-]{0,60}(?:\.?\s+|,\s+(?:Inc|Incorporated|"
    r"Corp|Corporation|Co|Ltd|Limited|LLC|L\.L\.C|LP|L\.P|PLC|plc|N\.V|S\.A)\.?\s+))"
    r"\(\s*(?:NYSE|NASDAQ|Nasdaq|[A-Z]{1,5}\.[A-Z]{1,2})\b"
)
_BEFORE = re.compile(
    r"\A(?:\d{1,3}\.\s+|(?:19|20)\d\d\s*[-–—]*\s*(?=[A-Z])|(?:Shares?|Stock|Shareholders|Investors|Owners)\s+(?:of|in)\s+(?=[A-Z]))"
)
"""What stands before a name and is none of it, an item's number, a year, whose paper: "2. Acme", "Shares of Acme"."""
_TICKER = re.compile(r"\(\s*(?:NYSE|NASDAQ|Nasdaq|[A-Z]{1,5}\.[A-Z]{1,2})\b")
"""What every name with a ticker ends in: looked for first, as any run of capitals may begin one."""
_FORMED = re.compile(
    r"((?:[A-Z][\w&'’-]{0,60}\s+){1,4}(?:Inc|Corp|Corporation|Ltd|Limited|LLC|plc|PLC|AG|SA|NV|GmbH|"
    r"Holdings|Group|Company|Co)\b)"
)
_FOOTER = re.compile(
    r"^[^\S\n]*([A-Z][\w&.’' -]{1,40}?)\s+(?:and\s+Subsidiar(?:y|ies)|(?:19|20)\d\d\s+(?:Annual\s+Report|Form\s+10-K))",
    re.MULTILINE | re.IGNORECASE,
)
_SERVED = re.compile(
    r"(?:Officer|President|Counsel)(?:\s*[—–-]\s*(?:Elect|"
    r"Select))?\s+of\s+([A-Z][A-Za-z]+)(?=\s+(?:since|from|through|until|effective)\b|\.)|"
    r"(?:Mr|Ms|Mrs|Dr)\.\s+[A-Z][\w’'-]+\s+(?:is|serves\s+as|currently\s+serves\s+as)\s+([A-Z][A-Za-z]+)[’']s\s"
)
"""Whose officers a list is about: "Chief Executive Officer of Acme since", "Mr. Roe is Acme’s"."""


class Cast(NamedTuple):
    """Who is in a document: the target under its names, and the other companies."""

    target: str
    names: frozenset[str]
    """The target's names in lower case, without legal forms."""
    others: frozenset[str]
    """Other companies' names as written, without legal forms."""
    main: str | None = None
    """The company an article is about, where that is not the target."""

    def is_target(self, name: str) -> bool:
        """Return whether a written name means the target."""
        bare = bare_name(name)
        return squeezed(bare) in {squeezed(n) for n in self.names} or bare in _SELF

    def is_company(self, name: str) -> bool:
        """Return whether a name is no person's: another company's, or the target's behind a word for what it is."""
        founder = is_given(name.split(maxsplit=1)[0])  # "Jeffrey Gorman" of Gorman-Rupp is a person
        return self.is_other(name) or self.is_target(name) or (not founder and self.is_target(name.rpartition(" ")[2]))

    def is_other(self, name: str) -> bool:
        """Return whether a name is another company's, with legal form or ticker somewhere in the document."""
        bare = squeezed(bare_name(name))
        return any(squeezed(bare_name(other)) == bare for other in self.others)


_SELF = frozenset({"company", "the company", "compname", "we", "our company", "co"})
_BULLET_NAME = re.compile(
    r"^(?P<name>[a-z0-9][\w&.'’-]*(?:\s[\w&.'’-]+){0,3}?)\s*(?:\s-\s|-\s|\s(?:sees|reports|posts|expects|says|announces|now\s+expects|raises|cuts)\b|"
    r"\sq[1-4]\s(?:[\w-]+\s){0,2}(?:earnings|eps|loss|profit)\b)",
    re.MULTILINE,
)
"""How lower-cased press bullets begin: "acme sees fy sales", "acme - qtrly revenue", "acme q1 earnings"."""
_FIRST_BULLET = re.compile(
    r"\W*(?P<name>(?:(?!(?:sees|expects?|rais\w+|cuts|lowers|report\w*|post\w*|says|announces|releases|delivers|provides|updates?|"
    r"continues?|will|net|total|adjusted|gross|sales|revenues?|earnings|eps|loss|profit|compname|q[1-4]|fy|to|for|in|on|of|the)\b)"
    r"[a-z0-9][\w&.'’-]*\s+|&\s+){1,4}?)(?:(?:inc|corp|co|plc|ltd|group|llc)\.?\s+)?"
    r"(?:q[1-4]|qtrly|(?:first|second|third|fourth)[\s-]quarter|fy|full[\s-]year)\s",
    re.IGNORECASE,
)
"""Whose results the first bullet tells, without a verb: "acme pumps q3 revenue up 11%"."""
_COMMON = frozenset(
    "general american first united national international bank southern western northern eastern north south new royal "
    "best global central pacific atlantic capital standard public advanced applied digital home".split()
)
"""First words that many companies share: never a short name of one."""


def cast_of(document: ReadDocument, target: Target, *, press: bool) -> Cast:
    """Return who is in a document; a document that never names the target lends it the name it is about."""
    text = document.text[:120_000]
    names = _names(target)
    if not any(_present(name, text) for name in names):
        names |= _presumed(document, text, press=press, coded=_CODE.fullmatch(target.name) is not None)
    if document.document.kind == "press_bullets":
        names |= {bare_name(m["name"]) for m in _BULLET_NAME.finditer(text) if m["name"].strip() not in _SELF}
        first = _FIRST_BULLET.match(text)
        names |= {bare_name(first["name"])} if first and bare_name(first["name"]) not in _SELF else set()
    own = {squeezed(name) for name in names}
    found = {m[1] for m in _tickered(text)} | {m[1] for m in _FORMED.finditer(text)}
    others = {re.sub(r"\s+", " ", _BEFORE.sub("", name)).strip() for name in found}
    others = {o for o in others if bare_name(o) and squeezed(bare_name(o)) not in own and len(o) < 60}
    cast = Cast(target.name, frozenset(names), frozenset(others))
    return cast._replace(main=_main(text, cast)) if document.document.kind == "press_article" else cast


def _tickered(text: str) -> Iterator[re.Match[str]]:
    return _TICKERED.finditer(text) if _TICKER.search(text) else iter(())


def _names(target: Target) -> set[str]:
    names = {bare_name(n) for n in (target.name, *target.aliases)}
    first = bare_name(target.name).split()[0]
    if len(first) > 4 and first not in _COMMON and not is_given(first.capitalize()):
        names.add(first)
    names |= {
        short for short in (re.sub(r"\s+(?:international|worldwide|global)$", "", n) for n in names) if len(short) > 4
    }
    initials = "".join(word[0] for word in bare_name(target.name).split() if word[0].isalnum() and word not in _JOINING)
    names |= {initials} if len(initials) > _SHORTEST else set()
    if target.identifiers.ticker:
        names.add(target.identifiers.ticker.lower())
    known = {bare_name(name) or name for name in names}
    return known | {name.removesuffix(".com") for name in known if len(name) > len("abc.com")}


_JOINING = frozenset({"and", "of", "the", "for"})
_SHORTEST = 2
"""Initials of two letters are too many companies': three and more are how a call names its own."""


def _present(name: str, text: str) -> bool:
    parts = [re.escape(part) for part in re.split(r"[\s_-]+", name) if part]
    return bool(parts) and re.search(rf"(?<!\w){'[ _-]?'.join(parts)}(?!\w)", text, re.IGNORECASE) is not None


def _main(text: str, cast: Cast) -> str | None:
    """Return the listed company that an article's opening names first, where that is not the target."""
    told = (re.sub(r"\s+", " ", re.split(r"\n\s*\n", m[1])[-1]).strip() for m in _tickered(text[:OPENING]))
    named = [_BEFORE.sub("", name) for name in told]
    if not named or cast.is_target(named[0]):
        return None
    return named[0] if cast.is_other(named[0]) else None


def _presumed(document: ReadDocument, text: str, *, press: bool, coded: bool) -> set[str]:
    """Return the name a document is about: its filer, or the name that leads its lines most often."""
    for pattern in (_HEADER, _REGISTRANT):
        match = pattern.search(text[:6_000])
        if match:
            bare = bare_name(match[1])
            return _with_first(bare)
    told = _announcing(text[: OPENING if press else 6_000]) if coded or not press else None
    if told:
        return _with_first(told)
    if press:
        return leading(document, text, coded=coded)
    return _filed(document, text, coded=coded)


def _filed(document: ReadDocument, text: str, *, coded: bool) -> set[str]:
    """Return whom a call, a list or a filing is about that has no header."""
    if coded and document.document.kind == "earnings_call":
        return abbreviated(text)
    employer = employer_of(text) if coded and document.document.kind in _OFFICERS else ""
    defined = next(
        (m for m in _DEFINED.finditer(text[:6_000]) if _ITSELF.search(text, m.end() - 2, m.end() + 60)), None
    )
    if employer or defined:
        bare = _TITLE_OF.sub("", bare_name(_without_person(employer or (defined[1] if defined else ""))))
        return _with_first(bare)
    footer = _FOOTER.search(text)
    if footer:
        bare = bare_name(footer[1])
        return _with_first(bare) if bare else {bare}
    return _served(text)


def _served(text: str) -> set[str]:
    """Return where a list's officers serve, as most of them are said to."""
    served = Counter(m[1] or m[2] for m in _SERVED.finditer(text))
    name, number = served.most_common(1)[0] if served else ("", 0)
    return {bare_name(name)} if number >= 3 else set()


_OFFICERS = frozenset({"officer_list", "10-K"})
"""Kinds that describe a company's officers, and may not name it but by where those worked."""
_ITSELF = re.compile(r"[“\"'‘]\s*(?:the\s+|our\s+)?company\b|\bthe\s+company\b", re.IGNORECASE)
"""What a filing calls its own company when it defines that: not "(“ALL”), a logistics company"."""


def _without_person(name: str) -> str:
    """Return a name without the person with whom the company agreed on something: "Jane Roe and Acme, Inc."."""
    first, joined, rest = name.partition(" and ")
    return rest if joined and is_person(first) else name


def _with_first(name: str) -> set[str]:
    """Return a company's name and its first word, where that can be a name for short and is nobody's given name."""
    first = name.split(maxsplit=1)[0]
    short = len(first) > 3 and first not in _COMMON and not is_given(first.capitalize())
    return {name, first} if short else {name}


_TITLE_OF = re.compile(
    r"\A.*\b(?:officer|secretary|president|director|chair(?:man|woman|person)?|treasurer|counsel|controller)\s+of\s+"
)
"""A title before the company that is defined: "Chief Legal Officer and Secretary of Acme, Inc. (the Company)"."""
_ANNOUNCES = re.compile(
    r"[^()]{0,40}\)(?:\s*,\s+(?:an?|the)\s[^.;()]{5,240}?,)?[^.;]{0,40}?\s(?:announced|reported|reports|announces)\b"
)


def _announcing(text: str) -> str | None:
    """Return who a company's own release says it is from: "Acme, Inc. (NYSE: ACM) announced today"."""
    found = (bare_name(m[1]) for m in _tickered(text) if _ANNOUNCES.match(text, m.end()))
    return next((name for name in found if name), None)


_CODE = re.compile(r"[A-Za-z]{0,12}[-_ ]?\d+")
"""A room's number in place of a company's name: then whom the news is about is read from the news."""
