"""The table of final states."""

from __future__ import annotations

import pytest

from agents.records import BRANCHES, BranchRating, Judgement, Policy
from flows.policy import FINAL_STATES, final_state


def judged(recommendation: str = "proceed", undecided: int = 0, gaps: tuple[str, ...] = ()) -> Judgement:
    """Return a judgement as far as the final state depends on it."""
    ratings = tuple(BranchRating(branch=b, rating="green", outcome="complete", reason="") for b in BRANCHES)
    return Judgement.model_validate(
        {"ratings": ratings, "recommendation": recommendation, "reason": "r", "undecided": undecided, "gaps": gaps}
    )


@pytest.mark.parametrize(
    ("judgement", "name", "kind", "tags", "event"),
    [
        (judged(), "Assessed", "COMPLETED", (), False),
        (judged("do_not_proceed"), "Assessed", "COMPLETED", (), False),
        (judged(gaps=("patent",)), "AssessedWithGaps", "COMPLETED", ("gaps",), False),
        (judged(undecided=2), "NeedsReview", "COMPLETED", (), True),
        (judged(undecided=2, gaps=("patent",)), "NeedsReview", "COMPLETED", ("gaps",), True),
        (judged("not_assessable", undecided=2, gaps=("financial",)), "NotAssessable", "FAILED", ("gaps",), True),
    ],
)
def test_the_first_state_that_applies_is_taken(
    judgement: Judgement, name: str, kind: str, tags: tuple[str, ...], event: bool
) -> None:
    """Not assessable before review before gaps before assessed; gaps are a tag whatever the state."""
    state = final_state(judgement)
    assert (state.name, state.type, state.tags, state.event) == (name, kind, tags, event)


def test_the_states_are_those_of_the_plan_in_its_order() -> None:
    """Five states, the worst first; the last always applies."""
    names = [rule.name for rule in FINAL_STATES]
    assert names == ["Stopped", "NotAssessable", "NeedsReview", "AssessedWithGaps", "Assessed"]


@pytest.mark.parametrize(
    ("judgement", "told"),
    [
        (
            judged("proceed_with_conditions", undecided=9, gaps=("patent",)),
            "proceed with conditions; 9 contradictions wait for a decision; not assessed: patent",
        ),
        (judged(undecided=1), "proceed; 1 contradiction waits for a decision"),
        (judged("not_assessable"), "not assessable: r"),
        (judged("do_not_proceed"), "do not proceed"),
    ],
)
def test_the_message_is_one_short_line_for_people(judgement: Judgement, told: str) -> None:
    """Whoever reads only the state learns recommendation, undecided items and gaps, without ids and lists."""
    assert final_state(judgement).message == told


def test_the_defaults_of_the_policy_are_those_of_the_plan() -> None:
    """A target that says nothing is held to these."""
    stated = Policy().model_dump(mode="json")
    assert stated == {
        "required": ["financial"], "quorum": 3, "attempts": 3, "branch_deadline": 900.0, "run_deadline": 2700.0,
        "budget_usd": "5.00", "on_gap": "publish_with_disclaimer",
    }  # fmt: skip
