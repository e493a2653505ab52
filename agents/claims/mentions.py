"""Periods a text mentions ("the third quarter of 2021", "a year earlier") and what they mean where they stand."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from agents.claims.periods import (
    DAY,
    HALVES,
    MONTH,
    QUARTERS,
    YEAR,
    Calendar,
    Part,
    days,
    ending,
    fiscal,
    instant,
    month_number,
    spanning,
    when,
)
from agents.records import Period

MentionKind = Literal[
    "quarter", "half", "months", "year", "year_end", "ago", "quarter_ago", "same", "day", "month", "to_date", "next"
]

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
             "back": 2, "front": 1, "last": 2}  # fmt: skip
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
_WEEKS = {"13": 3, "thirteen": 3, "26": 6, "twenty-six": 6, "39": 9, "thirty-nine": 9, "52": 12, "fifty-two": 12,
          "53": 12, "fifty-three": 12, "14": 3, "fourteen": 3, "12": 3, "16": 4}  # fmt: skip
_AGO = r"(?:\s+(?:of\s+)?(?:last\s+year|a\s+year\s+(?:ago|earlier|before)|the\s+(?:prior|previous|preceding)\s+year))"
_OF_THE_YEAR = r"\s+of\s+(?:the|this|our|its)\s+(?:fiscal\s+)?year\b"
_OF_YEAR = (
    rf"(?:\s+(?:of|in))?(?:\s+(?:the|our|its))?(?:\s+(?:fiscal|fy|"
    rf"calendar))?(?:\s+year)?[\s,]*(?P<{{0}}>{YEAR}|'\d\d\b)"
)
_MENTION = re.compile(
    rf"""\b(?:
    (?P<quarter>(?P<qpast>(?:last|the\s+prior|the\s+previous|prior)\s+year(?:'s|’s)\s+)?(?:(?:fiscal\s+|fy\s?)?(?P<qy1>{YEAR}|(?<=fy)\d\d)(?:'s)?[\s-]+)?(?:fiscal[\s-]+)?
       (?:(?P<qo>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?:fiscal[\s-]+)?(?:quarter|qtr)|q(?P<q>[1-4])|(?P<q2>[1-4])q)\b
       (?:{_OF_YEAR.format("qy2")}|{_OF_THE_YEAR})?(?P<qago>{_AGO})?(?:,?\s+(?:that\s+|which\s+)?(?:ended|ending|ends)(?:\s+on)?\s+(?P<qend>{DAY}))?)
    |(?P<ended>(?:(?:the\s+)?(?:fiscal\s+)?(?:(?P<eq>quarter|quarterly\s+period)|(?P<ey>years?(?!-))|(?P<em>three|six|nine|twelve|3|6|9|12)[\s-]months?(?:\s+periods?)?
       |(?P<ew>thirteen|twenty-six|thirty-nine|fifty-two|fifty-three|fourteen|13|14|26|39|52|53)[\s-]weeks?(?:\s+periods?)?))
       \s+(?:ended|ending|to)(?:\s+on)?\s+(?:the\s+end\s+of\s+)?(?P<eday>{DAY}|(?:\d{{1,2}}\s+)?{MONTH}(?:,?\s+{YEAR})?(?![\w]|\s+\d)))
    |(?P<season>(?:{MONTH}\s?(?:-|–|to|through)\s?)?(?P<sm>{MONTH})[\s-]+quarter\b(?:\s+(?:of\s+|in\s+)?(?P<sy>{YEAR}))?)
    |(?P<half>(?:(?P<ho>first|second|back|front|last)[\s-]half|h(?P<h>[12])|(?P<h2>[12])h)\b(?:{_OF_YEAR.format("hy")}|{_OF_THE_YEAR})?(?P<hago>{_AGO})?)
    |(?P<months>(?:first\s+)?(?P<mo>six|nine)\s+months\b(?:{_OF_YEAR.format("my")}|{_OF_THE_YEAR})?(?P<mago>{_AGO})?)
    |(?P<quarter_ago>(?:the\s+)?(?:last|prior|previous|preceding)\s+quarter(?:'s)?)
    |(?P<ago>(?:the\s+)?(?:same|comparable|corresponding|year[\s-]ago|year[\s-]earlier|prior[\s-]year|previous[\s-]year)\s+
       (?:(?:fiscal\s+)?(?:quarter|period|three\s+months|six\s+months|nine\s+months|time|half)){_AGO}?(?:\s+(?:in|of)\s+(?P<ay>{YEAR}))?
       |(?:a|one|the)\s+year[\s-](?:ago|earlier|before)|last\s+year(?:'s)?|(?:the\s+)?(?:prior|previous|preceding)[\s-]year(?:'s)?)
    |(?P<to_date>year[\s-]to[\s-]date|ytd)
    |(?P<year_end>(?:(?:the\s+)?end\s+of|year[\s-]end)\s+(?P<ye>{YEAR})\b(?!\s?[%/-]\d|,\d|\.\d))
    |(?P<next>next\s+(?:fiscal\s+)?year)
    |(?P<year>(?:(?P<yw>fiscal(?:\s+year)?|fy|full[\s-]year(?:\s+fiscal(?:\s+year)?)?|full\s+fiscal\s+year|calendar(?:\s+year)?|year)[\s-]*(?P<yy>{YEAR}|'?\d\d\b(?!%))
       |(?P<yo>full[\s-]year|full\s+fiscal\s+year|fy|(?:this|the|the\s+full|the\s+current|current|the\s+fiscal)\s+(?:fiscal\s+)?year(?!-)(?!\s+to\s+date)(?!\s+(?:ago|before|earlier))|annual(?!\s+(?:base|salary|report|meeting|bonus|incentive|target|fee|retainer|award|general|recurring|run[\s-]rate|contract))|annually|yearly))\b
       |(?<![\d$.,/-])(?P<yb>{YEAR})\b(?!\s?[%/-]\d|,\d|\.\d))
    |(?P<same>(?:the|this|current|latest|our|reporting|most\s+recent)\s+quarter|(?<=for\s)quarter|(?<=in\s)quarter|quarterly|qtrly)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


SOON = 75
"""Days ahead within which a date without a year is still to come; later ones lie in the year before."""


class Mention(NamedTuple):
    """A period as written."""

    start: int
    end: int
    kind: MentionKind
    number: int = 0
    """Of the quarter or half, or of months."""
    year: int | None = None
    ago: bool = False
    day: date | None = None
    bare: bool = False
    """Only a year's digits, or only "quarterly": weaker than a period that is named."""


class Clock(NamedTuple):
    """What a mention is resolved against: the document's own period, date and calendar."""

    period: Period | None
    published: date | None
    calendar: Calendar
    year: int | None = None
    """The year in which a document without a day appeared."""


def mentions(text: str, start: int = 0, end: int | None = None, reference: date | None = None) -> list[Mention]:
    """Return the periods and dates mentioned in a stretch of text, in order and without overlaps."""
    stop = len(text) if end is None else end
    found = [_read(match, reference) for match in _MENTION.finditer(text, start, stop)]
    taken = [(m.start, m.end) for m in found if not m.bare or m.kind != "year"]
    for match in days(text, start, stop):
        if any(a <= match.start() and match.end() <= b for a, b in taken):
            continue
        written = when(match, reference)
        if written is None:
            continue
        found = [m for m in found if m.end <= match.start() or m.start >= match.end()]
        kind: MentionKind = "day" if written.precision == "day" else "month"
        found.append(Mention(match.start(), match.end(), kind, day=written.day))
    return sorted(found)


def _read(match: re.Match[str], reference: date | None) -> Mention:
    start, end = match.span()
    if match["ended"] or match["season"]:
        return _ended(match, reference)
    if match["quarter"]:
        number = int(match["q"] or match["q2"] or _ORDINALS[match["qo"].lower()])
        return Mention(
            start,
            end,
            "quarter",
            number,
            _year(match["qy2"] or match["qy1"]),
            bool(match["qago"] or match["qpast"]),
            _day(match["qend"], reference),
        )
    if match["half"]:
        number = int(match["h"] or match["h2"] or _ORDINALS[match["ho"].lower()])
        return Mention(start, end, "half", number, _year(match["hy"]), bool(match["hago"]))
    if match["months"]:
        return Mention(start, end, "months", _COUNTS[match["mo"].lower()], _year(match["my"]), bool(match["mago"]))
    if match["year"] or match["year_end"]:
        year = _year(match["yy"] or match["yb"] or match["ye"])
        civil = (match["yw"] or "").lower().startswith("calendar")
        spoken: MentionKind = "year" if match["year"] else "year_end"
        return Mention(start, end, spoken, int(civil), year, bare=bool(match["yb"]))
    kind = next(k for k in _RELATIVE if match[k])
    return Mention(start, end, kind, year=_year(match["ay"]) if kind == "ago" else None, bare="ly" in match[0].lower())


def _ended(match: re.Match[str], reference: date | None) -> Mention:
    closing = f"{match['sm']} {match['sy'] or ''}" if match["season"] else match["eday"]
    months = 3 if match["eq"] or match["season"] else 12 if match["ey"] else _COUNTS.get((match["em"] or "").lower(), 0)
    months = months or _WEEKS[match["ew"].lower()]
    day = _month_end(closing, reference) or _day(closing, reference)
    return Mention(*match.span(), "months", months if day else 0, day=day)


_MONTH_ONLY = re.compile(
    rf"(?:\d{{1,2}}\s+(?!{MONTH}.*\d))?(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}))?", re.IGNORECASE
)


def _month_end(written: str, reference: date | None) -> date | None:
    """Return the end of a month that closes a period, "the three months to December": the last one that was over."""
    match = _MONTH_ONLY.fullmatch(written.strip())
    if match is None or not (match["year"] or reference):
        return None
    month = month_number(match["month"])
    if match["year"] or reference is None:
        return _last_of_month(date(int(match["year"]), month, 1))
    ends = (_last_of_month(date(year, month, 1)) for year in (reference.year, reference.year - 1))
    return next(last for last in ends if last.year < reference.year or (last - reference).days <= SOON)


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    number = int(digits.strip("' "))
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def _day(written: str | None, reference: date | None) -> date | None:
    if not written:
        return None
    found = days(written)
    read = when(found[0], reference) if found else None
    if read is None:
        return None
    if not read.has_year and reference and (read.day - reference).days > SOON:
        return read.day.replace(year=read.day.year - 1) if read.day.day < 29 or read.day.month != 2 else None
    return read.day


def resolve(mention: Mention, clock: Clock, *, forward: bool = False) -> Period | None:
    """Return the period a mention means in its document; None where nothing tells which year it is.

    `forward` says that the statement looks ahead, so that "the first quarter" is the next one.
    """
    if mention.kind == "year_end" and mention.year:
        return _year_end(mention.year, clock.calendar)
    if mention.day and mention.kind in _DATED:
        return _DATED[mention.kind](mention, mention.day, clock)
    part, civil = _part_of(mention, clock), _civil_year(mention, clock)
    if part is None or civil:
        return civil
    year = mention.year or _implied_year(mention, part, clock, forward)
    period = fiscal(year, part, clock.calendar) if year else None
    if period is None or mention.year or clock.published or not clock.year:
        return period
    return period.model_copy(update={"alternatives": (period.fiscal_year, clock.year)})


def _year_end(year: int, calendar: Calendar) -> Period:
    """Return the last day of a year: of December, unless the company's years are known to end in another month."""
    if calendar.known and calendar.month != 12:
        return fiscal(year, "FY", calendar)
    return instant(date(year, 12, 31), calendar)


def _civil_year(mention: Mention, clock: Clock) -> Period | None:
    """Return the days of a "calendar year 2024" for a company whose own year is another one."""
    if mention.kind != "year" or not mention.number or not mention.year or clock.calendar.month == 12:
        return None
    year = mention.year
    return Period(start=date(year, 1, 1), end=date(year, 12, 31), label=f"calendar year {year}")


def _quarter_ended(mention: Mention, day: date, clock: Clock) -> Period:
    end_month = (day.month - 3 * mention.number + 12 - 1) % 12 + 1
    calendar = clock.calendar if clock.calendar.known else Calendar(end_month, 31, True)
    return ending(day, 3, calendar)


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


_DATED: dict[str, Callable[[Mention, date, Clock], Period]] = {
    "day": lambda mention, day, clock: instant(day, clock.calendar),
    "month": lambda mention, day, clock: spanning(day, _last_of_month(day), clock.calendar),
    "months": lambda mention, day, clock: ending(day, mention.number, clock.calendar),
    "quarter": _quarter_ended,
}
"""How a mention with a day of its own is resolved, by its kind."""
_RELATIVE: tuple[MentionKind, ...] = ("quarter_ago", "ago", "to_date", "next", "same")
_OF_MONTHS: dict[int, Part] = {3: "Q1", 6: "H1", 9: "9M", 12: "FY"}
_TO_DATE: dict[str | None, Part] = {"Q1": "Q1", "Q2": "H1", "Q3": "9M", "Q4": "FY", "FY": "FY"}
_BEFORE: dict[str | None, Part] = {"Q2": "Q1", "Q3": "Q2", "Q4": "Q3", "Q1": "Q4"}


def _part_of(mention: Mention, clock: Clock) -> Part | None:
    own = clock.period.part if clock.period else None
    by_kind: dict[str, Part | None] = {
        "quarter": QUARTERS.get(mention.number), "half": HALVES.get(mention.number),
        "months": _OF_MONTHS.get(mention.number),
        "year": "FY", "next": "FY", "to_date": _TO_DATE.get(own), "quarter_ago": _BEFORE.get(own),
    }  # fmt: skip
    return by_kind.get(mention.kind, own)


def _implied_year(mention: Mention, part: Part, clock: Clock, forward: bool) -> int | None:
    """Return the fiscal year of a period that names none, told by the document's own period and the view ahead."""
    own = clock.period
    year = own.fiscal_year if own and own.fiscal_year else _year_by_date(part, clock, forward)
    if year is None:
        return None
    if mention.ago or mention.kind == "ago":
        return year - 1
    if mention.kind == "next":
        return year + 1
    if mention.kind == "quarter_ago":
        return year - 1 if part == "Q4" else year
    return year + (_ahead(mention, part, own) if forward else _behind(part, own)) if own and own.part else year


def _ahead(mention: Mention, part: Part, own: Period) -> int:
    """Return 1 where a statement that looks ahead from a year's end must mean the next year."""
    if own.part in {"Q4", "FY"} and part != own.part and mention.kind != "same":
        return 1
    return int(own.part == part == "FY" and mention.kind == "year")


def _behind(part: Part, own: Period) -> int:
    """Return -1 where a reported quarter lies after the document's own: it is last year's."""
    return -1 if part[0] == "Q" and str(own.part)[0] == "Q" and part > str(own.part) else 0


def _year_by_date(part: Part, clock: Clock, forward: bool) -> int | None:
    """Return the latest year whose part was over when the document appeared, or the next one when it looks ahead."""
    day = clock.published
    if day is None:
        return _year_told(part, clock, forward)
    year = clock.calendar.year_of(day)
    end = clock.calendar.span(year, part)[1]
    if forward:
        return year if end >= day else year + 1
    if part == "FY":
        return year if end <= day or day.month > 4 else year - 1
    return year if end <= day else year - 1


def _year_told(part: Part, clock: Clock, forward: bool) -> int | None:
    """Return the likely year of a period in a document of which only the year is known: a year's end is told after."""
    if clock.year is None:
        return None
    return clock.year - 1 if part in {"Q4", "H2", "FY"} and not forward else clock.year
