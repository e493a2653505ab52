"""Every way a call fails, in a run: outcome and kind of the branch, its requests, and an undisturbed sibling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from acme import of
from messages_api.running import Running

from agents.records import BRANCHES, Branch
from audit import journal
from flows.carrying import Carried

Carry = Callable[..., Carried]


class Case(NamedTuple):
    """A fault of one branch, and what its policy makes of it."""

    scenario: dict[str, Any]
    outcome: str
    kind: str | None
    requests: int
    """That reach the server; the setting allows three attempts."""


PASSING = {
    "rate_limit": Case({"do": "rate_limit", "times": 1}, "complete", None, 2),
    "overloaded": Case({"do": "overloaded", "times": 2}, "complete", None, 3),
    "server_error": Case({"do": "server_error", "times": 1}, "complete", None, 2),
    "bad_gateway": Case({"do": "bad_gateway", "times": 1}, "complete", None, 2),
    "dropped": Case({"do": "dropped", "times": 1}, "complete", None, 2),
    "cut_stream": Case({"do": "cut_stream", "times": 1}, "complete", None, 2),
    "clean_cut": Case({"do": "clean_cut", "times": 1, "after": 4}, "complete", None, 2),
    "stream_error": Case({"do": "stream_error", "times": 1}, "complete", None, 2),
    "stalled": Case({"do": "stalled", "times": 1, "seconds": 30}, "complete", None, 2),
    "truncated": Case({"do": "truncated", "times": 1}, "complete", None, 2),
    "prose": Case({"do": "prose", "times": 1}, "complete", None, 2),
    "too_complex": Case({"do": "too_complex", "lacks": "JSON Schema"}, "complete", None, 2),
    "empty_body": Case({"do": "empty_body", "times": 1}, "complete", None, 2),
    "half_head": Case({"do": "half_head", "times": 1}, "complete", None, 2),
    "thinking": Case({"do": "thinking"}, "complete", None, 1),
}
STAYING = {
    "rate_limit": Case({"do": "rate_limit"}, "failed", "rate_limit", 3),
    "overloaded": Case({"do": "overloaded"}, "failed", "overloaded", 3),
    "server_error": Case({"do": "server_error"}, "failed", "server_error", 3),
    "cut_stream": Case({"do": "cut_stream"}, "failed", "transport", 3),
    "stalled": Case({"do": "stalled", "seconds": 30}, "failed", "timeout", 3),
    "truncated": Case({"do": "truncated"}, "failed", "truncated", 2),
    "refused": Case({"do": "refused", "value": "bio"}, "failed", "refused", 1),
    "refused_midway": Case({"do": "refused_midway", "value": "cyber"}, "failed", "refused", 1),
    "garbled": Case({"do": "garbled"}, "failed", "transport", 3),
    "clean_cut": Case({"do": "clean_cut", "after": 4}, "failed", "transport", 3),
    "fabricated": Case({"do": "fabricated_quotes"}, "failed", "bad_output", 1),
    "empty_success": Case({"do": "empty_success"}, "failed", "bad_output", 2),
}
GROUPS = 4
"""Branches that fail in one run; the fifth is the sibling."""
SIBLING: Branch = BRANCHES[-1]
FOUND = {"claim.recorded", "finding.recorded", "calculation.recorded", "branch.finished"}


def grouped(cases: dict[str, Case]) -> list[dict[Branch, str]]:
    """Return runs in each of which four branches fail, every one in another way."""
    names = list(cases)
    return [dict(zip(BRANCHES, names[at : at + GROUPS], strict=False)) for at in range(0, len(names), GROUPS)]


@pytest.fixture(autouse=True)
def impatient(claude: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that falls silent is given up after two seconds."""
    monkeypatch.setenv("DILIGENCE_CLAUDE__READ_TIMEOUT", "2")


@pytest.fixture(scope="module")
def undisturbed() -> list[Any]:
    """What the sibling records in a run where nothing fails, made by the first test that asks."""
    return []


@pytest.mark.parametrize("faults", grouped(PASSING), ids=lambda faults: "-".join(faults.values()))
def test_what_passes_leaves_no_gap(faults: dict[Branch, str], claude: Running, carry: Carry, stage: Path) -> None:
    """Each fault costs the attempts its policy allows, and the branch is complete."""
    play(claude, faults, PASSING)
    verify(faults, PASSING, claude, carry(), stage / "home")


@pytest.mark.parametrize("faults", grouped(STAYING), ids=lambda faults: "-".join(faults.values()))
def test_what_stays_fails_its_branch_alone(
    faults: dict[Branch, str], claude: Running, carry: Carry, stage: Path, undisturbed: list[Any]
) -> None:
    """Each fault fails its branch by its kind, and the sibling records what it records without them."""
    if not undisturbed:
        undisturbed.extend(recorded(stage / "home", carry().order.run_id))
        claude.reset()
    play(claude, faults, STAYING)
    carried = carry()
    verify(faults, STAYING, claude, carried, stage / "home")
    assert recorded(stage / "home", carried.order.run_id) == undisturbed


def play(claude: Running, faults: dict[Branch, str], cases: dict[str, Case]) -> None:
    """Let each branch's requests go wrong in its own way."""
    claude.scenarios(*({**cases[name].scenario, "contains": of(branch)} for branch, name in faults.items()))


def verify(faults: dict[Branch, str], cases: dict[str, Case], claude: Running, carried: Carried, home: Path) -> None:
    """Compare outcome, kind and requests of every branch with the table, and the trail with what the server saw."""
    settled = {one.branch: (one.outcome, one.kind) for one in carried.settled}
    expected = {branch: (cases[name].outcome, cases[name].kind) for branch, name in faults.items()}
    assert settled == {**dict.fromkeys(BRANCHES, ("complete", None)), **expected}
    for branch, name in faults.items():
        asked = [one for one in claude.requests() if of(branch) in str(one["body"]["system"])]
        events = journal.read(home, carried.order.run_id, branch)
        sent = [one for one in events if one.event_type == "model.requested"]
        ended = [one for one in events if one.event_type in {"model.answered", "model.failed"}]
        assert (branch, len(asked), len(sent), len(ended)) == (branch, *[cases[name].requests] * 3)


def recorded(home: Path, run_id: str) -> list[Any]:
    """Return what the sibling found, without what differs from run to run."""
    found = journal.read(home, run_id, SIBLING)
    return [(e.event_type, e.attributes, e.texts) for e in found if e.event_type in FOUND]
