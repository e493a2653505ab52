"""Failures that concern everybody end the sending: of the run, of the night, and what is finished is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from acme import make_room
from messages_api.running import Running

from agents.records import BRANCHES
from audit import journal
from flows.carrying import Carried
from reports import record
from reports.record import RunRecord

Carry = Callable[..., Carried]
CALLS = len(BRANCHES) + 1
"""Of one target: five branches and the synthesis."""
STOPPING = {
    "spend_limit": "spend_limit", "own_spend_limit": "spend_limit", "billing": "spend_limit", "unauthorized": "auth",
    "forbidden": "auth", "model_missing": "model_missing", "bad_request": "bad_request",
}  # fmt: skip


@pytest.mark.parametrize("fault", STOPPING)
def test_nobody_sends_after_a_failure_that_concerns_everybody(fault: str, claude: Running, carry: Carry) -> None:
    """No more than the requests already under way, one of each branch; no second attempt, no synthesis."""
    claude.scenarios({"do": fault})
    carried = carry()
    assert {one.kind for one in carried.settled} == {STOPPING[fault]}
    assert {one.outcome for one in carried.settled} <= {"failed", "not_attempted"}
    assert 1 <= len(claude.requests()) <= len(BRANCHES)
    assert carried.state.name == "Stopped"


def test_a_budget_of_a_target_refuses_before_sending(claude: Running, carry: Carry, stage: Path) -> None:
    """Of five branches only those are sent that the rest of the budget covers, and the sum stays below it."""
    carried = carry(budget_usd=Decimal("0.10"))
    costs = _costs(stage / "home", carried.order.run_id)
    refused = [one for one in carried.settled if one.kind == "target_budget"]
    assert sum(costs) <= Decimal("0.10")
    assert 0 < len(costs) == len(claude.requests())
    assert 0 < len(refused) < len(BRANCHES)
    worked = len(BRANCHES) - len(refused)
    assert len(costs) - worked in (0, 1), "the look over the branches is sent where the rest covers it"


def test_a_budget_too_small_for_one_request_sends_nothing(claude: Running, carry: Carry) -> None:
    """Every branch says that its call was refused, and why."""
    carried = carry(budget_usd=Decimal("0.001"))
    assert {(one.outcome, one.kind) for one in carried.settled} == {("failed", "target_budget")}
    assert claude.requests() == []


@pytest.mark.server
@pytest.mark.usefixtures("prefect_server")
def test_a_night_stops_and_keeps_what_is_finished(claude: Running, stage: Path) -> None:
    """The first target is assessed; after the spending limit in the second nothing is sent for the third."""
    _watchlist(stage, "acme", "beta", "gamma")
    claude.scenarios({"do": "spend_limit", "skip": CALLS})
    state = _night()
    assert (state.name, state.type.value) == ("Stopped", "FAILED")
    assert "spend_limit" in state.message
    assert CALLS < len(claude.requests()) <= 2 * CALLS
    first = _runs(stage / "home")["acme"]
    assert {result.outcome for result in first.results.values()} == {"complete"}


@pytest.mark.server
@pytest.mark.usefixtures("prefect_server")
def test_a_night_that_was_stopped_goes_on_where_it_stopped(claude: Running, stage: Path) -> None:
    """Once the cause is gone the same night assesses what is missing, and asks nothing twice."""
    _watchlist(stage, "acme", "beta")
    claude.scenarios({"do": "spend_limit", "skip": CALLS})
    assert _night().name == "Stopped"
    before = len(claude.requests())
    claude.scenarios()
    assert _night().name == "AllAssessed"
    assert len(claude.requests()) - before <= CALLS


@pytest.mark.server
@pytest.mark.usefixtures("prefect_server")
def test_a_nights_budget_ends_in_mid_batch(claude: Running, stage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was spent stays below the ceiling; the first target is whole, and the state says why the rest is not."""
    _watchlist(stage, "acme", "beta", "gamma")
    ceiling = Decimal("0.15")
    monkeypatch.setenv("DILIGENCE_CLAUDE__NIGHT_BUDGET_USD", str(ceiling))
    state = _night()
    runs = _runs(stage / "home")
    spent = [cost for run in runs.values() for cost in _costs(stage / "home", run.run_id)]
    assert (state.name, "night_budget" in state.message) == ("Stopped", True)
    assert sum(spent) <= ceiling
    assert CALLS <= len(spent) == len(claude.requests()) < 3 * CALLS
    assert {result.outcome for result in runs["acme"].results.values()} == {"complete"}


def _watchlist(stage: Path, *names: str) -> None:
    for name in names:
        make_room(stage / "rooms" / name)
    (stage / "watchlist.yaml").write_text("targets:\n" + "".join(f"  - {name}\n" for name in names))


def _night() -> Any:
    """Carry out a night, one target after the other, and return its state."""
    from flows.nightly import nightly  # noqa: PLC0415 -- Prefect reads its settings when it is imported

    async def carried() -> Any:
        called: Any = nightly(night="2024-05-01", width=1, return_state=True)
        return await called

    return asyncio.run(carried())


def _runs(home: Path) -> dict[str, RunRecord]:
    """Return the runs of targets by name."""
    ids = [run_id for run_id in journal.runs(home) if "run" in journal.streams(home, run_id)]
    return {one.target.name: one for one in (record.load(home, run_id) for run_id in ids)}


def _costs(home: Path, run_id: str) -> list[Decimal]:
    """Return the cost of every attempt of a run that was sent, by its trail."""
    ended = [e for e in journal.read(home, run_id) if e.event_type in {"model.answered", "model.failed"}]
    return [Decimal(e.attributes["cost_usd"]) for e in ended if e.attributes["sent"]]
