"""What a document is, when it was published and which period it covers, told by what it says."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from agents.evidence import dates
from agents.evidence.canonical import one_line
from agents.records import DocumentKind


class Identity(NamedTuple):
    """What a document says it is."""

    kind: DocumentKind = "other"
    title: str | None = None
    published: date | None = None
    period_end: date | None = None


_FORMS: dict[str, DocumentKind] = {
    "10-K": "10-K", "10-K405": "10-K", "10-KSB": "10-K", "10-KT": "10-K", "20-F": "annual_report", "10-K/A": "10-K/A", "10-K405/A": "10-K/A",
    "10-Q": "10-Q", "10-QSB": "10-Q", "10-Q/A": "10-Q/A", "8-K": "8-K", "8-K12B": "8-K", "8-K/A": "8-K/A", "NT 10-K": "NT 10-K",
    "NT 10-Q": "NT 10-Q", "DEF 14A": "DEF 14A", "DEFA14A": "DEF 14A", "PRE 14A": "DEF 14A", "4": "form_4", "4/A": "form_4", "3": "form_4",
    "ARS": "annual_report",
}  # fmt: skip
_NAME = r"(?:10-?KSB|10-?K405|10-?KT?|10-?Q|8-?K|NT\s10-?[KQ]|20-?F|DEF\s?14A|4)"
_EXCERPT = re.compile(
    rf"\A(?P<company>[^|\n]{{2,120}})\|\s*Form\s+(?P<form>{_NAME}(?:/A)?)\s*\|(?P<rest>[^\n]*)", re.IGNORECASE
)
_TYPE = re.compile(rf"(?:<TYPE>|CONFORMED SUBMISSION TYPE:)\s*(?P<form>{_NAME}(?:/A)?)\b", re.IGNORECASE)
_COVER = re.compile(rf"\bform\s{{1,3}}(?P<form>{_NAME}(?:\s?/\s?A)?)(?![\w-])", re.IGNORECASE)
_WIRE = re.compile(r"\A(?:--[^\n]*\n){2,6}")
_WIRE_DATE = re.compile(rf"^--\s+\w{{3,9}}\s+({dates.PATTERN})", re.IGNORECASE | re.MULTILINE)
_BYLINE = re.compile(rf"(?:\A|\n)(?:published|updated|posted)?:?\s*(?:\w{{3,9}},?\s+)?({dates.PATTERN})", re.IGNORECASE)
_AGENCY = re.compile(r"\((?:Reuters|AP|AFP|Bloomberg|Dow Jones|PR ?Newswire|Business Wire)\)\s?[-–—]", re.IGNORECASE)
_REPORT_DATE = re.compile(
    rf"date\s+of\s+(?:the\s+)?(?:report|earliest\s+event\s+reported)[^\d]{{0,80}}?({dates.PATTERN})|({dates.PATTERN})\s*\(?\s*date\s+of\s+(?:report|earliest)",
    re.IGNORECASE,
)
_PERIOD_END = re.compile(
    rf"(?:fiscal\s+)?(?:year|period|quarter(?:ly\s+period)?|years?|months)\s+(?:then\s+)?ended:?\s{{0,3}}({dates.PATTERN})|(?:period\s+of\s+report|PERIOD OF REPORT):?\s{{0,9}}({dates.PATTERN}|\d{{8}})",
    re.IGNORECASE,
)
_FILED = re.compile(rf"\bfiled(?:\s+as\s+of\s+date|\s+on)?:?\s{{1,9}}({dates.PATTERN}|\d{{8}})", re.IGNORECASE)
_SIGNED = re.compile(rf"(?:\bdated?\b(?:\s+of\s+signing)?\s?:?\s{{0,3}}|\|\s)({dates.PATTERN})", re.IGNORECASE)
_REGISTRANT = re.compile(r"\n([^\n|]{3,90})\n+\s*\(\s*exact\s+name", re.IGNORECASE)
_CALL = re.compile(
    r"conference call|earnings (?:conference )?call|today's call|(?:on|during|joining us on|join us on) (?:the|this|our|today's) call|\bq&a\b|prepared remarks|investor relations|\boperator\b|"
    r"thank you,? (?:everyone )?for joining|we will now take|turn (?:it|the call) over|forward-looking|take your questions|welcome to|good (?:morning|afternoon)",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:we|we're|we've|we'll|our|us|i|i'm|i'd|i'll)\b", re.IGNORECASE)
_BULLETS = re.compile(
    r"\b(?:compname|qtrly|non-gaap|fy|q[1-4]|per share|sees|ibes|refinitiv|outlook|guidance|co says|qtr)\b"
)
_OFFICER = re.compile(
    r"\b(?:(?:executive |senior |group )?vice president|chief [a-z]+(?: [a-z]+)? officer|president|chairman|chair of the board|general counsel|treasurer|controller|secretary|director)\b",
    re.IGNORECASE,
)
_STATEMENTS = re.compile(
    r"consolidated (?:statements? of|balance sheets?|results? of)|notes to (?:the )?consolidated financial statements|see accompanying notes|integral part of (?:these|this)",
    re.IGNORECASE,
)
_FILING_VOICE = re.compile(
    r"table of contents|form 10-k|annual report|fiscal (?:year )?20\d\d|december 31, (?:19|20)\d\d|the company|the registrant|\bour company\b|note \d|common stock|securities exchange act|class action",
    re.IGNORECASE,
)
_ANNUAL_NAME = re.compile(r"(?<![A-Za-z0-9])(?:10[-_ ]?k)(?![A-Za-z0-9])", re.IGNORECASE)
_QUARTER_NAME = re.compile(r"(?<![A-Za-z0-9])(?:10[-_ ]?q)(?![A-Za-z0-9])", re.IGNORECASE)


def of_text(text: str, path: str = "") -> Identity:
    """Return what a text says it is; the file's name only decides between readings that the text leaves open."""
    return _excerpt(text) or _wire(text) or _form(text) or _unheaded(text, path)


