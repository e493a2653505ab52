"""Forms of the SEC, told by their wrapper, their excerpt header or their cover page."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from datetime import date

from agents.evidence import dates
from agents.evidence.canonical import one_line
from agents.evidence.identity import Identity
from agents.records import DocumentKind

_KINDS: dict[str, DocumentKind] = {
    "10-K": "10-K", "10-K405": "10-K", "10-KSB": "10-K", "10-KT": "10-K", "10-K/A": "10-K/A", "10-K405/A": "10-K/A",
    "10-Q": "10-Q", "10-QSB": "10-Q", "10-Q/A": "10-Q/A", "8-K": "8-K", "8-K12B": "8-K", "8-K/A": "8-K/A",
    "NT 10-K": "NT 10-K", "NT 10-Q": "NT 10-Q", "DEF 14A": "DEF 14A", "DEFA14A": "DEF 14A", "PRE 14A": "DEF 14A",
    "20-F": "annual_report", "ARS": "annual_report", "3": "form_4", "4": "form_4", "4/A": "form_4",
}  # fmt: skip
_NAME = r"(?:10-?KSB|10-?K405|10-?KT?|10-?Q|8-?K|NT\s10-?[KQ]|20-?F|DEF\s?14A|4)"
_EXCERPT = re.compile(
    rf"\A(?P<company>[^|\n]{{2,120}})\|\s*Form\s+(?P<form>{_NAME}(?:/A)?)\s*\|(?P<rest>[^\n]*)", re.IGNORECASE
)
_TYPE = re.compile(rf"(?:<TYPE>|CONFORMED SUBMISSION TYPE:)\s*(?P<form>{_NAME}(?:/A)?)\b", re.IGNORECASE)
_COVER = re.compile(rf"\bform\s{{1,3}}(?P<form>{_NAME}(?:\s?/\s?A)?)(?![\w-])", re.IGNORECASE)
_COVER_WORDS = re.compile(
    r"commission,?\s+washington|pursuant\s+to\s+section\s+1[35]|commission\s+file\s+n|exact\s+name\s+of", re.IGNORECASE
)
_PROXY = re.compile(r"schedule\s+14a|notice of (?:\d{4} )?annual meeting of (?:share|stock)holders", re.IGNORECASE)
_LATE = re.compile(r"form\s+12b-25|notification of late filing", re.IGNORECASE)
_LATE_QUARTER = re.compile(r"[x☒]\s?\]?\s*form 10-q", re.IGNORECASE)
_AMENDMENT = re.compile(r"amendment\s+no\.?\s*\d", re.IGNORECASE)
_REPORT_DATE = re.compile(
    rf"date\s+of\s+(?:the\s+)?(?:report|earliest\s+event\s+reported)[^\d]{{0,80}}?({dates.PATTERN})"
    rf"|({dates.PATTERN})\s*\(?\s*date\s+of\s+(?:report|earliest)",
    re.IGNORECASE,
)
_PERIOD_END = re.compile(
    rf"(?:year|period|quarter(?:ly\s+period)?|years?|months)\s+(?:then\s+)?ended:?\s{{0,3}}({dates.PATTERN})"
    rf"|(?:period\s+of\s+report|CONFORMED PERIOD OF REPORT):?\s{{0,9}}({dates.PATTERN}|\d{{8}})",
    re.IGNORECASE,
)
_FILED = re.compile(rf"\bfiled(?:\s+as\s+of\s+date|\s+on)?:?\s{{1,9}}({dates.PATTERN}|\d{{8}})", re.IGNORECASE)
_WRAPPER_FILED = re.compile(r"FILED AS OF DATE:\s{0,9}(\d{8})")
_REGISTRANT = re.compile(r"\n(?!\s*commission\s+file)([^\n|]{3,90})\n+\s*\(\s*exact\s+name", re.IGNORECASE)
_FILE_NUMBER = re.compile(
    r"commission\s+file\s+n(?:umber|o\.?):?\s*[\d-]+\s*\n(?!\s*\()([^\n|(]{3,90})\n", re.IGNORECASE
)
_DAY = re.compile(dates.PATTERN, re.IGNORECASE)
_SIGNATURE = re.compile(r"\bSIGNATURES?\b|\bSignatures?\b|duly\s+(?:caused|authorized)|LLP\b")
_SIGNATURE_REACH = 1500
_SIGNATURES = 400
_LATEST_FILING = 200
"""Days from the end of the period to the last filing that still reports on it."""


def identify(text: str) -> Identity | None:
    """Return what the form says of itself, or None where the text is no form."""
    return _excerpt(text) or _form(text)


def kind_of(form: str) -> DocumentKind | None:
    """Return the kind of an SEC form's name, however it is spaced."""
    name = re.sub(r"\s+", " ", form.upper().replace(" /", "/").replace("/ ", "/")).strip()
    name = re.sub(r"^(NT )?(10|8|20)(?=[KQF])", r"\g<1>\g<2>-", name).replace("DEF14A", "DEF 14A")
    return _KINDS.get(name)


