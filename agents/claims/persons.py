"""Persons: names as written, and the full name that a surname or "Mr. Lenz" stands for in a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from agents.claims.names import name_parts

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞČĐŁŚŠŻŽ", "a-zß-öø-ÿāăąćčďđēęěğīıłńňōőœřśşšťūůűźżž"
PART = (
    rf"[{_UPPER}](?:[{_LOWER}]+(?:[{_UPPER}][{_LOWER}]+)?|[’'][{_UPPER}][{_LOWER}]+)(?:-[{_UPPER}][{_LOWER}]+)?"
    rf"(?![{_LOWER}])"
)
"""A word of a person's name, with the letters of the Latin alphabets of Europe."""
_NAME = re.compile(
    rf"(?<![\w.-])(?:(?P<title>Mr|Ms|Mrs|Dr|Messrs)\.?\s+(?P<titled>(?:{PART}\s+|[A-Z]\.\s*){{0,2}}{PART})"
    rf"|(?P<full>(?:{PART}|[A-Z]\.)\s+(?:{PART}\s+(?=[“\"'(]))?(?:(?:[A-Z]\.\s*){{1,2}}|[“\"'(]{PART}[”\"')]\s+)?"
    rf"(?:(?:de|van|von|der|den|la|le|del|di|bin|al)\s+)?"
    rf"(?:{PART}[ ](?={PART}[ ]{PART})(?=[\w ]{{0,40}}[à-öø-ÿ]))?"  # four names: those of Portugal and Spain
    rf"(?:{PART}\s+)?{PART}(?:,?\s+(?:Jr|Sr|II|III|IV)\b\.?)?))"
)
_NOT_NAMES = frozenset("""
    U.S U.K U.S.A E.U U.N
    Chief Executive Financial Operating Officer Vice President Senior Chairman Chairwoman Chair Board Directors
    Director Committee Company Corporation Inc Corp Group Holdings Limited United States North South East West
    America American Europe Asia China Global International National Federal General Counsel Secretary
    Treasurer Controller Item Form Exhibit Section Annual Report Meeting Agreement Plan Executive Officers The
    This That These On In At As January February March April May June July August September October November
    December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Technologies Technology Health Care
    Business Years Experience Past Human Resources Information Systems Services Service Products Product
    Division Operations
    Corporate Accounting Legal Marketing Strategy Development Finance Communications Compensation Audit
    Nominating Governance New York Wall Street San Los Las Angeles Francisco Vegas Kong Hong Street Bank
    Capital Partners Ventures Resorts Motors Electric Foods Brands Stores Airlines Pharmaceuticals University
    College School Museum Hospital Academy Computer Supreme Court Department Justice Securities Exchange Commission
    Act Rule Position Age Name
    Present Elected Held Other Mr Ms Mrs Dr Prior Previously Certain Departure Election Appointment
    Arrangements Principal Independent Interim Former Lead Retired Effective Since During Under Upon Following
    After Before When While With Without For From Our Its His Her He She It We They An If Each All Any No Not
    And Or But Engineering Hardware Software Manufacturing Merchandising Procurement Logistics Supply Chain Research
    Worldwide Transformation Innovation Consumer Industrial Safety Transportation Electronics Ground Express
    Freight Dataworks Table Contents Notes Net Total Reuters Analysts Shares Revenue Sales Profit Earnings
    First Second Third Fourth Quarter Year Fiscal Adjusted Common Stock Class Series Note Part Beauty Food
    Retail Home Digital Media Wireless Network Networks Solutions Energy Power Oil Gas Steel Insurance
    Financial's Foundation Institute Association Council Union Club Party House Senate Congress White Hill Park
    City County State Republic Kingdom Mexico Canada Brazil India Japan Germany France Coca Cola Foot Locker
    Registrant Registrants Management Signature Signatures Biography Nominee Nominees Continuing Incumbent
    Office Offices Title Titles Role Roles Background
    Named Names Appointed Appoints Promoted Promotes Hired Hires Elects Welcomed Welcomes Announced Announces
    Leader Leaders Leadership Veteran Seasoned Industry Commerce
    Taps Tapped Picks Picked Recruited Said Says
    To Become Becomes Until Retirement Continue Continues Changes Join Joins Succeed Succeeds
    Date Transition Separation Termination Employment Letter Offer
    Joint Venture Mayor Governor Senator Ambassador
    Zone Affairs Markets Africa Pacific Relations Licensed Pharma Unit Region Regions Segment Segments Sciences
    Wells Fargo Morgan Stanley Goldman Sachs Merrill Lynch Deutsche Credit Suisse Thomson Standard Poor
""".split())  # fmt: skip


