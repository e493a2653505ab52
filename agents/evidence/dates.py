"""Dates as documents write them."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
PATTERN = (
    rf"(?:{_MONTH}\.?\s{{0,3}}\d{{1,2}}(?:st|nd|rd|th)?\s?,?\s{{0,3}}\d{{4}}|"
    rf"\d{{1,2}}\s{{1,3}}{_MONTH}\.?,?\s{{1,3}}\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{4}})"
)
"""Any one date; match it with re.IGNORECASE."""
_PIECES = re.compile(r"[A-Za-z]+|\d+")


def parse(written: str | None) -> date | None:
    """Return the day a written date names, or None where it names none; 02/09/2007 is read the American way."""
    pieces = _PIECES.findall(written or "")
    words = [p for p in pieces if p.isalpha() and p.lower() not in {"st", "nd", "rd", "th", "t"}]
    numbers = [int(p) for p in pieces if p.isdigit()]
    try:
        if words and len(numbers) >= 2:
            month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(words[0][:3].lower()))
            return date(numbers[1], month, numbers[0])
        if len(numbers) >= 3 and numbers[0] > 31:
            return date(numbers[0], numbers[1], numbers[2])
        if len(numbers) >= 3:
            return date(numbers[2], numbers[0], numbers[1])
    except (ValueError, StopIteration):
        return None
    return None


def compact(written: object) -> date | None:
    """Return the day of "20181120" or "2018-11-20T00:00:00", as records write it."""
    text = str(written or "")
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
