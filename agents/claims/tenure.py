"""Tenure: from when to when a role is held, as the words after a title say it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from agents.claims.defined_dates import defined_date
from agents.claims.periods import DAY, MONTH, YEAR, When, days, when
from agents.sought import Sought

_DATE = rf"(?:{DAY}|{MONTH},?\s+(?:of\s+)?{YEAR}|{MONTH}\b(?!\s+\d)|(?:early|mid|late)?[\s-]*{YEAR}(?!\s*[-–]\s*\d))"
_SINCE = re.compile(
    rf"\bsince\s+(?:(?:he|she|joining|being|becoming|his|her)\b[^,.;\d]{{1,60}}?\s(?:in|on)\s+)?(?P<start>{_DATE})",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"\bfrom\s+(?:(?:its|his|her|the)\s[^,.;\d]{{3,60}}?\s(?:on|in)\s+)?(?P<start>{_DATE})(?:,\s+when\s[^,.;]{{3,50}},)?\s+(?:to|until|through|till|-|–)\s+(?:(?P<end>{_DATE})|present|date)",
    re.IGNORECASE,
)
_THEN_UNTIL = re.compile(
    rf"\b(?:in|on)\s+(?P<start>{_DATE}),?\s+(?:and|where)\s+(?:(?:he|she)\s+)?(?:served|remained|continued|held)\s+"
    r"(?:(?:in\s+|as\s+)?(?:that|this|the|such)\s+(?:role|position|capacity|office|post)\s+|as\s+such\s+|there\s+)?"
    rf"(?:until|through|till)\s+(?P<end>{_DATE})",
    re.IGNORECASE,
)
"""A start and what followed it: "in 1999 and served in that role until 2006"."""
_SPAN = re.compile(rf"(?<!\d)(?P<start>{YEAR})\s*[-–]\s*(?P<end>{YEAR})(?!\d)")
_FROM = re.compile(
    rf"\b(?:from|beginning|starting|commencing|effective\s+from)\s+(?:in\s+|on\s+)?(?P<start>{_DATE})", re.IGNORECASE
)
_UNTIL = re.compile(
    r"\b(?:until|through|till)\s+(?:(?:(?:his|her|their)\s+(?:planned\s+|expected\s+)?(?:retirement|departure|resignation)|"
    r"(?:he|she)\s+(?:retires|leaves|steps\s+down|departs)|(?:the|our|its)\s+(?:[\w’']+\s+){0,3}annual\s+(?:general\s+)?meeting"
    r"(?:\s+of\s+\w+holders)?)(?:\s+from\s+(?:the\s+|our\s+)?(?-i:Company|Board|[a-z])[^,.;]{0,60}?)?,?\s+"
    rf"(?:on|in|effective)\s+)?(?P<end>{_DATE})",
    re.IGNORECASE,
)
_EFFECTIVE = re.compile(
    rf"\b(?:each\s+|both\s+)?effective(?:\s+as\s+of|\s+on|\s+at\s+the\s+\w+\s+of\s+\w+\s+on)?,?\s+(?P<on>{_DATE})",
    re.IGNORECASE,
)
_ON = re.compile(rf"\b(?:in|on(?:\s+or\s+about)?|as\s+of|by|at\s+the\s+end\s+of)\s+(?P<on>{_DATE})", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?P<on>(?P<which>next|last|this(?=\s+month))\s+(?P<what>month|year))\b(?!\s*[’'])", re.IGNORECASE
)
"""A time told by that of the text: "to step down next month"."""
_LAST_MONTH = re.compile(rf"\b(?:last|this\s+past)\s+(?P<on>{MONTH})\b(?!\s+\d)", re.IGNORECASE)
"""The month that went by last, which is a year back where it is that of the text: "stepped up last September"."""
_YEAR_END = re.compile(
    r"\b(?:at|by|before|until|through)\s+"
    r"(?P<on>(?:the\s+)?(?:year[- ]?end|year[’']s\s+end|end\s+of\s+(?:the|this)\s+year))\b",
    re.IGNORECASE,
)
"""The last month of a text's own year: "to retire at year-end"."""
_AT_ONCE = re.compile(rf"\W*(?:will\s+be\s+|would\s+be\s+|is\s+|was\s+)?(?P<on>{_DATE})", re.IGNORECASE)
"""A date right after the words it belongs to: "his last day will be June 30, 2024"."""
_JUST_PASSED = 35
"""Days back to which a date without a year that was still to come may lie: a month is known by its first day."""
_EXPIRES = Sought(r"\b(?:term|agreement|contract)\b[^.;]{0,40}?\bexpir(?:es?|ed|ing)\b", re.IGNORECASE)
"""After it the end of a term is told, at which whoever holds the role may be elected again."""
_REMAINS = Sought(r"\b(?:and|but)\s+(?:(?:he|she)\s+)?will\s+(?:then\s+)?(?:remain|continue|stay)\b", re.IGNORECASE)
"""After it the days of what follows are told: "will step down on May 1 and will remain an adviser until June 30"."""
_TIME = Sought(rf"{YEAR}|\b(?:{MONTH}|month|year)\b|\byear[- ]?end", re.IGNORECASE)
"""What every date has: looked for first, as most titles stand without one."""
_BARE = re.compile(rf"[^\d.;]{{0,70}}?(?P<on>{YEAR})(?!\d|\s*[-–]\s*\d)(?=\s|$|\.|,)")

