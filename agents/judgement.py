"""Ratings and recommendation: one pure table over findings, contradictions, decisions, outcomes and policy.

A contradiction counts with its severity for all its branches while undecided or `confirmed`; `explained` makes it
`info`; `false_alarm` removes it. A decision holds only while the fingerprint it ruled on is unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from agents.records import (
    BRANCHES,
    FINISHED,
    SEVERITIES,
    Branch,
    BranchRating,
    BranchResult,
    Contradiction,
    Decision,
    Finding,
    Judgement,
    OutcomeName,
    Policy,
    Rating,
    Recommendation,
    Severity,
    Synthesis,
)

_REDDENS: tuple[Severity, ...] = ("critical", "high")
_LONGEST = 120
"""Characters of a finding's title in a reason."""
_UNFINISHED = {
    "no_evidence": "there was nothing to read",
    "failed": "the branch failed",
    "cancelled": "the branch was cancelled",
    "not_attempted": "the branch was not attempted",
}


class OpenItem(NamedTuple):
    """A finding or contradiction that still counts, with the severity it counts with."""

    item_id: str
    noun: str
    severity: Severity
    branches: tuple[Branch, ...]
    about: str
    """What it says or is about, in words: reasons are read where nobody knows its id."""

    def named(self) -> str:
        """Return how reasons name the item."""
        return f"{self.noun} {self.about} ({self.severity})"


class _Verdict(NamedTuple):
    recommendation: Recommendation
    reason: str


def judge(
    results: Sequence[BranchResult], synthesis: Synthesis | None, decisions: Sequence[Decision], policy: Policy
) -> Judgement:
    """Return the ratings and the recommendation; `synthesis` is None when it failed."""
    contradictions = synthesis.contradictions if synthesis else ()
    items = open_items(results, contradictions, decisions)
    by_branch = {result.branch: result for result in results}
    ratings = tuple(_rate(branch, by_branch.get(branch), items) for branch in BRANCHES)
    verdict = _recommend(ratings, items, synthesis, policy)
    return Judgement(
        ratings=ratings,
        recommendation=verdict.recommendation,
        reason=verdict.reason,
        undecided=sum(holding(c, decisions) is None for c in contradictions),
        gaps=tuple(r.branch for r in ratings if r.rating == "not_assessed"),
    )


def holding(contradiction: Contradiction, decisions: Iterable[Decision]) -> Decision | None:
    """Return the newest decision that still holds for a contradiction: same id, same fingerprint."""
    about = [
        d
        for d in decisions
        if d.contradiction_id == contradiction.contradiction_id and d.fingerprint == contradiction.fingerprint
    ]
    return max(about, key=lambda d: (d.decided_at, d.reviewer, d.ruling, d.reason), default=None)


def effective_severity(contradiction: Contradiction, decisions: Iterable[Decision]) -> Severity | None:
    """Return the severity a contradiction counts with, or None where a decision removed it."""
    decision = holding(contradiction, decisions)
    if decision is None or decision.ruling == "confirmed":
        return contradiction.severity
    return "info" if decision.ruling == "explained" else None


def open_items(
    results: Iterable[BranchResult], contradictions: Iterable[Contradiction], decisions: Sequence[Decision]
) -> tuple[OpenItem, ...]:
    """Return everything that still counts, worst first; strengths never count."""
    items = [_finding_item(f) for r in results for f in r.work.findings if f.polarity != "strength"]
    for contradiction in contradictions:
        severity = effective_severity(contradiction, decisions)
        if severity is not None:
            branches = tuple(sorted(contradiction.branches, key=BRANCHES.index))
            items.append(
                OpenItem(contradiction.contradiction_id, "contradiction", severity, branches, _about(contradiction))
            )
    return tuple(sorted(items, key=lambda i: (SEVERITIES.index(i.severity), i.noun, i.item_id)))


