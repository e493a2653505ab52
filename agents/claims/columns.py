"""Columns: the period of each column and the scale of a table, from its caption and header rows."""

from __future__ import annotations

import re
from typing import NamedTuple

from agents.claims.defaults import Frame
from agents.claims.mentions import mentions
from agents.claims.periods import (
    MONTH,
    YEAR,
    Calendar,
    days,
    ending,
    fiscal,
    instant,
    month_end,
    month_number,
    when,
)
from agents.claims.resolving import resolve
from agents.records import Period

_SCALE = re.compile(
    r"\b(?:in|of|amounts?\s+in|dollars\s+in|"
    r"\$\s+in)?\s*\(?\$?\s*(?:u\.?s\.?\s+)?(?:dollars\s+)?(?:in\s+)?(thousands|millions|billions)\b|"
    r"\((thousands|millions|billions)[,)]|(?:\$|usd|us\$)\s?(000s?|000,000s?|mm|m|bn)\b|\(000['’]?s\)",
    re.IGNORECASE,
)
_EXPONENT = {
    "thousands": 3,
    "millions": 6,
    "billions": 9,
    "000": 3,
    "000s": 3,
    "mm": 6,
    "m": 6,
    "bn": 9,
    "000,000": 6,
    "000,000s": 6,
}
_SPAN = re.compile(
    rf"(?P<count>three|six|nine|twelve|thirteen|twenty-six|thirty-nine|fifty-two|fifty-three|3|6|9|12|"
    rf"13|26|39|52|53)[\s-]+(?P<what>months?|weeks?)\s+(?:ended|ending)|"
    rf"(?P<year>(?:(?:fiscal\s*)?years?|trailing\s+(?:four\s+quarters|(?:twelve|12)\s+months))\s*(?:ended|ending))|(?P<quarter>quarters?\s+(?:ended|ending))|"
    rf"(?P<as>\b(?:as\s+(?:of|at)|at)\b(?=[\s:]*(?:{MONTH}|$)))",
    re.IGNORECASE,
)
_MONTHS = {"three": 3, "3": 3, "six": 6, "6": 6, "nine": 9, "9": 9, "twelve": 12, "12": 12, "thirteen": 3, "13": 3,
"twenty-six": 6, "26": 6,
           "thirty-nine": 9, "39": 9, "fifty-two": 12, "52": 12, "fifty-three": 12, "53": 12}  # fmt: skip
_MONTH_DAY = re.compile(rf"({MONTH})\s*(\d{{1,2}})(?!\d)", re.IGNORECASE)
_YEAR = re.compile(rf"(?<![\d,.$])({YEAR})(?![\d,.]\d)")
BALANCE = re.compile(
    r"balance\s+sheets?|financial\s+(?:position|condition)|statements?\s+of\s+condition", re.IGNORECASE
)
FLOW = re.compile(
    r"statements?\s*of\s*(?:consolidated\s*)?(?:income|operations|earnings|comprehensive|"
    r"cash\s*flows?|loss)|income\s+statements?|results\s+of\s+operations",
    re.IGNORECASE,
)
SELECTED = re.compile(
    r"selected\s+(?:consolidated\s+)?(?:historical\s+)?financial\s+data|financial\s+highlights|"
    r"five[\s-]year\s+(?:summary|review)",
    re.IGNORECASE,
)


_CAPTION = 200
"""Characters over a table in which each of its columns may have a day."""


class Header(NamedTuple):
    """What stands over a table's columns."""

    caption: str
    columns: tuple[str, ...]
    """For each column of figures the header words over it, from top to bottom."""


_WHOLE_DAY = re.compile(rf"{MONTH}\s*\d{{1,2}},?\s+{YEAR}", re.IGNORECASE)


def days_above(caption: str, width: int) -> tuple[str, ...]:
    """Return the days of a caption's last line where it holds nothing but one for each column."""
    line = caption.rstrip().rpartition("\n")[2]
    found = _WHOLE_DAY.findall(line)
    return tuple(found) if len(found) == width > 1 and not _WHOLE_DAY.sub("", line).strip() else ()


def scale_of(words: str) -> int | None:
    """Return the power of ten a caption or header announces for sums ("in thousands"), or None."""
    match = _SCALE.search(_OF_SHARES.sub(" ", words))
    if match is None:
        return None
    found = (match[1] or match[2] or match[3] or "000").lower()
    return _EXPONENT.get(found, 3)


