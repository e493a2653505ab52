"""HTTP/1.1 over raw sockets: a framework would not let an answer be cut, stalled or garbled."""

from __future__ import annotations

import asyncio
import json
from typing import Any, NamedTuple

from .errors import Rejected

BODY_LIMIT = 32 << 20
"""The API's limit for a request, in bytes."""


class HttpRequest(NamedTuple):
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Gone(Exception):
    """The client went away, or the connection is to be closed without another word."""


class Connection:
    """One client's connection: requests in, answers out, whole or broken."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def receive(self) -> HttpRequest | None:
        """Return the next request, or None when the client has closed the connection."""
        first = await self._reader.readline()
        if not first:
            return None
        method, path, _ = first.decode("latin-1").split(" ", 2)
        headers = await self._headers()
        length = int(headers.get("content-length", "0"))
        if length > BODY_LIMIT:
            raise Rejected(413, "request_too_large", "Request exceeds the maximum size of 32 MB")
        return HttpRequest(method, path.partition("?")[0], headers, await self._reader.readexactly(length))

    async def _headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        while (line := await self._reader.readline()).strip():
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        return headers

    async def answer(self, status: int, body: Any, headers: dict[str, str]) -> None:
        """Send a whole answer; `body` is JSON, or bytes to be sent as they are."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        await self._send(
            _head(status, {"content-type": "application/json", "content-length": str(len(raw)), **headers})
        )
        await self._send(raw)

    async def begin(self, headers: dict[str, str]) -> None:
        """Begin a stream of events."""
        about = {"content-type": "text/event-stream; charset=utf-8", "transfer-encoding": "chunked", **headers}
        await self._send(_head(200, about))

    async def event(self, event: dict[str, Any]) -> None:
        """Send one event of a stream."""
        await self.chunk(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())

    async def chunk(self, raw: bytes) -> None:
        """Send bytes as one chunk of a stream."""
        await self._send(b"%x\r\n%s\r\n" % (len(raw), raw))

    async def end(self) -> None:
        """End a stream as HTTP wants it, whether or not its last event was sent."""
        await self._send(b"0\r\n\r\n")

    async def raw(self, raw: bytes) -> None:
        """Send bytes as they are."""
        await self._send(raw)

    async def wait(self, seconds: float) -> None:
        """Wait, and raise Gone as soon as the client has gone away."""
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self._reader.read(1), seconds)
        except TimeoutError:
            return
        raise Gone

    def abort(self) -> None:
        """Reset the connection."""
        self._writer.transport.abort()

    def close(self) -> None:
        """Close the connection once what was sent is out."""
        self._writer.close()

    async def _send(self, raw: bytes) -> None:
        if self._writer.is_closing():
            raise Gone
        self._writer.write(raw)
        await self._writer.drain()


def _head(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} Status", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1")
