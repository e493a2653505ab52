"""The attempts of one turn: sent, retried within the deadline, recorded one by one."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple, cast

import anthropic
from pydantic import BaseModel

from agents.analysts.claude.client import Connecting
from agents.analysts.claude.failures import POLICY, CallFailed, FailureKind, classify, retry_after
from agents.analysts.claude.messages import Folding, Message
from agents.analysts.claude.pricing import Usage, cost, price_of
from agents.analysts.claude.recording import About, Ended, RecordingFailed, Trail
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.wire import CURRENT, Exchange

LONGEST_DELAY = 30.0


class Judged(NamedTuple):
    """What is made of a whole message."""

    kind: FailureKind | None
    """None where it is the answer."""
    detail: str = ""
    category: str | None = None
    value: BaseModel | None = None


class Turn(NamedTuple):
    """One turn of a call, ready to be sent."""

    about: About
    body: dict[str, Any]
    until: float
    """A moment of time.monotonic()."""
    judge: Callable[[Message], Judged]


class Sent(NamedTuple):
    """A turn that brought a whole message."""

    message: Message
    judged: Judged


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

    def __init__(self, settings: ClaudeSettings, connecting: Connecting, trail: Trail) -> None:
        self._settings = settings
        self._connecting = connecting
        self._trail = trail
        self._price = price_of(settings.model, settings.prices)

    async def send(self, turn: Turn, spent: Callable[[Ended], None]) -> Sent:
        """Return the first whole message; `spent` is told of every attempt. Raises CallFailed."""
        for number in range(1, self._settings.attempts + 1):
            about = turn.about._replace(http_attempt=turn.about.http_attempt + number - 1)
            attempt = _Attempt(self._settings, self._connecting, self._trail, self._price, about, turn)
            try:
                return await attempt.made()
            except CallFailed as failed:
                if POLICY[failed.kind].action != "retry" or number == self._settings.attempts:
                    raise
                await self._pause(failed, attempt.exchange, number, turn.until)
            finally:
                if attempt.ended:
                    spent(attempt.ended)
        raise AssertionError("the last attempt either returns or raises")

    async def _pause(self, failed: CallFailed, exchange: Exchange, number: int, until: float) -> None:
        """Wait before the next attempt; raise where the server asks for too long or the deadline comes first."""
        asked = retry_after(exchange.headers)
        if asked is not None and asked > self._settings.max_retry_after:
            raise CallFailed(failed.kind, f"the server asks to wait {asked:.0f} s, more than allowed", failed.call_id)
        delay = min(LONGEST_DELAY, self._settings.retry_delay * 2 ** (number - 1)) * random.uniform(0.5, 1)  # noqa: S311
        if asked:
            delay = asked * random.uniform(1, 1.25)  # noqa: S311 -- spreads, guards nothing
        if time.monotonic() + delay >= until:
            detail = f"the next attempt, in {delay:.1f} s, would be past it; before: {failed}"
            raise CallFailed(FailureKind.DEADLINE, detail, failed.call_id)
        await asyncio.sleep(delay)

    async def count_tokens(self, system: str, messages: list[dict[str, Any]], until: float) -> int:
        """Return the prompt's tokens as the server counts them. Raises CallFailed."""
        body = {"model": self._settings.model, "messages": messages} | ({"system": system} if system else {})
        try:
            async with asyncio.timeout(max(0, until - time.monotonic())):
                counted = await self._connecting.client().messages.count_tokens(**cast("Any", body))
        except Exception as problem:
            raise CallFailed(classify(problem), self._trail.clean(_told(problem))) from None
        return counted.input_tokens


class _Attempt:
    """One HTTP attempt."""

    def __init__(
        self, settings: ClaudeSettings, connecting: Connecting, trail: Trail, price: Any, about: About, turn: Turn
    ) -> None:
        self._connecting, self._trail, self._price = connecting, trail, price
        self._about, self._turn = about, turn
        self._folding = Folding()
        self.exchange = Exchange(lambda one: trail.requested(about, one), settings.max_answer_mb * 2**20)
        self.ended: Ended | None = None

    async def made(self) -> Sent:
        """Make the attempt and record how it ended; raise CallFailed where it brought no whole message."""
        try:
            message = await self._within_deadline()
        except RecordingFailed:
            raise
        except asyncio.CancelledError:
            self._end(FailureKind.DEADLINE, "the caller gave up")
            raise
        except Exception as problem:
            kind, detail = classify(problem), self._trail.clean(_told(problem))
            self._end(kind, detail)
            raise CallFailed(kind, detail, self._about.call_id) from None
        judged = self._turn.judge(message)
        self._end(judged.kind, judged.detail, judged.category, message)
        return Sent(message, judged)

    async def _within_deadline(self) -> Message:
        left = self._turn.until - time.monotonic()
        try:
            async with asyncio.timeout(max(0.0, left)):
                return await self._streamed()
        except TimeoutError:
            raise TimeoutError("the deadline passed while the answer was awaited") from None

    async def _streamed(self) -> Message:
        token = CURRENT.set(self.exchange)
        try:
            stream = await self._connecting.client().messages.create(stream=True, **self._turn.body)
            async with stream:
                async for event in stream:
                    if isinstance(event, BaseModel):
                        self._folding.take(event.model_dump(warnings=False))
        finally:
            CURRENT.reset(token)
        return self._folding.whole(bytes(self.exchange.received))

    def _end(
        self, kind: FailureKind | None, detail: str, category: str | None = None, message: Message | None = None
    ) -> None:
        if not self.exchange.body:
            return  # nothing went out: the request itself could not be made
        usage = self._folding.usage
        about = self._folding.about
        self.ended = Ended(
            kind=kind.value if kind else None,
            detail=detail,
            category=category,
            message_id=str(about.get("id", "")),
            model=str(about.get("model", "")),
            stop_reason=message.stop_reason if message else None,
            usage=usage,
            cost_usd=self._cost(usage),
            priced=self._price is not None,
        )
        self._trail.ended(self._about, self.exchange, self.ended)

    def _cost(self, usage: Usage | None) -> Decimal | None:
        if usage is None:
            refused = self.exchange.status is not None and self.exchange.status >= 400
            return Decimal(0) if refused or not self.exchange.sent else None
        return cost(usage, self._price) if self._price else None


def _told(problem: BaseException) -> str:
    if isinstance(problem, anthropic.APIStatusError):
        return f"HTTP {problem.status_code}: {problem.api_message or problem}"[:2000]
    cause = f" ({type(problem.__cause__).__name__}: {problem.__cause__})" if problem.__cause__ else ""
    return f"{type(problem).__name__}: {problem}{cause}"[:2000]
