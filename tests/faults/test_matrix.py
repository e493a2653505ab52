"""Five branches times every way to misbehave: the siblings notice nothing, and the outcome says what happened."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agents.records import BRANCHES, Branch
from audit import journal
from flows.carrying import Carried
from reports import record

Carry = Callable[..., Carried]
FAULTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "raises": ("failed", "error", {}),
    "sleeps": ("failed", "deadline", {"branch_deadline": 1.0}),
    "busy_loop": ("failed", "deadline", {"branch_deadline": 1.0}),
    "processor": ("failed", "cpu", {}),
    "killed": ("failed", "crashed", {"attempts": 2}),
    "leaves": ("failed", "crashed", {"attempts": 1}),
    "memory": ("failed", "memory", {}),
    "malformed": ("failed", "malformed_result", {}),
    "invented": ("failed", "malformed_result", {}),
}
"""Fault: outcome, failure kind, and the policy that makes the test short."""
CASES = [(fault, branch) for fault in FAULTS for branch in BRANCHES]


def results(home: Path, run_id: str, without: Branch | None = None) -> dict[str, list[Any]]:
    """What each branch put on the trail, as bytes would: everything but ids, times and hashes of the envelope."""
    return {
        branch: [(e.event_type, e.attributes, e.texts) for e in journal.read(home, run_id, branch)]
        for branch in BRANCHES
        if branch != without
    }


@pytest.fixture(scope="module")
def undisturbed() -> dict[str, Any]:
    """The results of the undisturbed run, made by the first test that asks."""
    return {}


@pytest.mark.parametrize(("fault", "branch"), CASES)
def test_a_fault_stays_in_its_branch(
    fault: str, branch: Branch, carry: Carry, home: Path, undisturbed: dict[str, Any]
) -> None:
    """Whatever one branch does, the other four record exactly what they record without it."""
    outcome, kind, policy = FAULTS[fault]
    carried = carry(f"{fault}_{branch}", **policy)
    settled = {one.branch: one for one in carried.settled}
    assert (settled[branch].outcome, settled[branch].kind) == (outcome, kind)
    siblings = _comparable(results(home, carried.order.run_id, without=branch))
    assert siblings == {b: _well(carry, home, undisturbed)[b] for b in siblings}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_journals_tell_the_failure(fault: str, carry: Carry, home: Path) -> None:
    """What was settled can be read back from the journals alone, with kind, message and attempts."""
    outcome, kind, policy = FAULTS[fault]
    carried = carry(f"{fault}_press", **policy)
    press = record.load(home, carried.order.run_id).results["press"]
    assert (press.outcome, {failure.kind for failure in press.failures}) == (outcome, {kind})
    assert press.attempts == len(press.failures) == policy.get("attempts", 1)
    assert all(failure.message for failure in press.failures)


@pytest.mark.parametrize(("branch", "state"), [("press", "AssessedWithGaps"), ("financial", "NotAssessable")])
def test_a_required_branch_decides_the_state(branch: str, state: str, carry: Carry) -> None:
    """A gap leaves a run assessed with gaps, unless the policy requires the branch."""
    assert carry(f"raises_{branch}").state.name == state


def test_the_quorum_decides_the_state(carry: Carry) -> None:
    """Fewer finished branches than the quorum make a run not assessable."""
    assert carry("raises_press", quorum=5).state.name == "NotAssessable"


def test_all_five_failing_is_not_assessable(carry: Carry, home: Path) -> None:
    """A run whose five branches fail still ends: judged not assessable, every failure on the trail."""
    carried = carry("raises_all")
    loaded = record.load(home, carried.order.run_id)
    assert (carried.state.name, carried.state.type) == ("NotAssessable", "FAILED")
    assert {branch: result.failures[0].kind for branch, result in loaded.results.items()} == dict.fromkeys(
        BRANCHES, "error"
    )


def test_a_failure_that_may_pass_is_tried_again(carry: Carry) -> None:
    """A branch whose first attempt is killed finishes in its second."""
    settled = {one.branch: one for one in carry("killed_once_patent").settled}
    assert (settled["patent"].outcome, settled["patent"].attempts) == ("complete", 2)


def test_an_error_of_the_analyst_is_not_tried_again(carry: Carry, home: Path) -> None:
    """The same input would fail the same way: one attempt, one journal."""
    carried = carry("raises_patent", attempts=5)
    assert journal.streams(home, carried.order.run_id)["patent"] == [1]


@pytest.mark.parametrize(
    ("fault", "kind", "limits"),
    [("raises", "error", {}), ("killed", "crashed", {"attempts": 1}), ("sleeps", "deadline", {"run_deadline": 2.0})],
)
def test_a_synthesis_that_fails_leaves_the_branches(
    fault: str, kind: str, limits: dict[str, Any], carry: Carry, home: Path
) -> None:
    """Nothing was compared: not assessable, and the five results stay on the trail with the synthesis's failure."""
    carried = carry(f"{fault}_synthesis", **limits)
    loaded = record.load(home, carried.order.run_id)
    assert carried.state.name == "NotAssessable"
    assert {result.outcome for result in loaded.results.values()} == {"complete"}
    assert [failure.kind for failure in loaded.synthesis_failures] == [kind]


def test_an_unknown_analyst_stops_the_run_before_it_starts(carry: Carry, home: Path) -> None:
    """An import path that does not work is bad input, not five failed branches."""
    from flows.problems import BadInput  # noqa: PLC0415

    with pytest.raises(BadInput, match="nobody"):
        carry("nobody")
    assert journal.runs(home) == []


@pytest.mark.parametrize("branch", BRANCHES)
@pytest.mark.parametrize(
    ("spoil", "outcome", "kind"), [("unread", "failed", "unreadable"), ("gone", "no_evidence", None)]
)
def test_a_branch_without_readable_documents_fails_alone(
    spoil: str, outcome: str, kind: str | None, branch: Branch, carry: Carry, room: Path, home: Path, tmp_path: Path
) -> None:
    """Not one document readable is a failure, none at all is no evidence; the siblings record what they always do."""
    spoiled = tmp_path / "room"
    shutil.copytree(room, spoiled)
    for document in (spoiled / branch).iterdir():
        document.write_bytes(b"%PDF-1.7\nnot really") if spoil == "unread" else document.unlink()
    carried = carry("well", where=spoiled)
    settled = {one.branch: one for one in carried.settled}
    assert (settled[branch].outcome, settled[branch].kind) == (outcome, kind)
    siblings = _comparable(results(home, carried.order.run_id, without=branch))
    well = _comparable(results(home, carry("well").order.run_id))
    assert siblings == {one: well[one] for one in siblings}


def _well(carry: Carry, home: Path, undisturbed: dict[str, Any]) -> dict[str, Any]:
    if not undisturbed:
        undisturbed.update(_comparable(results(home, carry("well").order.run_id)))
    return undisturbed


def _comparable(found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Leave out who was asked and how long it may take: only that differs between the runs."""
    known = {"analyst", "analyst_version", "deadline_seconds"}
    return {
        branch: [(kind, {k: v for k, v in a.items() if k not in known}, texts) for kind, a, texts in events]
        for branch, events in found.items()
    }
