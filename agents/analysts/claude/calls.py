"""Asking the model: from any thread, one question or several at once, each to its checked answer or its failure."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine, Sequence
from typing import Any, Self, TypeVar

import httpx2

from agents.analysts.claude.attempt import Tools
from agents.analysts.claude.client import Connecting, connect
from agents.analysts.claude.conversation import Conversation, Modes
from agents.analysts.claude.failures import CallFailed, FailureKind
from agents.analysts.claude.gate import Gate
from agents.analysts.claude.pricing import price_of
from agents.analysts.claude.questions import A, Answer, Request
from agents.analysts.claude.recording import Trail
from agents.analysts.claude.sending import Sender
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.telling import RecordingFailed
from agents.recorder import Recorder

__all__ = ["Answer", "CallFailed", "Caller", "FailureKind", "Request"]

T = TypeVar("T")


class Caller:
    """Asks the model for one branch; safe to call from any thread, and the same for several questions at once."""

    def __init__(
        self,
        settings: ClaudeSettings,
        recorder: Recorder,
        deadline: float | None = None,
        branch: str = "",
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        """`deadline` is a moment of time.monotonic(); `transport` stands in for the network."""
        self._settings = settings
        self._deadline = deadline
        self._branch = branch
        self._modes = Modes(settings)
        self._transport = transport
        self._trail = Trail(recorder, settings)
        self._tools: Tools | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._starting = threading.Lock()

    def call(self, request: Request[A]) -> Answer[A]:
        """Return the checked answer; raise CallFailed where there is none in time."""
        return self._wait(self._one(request))

    def call_all(self, requests: Sequence[Request[A]]) -> list[Answer[A] | CallFailed]:
        """Ask everything at once and return answers and failures in the order of the requests."""

        async def everything() -> list[Answer[A] | CallFailed]:
            return list(await asyncio.gather(*(self._settled(request) for request in requests)))

        return self._wait(everything())

    def count_tokens(self, request: Request[Any]) -> int:
        """Return the prompt's tokens as the server counts them; raise CallFailed where it does not."""

        async def counted() -> int:
            return await self._sender().count_tokens(request.system, request.messages, self._until())

        return self._wait(counted())

    def _sender(self) -> Sender:
        """The tools are made on the caller's own thread, which they belong to."""
        if self._tools is None:
            connecting = Connecting(lambda: connect(self._settings, self._transport))
            price = price_of(self._settings.model, self._settings.prices)
            self._tools = Tools(self._settings, connecting, Gate(self._settings), self._trail, price)
        return Sender(self._tools)

    def close(self) -> None:
        """Give connections and the thread back."""
        if self._loop is not None:
            self._wait(self._give_back())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)
            self._loop = None

    async def _give_back(self) -> None:
        if self._tools is not None:
            await self._tools.connecting.close()
            self._tools.gate.close()
            self._tools = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def _settled(self, request: Request[A]) -> Answer[A] | CallFailed:
        try:
            return await self._one(request)
        except CallFailed as failed:
            return failed

    async def _one(self, request: Request[A]) -> Answer[A]:
        return await Conversation(
            self._settings, self._sender(), self._modes, request, self._branch, self._until()
        ).answer()

    def _until(self) -> float:
        own = time.monotonic() + self._settings.call_deadline
        return own if self._deadline is None else min(own, self._deadline)

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Run on the thread of this caller: deadlines hold exactly there, whatever the calling thread does."""
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=_run, args=(self._loop,), name="claude", daemon=True)
                self._thread.start()
        running = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return running.result()
        except RecordingFailed as failed:
            raise failed.problem from None
        except BaseException:
            running.cancel()
            raise


def _run(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left))
    finally:
        loop.close()
