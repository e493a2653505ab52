"""Pieces that several sections show: chips, marks, findings, values."""

from __future__ import annotations

from decimal import Decimal

from agents.records import Claim, ClaimKind, Finding, OutcomeName, Rating, Severity
from reports.view import numbers, words
from reports.view.model_front import Chip, FindingView, Mark, Ref
from reports.view.numbering import Numbering, sources_of

FORMS: dict[Severity, str] = {"critical": "red", "high": "red", "medium": "amber", "low": "grey", "info": "grey"}
NAMED: frozenset[ClaimKind] = frozenset({"person", "status", "owner", "text"})
"""Claims whose value is a name or a word."""
RATING_FORMS: dict[Rating, str] = {"red": "red", "amber": "amber", "green": "green", "not_assessed": "open"}


def rating_chip(rating: Rating) -> Chip:
    """Return the chip of a rating."""
    return Chip(words.RATING[rating], RATING_FORMS[rating])


def severity_chip(severity: Severity) -> Chip:
    """Return the chip of a severity."""
    return Chip(words.SEVERITY[severity], FORMS[severity])


def coverage_mark(outcome: OutcomeName) -> Mark:
    """Return the mark of an outcome, which is never a rating."""
    return Mark(words.OUTCOME[outcome], words.COVERAGE[outcome])


def finding_chip(finding: Finding) -> Chip:
    """Return the chip of a finding: its severity, or that it is a strength."""
    return Chip("Strength", "green") if finding.polarity == "strength" else severity_chip(finding.severity)


def finding_view(number: str, finding: Finding, numbering: Numbering, evidence: tuple[Ref, ...] = ()) -> FindingView:
    """Return a finding as it is shown everywhere."""
    deal = numbering.record.target.deal
    branch = finding.branch
    return FindingView(
        number=number,
        anchor=number.lower(),
        chip=finding_chip(finding),
        title=finding.title,
        reason=finding.reason,
        rule=words.spoken(finding.rule),
        branch=Ref(words.BRANCH[branch], branch),
        owner=deal.owners.get(branch) or deal.owner or "",
        evidence=evidence or numbering.behind(finding),
        question=finding.question or "",
        weighty=finding.polarity == "risk" and FORMS[finding.severity] != "grey",
    )


def unnumbered(finding: Finding, numbering: Numbering) -> FindingView:
    """Return a finding that does not count, with the quotes behind it."""
    refs = {numbering.evidence(source) for source in sources_of(numbering.record, finding)}
    return finding_view("", finding, numbering, tuple(sorted(refs)))


def value_of(claim: Claim) -> str:
    """Return what a claim says, as people write it; empty where it is only words of a document."""
    if claim.kind in NAMED and claim.text:
        return words.shortened(words.spoken(claim.text) if claim.kind == "status" else claim.text, 80)
    if claim.value is not None:
        return _quantity(claim, claim.value.point)
    if claim.day is not None:
        return _dated(claim)
    if claim.text:
        return words.shortened(words.spoken(claim.text), 80)
    return {"up": "an increase", "down": "a decrease", "flat": "no change"}.get(claim.direction or "", "")


def _quantity(claim: Claim, value: Decimal) -> str:
    unit = claim.unit or ""
    if claim.kind == "money":
        return numbers.money(value, unit)
    if claim.kind == "per_share":
        return f"{numbers.money(value, unit.partition('/')[0])} a share"
    if claim.kind == "percent" or unit == "percent":
        return f"{numbers.trimmed(value, 4)}%"
    return f"{numbers.trimmed(value, 4)} {words.spoken(unit)}".strip()


def _dated(claim: Claim) -> str:
    day = claim.day
    if day is None or claim.day_precision in (None, "day"):
        return numbers.day(day)
    if claim.day_precision == "month":
        return f"{numbers.MONTHS[day.month - 1]} {day.year}"
    return str(day.year) if claim.day_precision == "year" else f"Q{(day.month + 2) // 3} {day.year}"


def gap(first: Claim, second: Claim, metric: str = "") -> str:
    """Return how far two claims are apart, from their own values only; empty where they are of different kinds."""
    if "date" in (first.kind, second.kind):
        moments = _moment(first, metric), _moment(second, metric)
        return f"{' against '.join(moments)}{_distance(first, second)}" if all(moments) else ""
    left, right = value_of(first), value_of(second)
    if not left or not right or left == right or (first.kind, first.unit) != (second.kind, second.unit):
        return ""
    return f"{left} against {right}{_distance(first, second)}"


def _moment(claim: Claim, metric: str) -> str:
    """Return the day a claim tells of; of a tenure its end or its start, whichever is in question."""
    if claim.day is not None:
        return _dated(claim)
    return numbers.day(claim.period.end if metric.endswith("_end") else claim.period.start)


def _distance(first: Claim, second: Claim) -> str:
    if first.kind in NAMED:
        return ""
    if first.day and second.day and first.day_precision == second.day_precision == "day":
        return f": {words.counted(abs((first.day - second.day).days), 'day')} apart"
    if first.value is None or second.value is None:
        return ""
    a, b = first.value.point, second.value.point
    if first.kind == "percent":
        return f": {numbers.trimmed(abs(a - b), 2)} points apart"
    apart = _quantity(first, abs(a - b)).removesuffix(" a share")
    return f": {apart} apart{_share(a, b)}"


def _share(a: Decimal, b: Decimal) -> str:
    """What the distance is of the first value, or how many times the one is the other where they are far apart."""
    if a * b <= 0:
        return ""
    times = max(a / b, b / a)
    if times >= 10:
        return f", {numbers.grouped(times)} times"
    return f", {numbers.grouped(abs(a - b) / abs(a) * 100, 1)}% of the first"