def form_kind(form: str) -> DocumentKind | None:
    """Return the kind of an SEC form's name, however it is spaced."""
    name = re.sub(r"\s+", " ", form.upper().replace(" /", "/").replace("/ ", "/")).strip()
    name = re.sub(r"^(NT )?(10|8|20)(?=[KQF])", r"\g<1>\g<2>-", name).replace("DEF14A", "DEF 14A")
    return _FORMS.get(name)


def _excerpt(text: str) -> Identity | None:
    """Read the one-line header "Company | Form 8-K | filed 2018-03-22 | CIK 1002517"."""
    match = _EXCERPT.match(text)
    kind = form_kind(match["form"]) if match else None
    if not match or not kind:
        return None
    filed, period = _FILED.search(match["rest"]), _PERIOD_END.search(match["rest"])
    title = f"{one_line(match['company'])}, Form {match['form']}"
    return Identity(kind, title, dates.parse(filed[1]) if filed else None, _first(period))


def _wire(text: str) -> Identity | None:
    """Read a news article by its header lines or by the agency's mark in its first paragraph."""
    header = _WIRE.match(text)
    if header:
        day = _WIRE_DATE.search(header[0])
        return Identity(
            "press_article",
            one_line(header[0].split("\n")[0].lstrip("- ")) or None,
            dates.parse(day[1]) if day else None,
        )
    head = text[:1500]
    if not _AGENCY.search(head):
        return None
    day = _BYLINE.search(head)
    return Identity("press_article", first_line(text), dates.parse(day[1]) if day else None)


