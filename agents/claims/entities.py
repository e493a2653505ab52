"""Entities: who a document speaks of, and when two names mean the same company or the same person."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from agents.evidence.types import ReadDocument
from agents.records import Target

_LEGAL = re.compile(
    r"[,.]?\s+(?:inc(?:orporated)?|corp(?:oration)?|co(?:mpany)?|companies|ltd|limited|llc|l\.l\.c|"
    r"plc|ag|s\.?a|n\.?v|s\.?e|gmbh|"
    r"holdings?|group|lp|l\.p|kg|ab|asa|oyj|s\.?p\.?a|k\.?k|bv|b\.v|international|enterprises)\.?(?=$|[\s,(])",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\A\s*([A-Z][^|\n]{1,80}?)\s*\|\s*Form\s", re.IGNORECASE)
_REGISTRANT = re.compile(r"([^\n]{3,90})\n[^\n]{0,40}\(?Exact name of (?:the )?registrant", re.IGNORECASE)
_DEFINED = re.compile(
    r"([A-Z][\w&.,'’-]*(?:\s+(?:of|and|&|de|[A-Z][\w&.,'’-]*)){0,7}?),?\s*\(\s*(?:NYSE|NASDAQ|the\s|"
    r"hereinafter|together|collectively|[“\"”'‘])"
)
_TICKERED = re.compile(
    r"((?:[A-Z0-9][\w&'’-]*\.?\s+(?:and\s+|&\s+|of\s+)?){1,5})\(\s*(?:NYSE|NASDAQ|[A-Z]{1,5}\.[A-Z]{1,2})\b"
)
_FORMED = re.compile(
    r"((?:[A-Z][\w&'’-]*\s+){1,4}(?:Inc|Corp|Corporation|Ltd|Limited|LLC|plc|PLC|AG|SA|NV|GmbH|"
    r"Holdings|Group|Company|Co)\b)"
)
_FOOTER = re.compile(
    r"^\s*([A-Z][\w&.’' -]{1,40}?)\s+(?:and\s+Subsidiar(?:y|ies)|(?:19|20)\d\d\s+(?:Annual\s+Report|Form\s+10-K))",
    re.MULTILINE | re.IGNORECASE,
)
_SERVED = re.compile(
    r"(?:Officer|President|Counsel)(?:\s*[—–-]\s*(?:Elect|"
    r"Select))?\s+of\s+([A-Z][A-Za-z]+)(?=\s+(?:since|from|through|until|effective)\b|\.)"
)
_LEAD = re.compile(r"(?:[A-Z0-9][\w&'’-]*)(?:\s(?:[A-Z][\w&'’-]*|&|of(?=\s[A-Z])))*")
_NICKNAMES: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in (
        "robert bob rob bobby", "william bill will billy", "richard rick dick rich", "james jim jimmy jamie",
        "michael mike mick", "thomas tom tommy", "charles charlie chuck", "joseph joe joey", "edward ed eddie ted",
        "daniel dan danny", "david dave", "steven steve stephen", "christopher chris", "anthony tony", "kenneth ken",
        "ronald ron", "donald don", "timothy tim", "gregory greg", "jeffrey jeff geoffrey geoff", "matthew matt",
        "andrew andy drew", "nicholas nick", "benjamin ben", "samuel sam", "alexander alex", "patrick pat",
        "elizabeth liz beth betty", "margaret maggie meg peggy", "katherine kate kathy cathy catherine", "jennifer jen",
        "susan sue", "patricia pat patty", "deborah debbie deb", "barbara barb", "pamela pam", "lawrence larry",
        "gerald jerry", "raymond ray", "frederick fred", "albert al", "arthur art", "john jack johnny jon jonathan",
        "peter pete", "philip phil phillip", "walter walt", "henry hank harry", "leonard len", "abigail abby",
    )
)  # fmt: skip
_HONORIFICS = frozenset("mr mrs ms dr sir dame prof jr sr ii iii iv phd md cpa esq messrs".split())
NAME_MATCH = 92
"""Similarity (0 to 100) above which two family names count as spellings of one."""


class Cast(NamedTuple):
    """Who is in a document: the target under its names, and the other companies."""

    target: str
    names: frozenset[str]
    """The target's names in lower case, without legal forms."""
    others: frozenset[str]
    """Other companies' names as written, without legal forms."""

    def is_target(self, name: str) -> bool:
        """Return whether a written name means the target."""
        bare = bare_name(name)
        return bare in self.names or bare in {"company", "the company", "compname", "we", "our company", "co"}