_OF_SHARES = re.compile(
    r"(?<!\band\s)(?<!&\s)\bshares?(?:\s+(?:data|amounts))?,?(?:\s+(?:which\s+)?are(?:\s+(?:reflected|shown|presented|expressed|stated))?)?\s+in\s+"
    r"(?P<scale>thousands|millions|billions)\b",
    re.IGNORECASE,
)
"""A scale of its own for numbers of shares: "shares in Thousands, $ in Millions"."""
_SHARES_AS_THEY_ARE = re.compile(r"\bexcept\s+(?:for\s+)?(?:the\s+)?(?:number\s+of\s+)?shares?\b", re.IGNORECASE)
"""Words that take shares out of a table's scale: "in millions, except share and per share data"."""


def scale_of_shares(words: str, scale: int | None) -> int | None:
    """Return the power of ten in which a table gives numbers of shares: its own, or that of the table's sums."""
    own = _OF_SHARES.search(words)
    if own:
        return _EXPONENT[own["scale"].lower()]
    return None if _SHARES_AS_THEY_ARE.search(words) else scale


_CURRENCIES = (
    ("USD", re.compile(r"\bU\.?S\.?\s+dollars|\bUSD\b|\bUS\$|\$", re.IGNORECASE)),
    ("EUR", re.compile(r"\beuros?\b|\bEUR\b|€", re.IGNORECASE)),
    ("GBP", re.compile(r"\bpounds?\s+sterling\b|\bGBP\b|£", re.IGNORECASE)),
    ("CHF", re.compile(r"\bSwiss\s+francs?\b|\bCHF\b", re.IGNORECASE)),
    ("JPY", re.compile(r"\byen\b|\bJPY\b|¥", re.IGNORECASE)),
)


def currency_of(words: str) -> str | None:
    """Return the one currency a caption or header names ("in thousands of U.S. dollars"), or None."""
    found = [name for name, pattern in _CURRENCIES if pattern.search(words)]
    return found[0] if len(found) == 1 else None


def column_periods(header: Header, frame: Frame) -> list[Period]:
    """Return the period of each column; an empty period where nothing tells it."""
    return [
        Period(label=re.sub(r"\s+", " ", column))
        if _AVERAGED.search(column)
        else column_period(header.caption, column, frame)
        for column in _with_spans(header.caption, _with_days(header))
    ]


def _with_days(header: Header) -> tuple[str, ...]:
    """Return the columns, each with its own day where the caption gives as many days as there are columns of years."""
    days_above = [match[0] for match in _MONTH_DAY.finditer(header.caption[-_CAPTION:])]
    if len(days_above) != len(header.columns) or any(_dated(c) or _last_year(c) is None for c in header.columns):
        return header.columns
    return tuple(f"{day}, {column}" for day, column in zip(days_above, header.columns, strict=True))


