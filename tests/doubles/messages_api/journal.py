"""What the server saw: an entry a request, with times, so that a test can count what was in flight together."""

from __future__ import annotations

import hashlib
import time
from typing import Any

from .transport import HttpRequest

KEPT = 512 << 20
"""Bytes of request bodies kept."""
SECRET = frozenset({"authorization", "x-api-key"})


class Seen:
    """The requests, in the order they came."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []
        self.most_in_flight = 0
        self._open: set[int] = set()
        self._kept = 0

    @property
    def in_flight(self) -> int:
        """Requests that have not ended; one of an earlier test, ending late, is none of them."""
        return len(self._open)

    def begin(self, request: HttpRequest) -> dict[str, Any]:
        """Note a request as it arrives."""
        self._kept += len(request.body)
        headers = {k: "hidden" if k in SECRET else v for k, v in request.headers.items()}
        entry: dict[str, Any] = {
            "number": len(self.entries) + 1, "path": request.path, "began": time.time(), "ended": None, "status": None,
            "scenario": None, "in_flight": self.in_flight + 1, "headers": headers, "bytes": len(request.body),
            "sha256": hashlib.sha256(request.body).hexdigest(), "input_tokens": None, "output_tokens": None,
            "body": request.body.decode("utf-8", "replace") if self._kept <= KEPT else None,
        }  # fmt: skip
        self.entries.append(entry)
        self._open.add(id(entry))
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        return entry

    def end(self, entry: dict[str, Any], status: int | str) -> None:
        """Note how a request ended: its status, or a word for what happened instead."""
        self._open.discard(id(entry))
        entry.update(ended=time.time(), status=status)

    def plain(self, bodies: bool) -> dict[str, Any]:
        """Return what was seen as JSON values."""
        entries = self.entries if bodies else [{**one, "body": None} for one in self.entries]
        return {"requests": entries, "most_in_flight": self.most_in_flight, "in_flight": self.in_flight}