_BRACKETED = re.compile(rf"\s*\((?:since\s+)?(?P<start>(?:{MONTH}\s+)?{YEAR})\)", re.IGNORECASE)
"""The year or month of election right behind a title: "Group President (2017)"."""


class Tenure(NamedTuple):
    """When a role is taken up and left; `on` is the day of an event whose verb says which of the two it is."""

    start: When | None = None
    end: When | None = None
    on: When | None = None
    effective: bool = False
    at: tuple[int, int] | None = None
    """Where the dates stand."""

    @property
    def known(self) -> bool:
        """Whether any date was found."""
        return bool(self.start or self.end or self.on)


def tenure(
    text: str, start: int, end: int, reference: date | None, *, bare: bool = False, dated: bool = False
) -> Tenure:
    """Return the tenure told in a stretch of text after a title; `bare` reads a year alone, as rosters print it.

    `dated` also reads a date that follows at once, without a preposition.
    """
    expires = _EXPIRES.search(text, start, end)
    end = expires.start() if expires else end
    remains = _REMAINS.search(text, start, end)
    if remains and _TIME.search(text, start, remains.start()):
        end = remains.start()
    named = defined_date(text, start, end)
    if named and not _TIME.search(text, start, named.span[0]) and (read := _when(named.day, reference)):
        return Tenure(end=read, at=named.span) if named.until else Tenure(on=read, effective=True, at=named.span)
    if not _TIME.search(text, start, end):
        return Tenure()
    for pattern in (
        *((_AT_ONCE,) if dated else ()),
        _FROM_TO,
        _THEN_UNTIL,
        _SINCE,
        _SPAN,
        _EFFECTIVE,
        _FROM,
        _UNTIL,
        _LAST_MONTH,
        _ON,
        _RELATIVE,
        _YEAR_END,
    ):
        match = pattern.match(text, start, end) if pattern is _AT_ONCE else pattern.search(text, start, end)
        if match is None:
            continue
        groups = match.groupdict()
        dates = {key: _when(groups[key], reference) for key in ("start", "end", "on") if groups.get(key)}
        if pattern is _LAST_MONTH and (on := dates["on"]) and reference:
            dates["on"] = _before(on, reference.replace(day=1) - timedelta(days=1))
        if any(dates.values()):
            return Tenure(dates.get("start"), dates.get("end"), dates.get("on"), pattern is _EFFECTIVE, match.span())
    match = _BARE.match(text, start, end) if bare else None
    if match:
        return Tenure(start=When(date(int(match["on"]), 1, 1), "year"), at=match.span("on"))
    return Tenure()