def signed(text: str, covered: date | None = None, earliest: int = 0) -> date | None:
    """Return the day the form was filed or signed: the wrapper's, else the one signatures name most often.

    A day counts from `earliest` days after the period covered: annual reports are never signed on its last day.
    """
    filed = _WRAPPER_FILED.search(text[:3000])
    if filed:
        return dates.compact(filed[1])
    found = Counter(
        day
        for place in itertools.islice(_SIGNATURE.finditer(text), _SIGNATURES)
        for written in _DAY.finditer(text, place.start(), place.start() + _SIGNATURE_REACH)
        if (day := dates.parse(written[0])) and (covered is None or earliest <= (day - covered).days <= _LATEST_FILING)
    )
    return min(found, key=lambda day: (-found[day], day)) if found else None


def delay(kind: DocumentKind) -> int:
    """Return how many days after its period a form is signed at the earliest."""
    return 0 if kind in ("8-K", "8-K/A") else 10


def _excerpt(text: str) -> Identity | None:
    """Read the one-line header "Company | Form 8-K | filed 2018-03-22 | CIK 1002517"."""
    match = _EXCERPT.match(text)
    kind = kind_of(match["form"]) if match else None
    if not match or not kind:
        return None
    filed, period = _FILED.search(match["rest"]), _PERIOD_END.search(match["rest"])
    title = f"{one_line(match['company'])}, Form {match['form']}"
    return Identity(kind, title, dates.parse(filed[1]) if filed else None, _day(period))


def _form(text: str) -> Identity | None:
    """Read an SEC form by its wrapper or its cover page."""
    head = text[:9000]
    kind = _kind(head)
    if not kind:
        return None
    registrant = _REGISTRANT.search(text[:20_000]) or _FILE_NUMBER.search(head)
    label = f"Form {kind.removeprefix('form_')}"
    covered = _day(_REPORT_DATE.search(head) if kind in ("8-K", "8-K/A") else _PERIOD_END.search(head))
    title = f"{one_line(registrant[1])}, {label}" if registrant else label
    return Identity(kind, title, signed(text, covered, delay(kind)), covered)


def _kind(head: str) -> DocumentKind | None:
    match = _TYPE.search(head[:3000]) or (_COVER.search(head) if _COVER_WORDS.search(head) else None)
    kind = kind_of(match["form"]) if match else None
    if kind in (None, "10-K") and _PROXY.search(head):
        return "DEF 14A"
    if _LATE.search(head):
        return "NT 10-Q" if _LATE_QUARTER.search(head) else "NT 10-K"
    if kind in ("10-K", "10-Q", "8-K") and _AMENDMENT.search(head):
        return kind_of(f"{kind}/A") or kind
    return kind


def _day(match: re.Match[str] | None) -> date | None:
    found = next((group for group in match.groups() if group), None) if match else None
    return dates.compact(found) or dates.parse(found)
