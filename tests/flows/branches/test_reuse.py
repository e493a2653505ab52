"""Branches taken over from an earlier run: only on the same inputs, whole, and named."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from agents.records import BRANCHES, Policy, Target
from audit import erasure, journal
from audit.journal import new_run_id
from flows import settings
from flows.carrying import PLAIN, Carried, carry_out
from flows.order import Order
from flows.reporting import Closing, Report
from reports import record

Carry = Callable[..., Carried]


async def unrendered(closing: Closing, current: settings.Settings) -> Report:
    """Leave the report out."""
    return Report(None, problem="not asked for")


@pytest.fixture
def carry(stage: Path) -> Carry:
    """Carry out a run of the room by rules, without Prefect and report."""

    def carried(analyst: str = "rules", fresh: bool = False, **policy: object) -> Carried:
        target = Target(name="Acme", policy=Policy.model_validate(policy))
        order = Order(target, stage / "rooms" / "acme", new_run_id(), analyst, "a test", fresh=fresh)
        return asyncio.run(carry_out(order, settings.current(), PLAIN._replace(close=unrendered)))

    return carried


def taken(carried: Carried) -> dict[str, str | None]:
    """Return the earlier run of every branch."""
    return {one.branch: one.reused_run_id for one in carried.settled}


def test_branches_whose_documents_did_not_change_are_taken_over(stage: Path, carry: Carry) -> None:
    """The changed branch is worked, the others are the earlier run's, claim by claim, in a journal of this run."""
    first = carry()
    (stage / "rooms" / "acme" / "press" / "note.txt").write_text("In 2025 there were 13 things of press.\n")
    second = carry()
    origin = first.order.run_id
    assert taken(second) == {branch: None if branch == "press" else origin for branch in BRANCHES}
    before, after = (record.load(stage / "home", one.order.run_id) for one in (first, second))
    for branch in BRANCHES:
        assert (after.results[branch].work == before.results[branch].work) is (branch != "press")
        assert after.results[branch].reused_run_id == taken(second)[branch]
    assert set(journal.streams(stage / "home", second.order.run_id)) >= set(BRANCHES)


def test_what_was_taken_over_twice_names_the_run_that_worked_it(carry: Carry) -> None:
    """A reader is led to the run with the calls and the attempts, not to a copy of it."""
    first = carry()
    carry()
    assert set(taken(carry()).values()) == {first.order.run_id}


@pytest.mark.parametrize(
    "change",
    [
        lambda carry, room, monkeypatch: carry(fresh=True),
        lambda carry, room, monkeypatch: carry(branch_deadline=77),
        lambda carry, room, monkeypatch: carry("misbehaving:well"),
        lambda carry, room, monkeypatch: (monkeypatch.setenv("DILIGENCE_MEMORY_MB", "2000"), carry())[1],
    ],
    ids=["asked to", "policy", "analyst", "settings"],
)
def test_nothing_is_taken_over_from_other_inputs(
    change: Callable[..., Carried], stage: Path, carry: Carry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Policy, analyst and settings decide a result as the documents do; and a person may want it worked again."""
    carry()
    assert set(taken(change(carry, stage / "rooms" / "acme", monkeypatch)).values()) == {None}


def test_results_of_somebodys_own_analyst_are_never_taken_over(carry: Carry) -> None:
    """Nobody here can see whether its code changed."""
    carry("misbehaving:well")
    assert set(taken(carry("misbehaving:well")).values()) == {None}


def test_an_attempt_with_an_erased_text_is_not_taken_over(stage: Path, carry: Carry) -> None:
    """What was erased from one run does not go missing in the next one unseen."""
    first = carry()
    events = journal.read(stage / "home", first.order.run_id, "patent")
    place = next(e.seq for e in events if e.event_type == "claim.recorded")
    erasure.erase(stage / "home", erasure.Place(first.order.run_id, "patent", 1, place), "A. Person", "asked to")
    assert taken(carry())["patent"] is None


def test_a_branch_that_was_taken_over_is_read_back_when_the_run_is_taken_up(stage: Path, carry: Carry) -> None:
    """The run goes on with what it has, and still says whose it is."""
    first, second = carry(), carry()
    again = asyncio.run(carry_out(second.order, settings.current(), PLAIN._replace(close=unrendered)))
    assert set(taken(again).values()) == {first.order.run_id}
    assert [journal.streams(stage / "home", second.order.run_id)[b] for b in BRANCHES] == [[1]] * 5
