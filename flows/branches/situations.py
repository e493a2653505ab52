"""What an analyst is told of its run, on its way from the flow process to an attempt's process.

The credential travels with it through a private socket; it is in no file, no argument list and no event.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from agents.analysts.base import Recorded, Situation
from agents.recorder import Entry
from audit import journal
from audit.errors import AuditError
from flows.choosing import ASKING
from flows.order import Order
from flows.settings import Settings

LAST_WORDS = (0.02, 10.0)
"""Of its deadline, and at most so many seconds, an analyst leaves to the end: it says itself why it did not finish."""


def told_situation(order: Order, settings: Settings, stream: str, seconds: float) -> dict[str, Any]:
    """Return a situation as JSON values; `seconds` is how long the stream may take from now on."""
    share, most = LAST_WORDS
    key = settings.claude.api_key if ASKING & _names(order, stream) else None
    return {
        "run_id": order.run_id,
        "batch_id": order.batch_id,
        "stream": stream,
        "home": str(settings.home),
        "deadline": time.monotonic() + seconds - min(seconds * share, most),
        "budget_usd": str(order.target.policy.budget_usd),
        "claude": settings.claude.public(),
        "api_key": key.get_secret_value() if key else None,
    }


def _names(order: Order, stream: str) -> frozenset[str]:
    """Whoever has no question to ask is not told the credential."""
    return frozenset({order.choice.of(stream)}) if stream else order.choice.names()


def situation(told: Mapping[str, Any]) -> Situation:
    """Return the situation that was told."""
    return Situation(
        run_id=told["run_id"],
        batch_id=told["batch_id"],
        stream=told["stream"],
        home=Path(told["home"]),
        deadline=told["deadline"],
        budget_usd=Decimal(told["budget_usd"]),
        claude=told["claude"],
        api_key=SecretStr(told["api_key"]) if told["api_key"] else None,
        recorded=recorded(Path(told["home"])),
    )


def recorded(home: Path) -> Recorded:
    """Return what reads a stream of an earlier run back, for an analyst that repeats it."""

    def read(run_id: str, stream: str) -> list[Entry]:
        try:
            events = journal.read(home, run_id, stream)
        except AuditError as problem:
            raise LookupError(str(problem)) from problem
        if not events:
            raise LookupError(f"run {run_id} has no journal of {stream}")
        origins = [e.attributes.get("reused_run_id") for e in events if e.event_type == "branch.started"]
        if origins and origins[-1] not in {None, run_id}:  # taken over: the answers lie where they were given
            return read(origins[-1], stream)
        return [Entry(event.event_type, event.attributes, event.texts) for event in events]

    return read