def _form(text: str) -> Identity | None:
    """Read an SEC form by its wrapper or its cover page."""
    head = text[:9000]
    match = _TYPE.search(head[:3000]) or _cover(head)
    kind = form_kind(match["form"]) if match else None
    if re.search(
        r"schedule\s+14a|notice of (?:\d{4} )?annual meeting of (?:share|stock)holders", head, re.IGNORECASE
    ) and kind in (None, "10-K"):
        kind = "DEF 14A"
    if re.search(r"form\s+12b-25|notification of late filing", head, re.IGNORECASE):
        kind = "NT 10-Q" if re.search(r"[x☒]\s?\]?\s*form 10-q", head, re.IGNORECASE) else "NT 10-K"
    if not kind:
        return None
    if kind in ("10-K", "10-Q", "8-K") and re.search(r"amendment\s+no\.?\s*\d", head, re.IGNORECASE):
        kind = form_kind(f"{kind}/A") or kind
    registrant = _REGISTRANT.search(text[:20_000])
    name = one_line(registrant[1]) if registrant else None
    label = kind if kind != "form_4" else "4"
    return Identity(kind, f"{name}, Form {label}" if name else f"Form {label}", signed(text), _covered(kind, head))


def _cover(head: str) -> re.Match[str] | None:
    """Return the form's name on a cover page: a mention in running text is no cover."""
    if not re.search(
        r"securities\s+and\s+exchange\s+commission|pursuant\s+to\s+section\s+13|commission\s+file", head, re.IGNORECASE
    ):
        return None
    return _COVER.search(head)


def _covered(kind: DocumentKind, head: str) -> date | None:
    match = _REPORT_DATE.search(head) if kind in ("8-K", "8-K/A") else _PERIOD_END.search(head)
    return _first(match)


def signed(text: str) -> date | None:
    """Return the day the form was filed or signed: the wrapper's date, else the last date beside the signatures."""
    filed = _FILED.search(text[:3000])
    if filed and "FILED" in filed[0]:
        return dates.compact(filed[1]) or dates.parse(filed[1])
    place = max(text.rfind("SIGNATURE"), text.rfind("Signature"))
    match = _SIGNED.search(text, place, place + 4000) if place >= 0 else None
    return dates.parse(match[1]) if match else None


def _first(match: re.Match[str] | None) -> date | None:
    found = next((group for group in match.groups() if group), None) if match else None
    return dates.compact(found) or dates.parse(found)


def _unheaded(text: str, path: str) -> Identity:
    """Tell a text without a header by how it speaks."""
    kind = _voice(text)
    name = path.rsplit("/", 1)[-1]
    if kind in ("other", "annual_report") and len(_FILING_VOICE.findall(text[:20_000])) >= 2:
        kind = "10-K" if _ANNUAL_NAME.search(name) else "10-Q" if _QUARTER_NAME.search(name) else kind
    period = _PERIOD_END.search(text[:6000]) if kind in ("10-K", "10-Q", "annual_report") else None
    return Identity(kind, name_title(path) or first_line(text), None, _first(period))


def _voice(text: str) -> DocumentKind:
    """Return the kind by the voice: clipped lower case, a call, a list of officers, statements, a letter."""
    sample = text[:30_000]
    words = max(len(sample.split()), 1)
    letters = sum(1 for c in sample if c.isalpha())
    capitals = sum(1 for c in sample if c.isupper())
    if letters > 30 and capitals * 200 < letters and _BULLETS.search(sample):
        return "press_bullets"
    if words > 300 and len(_FIRST_PERSON.findall(sample)) * 40 > words and _CALL.search(sample):
        return "earnings_call"
    officers = len(_OFFICER.findall(sample))
    if officers >= 6 and officers * 45 > words:
        return "officer_list"
    if len(_STATEMENTS.findall(sample)) >= 2:
        return "annual_report"
    if re.search(r"\A\W{0,40}(?:[^\n]{0,100}\n){0,12}dear\b", sample, re.IGNORECASE):
        return "letter"
    return "other"


def first_line(text: str) -> str | None:
    """Return the first line with words, as a title."""
    line = next((line for line in text[:2000].split("\n") if re.search(r"\w{3}", line)), "")
    return one_line(line)[:160] or None


def name_title(path: str) -> str | None:
    """Return the file's name as a title, for documents whose text names none."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", path.rsplit("/", 1)[-1])
    return re.sub(r"[_\s]+", " ", stem).strip() or None