def _finding_item(finding: Finding) -> OpenItem:
    title = finding.title if len(finding.title) <= _LONGEST else finding.title[: _LONGEST - 1].rstrip() + "…"
    return OpenItem(finding.finding_id, "finding", finding.severity, (finding.branch,), f'"{title}"')


def _about(contradiction: Contradiction) -> str:
    metric = contradiction.metric.replace("_", " ") or contradiction.kind
    return f"on {metric} of {contradiction.subject}" + (f", {contradiction.period}" if contradiction.period else "")


def _rate(branch: Branch, result: BranchResult | None, items: Sequence[OpenItem]) -> BranchRating:
    outcome: OutcomeName = result.outcome if result else "not_attempted"
    if outcome not in FINISHED:
        return BranchRating(branch=branch, rating="not_assessed", outcome=outcome, reason=_unfinished(outcome, result))
    mine = [item for item in items if branch in item.branches]
    red = [item for item in mine if item.severity in _REDDENS]
    medium = [item for item in mine if item.severity == "medium"]
    rating: Rating = "red" if red else "amber" if medium or outcome == "partial" else "green"
    deciding = red or medium
    return BranchRating(
        branch=branch,
        rating=rating,
        outcome=outcome,
        reason=_rating_reason(rating, outcome, deciding, len(mine), result.shortfall if result else ""),
        open_items=tuple(item.item_id for item in deciding),
    )


def _unfinished(outcome: OutcomeName, result: BranchResult | None) -> str:
    reason = _UNFINISHED[outcome]
    if result is not None and result.failures:
        last = result.failures[-1]
        reason += f": {last.kind}, {last.message}" if last.message else f": {last.kind}"
    return reason


def _rating_reason(
    rating: Rating, outcome: OutcomeName, deciding: Sequence[OpenItem], open_count: int, shortfall: str
) -> str:
    if deciding:
        return f"open: {_names(deciding)}" + (f"; {shortfall}" if shortfall else "")
    if rating == "amber":
        return shortfall
    if open_count:
        return f"no open item of severity medium or worse ({open_count} of lower severity)"
    return "nothing to report" if outcome == "empty" else "no open item"


def _names(items: Sequence[OpenItem], limit: int = 5) -> str:
    shown = ", ".join(item.named() for item in items[:limit])
    return shown + (f" and {len(items) - limit} more" if len(items) > limit else "")


def _recommend(
    ratings: Sequence[BranchRating], items: Sequence[OpenItem], synthesis: Synthesis | None, policy: Policy
) -> _Verdict:
    missing = _missing(ratings, policy)
    if missing:
        return _Verdict("not_assessable", missing)
    if synthesis is None:
        return _Verdict("not_assessable", "the synthesis failed: the branches were not compared with each other")
    critical = [item for item in items if item.severity == "critical"]
    if critical:
        return _Verdict("do_not_proceed", f"open: {_names(critical)}")
    conditions = _conditions(ratings)
    if conditions:
        return _Verdict("proceed_with_conditions", conditions)
    return _Verdict("proceed", "all branches are green")


def _missing(ratings: Sequence[BranchRating], policy: Policy) -> str | None:
    gaps: Mapping[Branch, OutcomeName] = {r.branch: r.outcome for r in ratings if r.rating == "not_assessed"}
    required = [f"{branch} ({gaps[branch]})" for branch in BRANCHES if branch in policy.required and branch in gaps]
    if required:
        return f"required but not finished: {', '.join(required)}"
    finished = len(ratings) - len(gaps)
    if finished < policy.quorum:
        return f"{finished} of {len(ratings)} branches finished, {policy.quorum} are needed"
    return None


def _conditions(ratings: Sequence[BranchRating]) -> str:
    parts = [f"{r.branch} is {r.rating} ({r.reason})" for r in ratings if r.rating in ("red", "amber")]
    parts += [f"{r.branch} was not assessed ({r.reason})" for r in ratings if r.rating == "not_assessed"]
    return "; ".join(parts)
