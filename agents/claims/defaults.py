"""What a document says about all its statements: subject, date, period, calendar, currency and basis."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from agents.claims.announced import Terms, terms_of
from agents.claims.dominant import carried
from agents.claims.entities import Cast, cast_of
from agents.claims.periods import DAY, MONTH, QUARTERS, YEAR, Calendar, days, fiscal, month_end, month_number, when
from agents.claims.profits import only_pretax
from agents.claims.resolving import Clock
from agents.claims.scales import scale_words, sums_in
from agents.claims.stated import OPENING, PART_ENDS, REPORT_PERIOD, passed_on, stated_period, titled
from agents.evidence.types import Fact, ReadDocument
from agents.records import DocumentKind, Period, Target
from agents.sought import Sought

HEAD = 3_000
"""Characters in which a document says what it is."""
_NEXT_MONTH = 10
"""Days of a month that a 52/53-week year of the month before may reach into: February 1 ends January's year."""
PRESS = frozenset({"press_article", "press_bullets", "headlines"})
ANNUAL = frozenset({"10-K", "10-K/A", "annual_report"})

_YEAR_END = Sought(
    rf"(?:fiscal\s+years?|years?)\s+(?:ended|ends|ending)\s+(?:on\s+)?(?:the\s+\w+\s+\w+\s+(?:in|of|"
    rf"nearest(?:\s+to)?)\s+)?(?P<month>{MONTH})\s*(?P<day>\d{{1,2}})?",
    re.IGNORECASE,
)
_QUARTER_ENDED = re.compile(
    rf"\b(?P<ordinal>first|second|third|fourth)[\s-]+(?:fiscal[\s-]+)?quarter\b"
    rf"(?:(?!compar|versus|\bvs\b|\bfrom\b)[^.;\n]){{0,45}}?,?\s+(?:ended|ending|ends)\s+(?:on\s+)?(?P<month>{MONTH})\s*(?P<day>\d{{1,2}})?",
    re.IGNORECASE,
)
_NAMED = Sought(
    rf"fiscal(?:\s+year)?\s+(?P<name>{YEAR})\b[^.;]{{0,60}}?(?:ended|ending|"
    rf"ends)\s+(?:on\s+)?(?P<end>{MONTH}\s+\d{{1,2}},?\s+{YEAR})",
    re.IGNORECASE,
)
_FILED = re.compile(rf"\bfiled(?:\s+on)?:?\s*({YEAR}-\d\d-\d\d)", re.IGNORECASE)
_NAME_QUARTER = re.compile(
    rf"(?<![a-z0-9])q([1-4])[\s_-]*(?:fy)?[\s_-]*({YEAR}|\d\d(?!\d))|({YEAR})[\s_-]*q([1-4])(?!\d)", re.IGNORECASE
)
_NAME_YEAR = re.compile(
    rf"(?:fy|10-?k|annual|full[\s_-]?year)[\s_-]*(?:report)?[\s_-]*({YEAR})|({YEAR})[\s_-]*(?:10-?k|annual|fy)",
    re.IGNORECASE,
)
_NAME_DATE = re.compile(rf"({YEAR})[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])(?!\d)")
_ADDRESS = re.compile(rf"/({YEAR})/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/")
_BYLINE = re.compile(
    rf"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+({MONTH}\s+\d{{1,2}},?\s+{YEAR}|\d{{1,2}}\s+{MONTH}\s+{YEAR})",
    re.IGNORECASE,
)


_HEADED = re.compile(
    rf"\b(?:(?:preliminary|annual|full[\s-]year|final|year[\s-]end)\s+(?:results|figures|accounts|announcement)\s+(?:for\s+|of\s+)?"
    rf"(?:the\s+)?(?:fiscal\s+)?(?:year\s+)?({YEAR})|({YEAR})\s+(?:preliminary|annual|full[\s-]year|final|year[\s-]end)\s+"
    rf"(?:results|figures|accounts))\b",
    re.IGNORECASE,
)
"""The heading of a year's results: "Preliminary results for 2004"."""


_CALLED = timedelta(days=35)
"""After the end of a quarter, about when a company speaks of it."""