def _with_spans(caption: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns, each under its span where the caption names several over as many years each."""
    floor = max(0, len(caption) - _SPANNED)
    found = [m for m in _SPAN.finditer(caption, floor) if m["count"]] or list(_NAMED_SPAN.finditer(caption, floor))
    if len(found) < 2 or len(columns) % len(found) or any(_SPAN.search(column) for column in columns):
        return columns
    ends = [m.start() for m in found[1:]] + [len(caption)]
    words = [
        re.sub(r"\s+", " ", m[0] if m.re is _NAMED_SPAN else caption[m.start() : min(end, m.end() + _DAY_AFTER)])
        for m, end in zip(found, ends, strict=True)
    ]
    each = len(columns) // len(found)
    return tuple(f"{words[index // each]} {column}" for index, column in enumerate(columns))


_NAMED_SPAN = re.compile(
    r"^[ \t]*(?:q[1-4]|(?:first|second|third|fourth|1st|2nd|3rd|4th)[ -]+quarter|(?:full|fiscal)[ -]*year|year|"
    r"(?:first|second)[ -]+half|year[ -]to[ -]date|(?:six|nine|twelve)[ -]+months)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A span that stands on a line of its own over several columns: "Q4", "Full Year"."""
_SPANNED = 300
"""Characters over a table in which its columns' spans may stand: "Three Months Ended June 30, Six Months Ended"."""
_DAY_AFTER = 16
"""Characters after a span in which the day stands on which it ended."""


def column_period(caption: str, column: str, frame: Frame) -> Period:
    """Return the period that a column's own words mean, completed by the caption over the table."""
    flat, above = re.sub(r"\s+", " ", column), re.sub(r"\s+", " ", caption[-400:])
    year = _last_year(flat)
    month_day = _last(_MONTH_DAY, flat) or _last(_MONTH_DAY, above)
    span = _last(_SPAN, flat) or _last(_SPAN, above)
    if re.search(r"\bq[1-4]\b|quarter\b(?!s?\s+end)", flat, re.IGNORECASE) and not (span and _MONTH_DAY.search(flat)):
        named = [m for m in mentions(flat, reference=frame.published) if m.kind == "quarter"]
        period = (
            resolve(named[0]._replace(year=named[0].year or year or _only_year(above)), frame.clock) if named else None
        )
        if period:
            return period
    year = year or (_only_year(above) if _WHOLE_YEAR.fullmatch(flat) else None)
    if year is None:
        return Period()
    month_day = month_day or (_month_end(flat, year) if span and not span["as"] else None)
    if month_day and (span or _dated(flat) or BALANCE.search(above)):
        return _dated_period(year, month_day, span, above, flat, frame.calendar)
    if BALANCE.search(above) and not FLOW.search(above):
        return _year_end(year, frame.calendar)
    if span and not span["as"]:
        return fiscal(year, "FY", frame.calendar) if span["year"] else Period(label=flat)
    return fiscal(year, "FY", frame.calendar)


_AVERAGED = re.compile(r"\baverage\s+(?:for|of|over)\b|\btrailing\s+five\b", re.IGNORECASE)
"""What makes a column one of averages over several periods, with no period of its own."""
_ENDED_IN = re.compile(rf"\b(?:ended|ending)\s+({MONTH})\b(?!\s*\d{{1,2}}(?!\d))", re.IGNORECASE)


def _month_end(words: str, year: int) -> re.Match[str] | None:
    """Return the last day of a month in which a period ended, as if it were written: "12 Months Ended December"."""
    month = _ENDED_IN.search(words)
    if month is None:
        return None
    return _MONTH_DAY.match(f"{month[1]} {month_end(year, month_number(month[1])).day}")


def _dated_period(
    year: int, month_day: re.Match[str], span: re.Match[str] | None, above: str, flat: str, calendar: Calendar
) -> Period:
    read = (
        when(days(f"{month_day[1]} {month_day[2]}, {year}")[0], None)
        if days(f"{month_day[1]} {month_day[2]}, {year}")
        else None
    )
    if read is None:
        return Period()
    end = read.day
    own = span and span["year"] and not calendar.known
    known = Calendar(end.month, 31, True, calendar.named_by_start) if own else calendar
    if (span and span["as"]) or (span is None and (BALANCE.search(above) or not FLOW.search(above))):
        return instant(end, known)
    if span is None:
        return ending(end, 12, known)
    if span["year"]:
        return ending(end, 12, known)
    return ending(end, 3 if span["quarter"] else _MONTHS[span["count"].lower()], known)


def _year_end(year: int, calendar: Calendar) -> Period:
    if not calendar.known:
        return Period(instant=True, fiscal_year=year, part="FY", label=f"FY{year}")
    end = calendar.span(year, "FY")[1]
    return Period(end=end, instant=True, fiscal_year=year, part="FY", label=end.isoformat())


_WHOLE_YEAR = re.compile(r"\s*(?:full|fiscal|total|entire)?\s*year\s*", re.IGNORECASE)
"""A column of the year beside those of its quarters."""


def _only_year(above: str) -> int | None:
    """Return the one year that the words over a table of quarters name."""
    found = {int(year) for year in _YEAR.findall(above)}
    return found.pop() if len(found) == 1 else None


def _dated(words: str) -> bool:
    return _MONTH_DAY.search(words) is not None


def _last_year(words: str) -> int | None:
    found = _YEAR.findall(words)
    return int(found[-1]) if found else None


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = list(pattern.finditer(words))
    return found[-1] if found else None
