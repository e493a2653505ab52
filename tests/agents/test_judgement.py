"""The judgement table, cell by cell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import get_args

import pytest

from agents.judgement import judge
from agents.records import (
    BRANCHES,
    FINISHED,
    SEVERITIES,
    BranchResult,
    BranchWork,
    Contradiction,
    Decision,
    Failure,
    Finding,
    Judgement,
    OutcomeName,
    Policy,
    Ruling,
    Severity,
    Synthesis,
)

NOW = datetime(2026, 1, 2, tzinfo=UTC)
OUTCOMES: tuple[OutcomeName, ...] = get_args(OutcomeName)
RULINGS: tuple[Ruling, ...] = get_args(Ruling)


def finding(branch="press", severity: Severity = "high", polarity="risk", finding_id="f1") -> Finding:
    """Return a finding of a branch."""
    return Finding(
        finding_id=finding_id,
        branch=branch,
        rule="r",
        title="Margin fell",
        reason="why",
        severity=severity,
        polarity=polarity,
    )


def contradiction(severity: Severity = "high", branches=("financial", "press"), fingerprint="fp") -> Contradiction:
    """Return a contradiction between two branches."""
    return Contradiction(
        contradiction_id="c1", fingerprint=fingerprint, kind="number", severity=severity, severity_reason="r",
        subject="Acme", metric="net_income", period="FY2024", scope="consolidated", basis="gaap", explanation="e",
        claims=(),
        branches=branches, question="q",
    )  # fmt: skip


def results(findings=(), **outcomes: OutcomeName) -> list[BranchResult]:
    """Return a result of every branch, complete unless said otherwise."""
    return [
        BranchResult(
            branch=branch,
            outcome=outcomes.get(branch, "complete"),
            work=BranchWork(findings=tuple(f for f in findings if f.branch == branch)),
        )
        for branch in BRANCHES
    ]


def decision(ruling: Ruling, fingerprint="fp", after=0, contradiction_id="c1") -> Decision:
    """Return a ruling on the contradiction."""
    return Decision(
        contradiction_id=contradiction_id, fingerprint=fingerprint, ruling=ruling, reviewer="Ada", reason="seen",
        decided_at=NOW + timedelta(days=after),
    )  # fmt: skip


def rating(judgement: Judgement, branch: str) -> str:
    """Return the rating of a branch."""
    return next(r.rating for r in judgement.ratings if r.branch == branch)


def expected_rating(outcome: OutcomeName, severity: Severity | None) -> str:
    """Return what the table of the design says."""
    if outcome not in FINISHED:
        return "not_assessed"
    if severity in ("critical", "high"):
        return "red"
    return "amber" if severity == "medium" or outcome == "partial" else "green"


@pytest.mark.parametrize(("outcome", "severity"), list(product(OUTCOMES, (*SEVERITIES, None))))
def test_a_rating_follows_outcome_and_the_worst_open_finding(outcome: OutcomeName, severity: Severity | None):
    """Every outcome with every severity gives the rating of the table."""
    found = [finding(severity=severity)] if severity else []
    judged = judge(results(found, press=outcome), Synthesis(), [], Policy())
    assert rating(judged, "press") == expected_rating(outcome, severity)


@pytest.mark.parametrize(("severity", "ruling"), list(product(SEVERITIES, (*RULINGS, None))))
def test_a_contradiction_counts_as_decided(severity: Severity, ruling: Ruling | None):
    """Undecided and confirmed count in full, explained as info, a false alarm not at all; for both branches."""
    decisions = [decision(ruling)] if ruling else []
    judged = judge(results(), Synthesis(contradictions=(contradiction(severity),)), decisions, Policy())
    counted = severity if ruling in (None, "confirmed") else None
    assert rating(judged, "financial") == rating(judged, "press") == expected_rating("complete", counted)
    assert rating(judged, "patent") == "green"
    assert judged.undecided == (ruling is None)


@pytest.mark.parametrize("polarity", ["strength"])
@pytest.mark.parametrize("severity", SEVERITIES)
def test_a_strength_never_reddens(polarity: str, severity: Severity):
    """A finding of polarity strength leaves the branch green, whatever its severity."""
    assert rating(
        judge(results([finding(severity=severity, polarity=polarity)]), Synthesis(), [], Policy()), "press"
    ) == ("green")


def test_a_decision_holds_only_while_the_fingerprint_is_unchanged():
    """New values reopen the item."""
    synthesis = Synthesis(contradictions=(contradiction(fingerprint="new"),))
    judged = judge(results(), synthesis, [decision("false_alarm", fingerprint="old")], Policy())
    assert rating(judged, "press") == "red" and judged.undecided == 1


def test_a_decision_on_another_contradiction_changes_nothing():
    """Ids are not mixed up."""
    synthesis = Synthesis(contradictions=(contradiction(),))
    judged = judge(results(), synthesis, [decision("false_alarm", contradiction_id="c2")], Policy())
    assert judged.undecided == 1


def test_the_newest_decision_counts_in_any_order():
    """A later ruling replaces an earlier one, however the list is ordered."""
    synthesis = Synthesis(contradictions=(contradiction(),))
    decisions = [decision("confirmed", after=2), decision("false_alarm", after=1)]
    for given in (decisions, decisions[::-1]):
        assert rating(judge(results(), synthesis, given, Policy()), "press") == "red"


@pytest.mark.parametrize("outcome", [o for o in OUTCOMES if o not in FINISHED])
def test_a_required_branch_that_did_not_finish_is_not_assessable(outcome: OutcomeName):
    """The reason names the branch and its outcome."""
    judged = judge(results(financial=outcome), Synthesis(), [], Policy())
    assert judged.recommendation == "not_assessable"
    assert "financial" in judged.reason and outcome in judged.reason
    assert judged.gaps == ("financial",)


@pytest.mark.parametrize(
    ("finished", "expected"), [(5, "proceed"), (3, "proceed_with_conditions"), (2, "not_assessable")]
)
def test_the_quorum_decides_whether_there_is_a_recommendation(finished: int, expected: str):
    """Fewer finished branches than the quorum give none."""
    missing = {branch: "no_evidence" for branch in BRANCHES[finished:]}
    assert judge(results(**missing), Synthesis(), [], Policy()).recommendation == expected


def test_a_failed_synthesis_is_not_assessable():
    """Branches that were not compared with each other give no recommendation, and the reason says so."""
    judged = judge(results(), None, [], Policy())
    assert judged.recommendation == "not_assessable" and "synthesis failed" in judged.reason


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("critical", "do_not_proceed"), ("high", "proceed_with_conditions"), ("medium", "proceed_with_conditions"),
        ("low", "proceed"), ("info", "proceed"),
    ],
)  # fmt: skip
def test_the_worst_open_item_decides_the_recommendation(severity: Severity, expected: str):
    """Critical stops, red and amber make conditions, the rest proceeds; the reason names the item."""
    judged = judge(results([finding(severity=severity)]), Synthesis(), [], Policy())
    assert judged.recommendation == expected
    assert ('"Margin fell"' in judged.reason) == (severity not in ("low", "info"))
    assert "f1" not in judged.reason


def test_a_branch_without_a_result_was_not_attempted():
    """A branch nobody handed in is a gap, never green."""
    judged = judge([r for r in results() if r.branch != "patent"], Synthesis(), [], Policy())
    assert rating(judged, "patent") == "not_assessed" and judged.gaps == ("patent",)


def test_the_reason_of_a_failed_branch_carries_its_failure():
    """What went wrong is said where the rating is missing."""
    failed = BranchResult(
        branch="press", outcome="failed", failures=(Failure(kind="deadline", message="900 s passed"),)
    )
    judged = judge([failed if r.branch == "press" else r for r in results()], Synthesis(), [], Policy())
    assert "deadline, 900 s passed" in next(r.reason for r in judged.ratings if r.branch == "press")


def test_open_items_are_named_worst_first():
    """The ids that decided a rating stand in it, contradictions and findings alike."""
    found = [finding(severity="high", finding_id="f2"), finding(severity="low", finding_id="f3")]
    judged = judge(results(found), Synthesis(contradictions=(contradiction("critical"),)), [], Policy())
    assert next(r.open_items for r in judged.ratings if r.branch == "press") == ("c1", "f2")


def test_a_reason_is_read_without_a_list_of_ids():
    """A contradiction is named by what it is about, in the rating and in the recommendation."""
    judged = judge(results(), Synthesis(contradictions=(contradiction("critical"),)), [], Policy())
    assert judged.reason == "open: contradiction on net income of Acme, FY2024 (critical)"
    assert "c1" not in " ".join(rated.reason for rated in judged.ratings)
