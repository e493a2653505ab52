"""One HTTP attempt: let through the gate, recorded before it is sent and when it ended, however it ended."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

import anthropic
import httpx2
from pydantic import BaseModel

from agents.analysts.claude.classify import classify
from agents.analysts.claude.client import Connecting
from agents.analysts.claude.failures import POLICY, CallFailed, FailureKind
from agents.analysts.claude.gate import Admission, End, Gate, Size
from agents.analysts.claude.messages import Folding, Message
from agents.analysts.claude.models import Price, dearest
from agents.analysts.claude.pricing import ceiling, cost
from agents.analysts.claude.recording import About, Ended, Trail
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.shared import StateBroken
from agents.analysts.claude.telling import RecordingFailed
from agents.analysts.claude.wire import CURRENT, Exchange

NOT_SENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
)
"""Nothing of the request can have arrived."""
DETAIL = 2000
"""Characters kept of what a server says."""


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
    size: Size
    until: float
    """A moment of time.monotonic()."""
    judge: Callable[[Message], Judged]


class Sent(NamedTuple):
    """A turn that brought a whole message."""

    message: Message
    judged: Judged


class Tools(NamedTuple):
    """What every attempt of a caller works with."""

    settings: ClaudeSettings
    connecting: Connecting
    gate: Gate
    trail: Trail
    price: Price | None
    """None: the model is unpriced."""


class Attempt:
    """One attempt at a turn."""

    def __init__(self, tools: Tools, turn: Turn, number: int) -> None:
        """`number` counts the attempts of the call, from 1."""
        self._tools, self._turn = tools, turn
        self._about = turn.about._replace(http_attempt=number)
        self._folding = Folding()
        self._admission: Admission | None = None
        self.exchange = Exchange(self._sending, tools.settings.max_answer_mb * 2**20)
        self.ended = Ended(FailureKind.BUG.value)
        """How it ended, once it has."""

    async def made(self) -> Sent:
        """Make the attempt and record how it ended; raise CallFailed where it brought no whole message."""
        try:
            message = await self._within_deadline()
        except asyncio.CancelledError as cancelled:
            await self._end(FailureKind.DEADLINE, "the caller gave up", problem=cancelled)
            raise
        except RecordingFailed as problem:
            self._give_back(None, problem)
            raise
        except Exception as problem:
            raise await self._failed(_own(problem)) from None
        judged = self._turn.judge(message)
        await self._end(judged.kind, judged.detail, judged.category, message)
        return Sent(message, judged)

    async def _failed(self, problem: BaseException) -> BaseException:
        """Record what was raised and return what to raise; without limits and budget nothing can be said but that."""
        if isinstance(problem, StateBroken):
            return problem
        failed = problem if isinstance(problem, CallFailed) else None
        kind = failed.kind if failed else classify(problem)
        if kind is FailureKind.BUG and self.exchange.status is not None:
            kind = (
                FailureKind.TRANSPORT
            )  # met while an answer was read: that answer's fault, whatever the SDK makes of it
        detail = failed.detail if failed else self._tools.trail.clean(told(problem))
        await self._end(kind, detail, problem=problem)
        return CallFailed(kind, detail)

    async def _within_deadline(self) -> Message:
        self._tools.connecting.client()  # made before the leave: it takes a while
        self._admission = await self._tools.gate.admit(self._turn.size, self._turn.until)
        try:
            async with asyncio.timeout(max(0.0, self._turn.until - time.monotonic())):
                return await self._streamed()
        except TimeoutError:
            raise TimeoutError("the deadline passed while the answer was awaited") from None

    async def _streamed(self) -> Message:
        token = CURRENT.set(self.exchange)
        try:
            stream = await self._tools.connecting.client().messages.create(stream=True, **self._turn.body)
            async with stream:
                async for event in stream:
                    if isinstance(event, BaseModel):
                        self._folding.take(event.model_dump(exclude_unset=True, warnings=False))
        finally:
            CURRENT.reset(token)
        return self._folding.whole(bytes(self.exchange.received))

    async def _sending(self, exchange: Exchange) -> None:
        """Nothing is sent that is not on the trail, and nothing comes between the minute's count and the wire."""
        if self._admission is None:
            raise CallFailed(FailureKind.BUG, "a request without leave to be sent")
        self._about = self._about._replace(reserved_usd=self._admission.size.ceiling_usd)
        await self._tools.trail.requested(self._about, exchange)
        await self._tools.gate.sending(self._admission, self._turn.until)

    async def _end(
        self,
        kind: FailureKind | None,
        detail: str,
        category: str | None = None,
        message: Message | None = None,
        problem: BaseException | None = None,
    ) -> None:
        if kind and POLICY[kind].stops_batch and self.exchange.sent:
            self._tools.gate.stop(kind, detail)  # before the place is given to one who waits
        about = self._folding.about
        self.ended = Ended(
            kind=kind.value if kind else None,
            detail=detail,
            category=category,
            message_id=str(about.get("id", "")),
            model=str(about.get("model", "")),
            stop_reason=message.stop_reason if message else None,
            usage=self._folding.usage,
            cost_usd=self._cost(message, problem),
            priced=self._tools.price is not None,
            charged_usd=self._give_back(kind, problem, message),
        )
        await self._tools.trail.ended(self._about, self.exchange, self.ended)

    def _give_back(
        self, kind: FailureKind | None, problem: BaseException | None, message: Message | None = None
    ) -> Decimal:
        """Settle budget and limits; return what the budget is charged."""
        if self._admission is None:
            return Decimal(0)
        charged = self._charged(message, problem)
        admission, self._admission = self._admission, None
        taken = not self._costs_nothing(problem)
        end = End(kind, self._folding.usage, charged, self.exchange.headers, self.exchange.sent, taken)
        self._tools.gate.ended(admission, end)
        return charged

    def _cost(self, message: Message | None, problem: BaseException | None) -> Decimal | None:
        """Return what it cost; None where the bytes do not say or the model is unpriced."""
        if self._costs_nothing(problem):
            return Decimal(0)
        if message is None or not message.usage.prompt_tokens or self._tools.price is None:
            return None
        return cost(message.usage, self._tools.price)

    def _charged(self, message: Message | None, problem: BaseException | None) -> Decimal:
        """Return the cost, or the most it can have been; an unpriced model counts as the dearest that is known."""
        if self._costs_nothing(problem):
            return Decimal(0)
        if self._folding.usage is None or not self._folding.usage.prompt_tokens:  # some servers count nothing
            return self._turn.size.ceiling_usd
        if message is not None:
            return cost(message.usage, self._tools.price or dearest())
        most = self._folding.usage._replace(output_tokens=self._turn.size.max_tokens)
        return cost(most, self._tools.price or dearest())

    def _costs_nothing(self, problem: BaseException | None) -> bool:
        refused = self.exchange.status is not None and self.exchange.status >= 300
        cause = problem.__cause__ if isinstance(problem, anthropic.APIConnectionError) else problem
        return not self.exchange.sent or refused or isinstance(cause, NOT_SENT)


def _own(problem: Exception) -> BaseException:
    """What the transport raised of ours comes out of the SDK as the cause of a connection error."""
    cause = problem.__cause__
    return cause if isinstance(cause, (CallFailed, StateBroken)) else problem


def size_of(body_bytes: int, max_tokens: int, price: Price | None) -> Size:
    """Return how large a request is and the most it can cost."""
    most = ceiling(body_bytes, max_tokens, price)
    return Size(body_bytes, max_tokens, most, ceiling(body_bytes, 0, price))


def told(problem: BaseException) -> str:
    """Return what went wrong in words, without a traceback."""
    if isinstance(problem, anthropic.APIStatusError):
        return f"HTTP {problem.status_code}: {problem.api_message or problem}"[:DETAIL]
    cause = f" ({type(problem.__cause__).__name__}: {problem.__cause__})" if problem.__cause__ else ""
    return f"{type(problem).__name__}: {problem}{cause}"[:DETAIL]
