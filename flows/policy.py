"""How a run ends: the final states stated in data, the first that applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from agents.records import STOPPING, FailureKind, Judgement

StateName = Literal["Stopped", "NotAssessable", "NeedsReview", "AssessedWithGaps", "Assessed"]


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
    when: Callable[[Judgement, str], bool]
    """Told the judgement, and what stopped the sending of the whole batch."""
    event: bool = False


FINAL_STATES: tuple[Rule, ...] = (
    Rule("Stopped", "FAILED", lambda judgement, stopped: bool(stopped), event=True),
    Rule("NotAssessable", "FAILED", lambda judgement, _: judgement.recommendation == "not_assessable", event=True),
    Rule("NeedsReview", "COMPLETED", lambda judgement, _: judgement.undecided > 0, event=True),
    Rule("AssessedWithGaps", "COMPLETED", lambda judgement, _: bool(judgement.gaps)),
    Rule("Assessed", "COMPLETED", lambda judgement, _: True),
)
"""The first rule that applies names the state."""

NIGHT_STATES = ("AllAssessed", "SomeFailed", "AlreadyRunning")
"""The states a night ends in; the last one did nothing, as the night was being worked already."""


def final_state(judgement: Judgement, stopped: str = "") -> FinalState:
    """Return the state a judged run ends in; `stopped` says which failure that concerns everybody ended it early."""
    rule = next(rule for rule in FINAL_STATES if rule.when(judgement, stopped))
    tags = ("gaps",) if judgement.gaps else ()
    told = f"{stopped}\n  so far: {message(judgement)}" if stopped else message(judgement)
    return FinalState(rule.name, rule.type, tags, told, rule.event)


def stopped_by(failures: Iterable[tuple[FailureKind | None, str]]) -> str:
    """Return the first failure that concerns everybody, of those the branches and the synthesis ended with, or ""."""
    return next((f"{kind}: {told}" for kind, told in failures if kind in STOPPING), "")


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
