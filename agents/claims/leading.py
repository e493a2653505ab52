"""Leading names: whom news, a list of headlines or a call is about that says it by its own words alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from agents.claims.collected import listed_under
from agents.claims.geographies import GEOGRAPHY
from agents.claims.names import bare_name
from agents.evidence.types import ReadDocument

_LEAD = re.compile(r"(?:[A-Z0-9][\w&'’-]*)(?:\s(?:[A-Z][\w&'’-]*|&|of(?=\s[A-Z])|of\sthe(?=\s[A-Z])))*")
OPENING = 1_200
"""Characters in which an article introduces whom it is about."""


def leading(document: ReadDocument, text: str, *, coded: bool) -> set[str]:
    """Return the name that an article's title begins with, or that leads most headlines, in all its lengths.

    Where the target has a name, news that does not name it may be about anybody: only a title's whole opening counts.
    """
    lines = [_PREFIX.sub("", line).strip(' "-') for line in text.split("\n")[:200]]
    if document.document.kind == "headlines":
        name = listed_under(lines)
    else:
        mailed = _SUBJECT.search(text, 0, OPENING)
        title = mailed[1] if mailed else next((line for line in lines if len(line) > 10), "")
        opening = _LEAD.match(title)
        name = _lead(title) if coded or opening is None else opening[0]
    if not name:
        return set()
    if document.document.kind == "headlines":
        return {bare_name(name), *_with_second(name, lines)}
    if not coded:
        return {bare_name(name)}
    return {bare_name(name), *_in_full(name, text[:OPENING])}


def _with_second(name: str, lines: Iterable[str]) -> set[str]:
    """Return a name with the second word that several headlines give it: "Lockheed Martin" beside "Lockheed"."""
    longer = re.compile(rf"(?<!\w){re.escape(name)}\s([A-Z][a-z]+)(?=['’]s\s|\s[a-z]+s\b)")
    seconds = Counter(m[1] for line in lines if (m := longer.search(line)) and m[1].lower() not in _HEADLINE_VERBS)
    word, number = seconds.most_common(1)[0] if seconds else ("", 0)
    part = GEOGRAPHY.fullmatch(word) or word in _TRADES
    return {bare_name(f"{name} {word}")} if number >= _OFTEN and not part else set()


_OFTEN = 3
"""Headlines that give a name its second word: fewer may name one of its parts."""


_TRADES = frozenset(
    """
    Freight Credit Capital Financial Finance Bank Banking Energy Health Healthcare Cloud Web Services Plus Studios
    Media News Ventures Labs Works Pay Music Sports Entertainment International Global Aerospace Defense Defence
    Aviation Automotive Motors Motor Foods Brands Retail Pharmacy Wireless Business Commercial Consumer Industrial
    Digital Technology Technologies Systems Solutions Power Oil Gas Chemicals Materials Insurance Life Securities
    Investments Asset Wealth Private Foundation Research Robotics Mobility
    """.split()
)
"""Second words of a company's parts, whose chiefs are not the company's: "Uber Freight CEO"."""


def _lead(line: str) -> str:
    """Return the capitalised words a headline begins with, up to its verb: "Acme Motors" of "Acme Motors Reports"."""
    match = _LEAD.match(line)
    words: list[str] = []
    for word in match[0].split() if match else []:
        bare = re.split(r"['’]", word)[0]
        if bare.lower() in _HEADLINE_VERBS or re.fullmatch(r"(?:Q|FY)?\d.*", bare):
            break
        words.append(bare)
        if bare != word:
            break
    return " ".join(words) if len(" ".join(words)) > 1 else ""


def _in_full(name: str, text: str) -> set[str]:
    """Return a title's short name as the story first writes it: "Acme Motors" of "Acme to recall cars"."""
    mentioned = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    full = re.compile(rf"{re.escape(name)}((?:\s[A-Z][\w&-]+){{1,3}})(?=['’,.]|\s[a-z(])")
    match = full.match(text, mentioned[1]) if len(mentioned) > 1 else None
    if match is None:
        return set()
    words = match[1].split()
    kept = next((words[:i] for i, word in enumerate(words) if word.lower() in _HEADLINE_VERBS), words)
    return {bare_name(" ".join([name, *kept]))} if kept else set()