class Frame(NamedTuple):
    """The defaults of one document, inherited by statements that do not say otherwise."""

    cast: Cast
    published: date | None
    period: Period | None
    balance_day: date | None
    calendar: Calendar
    currency: str | None
    terms: Terms = Terms()
    sheet: Period | None = None
    """The period that the title of a sheet names, for figures in a column without a heading."""
    press: bool = False
    call: bool = False
    scale_words: str = ""
    """Words of the document's head that announce a scale for its tables ("in thousands")."""
    sums_in: int = 0
    """The power of ten in which the document says that its sums are written, in sentences too."""
    carried: Period | None = None
    """The period an article mostly speaks of, where it has none of its own."""
    year: int | None = None
    """The year in which news without a day appeared, as its file's name gives it."""
    pretax: bool = False
    """Whether the only profit that the document names in full is the one before tax."""

    @property
    def spoken(self) -> date | None:
        """Return about when a document speaks, for days told without a year: a call, weeks after its quarter."""
        own = self.period if self.published is None and self.call else None
        if own is None or own.fiscal_year is None or own.part not in PART_ENDS:
            return self.published
        return own.end or month_end(own.fiscal_year, PART_ENDS[own.part]) + _CALLED

    @property
    def clock(self) -> Clock:
        """Return what this document's periods are resolved against."""
        return Clock(self.period or self.carried, self.published, self.calendar, self.year)


def frame_of(document: ReadDocument, target: Target) -> Frame:
    """Return the defaults of a document, from its form, header, byline, title and first lines."""
    text, kind = document.text, document.document.kind
    head = text[:HEAD]
    published = _published(document, head)
    calendar = _calendar(document, target)
    period = _period(document, head, calendar)
    if kind in PRESS and passed_on(document, published, period):
        published = None
    frame = Frame(
        cast=cast_of(document, target, press=kind in PRESS), published=published, period=period,
        balance_day=document.document.period_end or (period.end if period else None), calendar=calendar,
        currency=_currency(text, kind), terms=terms_of(text), sheet=_sheet(document, head, calendar),
        press=kind in PRESS, call=kind == "earnings_call",
        scale_words=scale_words(text), sums_in=sums_in(text), year=None if period else _year_alone(document, published),
        pretax=only_pretax(text),
    )  # fmt: skip
    if period is None and kind not in {"headlines", "company_facts", "xbrl_instance"}:
        return frame._replace(carried=carried(text[:40_000], published, frame.clock))
    return frame


def _published(document: ReadDocument, head: str) -> date | None:
    if document.document.published:
        return document.document.published
    for pattern in (_FILED, _BYLINE, *([_LISTED] if document.document.kind == "officer_list" else [])):
        match = pattern.search(head)
        if match:
            found = days(match[1])
            read = when(found[0], None) if found else None
            if read:
                return read.day
    for pattern, words in ((_ADDRESS, head), (_NAME_DATE, document.document.path)):
        match = pattern.search(words)
        if match:
            return _date(match[1], match[2], match[3])
    return None


_LISTED = re.compile(
    rf"\b(?:officers?|positions?|ages?|titles?|directors?)\b[^.;]{{0,80}}?\bas\s+of\s+({DAY})", re.IGNORECASE
)
"""The day that a list of officers says it is of."""


def _year_alone(document: ReadDocument, published: date | None) -> int | None:
    """Return the one year that the file name of news without a day gives."""
    years = set(_NAMED_YEAR.findall(document.document.path.rsplit("/", 1)[-1]))
    return int(years.pop()) if published is None and document.document.kind in PRESS and len(years) == 1 else None


_NAMED_YEAR = re.compile(rf"(?<![\da-z]){YEAR}(?!\d)", re.IGNORECASE)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _calendar(document: ReadDocument, target: Target) -> Calendar:
    """Return the fiscal calendar: the target's own, or the one that facts, quarter ends or year ends tell."""
    shifted = _named_by_start(document)
    if target.fiscal_year_end:
        month, day = (int(part) for part in target.fiscal_year_end.split("-"))
        if day <= _NEXT_MONTH:
            return Calendar((month - 2) % 12 + 1, 31, True, shifted)
        return Calendar(month, day, True, shifted)
    last = _month_of_facts(document) or _month_of_quarters(document.text) or _month_of_years(document)
    return Calendar(last, 31, True, shifted) if last else Calendar(named_by_start=shifted)


def _month_of_facts(document: ReadDocument) -> int | None:
    ends = [f.period_end for f in document.facts if f.period_start and f.period_end and _is_year(f)]
    return Counter(_nearest_month(end) for end in ends if end).most_common(1)[0][0] if ends else None


def _is_year(fact: Fact) -> bool:
    assert fact.period_start and fact.period_end
    return 345 <= (fact.period_end - fact.period_start).days <= 380


def _month_of_quarters(text: str) -> int | None:
    """Return the year's last month that "first quarter ended August 31" implies."""
    stated = _QUARTER_ENDED.search(text[:20_000])
    if stated is None:
        return None
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}[stated["ordinal"].lower()]
    month = month_number(stated["month"]) - (0 if not stated["day"] or int(stated["day"]) > 15 else 1)
    return (month - 3 * number - 1) % 12 + 1


