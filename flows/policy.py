"""How a run ends: the final states stated in data, the first that applies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from agents.records import Judgement

StateName = Literal["NotAssessable", "NeedsReview", "AssessedWithGaps", "Assessed"]


class FinalState(NamedTuple):
    """The Prefect state a run ends in."""

    name: StateName
    type: Literal["COMPLETED", "FAILED"]
    tags: tuple[str, ...]
    message: str
    event: bool
    """Whether an event of its own is sent, so that an automation can tell somebody."""


class Rule(NamedTuple):
    """One row of the table of final states."""

    name: StateName
    type: Literal["COMPLETED", "FAILED"]
    when: Callable[[Judgement], bool]
    event: bool = False


FINAL_STATES: tuple[Rule, ...] = (
    Rule("NotAssessable", "FAILED", lambda judgement: judgement.recommendation == "not_assessable", event=True),
    Rule("NeedsReview", "COMPLETED", lambda judgement: judgement.undecided > 0, event=True),
    Rule("AssessedWithGaps", "COMPLETED", lambda judgement: bool(judgement.gaps)),
    Rule("Assessed", "COMPLETED", lambda judgement: True),
)
"""The first rule that applies names the state."""

NIGHT_STATES = ("AllAssessed", "SomeFailed", "AlreadyRunning")
"""The states a night ends in; the last one did nothing, as the night was being worked already."""


def final_state(judgement: Judgement) -> FinalState:
    """Return the state a judged run ends in."""
    rule = next(rule for rule in FINAL_STATES if rule.when(judgement))
    tags = ("gaps",) if judgement.gaps else ()
    return FinalState(rule.name, rule.type, tags, message(judgement), rule.event)


def message(judgement: Judgement) -> str:
    """Return a judgement as one short line; which items are behind it is told where they can be looked up."""
    parts = [judgement.recommendation.replace("_", " ")]
    if judgement.recommendation == "not_assessable":
        parts[0] += f": {judgement.reason}"
    if judgement.undecided:
        parts.append(waiting(judgement.undecided))
    if judgement.gaps:
        parts.append(f"not assessed: {', '.join(judgement.gaps)}")
    return "; ".join(parts)


def waiting(undecided: int) -> str:
    """Return how many contradictions wait for a person."""
    if undecided == 1:
        return "1 contradiction waits for a decision"
    return f"{undecided or 'no'} contradictions wait for a decision"
