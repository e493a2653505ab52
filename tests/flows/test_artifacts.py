"""What a run shows in the Prefect UI says things as the report says them."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from audit import journal
from flows import reporting, servers, settings
from flows.carrying import Carried, carry_out
from flows.order import Order
from flows.rendering import Rendered
from flows.watchlist import chosen, target_of
from reports import record


@pytest.fixture
def artifacts() -> Any:
    """The module, imported late: Prefect reads its settings when it is imported."""
    servers.quiet()
    from flows import artifacts  # noqa: PLC0415

    return artifacts


@pytest.fixture
def disagreeing(stage: Path, monkeypatch: pytest.MonkeyPatch) -> Carried:
    """A run with two contradictions, rendered as nothing."""

    async def blank(home: Path, page: Any, *_: Any) -> Rendered:
        page.path.write_bytes(b"")
        return Rendered(page.path, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 1, ())

    monkeypatch.setenv("DILIGENCE_ANALYST", "misbehaving:disagreeing")
    monkeypatch.setattr(reporting, "render", blank)
    current = settings.current()
    entry = chosen("acme", current)
    order = Order(target_of(entry, current), entry.room, journal.new_run_id(), current.analyst, "a test")
    return asyncio.run(carry_out(order, current))


def test_the_summary_names_items_as_the_report_does(disagreeing: Carried, artifacts: Any) -> None:
    """C-1 and C-2 instead of ids, words instead of names of the code, and how to go on."""
    named, rows = artifacts._numbered(settings.current(), disagreeing.order.run_id)
    told = artifacts.summary(disagreeing, named)
    assert [row["no."] for row in rows] == ["C-1", "C-2"]
    assert "proceed with conditions; 2 contradictions wait for a decision." in told
    assert "| financial | red | complete | open: C-1, C-2 |" in told
    assert artifacts.HOW_TO_DECIDE in told
    assert not any(row["id"] in told for row in rows)


def test_a_contradiction_is_told_in_words(disagreeing: Carried, artifacts: Any) -> None:
    """Its title is the report's, both quotes stand beside their documents, and the whole id is there to decide it."""
    _, rows = artifacts._numbered(settings.current(), disagreeing.order.run_id)
    assert {row["about"] for row in rows} == {"First of Target, 2024", "Second of Target, 2024"}
    own = record.load(settings.current().home, disagreeing.order.run_id).synthesis
    assert own is not None
    assert artifacts.row("C-1", own.contradictions[0], "Target")["about"] == "First, 2024"
    assert all("“" in rows[0][side] for side in ("first", "second"))
    assert len(rows[0]["id"]) == 16


def test_a_run_whose_contradictions_cannot_be_read_still_has_a_summary(
    disagreeing: Carried, artifacts: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What hinders the report must not take away the page that says why there is none."""

    def broken(*_: object) -> None:
        raise ValueError("no numbers")

    monkeypatch.setattr(artifacts, "key_figures", broken)
    monkeypatch.setattr(artifacts, "get_run_logger", lambda: logging.getLogger("test"))
    named, rows = artifacts._numbered(settings.current(), disagreeing.order.run_id)
    assert rows == []
    assert disagreeing.order.target.name in artifacts.summary(disagreeing, named)
    assert "no numbers" in caplog.text


def test_a_finished_run_is_shown_as_finished(artifacts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last step is shown though the run does not wait for the steps before it."""
    sent: list[tuple[float, str]] = []

    async def create(share: float, key: str, description: str) -> UUID:
        sent.append((share, description))
        return UUID(int=1)

    async def update(artifact: UUID, share: float, description: str) -> None:
        sent.append((share, description))

    async def two_steps() -> None:
        async with artifacts.Progress(2) as progress:
            progress.step("one")
            progress.step("two")

    monkeypatch.setattr(artifacts, "acreate_progress_artifact", create)
    monkeypatch.setattr(artifacts, "aupdate_progress_artifact", update)
    asyncio.run(two_steps())
    assert sent[-1] == (100.0, "two")
