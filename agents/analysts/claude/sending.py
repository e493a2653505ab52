"""The attempts of one turn: retried with growing pauses, as long as policy and deadline allow."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple, cast

from agents.analysts.claude.attempt import Attempt, Sent, Tools, Turn, told
from agents.analysts.claude.classify import classify, retry_after
from agents.analysts.claude.client import system_of, tools_of
from agents.analysts.claude.failures import POLICY, CallFailed, FailureKind
from agents.analysts.claude.pricing import Usage
from agents.analysts.claude.recording import Ended

LONGEST_DELAY = 30.0


class Spent(NamedTuple):
    """What the attempts so far took."""

    attempts: int = 0
    usage: Usage = Usage()
    cost: Decimal | None = Decimal(0)
    """None where one is unpriced or its cost unknown."""

    def plus(self, ended: Ended) -> Spent:
        """Return it with one more attempt."""
        usage = self.usage.plus(ended.usage) if ended.usage else self.usage
        cost = None if self.cost is None or ended.cost_usd is None else self.cost + ended.cost_usd
        return Spent(self.attempts + 1, usage, cost)


class Sender:
    """Sends turns; one for each caller."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._settings = tools.settings

    async def send(self, turn: Turn, spent: Callable[[Ended], None]) -> Sent:
        """Return the first whole message; `spent` is told of every attempt that was sent. Raises CallFailed."""
        number = 0
        while True:
            attempt = Attempt(self._tools, turn, turn.about.http_attempt + number)
            number += 1
            try:
                return await attempt.made()
            except CallFailed as failed:
                delay = self._delay(failed.kind, attempt, number)
                if POLICY[failed.kind].action != "retry" or number == self._settings.attempts:
                    raise
                self._check(delay, attempt, failed, turn.until)
            finally:
                if attempt.exchange.sent:
                    spent(attempt.ended)
            await asyncio.sleep(delay)

    def _delay(self, kind: FailureKind, attempt: Attempt, number: int) -> float:
        """Return the seconds before the next attempt; too many requests hold everybody back as long."""
        asked = retry_after(attempt.exchange.headers)
        longest = min(LONGEST_DELAY, self._settings.retry_delay * 2 ** (number - 1))
        spread = random.uniform(1, 1.25) if asked else random.uniform(0.5, 1)  # noqa: S311 -- spreads, guards nothing
        if kind is FailureKind.RATE_LIMIT:
            self._tools.gate.complained(min(asked or longest, self._settings.max_retry_after))
        return (asked or longest) * spread

    def _check(self, delay: float, attempt: Attempt, failed: CallFailed, until: float) -> None:
        """Raise where the server asks for too long a pause, or the deadline comes first."""
        asked = retry_after(attempt.exchange.headers)
        if asked is not None and asked > self._settings.max_retry_after:
            raise CallFailed(failed.kind, f"the server asks to wait {asked:.0f} s, more than allowed")
        if time.monotonic() + delay >= until:
            detail = f"the next attempt, in {delay:.1f} s, would be past it; before: {failed}"
            raise CallFailed(FailureKind.DEADLINE, detail)

    async def count_tokens(self, system: str, messages: list[dict[str, Any]], until: float) -> int:
        """Return the prompt's tokens as the server counts them. Raises CallFailed."""
        body = {"model": self._settings.model, "messages": messages, **tools_of(messages)}
        body |= system_of(system)
        try:
            async with asyncio.timeout(max(0, until - time.monotonic())):
                counted = await self._tools.connecting.client().messages.count_tokens(**cast("Any", body))
        except Exception as problem:
            raise CallFailed(classify(problem), self._tools.trail.clean(told(problem))) from None
        return counted.input_tokens
