"""The bytes of every attempt both ways: a transport that tells what it is about to send and keeps what came back."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextvars import ContextVar
from typing import cast

import httpx2

from agents.analysts.claude.failures import AnswerTooLong


class Exchange:
    """One HTTP attempt as it went over the wire."""

    def __init__(self, about_to_send: Callable[[Exchange], Awaitable[None]], most: int) -> None:
        self._about_to_send = about_to_send
        self._most = most
        self.body = b""
        """The request's body."""
        self.sent_headers: dict[str, str] = {}
        self.sent = False
        """Whether the request was handed to the network."""
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.received = bytearray()
        """The answer's body as it was sent, compressed where the server compressed it; whole or cut."""
        self.complete = False
        """Whether the body ended as HTTP says it must."""
        self._began = time.monotonic()
        self.first_byte_ms: int | None = None

    @property
    def latency_ms(self) -> int:
        """Milliseconds since the request was handed over."""
        return round((time.monotonic() - self._began) * 1000)

    async def begin(self, request: httpx2.Request, body: bytes) -> None:
        """Tell that the request is about to go out; what cannot be told is not sent."""
        self.body, self.sent_headers = body, dict(request.headers)
        await self._about_to_send(self)
        self._began, self.sent = time.monotonic(), True

    def answered(self, response: httpx2.Response) -> None:
        """Keep the head of the answer."""
        self.status, self.headers = response.status_code, dict(response.headers)

    def take(self, chunk: bytes) -> None:
        """Keep a part of the body; raise AnswerTooLong beyond the limit."""
        if self.first_byte_ms is None:
            self.first_byte_ms = self.latency_ms
        self.received += chunk[: self._most - len(self.received)]
        if len(self.received) >= self._most:
            raise AnswerTooLong(f"the answer has more than {self._most} bytes; it was cut off there")


CURRENT: ContextVar[Exchange | None] = ContextVar("exchange", default=None)
"""The attempt the running task makes; a request without one (counting tokens) is not kept."""


class _Kept(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream, exchange: Exchange) -> None:
        self._inner, self._exchange = inner, exchange

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner:
            self._exchange.take(chunk)
            yield chunk
        self._exchange.complete = True

    async def aclose(self) -> None:
        await self._inner.aclose()


class KeepingTransport(httpx2.AsyncBaseTransport):
    """Passes everything on and fills the running task's exchange."""

    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request."""
        exchange = CURRENT.get()
        if exchange is None:
            return await self._inner.handle_async_request(request)
        await exchange.begin(request, await request.aread())
        response = await self._inner.handle_async_request(request)
        exchange.answered(response)
        kept = _Kept(cast("httpx2.AsyncByteStream", response.stream), exchange)
        return httpx2.Response(
            response.status_code, headers=response.headers, stream=kept, extensions=response.extensions
        )

    async def aclose(self) -> None:
        """Close what is behind."""
        await self._inner.aclose()
