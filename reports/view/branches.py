"""The five branch sections: what was found, from which figures, and what could not be tested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import groupby

from agents.records import BRANCHES, FINISHED, SEVERITIES, Branch, BranchRating, BranchResult, Calculation
from reports.view import drawings, numbers, pieces, words
from reports.view.figures import FigureSet
from reports.view.model_front import BranchView, CalculationView, Ref
from reports.view.numbering import Numbering

BLOCKS = 10
"""Findings of a branch that are shown as blocks; all further ones stand in a table."""


def branch_views(numbering: Numbering, figures: FigureSet) -> tuple[BranchView, ...]:
    """Return the five sections in their order."""
    return tuple(_section(branch, numbering, figures) for branch in BRANCHES)


def rating_of(branch: Branch, numbering: Numbering) -> BranchRating | None:
    """Return a branch's rating, or None where the run was not judged."""
    judgement = numbering.record.judgement
    return next((r for r in judgement.ratings if r.branch == branch), None) if judgement else None


def _section(branch: Branch, numbering: Numbering, figures: FigureSet) -> BranchView:
    result = numbering.record.results[branch]
    rating = rating_of(branch, numbering)
    findings = tuple(pieces.finding_view(n, f, numbering) for n, f in numbering.findings if f.branch == branch)
    blocks = min(BLOCKS, sum(finding.weighty for finding in findings))
    return BranchView(
        name=words.BRANCH[branch],
        anchor=branch,
        chip=pieces.rating_chip(rating.rating if rating else "not_assessed"),
        coverage=pieces.coverage_mark(result.outcome),
        lead=lead(branch, numbering),
        extent=extent(result, numbering),
        charts=tuple(drawings.charts(branch, result, figures, numbering)),
        figures=drawings.figure_table(figures, numbering) if branch == "financial" else None,
        findings=findings[:blocks],
        others=findings[blocks:],
        untested=tuple(_untested(result)),
        calculations=tuple(_calculation(one, numbering) for one in result.work.calculations),
    )


def lead(branch: Branch, numbering: Numbering) -> str:
    """Return what weighs most in a branch, or why nothing can be said."""
    result = numbering.record.results[branch]
    if result.outcome not in FINISHED:
        return f"{_ending(result)} No conclusion is drawn."
    rating = rating_of(branch, numbering)
    if rating and rating.open_items:
        return _headline(rating, numbering)
    if result.outcome == "partial":
        return f"Nothing of weight was found in what was worked; {result.shortfall}."
    return "Nothing of weight was found in the documents of this branch."


def _headline(rating: BranchRating, numbering: Numbering) -> str:
    """The worst open item in its own words, and how many more decide the rating."""
    first = numbering.title(rating.open_items[0])
    others = len(rating.open_items) - 1
    text = words.stopped(first)
    more = words.title(words.counted(others, "further open item", "further open items"))
    return f"{text} {more} of like weight." if others else text


def _ending(result: BranchResult) -> str:
    if result.outcome == "no_evidence":
        return "The data room holds no documents for this branch."
    if result.outcome == "not_attempted":
        why = f": {words.FAILURE[result.failures[-1].kind].lower()}" if result.failures else ""
        return f"The branch was not started{why}."
    if not result.failures:
        return "The branch was cancelled." if result.outcome == "cancelled" else "The branch did not finish."
    last = result.failures[-1]
    times = f" after {words.counted(result.attempts, 'attempt')}" if result.attempts > 1 else ""
    return f"The branch did not finish{times}: {words.FAILURE[last.kind].lower()}."


def extent(result: BranchResult, numbering: Numbering) -> str:
    """Return how much the branch read and made of it."""
    read = sum(1 for document in result.documents if not document.unread) if result.outcome in FINISHED else 0
    parts = [f"{read} of {words.numbered(len(result.documents), 'document')} read"]
    if result.outcome in FINISHED:
        own = [finding for _, finding in numbering.findings if finding.branch == result.branch]
        counts = Counter(finding.severity for finding in own if finding.polarity == "risk")
        weights = [f"{counts[s]} {words.SEVERITY[s].lower()}" for s in SEVERITIES if counts[s]]
        parts.append(words.numbered(len(result.work.claims), "claim"))
        parts.append(words.numbered(len(own), "finding") + (f" ({', '.join(weights)})" if weights else ""))
    return " · ".join(parts)


def _untested(result: BranchResult) -> Iterator[str]:
    unread = [document for document in result.documents if document.unread]
    if unread:
        yield f"{words.title(words.counted(len(unread), 'document'))} could not be read, so their content is unknown:"
        yield from (f"{document.path}: {document.unread}" for document in unread)
    missing = [one for one in result.work.calculations if one.not_computed]
    for reason, group in groupby(sorted(missing, key=_by_reason), key=lambda one: one.not_computed):
        names = list(dict.fromkeys(words.spoken(one.name) for one in group))
        yield f"Not computed ({reason}): {words.joined(names)}."
    silent = [reading for reading in result.work.readings if not reading.claims]
    if silent:
        was = "was" if len(silent) == 1 else "were"
        yield f"{words.title(words.counted(len(silent), 'document'))} {was} read but gave no claim."


def _by_reason(calculation: Calculation) -> tuple[str, str]:
    return (calculation.not_computed or "", calculation.name)


def _calculation(one: Calculation, numbering: Numbering) -> CalculationView:
    return CalculationView(
        name=words.title(words.spoken(one.name)),
        formula=words.spoken(one.formula),
        period=one.period,
        value=_result(one.value, one.unit or "") if one.value is not None else "",
        inputs=tuple(_input(*given, numbering) for given in one.inputs),
        not_computed=one.not_computed or "",
    )


def _result(value: str, unit: str) -> str:
    if unit in {"percent", "%"}:
        return f"{numbers.plain(value)}%"
    if len(unit) == 3 and unit.isupper():
        return _amount(value, unit)
    return f"{numbers.plain(value)} {'' if unit in {'ratio', 'score', 'x'} else unit}".rstrip()


def _input(name: str, value: str, claim_id: str, numbering: Numbering) -> tuple[str, Ref | None]:
    claim = numbering.claims.get(claim_id)
    written = _amount(value, claim.unit or "") if claim and claim.kind == "money" else numbers.plain(value)
    return f"{words.spoken(name)} {written}", numbering.of_claim(claim_id)


def _amount(value: str, currency: str) -> str:
    try:
        return numbers.money_exact(Decimal(value), currency)
    except InvalidOperation:
        return value