_SUBJECT = re.compile(r"^Subject:\s*(.+)$", re.MULTILINE | re.IGNORECASE)
_PREFIX = re.compile(
    r"^(?:[\d-]{8,10}\s*[|,]\s*|--\s*)?(?:(?:corrected|update\s+\d|exclusive|refile|breakingviews)\s*[-:]\s*)?",
    re.IGNORECASE,
)
_HEADLINE_VERBS = frozenset(
    "reports report announces announce posts sees says names to appoints results quarterly annual first second third "
    "fourth full completes declares expects raises cuts profit sales revenue earnings shares ceo cfo chief chairman "
    "closes agrees acquires buys sells launches reaches provides gives sets approves on for in at and seeks takes "
    "starts has makes drives said faces wins loses plans hits gets files signs opens rises falls drops jumps slips "
    "gains".split()
)
"""Words at which a company's name in a headline is over, whatever their case."""


def abbreviated(text: str) -> set[str]:
    """Return what a call that names no company calls its own: in its opening, or in capitals: "AFG's third quarter"."""
    welcomed = _WELCOMED.search(text, 0, OPENING)
    if welcomed:
        return {bare_name(welcomed[1])}
    found = Counter(m[1] for own in (_OWN_CAPITALS, _OWN_SHARES) for m in own.finditer(text))
    (name, number), (_, other) = (*found.most_common(2), ("", 0), ("", 0))[:2]
    alone = number > max(1, 2 * other)  # two told alike are two parts: "EIG’s second quarter", "EMG’s second quarter"
    return {bare_name(name)} if alone and not _is_another(name, text) else set()


def _is_another(name: str, text: str) -> bool:
    """Return whether a call speaks of a company as one that is bought, held, supplied or competed with."""
    own = re.escape(name)
    return re.search(rf"{_OTHERS}[^\n]{{0,60}}\b{own}\b|\b{own}\b(?![’'])[^\n.]{{0,30}}{_OTHERS}", text) is not None


_OTHERS = (
    r"\b(?:acqui\w*|purchase|merger|combination|divest\w*|stake|hold|own(?:s|ed)?|interest|investment|customer|supplier|"
    r"competitor|peer|partner|bottler|subsidiary|affiliate|venture|transaction|deal)\b"
)


_WELCOMED = re.compile(
    r"\b(?<!['’]s\s)([A-Z][\w&-]+(?:\s[A-Z][\w&-]+){0,3})[’']s\s(?:fiscal\s)?(?:(?:20\d\d\s)?(?:first|second|third|fourth|full)[\s-](?:quarter|year)|"
    r"Q[1-4])(?:\s(?:of\s)?(?:fiscal\s)?(?:year\s)?20\d\d)?\s(?:(?:financial|operating|fiscal|and|full[\s-]year|year[\s-]end|end)\s){0,3}"
    r"(?:results|earnings|conference|call|performance)\b"
)
"""Whose results a call's opening announces, before any part is spoken of."""

_OWN_CAPITALS = re.compile(
    r"\b([A-Z]{3,5})[’']s\s+(?:(?:first|second|third|fourth|full)[\s-](?:quarter|year)|filings|results|core|net|overall|"
    r"consolidated|shareholders|financial|press\s+release|earnings|board|strategy|performance|guidance)\b"
)
_OWN_SHARES = re.compile(
    r"\b([A-Z]{3,5})[’']s?\s+(?:(?:first|second|third|fourth|full|quarter|year|adjusted|GAAP|non-GAAP|"
    r"reported|diluted|core|comparable|strong)[\s-]+){0,4}(?:earnings\s+per\s+share|EPS|free\s+cash\s+flow|balance\s+sheet|"
    r"capital\s+allocation|effective\s+tax)\b"
)
"""What only a whole company has: "AAM's adjusted earnings per share"."""
