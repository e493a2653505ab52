"""A room whose documents state figures, and runs on it with Claude behind the test server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from acme import make_room
from messages_api.running import KEY, Running

from agents.records import BRANCHES, Policy, Target
from audit.journal import new_run_id
from flows import settings
from flows.carrying import PLAIN, Carried, carry_out
from flows.order import Order
from flows.reporting import Closing, Report

Carry = Callable[..., Carried]


@pytest.fixture
def claude(stage: Path, messages_api: Running, monkeypatch: pytest.MonkeyPatch) -> Running:
    """The server, and settings by which every branch of the room `acme` is worked with it; retries do not wait."""
    for branch in BRANCHES:
        (stage / "rooms" / "acme" / branch / "note.txt").unlink()
    make_room(stage / "rooms" / "acme")
    quick = {"ATTEMPTS": "3", "RETRY_DELAY": "0.01", "READ_TIMEOUT": "30", "MAX_TOKENS": "8000"}
    reached = {"BASE_URL": messages_api.url, **quick}
    for name, value in {"ANALYST": "claude", **{f"CLAUDE__{k}": v for k, v in reached.items()}}.items():
        monkeypatch.setenv(settings.PREFIX + name, value)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    return messages_api


async def unrendered(closing: Closing, settings: settings.Settings) -> Report:
    """Leave the report out: it takes seconds, and most of what is asked here is not in it."""
    return Report(None, problem="not asked for")


UNRENDERED = PLAIN._replace(close=unrendered)


@pytest.fixture
def carry(stage: Path, claude: Running) -> Carry:
    """Carry out a run on the room without Prefect and without its report; settings come from the environment."""

    def carried(run_id: str = "", room: Path = stage / "rooms" / "acme", **policy: object) -> Carried:
        current = settings.current()
        target = Target(name="Acme Instruments", policy=Policy.model_validate({"branch_deadline": 60, **policy}))
        order = Order(target, room, run_id or new_run_id(), current.analyst, "a test", fresh=True)
        return asyncio.run(carry_out(order, current, UNRENDERED))

    return carried