class Person(NamedTuple):
    """A person's name where it stands."""

    start: int
    end: int
    name: str
    """In full where the document gives it."""


class Roster:
    """The persons a document names in full, by surname."""

    def __init__(self, text: str) -> None:
        counts: Counter[str] = Counter()
        stop = min(len(text), 600_000)
        for person in (*_spotted(text, 0, stop), *_in_capitals(text, 0, stop)):
            if " " in person.name and person.name[1:2] != ".":
                counts[person.name] += 1
        self._by_surname: dict[str, Counter[str]] = {}
        for name, number in counts.items():
            parts = name_parts(name)
            if len(parts) > 1:
                self._by_surname.setdefault(parts[-1], Counter())[name] += number

    def full(self, name: str) -> str:
        """Return the only full name that ends in a surname, or the name as written."""
        parts = name_parts(name)
        if len(parts) != 1:
            return name
        known = self._by_surname.get(parts[0])
        if not known:
            return name
        forms = list(known)
        first = {name_parts(f)[0][0] for f in forms}
        return max(forms, key=lambda f: (known[f], len(f), f)) if len(first) == 1 else name


@lru_cache(maxsize=1)
def roster_of(text: str) -> Roster:
    """Return the persons of a document, made once for all its rows."""
    return Roster(text)


def is_person(name: str) -> bool:
    """Return whether a capitalised run of words reads as a person's name."""
    words = [w for w in re.split(r"[\s,]+", name.replace("/s/", " ")) if w]
    plain = [w.strip(".’'\"“”()") for w in words]
    if not 2 <= len([p for p in plain if p]) <= 5:
        return False
    named = plain[:-1] if _is_surname(plain) else plain
    return not any(map(_no_name, named)) and len(plain[-1]) > 1


_ALSO_SURNAMES = frozenset(
    "Hill Park White West House Street Bank Day Young Steel Foot Ford Power Chase Page Lynch Wells Morgan "
    "Stanley Merrill Thomson Poor Goldman Sachs Rule Stock North South".split()
)
"""Words of companies and places that are surnames as well, after a given name."""
_GIVEN = frozenset("""
    Aaron Adam Alan Albert Alex Alexander Alice Allen Amy Andrea Andrew Angela Ann Anna Anne Anthony Arthur Barbara Ben
    Benjamin Bill Bob Brad Brian Bruce Carl Carol Caroline Catherine Charles Chris Christine Christopher Craig Cynthia
    Daniel Dave David Deborah Dennis Diane Donald Donna Doug Douglas Edward Eileen Elizabeth Emily Emma Eric Frank Fred
    Gary George Gerald Grace Greg Gregory Hannah Harold Heather Helen Henry Howard Ian Jack James Jane Janet Jason Jeff
    Jeffrey Jennifer Jeremy Jerry Jessica Jill Jim Joan Joe John Jonathan Joseph Joshua Joyce Judith Julia Julie Justin
    Karen Kate Katherine Kathleen Keith Kelly Ken Kenneth Kevin Kim Larry Laura Lauren Lawrence Lee Linda Lisa Louis
    Luke Margaret Maria Mark Martha Martin Mary Matt Matthew Megan Melissa Michael Michelle Mike Nancy Nathan Nicholas
    Nicole Olivia Pamela Patricia Patrick Paul Peter Phil Philip Rachel Ralph Randy Raymond Rebecca Richard Rick Rob
    Robert Robin Roger Ron Ronald Rose Ruth Ryan Sam Samuel Sandra Sarah Scott Sean Sharon Simon Sophie Stephanie
    Stephen Steve Steven Stuart Susan Ted Teresa Terry Theresa Thomas Tim Timothy Todd Tom Tony Tracy Victoria Vincent
    Walter Wayne William Young
""".split())  # fmt: skip


def is_given(word: str) -> bool:
    """Return whether a word is a common given name."""
    return word in _GIVEN


def _is_surname(plain: list[str]) -> bool:
    """Return whether a name ends in a word that is a surname only after a given name: "Greg Hill"."""
    return len(plain) > 1 and plain[-1].removesuffix("’s").removesuffix("'s") in _ALSO_SURNAMES and plain[0] in _GIVEN


def _no_name(word: str) -> bool:
    return word in _NOT_NAMES or word.removesuffix("’s").removesuffix("'s") in _NOT_NAMES


def persons(text: str, start: int, end: int, roster: Roster, *, bare: bool = False) -> list[Person]:
    """Return the persons a stretch of text names, in order, under their full names; `bare` also by surname alone."""
    spotted = sorted([*_spotted(text, start, end), *_in_capitals(text, start, end)])
    found = [person._replace(name=roster.full(person.name)) for person in spotted]
    return sorted([*found, *_surnamed(text, start, end, roster, found)]) if bare else found