def _month_of_years(document: ReadDocument) -> int | None:
    if document.document.kind in PRESS:
        return None
    ends = Counter(_month_ending(m) for m in _YEAR_END.finditer(document.text[:400_000]))
    if ends:
        return ends.most_common(1)[0][0]
    report = REPORT_PERIOD.search(document.text[:HEAD])
    annual = report and document.document.kind in ANNUAL
    return _nearest_month(date.fromisoformat(report[1])) if report and annual else None


def _month_ending(told: re.Match[str]) -> int:
    """Return the month that a year is told to end in: one ending on January 2 is December's."""
    month, day = month_number(told["month"]), told["day"]
    return (month - 2) % 12 + 1 if day and int(day) <= _NEXT_MONTH else month


def _nearest_month(day: date) -> int:
    return day.month if day.day > 10 else (day.month - 2) % 12 + 1


def _named_by_start(document: ReadDocument) -> bool | None:
    """Return whether years are named after their start: by the text, else by the file's name and the period's end."""
    votes: Counter[bool] = Counter()
    for match in _NAMED.finditer(document.text[:400_000]):
        found = days(match["end"])
        read = when(found[0], None) if found else None
        if read:
            votes[read.day.year == int(match["name"]) + 1] += 1
    return votes.most_common(1)[0][0] if votes else _named_in_file(document)


def _named_in_file(document: ReadDocument) -> bool | None:
    named = _FILE_YEAR.search(document.document.path.rpartition("/")[2])
    end = document.document.period_end or (_latest_day_of_columns(document) if named else None)
    years = end.year - int(named[1]) if named and end and end.month <= _EARLY else None
    return bool(years) if years in (0, 1) else None


def _latest_day_of_columns(document: ReadDocument) -> date | None:
    """Return the latest day over the columns of a document's first table."""
    if not document.tables:
        return None
    table = document.tables[0]
    cells = sorted((c for row in table.rows[:2] for c in row), key=lambda c: (c.column, c.row))
    words = f"{table.caption} {' '.join(c.text for c in cells)}"
    read = [when(match, None) for match in days(words)]
    return max((one.day for one in read if one and one.has_year), default=None)


_FILE_YEAR = re.compile(rf"(?<![a-z])fy[\s_-]?({YEAR})(?!\d)", re.IGNORECASE)
_EARLY = 3
"""The last month of a calendar year whose fiscal years some companies name after the year before."""


def _sheet(document: ReadDocument, head: str, calendar: Calendar) -> Period | None:
    return titled(head, calendar) if document.document.kind in {"other", "table"} else None


def _period(document: ReadDocument, head: str, calendar: Calendar) -> Period | None:
    kind = document.document.kind
    if kind in {"headlines", "company_facts", "xbrl_instance", "patent_record"}:
        return None
    for name in (document.document.path.rsplit("/", 1)[-1], document.document.title or ""):
        match = _NAME_QUARTER.search(name)
        if match:
            year = int(match[2] or match[3])
            part = QUARTERS[int(match[1] or match[4])]
            return fiscal(year + 2000 if year < 100 else year, part, calendar, inherited=True)
    stated = stated_period(head, calendar) or _sheet(document, head, calendar)
    if stated:
        return stated
    headed = _HEADED.search(head[:OPENING])
    if headed and not re.search(r"quarter|half|months|\bq[1-4]\b", head[:OPENING], re.IGNORECASE):
        return fiscal(int(headed[1] or headed[2]), "FY", calendar, inherited=True)
    end = document.document.period_end
    if end and kind in {"10-K", "10-K/A", "annual_report", "table", "other", "officer_list", "patent_list"}:
        return fiscal(calendar.year_of(end), "FY", calendar, inherited=True)
    match = _NAME_YEAR.search(document.document.path.rsplit("/", 1)[-1])
    return fiscal(int(match[1] or match[2]), "FY", calendar, inherited=True) if match else None


_DOMESTIC: frozenset[DocumentKind] = frozenset({"10-K", "10-K/A", "10-Q", "10-Q/A", "8-K", "8-K/A"})
"""Forms of domestic filers, who report in dollars unless they say otherwise (Regulation S-X, rule 3-20)."""


def _currency(text: str, kind: DocumentKind) -> str | None:
    """Return the currency most written in the document, or that of its form where it writes none."""
    counts = Counter({"USD": text.count("$"), "EUR": text.count("€"), "GBP": text.count("£")})
    name, number = counts.most_common(1)[0]
    return name if number else "USD" if kind in _DOMESTIC else None