@lru_cache(maxsize=4_096)
def bare_name(name: str) -> str:
    """Return a company's name in lower case without legal forms, articles and possessives."""
    flat = re.sub(r"[\s_]+", " ", name).strip(" ,.;:\"“”'’()-")
    flat = re.sub(r"['’]s$", "", flat)
    flat = re.sub(r"^the\s+", "", flat, flags=re.IGNORECASE)
    for _ in range(3):
        shorter = _LEGAL.sub("", flat).strip(" ,.&")
        if shorter == flat or not shorter:
            break
        flat = shorter
    return flat.lower()


def same_company(one: str, other: str) -> bool:
    """Return whether two names mean one company: equal once legal forms are gone, never a part of the other."""
    a, b = bare_name(one), bare_name(other)
    if not a or not b:
        return False
    squeezed_a, squeezed_b = re.sub(r"[^a-z0-9]", "", a), re.sub(r"[^a-z0-9]", "", b)
    return squeezed_a == squeezed_b or (min(len(a), len(b)) > 6 and fuzz.ratio(squeezed_a, squeezed_b) >= 95)


@lru_cache(maxsize=8_192)
def name_parts(name: str) -> tuple[str, ...]:
    """Return a person's names in lower case, without honorifics and suffixes."""
    flat = re.sub(r"[.,]", " ", name.lower().replace("’", "'"))
    return tuple(part for part in flat.split() if part not in _HONORIFICS)


def same_person(one: str, other: str) -> bool:
    """Return whether two written names can mean one person; a family name alone matches its bearer."""
    x, y = name_parts(one), name_parts(other)
    if not x or not y:
        return False
    if x[-1] != y[-1] and (min(len(x[-1]), len(y[-1])) < 5 or fuzz.ratio(x[-1], y[-1]) < NAME_MATCH):
        return False
    if len(x) == 1 or len(y) == 1:
        return True
    f, g = x[0], y[0]
    if f == g or (f[0] == g[0] and (len(f) == 1 or len(g) == 1)):
        return True
    middles = set(x[1:-1]) | set(y[1:-1])
    return any(f in names and g in names for names in _NICKNAMES) or f in middles or g in middles


def cast_of(document: ReadDocument, target: Target, *, press: bool) -> Cast:
    """Return who is in a document; a document that never names the target lends it the name it is about."""
    text = document.text[:120_000]
    names = {bare_name(n) for n in (target.name, *target.aliases)}
    names |= {bare_name(n).split()[0] for n in (target.name,) if len(bare_name(n).split()[0]) > 4}
    ticker = target.identifiers.ticker
    names |= {ticker.lower()} if ticker else set()
    low = text.lower()
    if not any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", low) for name in names):
        names |= _presumed(document, text, press=press)
    found = {m[1] for m in _TICKERED.finditer(text)} | {m[1] for m in _FORMED.finditer(text)}
    others = {re.sub(r"\s+", " ", name).strip() for name in found}
    others = {o for o in others if bare_name(o) and bare_name(o) not in names and len(o) < 60}
    return Cast(target.name, frozenset(names), frozenset(others))


def _presumed(document: ReadDocument, text: str, *, press: bool) -> set[str]:
    """Return the name a document is about: its filer, or the name that leads its lines most often."""
    for pattern in (_HEADER, _REGISTRANT):
        match = pattern.search(text[:6_000])
        if match:
            bare = bare_name(match[1])
            return {bare, bare.split()[0]} if len(bare.split()[0]) > 3 else {bare}
    if press:
        return _leading(document, text)
    defined = next(
        (m for m in _DEFINED.finditer(text[:6_000]) if "company" in text[m.end() - 2 : m.end() + 60].lower()), None
    )
    if defined:
        bare = bare_name(defined[1])
        return {bare, bare.split()[0]} if len(bare.split()[0]) > 3 else {bare}
    footer = _FOOTER.search(text)
    if footer:
        bare = bare_name(footer[1])
        return {bare, bare.split()[0]} if bare and len(bare.split()[0]) > 3 else {bare}
    served = Counter(m[1] for m in _SERVED.finditer(text))
    name, number = served.most_common(1)[0] if served else ("", 0)
    return {bare_name(name)} if number >= 3 else set()


def _leading(document: ReadDocument, text: str) -> set[str]:
    lines = [line.split(",", 1)[-1].strip(' "-') for line in text.split("\n")[:200]]
    heads = [_LEAD.match(line) for line in lines if line]
    counts = Counter(h[0].split("'")[0].split("’")[0] for h in heads if h and len(h[0]) > 1 and not h[0].isdigit())
    if document.document.kind == "headlines":
        return {bare_name(counts.most_common(1)[0][0])} if counts else set()
    title = next((line for line in lines if len(line) > 10), "")
    title = re.sub(r"^(?:corrected|update \d|exclusive|refile)\s*[-:]\s*", "", title, flags=re.IGNORECASE)
    match = _LEAD.match(title)
    return {bare_name(match[0])} if match else set()