_ACTS = re.compile(
    rf"(?<![\w’'-])(?P<name>{PART})(?=\s+(?:will|would|told|said|has|had|was|is|plans|intends|joined|takes|took|steps|"
    r"stepped|leaves|left|resigned|retires|retired|departs|starts|succeeds|replaces|served|informed|notified|"
    r"to\s+(?:become|retire|step|leave|stay|remain|succeed|replace|serve|resign))\b|[’']s\s+"
    r"(?:departure|resignation|retirement|exit|appointment|last|final)\b)"
)


def _surnamed(text: str, start: int, end: int, roster: Roster, found: list[Person]) -> Iterator[Person]:
    """Yield the surnames of persons the document names in full, where one stands alone before a verb."""
    for match in _ACTS.finditer(text, start, end):
        name = roster.full(match["name"])
        if name != match["name"] and not any(p.start <= match.start() < p.end for p in found):
            yield Person(match.start(), match.end(), name)


def _spotted(text: str, start: int, end: int) -> Iterator[Person]:
    at = start
    while match := _NAME.search(text, at, end):
        if match["title"]:
            yield Person(match.start(), match.end(), _clean(match["titled"]))
            at = match.end()
            continue
        line = text.find("\n", match.start(), match.end())
        whole = is_person(text[match.start() : line]) if line > 0 else False
        first, last = _trimmed(text, match.start(), line if whole else match.end())
        if last < match.end() and _IN_MAY.match(text, last) and is_person(f"{text[first:last]} Mayer"):
            last += len(" May")
            yield Person(first, last, _clean(text[first:last]))
            at = last
            continue
        if is_person(text[first:last]) and not _is_place(text, first, last):
            yield Person(first, last, _clean(text[first:last]))
            at = max(last, match.start() + 1)
        else:
            at = match.start() + len(match[0].split(None, 1)[0])


_CAPITALS = re.compile(
    r"(?<![\w’'-])(?P<name>[A-Z]{2,}(?:[’'-][A-Z]+)?(?:\s+[A-Z]\.)?(?:\s+[A-Z]+(?:[’'-][A-Z]+){0,2}){1,2}(?:,?\s+(?:JR|SR|II|III|IV)\.?)?)"
    r"(?=,?\s+(?:(?:--?|[–—])\s+)?(?:[Aa]ge[d]?:?\s+)?\(?\d{2}\b(?![.,]?\d)|\.\s+(?:Mr|Ms|Mrs|Dr)\.\s)"
)
"""A name in capitals before an age or "Mr.", as lists of officers print them: "EDWARD P. ROE, age 60"."""


def _in_capitals(text: str, start: int, end: int) -> Iterator[Person]:
    for match in _CAPITALS.finditer(text, start, end):
        name = re.sub(r"[A-Z]{2,}", lambda word: word[0].capitalize(), _clean(match["name"]))
        if is_person(name):
            yield Person(match.start(), match.end(), re.sub(r"\b(?:Ii|Iii|Iv)\Z", lambda n: n[0].upper(), name))


def _is_place(text: str, first: int, last: int) -> bool:
    """Return whether capitalised words are a place or a thing: "in Kuala Lumpur, Malaysia", "the Jane Roe"."""
    if _ARTICLE.search(text, max(0, first - 8), first):
        return True
    return text[max(0, first - 4) : first] == " in " and re.match(r",\s+[A-Z]", text[last : last + 4]) is not None


_ARTICLE = re.compile(r"\b(?:the|our)\s{1,3}\Z", re.IGNORECASE)
"""Before a brand that is called like a person: "marketing roles in the Betty Crocker division"."""
_IN_MAY = re.compile(r"\sMay(?=\s*[,;.:)(–—]|\s+-\s|\s+(?:and|as|who|will|has|is|was)\b|\s*\Z)")
"""The surname that is a month's name, where no date can follow: "Chris May, our treasurer"."""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a run of capitalised words without the words of titles and companies around the name in it."""
    words = list(re.finditer(r"\S+", text[start:end]))
    plain = [w[0].strip(".,’'\"“”()") for w in words]
    first = 0
    while first < len(words) and plain[first] in _NOT_NAMES:
        first += 1
    last = first
    while last < len(words) and (plain[last] not in _NOT_NAMES or _is_surname(plain[first : last + 1])):
        last += 1
    if first == last:
        return start, start
    return start + words[first].start(), start + words[last - 1].start() + len(words[last - 1][0].rstrip(","))


def _clean(name: str) -> str:
    flat = re.sub(r"\s+", " ", name).strip(" ,")
    return re.sub(r"[’']s$", "", flat)
