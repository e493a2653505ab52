"""Pieces that several sections show: chips, marks, findings, values."""

from __future__ import annotations

from decimal import Decimal

from agents.records import Claim, Finding, OutcomeName, Rating, Severity
from reports.view import numbers, words
from reports.view.model_front import Chip, FindingView, Mark, Ref
from reports.view.numbering import Numbering, sources_of

FORMS: dict[Severity, str] = {"critical": "red", "high": "red", "medium": "amber", "low": "grey", "info": "grey"}
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
    if claim.value is not None:
        return _quantity(claim, claim.value.point)
    if claim.day is not None:
        return numbers.day(claim.day)
    if claim.text:
        return claim.text
    return {"up": "an increase", "down": "a decrease", "flat": "no change"}.get(claim.direction or "", "")


def _quantity(claim: Claim, value: Decimal) -> str:
    unit = claim.unit or ""
    if claim.kind == "money":
        return numbers.money(value, unit)
    if claim.kind == "per_share":
        return f"{numbers.money(value, unit.partition('/')[0])} a share"
    if claim.kind == "percent" or unit == "percent":
        return f"{numbers.plain(str(value.normalize()))}%"
    return f"{numbers.plain(format(value, 'f'))} {words.spoken(unit)}".strip()


def gap(first: Claim, second: Claim) -> str:
    """Return how far two claims are apart, from their own values only."""
    left, right = value_of(first), value_of(second)
    if not left or not right:
        return ""
    return f"{left} against {right}{_distance(first, second)}"


def _distance(first: Claim, second: Claim) -> str:
    if first.day and second.day:
        return f": {words.counted(abs((first.day - second.day).days), 'day')} apart"
    if first.value is None or second.value is None or first.unit != second.unit:
        return ""
    a, b = first.value.point, second.value.point
    if first.kind == "percent":
        return f": {numbers.plain(format(abs(a - b).normalize(), 'f'))} points apart"
    share = f", {numbers.grouped(abs(a - b) / abs(a) * 100, 1)}% of the first" if a else ""
    apart = numbers.money(abs(a - b), first.unit) if first.kind == "money" else numbers.plain(format(abs(a - b), "f"))
    return f": {apart} apart{share}"