def past(told: Tenure, reference: date | None) -> Tenure:
    """Return a tenure whose dates without a year lie behind: "who took over in February" tells no day to come."""
    return told._replace(
        start=_before(told.start, reference), end=_before(told.end, reference), on=_before(told.on, reference)
    )


def _before(told: When | None, reference: date | None) -> When | None:
    """Return a day without a year that lies after a text as that of the year before."""
    if told is None or told.has_year or reference is None or told.day <= reference:
        return told
    day = 28 if (told.day.month, told.day.day) == (2, 29) else told.day.day
    return told._replace(day=told.day.replace(year=told.day.year - 1, day=day))


def ahead(told: Tenure, reference: date | None) -> Tenure:
    """Return a tenure whose dates without a year lie ahead: "would retire on Dec. 31" is no day of last year."""
    return told._replace(
        start=_later(told.start, reference), end=_later(told.end, reference), on=_later(told.on, reference)
    )


def _later(told: When | None, reference: date | None) -> When | None:
    if told is None or told.has_year or reference is None or (reference - told.day).days <= _JUST_PASSED:
        return told
    return (
        told._replace(day=told.day.replace(year=told.day.year + 1))
        if (told.day.month, told.day.day) != (2, 29)
        else told
    )


def tenure_beside(text: str, title: tuple[int, int], stop: int, reference: date | None, *, bare: bool) -> Tenure:
    """Return from when to when a title is held: as its row of cells says, or the words after it."""
    end = text.find("\n", title[1])
    line = (text.rfind("\n", 0, title[0]) + 1, end if end >= 0 else len(text))
    if text.count("|", *line) > 2:
        return _of_cells(text, title[1], line, reference)
    bracketed = _BRACKETED.match(text, title[1], stop)
    if bracketed:
        return Tenure(start=_when(bracketed["start"], reference), at=bracketed.span("start"))
    spell = _IN_BRACKETS.match(text, title[1], stop)
    if spell:
        ended = _when(spell["end"], reference) if spell["end"] else None
        return Tenure(start=_when(spell["start"], reference), end=ended, at=spell.span("start"))
    below = _BELOW.match(text, title[1])
    if below and (began := _when(below["start"], reference)):
        ended = _when(below["end"], reference) if below["end"] else None
        return Tenure(start=began, end=ended, at=below.span("start"))
    elected = _ELECTED.match(text, title[1], stop)
    told = _when(elected["when"], reference) if elected else None
    if elected and told:
        return Tenure(start=told, at=elected.span("when"))
    return tenure(text, title[1], stop, reference, bare=bare)


_SPELL = rf"(?:{DAY}|{MONTH}\s+{YEAR}|{YEAR})"
_IN_BRACKETS = re.compile(
    rf"[^()\n;]{{0,60}}?\s\((?P<start>{_SPELL})\s+(?:to|[-–—])\s+(?:(?P<end>{_SPELL})|(?:the\s+)?present)\)",
    re.IGNORECASE,
)
"""From when to when, behind a title and whose it is: "Chief Executive Officer of Acme (May 2019 - present)"."""
_BELOW = re.compile(
    rf"[ \t]*\n\s*(?P<start>{_SPELL})\s+(?:to|[-–—])\s+(?:(?P<end>{_SPELL})|(?:the\s+)?present)[ \t]*(?:\n|\Z)"
    rf"(?!\s*{_SPELL}\s+(?:to|[-–—])\s)",
    re.IGNORECASE,
)
"""The days of a title on the line under it, and no second line of them, which would be of a title before it."""
_ELECTED = re.compile(
    r"[^.;]{0,60}?,\s+(?:an?\s+|the\s+)?(?:position|role|office|post)s?\s+"
    r"(?:to\s+which\s+(?:he|she)\s+was\s+(?:first\s+)?(?:elected|appointed|named|promoted)|(?:that\s+|which\s+)?(?:he|she)\s+(?:has\s+held|"
    rf"assumed|took\s+up))\s+(?:in|on|since|effective)\s+(?P<when>{_DATE})",
    re.IGNORECASE,
)
"""When a title was taken up, told as that of its office: "CEO, a position to which he was elected in November 2019"."""


