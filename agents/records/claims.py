"""Claims: typed, checkable statements, each with the verbatim quote it stands on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from agents.records.base import Record
from agents.records.documents import Source
from agents.records.words import Basis, ClaimKind, Direction, Modality


class Interval(Record):
    """The values a written number can stand for: "1.3 billion" is [1.25e9, 1.35e9].

    Rule: half a unit of the last written place to both sides (XBRL 2.1, `decimals`).
    """

    low: Decimal
    high: Decimal
    point: Decimal
    approximate: bool = False
    """Written with "about", "nearly", "more than": the interval is wider than its digits say."""
    written_low: Decimal | None = None
    """The lower end as written, where a range was written ("$9.70 to $9.90"); `point` is then its middle."""
    written_high: Decimal | None = None

    def overlaps(self, other: Interval) -> bool:
        """Return whether some value satisfies both."""
        return self.low <= other.high and other.low <= self.high


class Period(Record):
    """The time a claim is about: a span, an instant, or only a label whose calendar is unknown."""

    start: date | None = None
    end: date | None = None
    instant: bool = False
    fiscal_year: int | None = None
    part: Literal["Q1", "Q2", "Q3", "Q4", "H1", "H2", "9M", "FY"] | None = None
    alternatives: tuple[int, ...] = ()
    """Fiscal years that "in 2024" may mean for a company whose year does not end in December."""
    label: str | None = None
    """As people write it: "Q3 2021", "FY2024", "2024-12-31"."""
    inherited: bool = False
    """Taken from the document's header, form, byline or title, not from the sentence."""


class Claim(Record):
    """One typed, checkable statement of one document.

    For persons `metric` is the role ("cfo", "chair", "director") and `text` the name; for statuses `metric` is the
    matter ("internal_control") and `text` the status; for owners `subject` is the asset and `text` the owner.
    """

    claim_id: str
    kind: ClaimKind
    subject: str
    """Whom or what it speaks of: the target, a subsidiary, a person, a patent."""
    metric: str
    """A known metric ("revenue") or the head noun as written ("patents"), in snake_case."""
    value: Interval | None = None
    text: str | None = None
    day: date | None = None
    """For dates: the day, or the first day of the month, quarter or year."""
    day_precision: Literal["day", "month", "quarter", "year"] | None = None
    direction: Direction | None = None
    unit: str | None = None
    """"USD", "percent", "USD/share", "patents", ...; None where unknown."""
    scale_source: Literal["word", "header", "xbrl_decimals", "none"] = "none"
    period: Period = Period()
    basis: Basis = "unknown"
    scope: str = "unknown"
    """"consolidated", "segment:Consumer", "product:...", "geography:China", or "unknown"."""
    qualifiers: tuple[str, ...] = ()
    """Words that narrow the metric: "organic", "diluted", "pending", ..., sorted."""
    modality: Modality = "reported"
    attributed_to: str | None = None
    edition: int = 0
    """0 as first published; higher for restated or amended figures."""
    source: Source
    value_start: int | None = None
    """Where the value itself stands, within the quote's span of the canonical text."""
    value_end: int | None = None
    analyst: str = "rules"
    rule: str = ""
    """The rule or model that made the claim."""
    confidence: Decimal = Decimal("1")
    """0 to 1: how sure the reading is, not how true the statement."""
