"""Every number, date and hash of the report gets its written form here."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import NamedTuple

MINUS = "−"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Written out, as the machine's language must not change a report."""
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹"}


class Scale(NamedTuple):
    """The power of a thousand that a column of figures is written in."""

    divisor: Decimal
    short: str
    long: str


SCALES = (
    Scale(Decimal(10) ** 9, "bn", "billion"),
    Scale(Decimal(10) ** 6, "m", "million"),
    Scale(Decimal(10) ** 3, "k", "thousand"),
    Scale(Decimal(1), "", ""),
)


def scale_of(largest: Decimal) -> Scale:
    """Return the scale in which the largest of some figures is read with the fewest digits."""
    return next((scale for scale in SCALES if abs(largest) >= scale.divisor), SCALES[-1])


def grouped(value: Decimal | int, places: int = 0) -> str:
    """Return a number with grouped thousands and a true minus sign."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    return f"{abs(rounded):,}" if rounded >= 0 else f"{MINUS}{abs(rounded):,}"


def trimmed(value: Decimal, places: int) -> str:
    """Return a number with at most so many decimal places, none of them an idle zero."""
    return grouped(value, min(places, max(0, written_places(value))))


def written_places(value: Decimal) -> int:
    """Return how many decimal places a value needs."""
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def places_for(largest: Decimal) -> int:
    """Return the decimal places that leave about three digits."""
    return 2 if abs(largest) < 10 else 1 if abs(largest) < 1000 else 0


def money(value: Decimal, currency: str | None) -> str:
    """Return an amount as people read it: "$1.30 billion", "CHF 12 million", "£950"."""
    scale = scale_of(value)
    scaled = abs(value) / scale.divisor
    sign = MINUS if value < 0 else ""
    symbol = SYMBOLS.get(currency or "", f"{currency} " if currency else "")
    places = 2 if not scale.short else places_for(scaled)
    return f"{sign}{symbol}{trimmed(scaled, places)}{' ' + scale.long if scale.long else ''}"


def money_exact(value: Decimal, currency: str) -> str:
    """Return an amount with all its digits, in millions where that is shorter: "$36,212m", "£412,500"."""
    millions = value / 10**6
    short = abs(value) >= 10**6 and written_places(millions) <= 3
    symbol = SYMBOLS.get(currency, f"{currency} ")
    amount = trimmed(abs(millions), 3) + "m" if short else trimmed(abs(value), 2)
    return f"{MINUS if value < 0 else ''}{symbol}{amount}"


def money_short(value: Decimal, currency: str) -> str:
    """Return an amount as a large figure: "$38.7bn"."""
    scale = scale_of(value)
    scaled = abs(value) / scale.divisor
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return f"{MINUS if value < 0 else ''}{symbol}{grouped(scaled, 1 if scale.short else 0)}{scale.short}"


def signed(value: Decimal, places: int = 1) -> str:
    """Return a change with its sign: "+10.9", "−2.4"."""
    written = grouped(value, places)
    return written if written.startswith(MINUS) else f"+{written}"


def growth(before: Decimal, after: Decimal) -> str | None:
    """Return the change in percent, or None where the base is not positive and a percentage says nothing."""
    return f"{signed((after - before) / before * 100)}%" if before > 0 else None


def plain(text: str) -> str:
    """Return a written value with its thousands grouped where it is a number, as it is otherwise."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite():
        return text
    return trimmed(value, 4)


def day(value: date | None) -> str:
    """Return a day: "14 Nov 2026"; a dash where it is not known."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else "–"


def moment(value: datetime) -> str:
    """Return a time to the minute: "14 Nov 2026, 11:20 UTC"."""
    return f"{day(value)}, {value:%H:%M} UTC"


def size(count: int) -> str:
    """Return a number of bytes: "1.2 MB"."""
    for divisor, unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if count >= divisor:
            return f"{count / divisor:,.1f} {unit}"
    return f"{count} bytes"


def seconds(count: float) -> str:
    """Return a length of time: "0.4 s", "12 s", "15 min", "1 h 5 min"."""
    if count < 10:
        return f"{count:.1f} s" if count % 1 else f"{count:.0f} s"
    if count < 120:
        return f"{count:.0f} s"
    hours, minutes = divmod(round(count / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def groups(digest: str, width: int = 8) -> list[str]:
    """Return a hash in groups of digits, as it is read aloud."""
    return [digest[i : i + width] for i in range(0, len(digest), width)]
