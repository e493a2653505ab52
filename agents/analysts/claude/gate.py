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

PAUSE = 0.01
"""Seconds between two looks at what somebody else holds; grows to the fivefold."""


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


class End(NamedTuple):
    """What became of an attempt."""

    kind: FailureKind | None
    usage: Usage | None
    """As far as told."""
    charged: Decimal
    said: Mapping[str, str]
    """The answer's headers."""
    sent: bool
    taken: bool
    """Whether the server took it on: what it refuses does not count against the limits."""


class _Wait(NamedTuple):
    """Not yet, and why."""

    why: str
    kind: FailureKind = FailureKind.DEADLINE
    """What it is where the deadline comes first."""
    seconds: float | None = None
    """None: look again soon."""


class Gate:
    """The gate of one caller; all callers of the machine share what is behind it."""

    def __init__(self, settings: ClaudeSettings) -> None:
        self._shared = Shared(settings.state_dir)
        self._limiter = Limiter(self._shared, settings)
        self._breaker = Breaker(self._shared, settings.pool, settings.circuit_pause)
        self._budget = Budget(self._shared, settings)
        self._stops = Stops(self._shared, settings)
        self._queue = asyncio.Lock()
        """Of the tasks of this process only the first looks for a place."""

    async def admit(self, size: Size, until: float) -> Admission:
        """Return the leave to send; raise CallFailed where there is none before `until`, a time.monotonic()."""
        reservation = await _until_given(lambda: self._reserved(size), until)
        slot: int | None = None
        try:
            slot = await self._placed(until)
            booked = await self._booked(size, until)
        except BaseException:
            with self._shared.transaction():
                self._budget.settle(reservation, Decimal(0))
                if slot is not None:
                    self._limiter.give_slot(slot)
            raise
        return Admission(size, reservation, slot, booked)

    def _stopped(self) -> CallFailed | None:
        stop = self._stops.found()
        return CallFailed(stop.kind, f"not sent, as all sending has stopped: {stop.detail}") if stop else None

    def _reserved(self, size: Size) -> str | _Wait | CallFailed:
        """Return the reservation, or why there is none: all in one transaction, as others ask as well."""
        with self._shared.transaction():
            stopped = self._stopped()
            if stopped:
                return stopped
            wait = self._breaker.wait()
            if wait > 0:
                return _Wait("most of the last attempts failed", FailureKind.CIRCUIT_OPEN, wait)
            found = self._budget.reserve(size.ceiling_usd)
            if not isinstance(found, Refused):
                return found
            if found.later:
                return _Wait("the rest of the budget is set aside for requests under way")
            if POLICY[found.kind].stops_batch:
                self._stops.stop(found.kind, found.detail)
            return CallFailed(found.kind, found.detail)

    async def _placed(self, until: float) -> int:
        full = _Wait("all places in flight are taken")
        try:
            await asyncio.wait_for(self._queue.acquire(), max(0.0, until - time.monotonic()))
        except TimeoutError:
            raise _late(full) from None
        try:
            return await _until_given(lambda: self._limiter.take_slot() or full, until)
        finally:
            self._queue.release()

    async def _booked(self, size: Size, until: float) -> Need:
        with self._shared.transaction():
            need = self._limiter.need(size.body_bytes, size.max_tokens)
            wait = self._limiter.book(need, until - time.monotonic())
            stopped = self._stopped()
        if stopped:
            raise stopped
        if wait is None:
            raise _late(_Wait("the limits leave no room"))
        await asyncio.sleep(wait)
        while (closed := self._limiter.closed()) > 0:
            await _sleep(_Wait("the server wants to hear from nobody", seconds=closed), closed, until)
        stopped = self._stopped() if wait else None
        if stopped:
            raise stopped
        return need

    async def sending(self, admission: Admission, until: float) -> None:
        """Say that the request goes out now; raise CallFailed where the minute has no room for it before `until`."""
        while (wait := self._gone(admission)) > 0:
            await _sleep(_Wait("the minute has no room"), wait, until)

    def _gone(self, admission: Admission) -> float:
        with self._shared.transaction():
            wait = self._limiter.go()
            if wait == 0:
                self._budget.sending(admission.reservation, admission.size.input_usd)
            return wait

    def ended(self, admission: Admission, end: End) -> None:
        """Give back what the attempt did not use, and let the others know how it went."""
        with self._shared.transaction():
            self._budget.settle(admission.reservation, end.charged)
            self._limiter.give_slot(admission.slot)
            self._limiter.settle(admission.booked, _used(admission.booked, end), end.said)
            if end.sent and end.kind is not FailureKind.DEADLINE:
                self._breaker.tell(end.kind is not None and POLICY[end.kind].counts)
            if end.usage and end.kind is None:
                self._limiter.went_well()
                self._limiter.measure(admission.size.body_bytes, end.usage.prompt_tokens, end.usage.output_tokens)

    def complained(self, seconds: float) -> None:
        """The server said too many requests: nobody sends for so long."""
        self._limiter.complained(seconds)

    def stop(self, kind: FailureKind, detail: str) -> None:
        """Nobody sends any more in this night, or run."""
        self._stops.stop(kind, detail)

    def close(self) -> None:
        """Give everything back."""
        self._shared.close()


def _used(booked: Need, end: End) -> Need:
    if not end.sent:
        return Need(0, 0, 0)
    if end.usage:
        return Need(1, end.usage.prompt_tokens - end.usage.cache_read_input_tokens, end.usage.output_tokens)
    return booked if end.taken else Need(1, 0, 0)


async def _until_given(ask: Callable[[], T | _Wait | CallFailed], until: float) -> T:
    pause = PAUSE
    while True:
        given = ask()
        if isinstance(given, CallFailed):
            raise given
        if not isinstance(given, _Wait):
            return given
        seconds = pause * random.uniform(0.5, 1) if given.seconds is None else given.seconds  # noqa: S311 -- spreads
        await _sleep(given, seconds, until)
        pause = min(pause * 1.1, PAUSE * 5)


async def _sleep(wait: _Wait, seconds: float, until: float) -> None:
    if time.monotonic() + seconds >= until:
        raise _late(wait)
    await asyncio.sleep(seconds)


def _late(wait: _Wait) -> CallFailed:
    return CallFailed(wait.kind, f"not sent before the deadline: {wait.why}")