def _of_cells(text: str, start: int, line: tuple[int, int], reference: date | None) -> Tenure:
    """Return the start told in the cell after a title that holds only a date, under words like "since"."""
    cells = [*islice(_CELL.finditer(text, start, line[1]), _CELLS)]
    for cell in cells[1:] if cells and not text[start : start + 1] == "|" else cells:
        written = cell[0].strip()
        ongoing = _ONGOING.fullmatch(written)
        if not ongoing and not re.fullmatch(_DATE, written, re.IGNORECASE):
            continue
        heading = _heading_over(text, line[0], text[line[0] : cell.start()].count("|"))
        if ongoing and (_NOT_OFFICE.search(heading) or not _OFFICE.search(heading)):
            continue
        read = (
            _when(ongoing["start"] if ongoing else written, reference) if ongoing or _BEGINS.search(heading) else None
        )
        return Tenure(start=read, at=cell.span()) if read else Tenure()
    return Tenure()


_CELL = re.compile(r"[^|\n]+")
_CELLS = 12
"""Cells of a row behind a title in which its days may stand."""
_ONGOING = re.compile(rf"(?P<start>{_SPELL})\s+(?:to|through|[-–—])\s+(?:date|(?:the\s+)?present)", re.IGNORECASE)
"""A cell that tells since when what stands over it is held: "June 2019 to date"."""
_OFFICE = re.compile(r"\b(?:offices?|positions?|titles?|since|held|role)\b", re.IGNORECASE)
_NOT_OFFICE = re.compile(
    r"compan|employ|director|board|committee|contract|tenure|\byears?\b|\bservice\b", re.IGNORECASE
)
"""What else such a column may be of: the years with the company, a seat, a contract."""
_BEGINS = re.compile(
    r"\b(?:since|from|start\w*|appoint\w*|effective|joined|elected|began|assumed|held)\b", re.IGNORECASE
)


def _heading_over(text: str, at: int, index: int) -> str:
    """Return the words over a cell: those of the first row of the rows of cells it stands in."""
    while at > 0:
        before = text.rfind("\n", 0, at - 1) + 1
        if "|" not in text[before : at - 1]:
            break
        at = before
    heads = text[at : text.find("\n", at)].split("|")
    return heads[index] if index < len(heads) else ""


def _when(written: str, reference: date | None) -> When | None:
    relative = _RELATIVE.fullmatch(written)
    if relative:
        return _shifted(relative, reference) if reference else None
    if re.search(r"\byear[- ]?end|\byear[’']s\s|\send\s+of\s+th", f" {written}", re.IGNORECASE):
        return When(date(reference.year, 12, 1), "month") if reference else None
    found = days(written)
    if found:
        read = when(found[0], reference)
        return read if read is None or read.has_year else _next(read, reference)
    year = re.search(YEAR, written)
    if year:
        return When(date(int(year[0]), 1, 1), "year")
    month = re.search(MONTH, written, re.IGNORECASE)
    if month and reference:
        read = when(days(f"{month[0]} {reference.year}")[0], reference)
        return _next(read._replace(has_year=False), reference) if read else None
    return None


def _shifted(told: re.Match[str], reference: date) -> When:
    """Return the month or the year after, of or before that of a text."""
    by = {"next": 1, "this": 0, "last": -1}[told["which"].lower()]
    if told["what"].lower() == "year":
        return When(date(reference.year + by, 1, 1), "year")
    month = reference.month - 1 + by
    return When(date(reference.year + month // 12, month % 12 + 1, 1), "month")


def _next(read: When, reference: date | None) -> When:
    """Return a date without a year as the one nearest to the document's own date, within half a year back."""
    if reference is None:
        return read
    options = [
        read.day.replace(year=reference.year + shift)
        for shift in (-1, 0, 1)
        if not (read.day.month == 2 and read.day.day == 29)
    ]
    ahead = [o for o in options if (o - reference).days > -150]
    return read._replace(day=min(ahead, key=lambda o: abs((o - reference).days)) if ahead else read.day)
