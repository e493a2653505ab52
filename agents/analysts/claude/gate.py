"""What every attempt passes before it is sent: stop, circuit, budget, a place in flight, its turn."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar

from agents.analysts.claude.breaker import Breaker
from agents.analysts.claude.budget import Budget, Refused
from agents.analysts.claude.failures import POLICY, CallFailed, FailureKind
from agents.analysts.claude.limiter import Limiter, Need
from agents.analysts.claude.pricing import Usage
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.shared import Shared
from agents.analysts.claude.stops import Stops

PAUSE = 0.02
"""Seconds between two looks at a place that somebody else holds; grows to the tenfold."""


class Size(NamedTuple):
    """How large a request is, and what it can cost."""

    body_bytes: int
    max_tokens: int
    ceiling_usd: Decimal
    input_usd: Decimal
    """Billed as soon as it was sent."""


T = TypeVar("T")


class Admission(NamedTuple):
    """The leave to send one attempt."""

    size: Size
    reservation: str
    slot: int
    booked: Need


class Gate:
    """The gate of one caller; all callers of the machine share what is behind it."""

    def __init__(self, settings: ClaudeSettings) -> None:
        self._settings = settings
        self._shared = Shared(settings.state_dir)
        self._limiter = Limiter(self._shared, settings)
        self._breaker = Breaker(self._shared, settings.pool, settings.circuit_pause)
        self._budget = Budget(self._shared, settings)
        self._stops = Stops(self._shared, settings)

    async def admit(self, size: Size, until: float) -> Admission:
        """Return the leave to send; raise CallFailed where there is none before `until`, a time.monotonic()."""
        self._check_stop()
        while (wait := self._breaker.wait()) > 0:
            await _sleep(wait, until, "most of the last attempts failed", FailureKind.CIRCUIT_OPEN)
        reservation = await self._reserved(size, until)
        slot: int | None = None
        try:
            slot = await _until_given(self._limiter.take_slot, until, "all places in flight are taken")
            booked = await self._booked(size, until)
            self._check_stop()
        except BaseException:
            self._budget.settle(reservation, Decimal(0))
            if slot is not None:
                self._limiter.give_slot(slot)
            raise
        return Admission(size, reservation, slot, booked)

    def _check_stop(self) -> None:
        stop = self._stops.found()
        if stop:
            raise CallFailed(stop.kind, f"not sent, as all sending has stopped: {stop.detail}")

    async def _reserved(self, size: Size, until: float) -> str:
        def reserve() -> str | None:
            found = self._budget.reserve(size.ceiling_usd)
            if not isinstance(found, Refused):
                return found
            if found.later:
                return None
            if POLICY[found.kind].stops_batch:
                self._stops.stop(found.kind, found.detail)
            raise CallFailed(found.kind, found.detail)

        return await _until_given(reserve, until, "the rest of the budget is set aside for requests under way")

    async def _booked(self, size: Size, until: float) -> Need:
        need = self._limiter.need(size.body_bytes, size.max_tokens)
        wait = self._limiter.book(need, until - time.monotonic())
        if wait is None:
            raise CallFailed(FailureKind.DEADLINE, "not sent: the limits leave no room before the deadline")
        await asyncio.sleep(wait)
        while (closed := self._limiter.closed()) > 0:
            await _sleep(closed, until, "the server wants to hear from nobody")
        return need

    def sending(self, admission: Admission) -> None:
        """Say that the request goes out now."""
        self._budget.sending(admission.reservation, admission.size.input_usd)

    def ended(
        self,
        admission: Admission,
        kind: FailureKind | None,
        usage: Usage | None,
        charged: Decimal,
        said: Mapping[str, str],
        sent: bool,
    ) -> None:
        """Give back what the attempt did not use, and let the others know how it went."""
        self._budget.settle(admission.reservation, charged)
        self._limiter.give_slot(admission.slot)
        used = Need(1, usage.prompt_tokens - usage.cache_read_input_tokens, usage.output_tokens) if usage else None
        self._limiter.settle(admission.booked, used or admission.booked._replace(input=0, output=0), said)
        if sent and kind is not FailureKind.DEADLINE:
            self._breaker.tell(kind is not None and POLICY[kind].counts)
        if usage and kind is None:
            self._limiter.went_well()
            self._limiter.measure(admission.size.body_bytes, usage.prompt_tokens, usage.output_tokens)

    def complained(self, seconds: float) -> None:
        """The server said too many requests: nobody sends for so long."""
        self._limiter.complained(seconds)

    def stop(self, kind: FailureKind, detail: str) -> None:
        """Nobody sends any more in this night, or run."""
        self._stops.stop(kind, detail)

    def close(self) -> None:
        """Give everything back."""
        self._shared.close()


async def _until_given(ask: Callable[[], T | None], until: float, why: str) -> T:
    pause = PAUSE
    while (given := ask()) is None:
        await _sleep(pause * random.uniform(0.5, 1), until, why)  # noqa: S311 -- spreads, guards nothing
        pause = min(pause * 1.2, PAUSE * 10)
    return given


async def _sleep(seconds: float, until: float, why: str, kind: FailureKind = FailureKind.DEADLINE) -> None:
    if time.monotonic() + seconds >= until:
        raise CallFailed(kind, f"not sent before the deadline: {why}")
    await asyncio.sleep(seconds)
