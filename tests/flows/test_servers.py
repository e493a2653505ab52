"""What counts as a Prefect server: whatever else answers at its address is not taken for one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from flows import servers


@contextmanager
def saying(reply: bytes | None) -> Iterator[str]:
    """Listen on a port, and answer every request with the same bytes, or with nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        kept = []

        def answer() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                kept.append(connection)
                if reply is not None:
                    connection.recv(1000)
                    connection.sendall(reply)
                    connection.close()

        threading.Thread(target=answer, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/api"
        listening.shutdown(socket.SHUT_RDWR)


def http(status: str, body: str = "") -> bytes:
    """Return an answer of a web server."""
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode()


@pytest.mark.parametrize(
    ("reply", "answered"),
    [
        (http("200 OK", "true"), True),
        (http("401 Unauthorized"), True),
        (http("200 OK", "hello"), False),
        (http("404 Not Found"), False),
        (http("503 Service Unavailable"), False),
        (b"garbage\n\n", False),
        (None, False),
    ],
)
def test_only_a_prefect_server_counts_as_one(reply: bytes | None, answered: bool) -> None:
    """Garbage, somebody else's web server and silence are told before a run begins, not by a traceback after."""
    with saying(reply) as url:
        assert servers.answers(url, 0.5) is answered


@pytest.mark.parametrize("url", ["nonsense", "http://127.0.0.1:9/api", "file:///etc/passwd", "http://[/api"])
def test_an_address_where_nothing_is_does_not_answer(url: str) -> None:
    """No spelling of an address raises."""
    assert not servers.answers(url, 0.5)
