"""What the API says when it does not answer: status, error type, message, and the headers that go with them."""

from __future__ import annotations

from typing import Any


class Rejected(Exception):
    """A request that gets an error instead of an answer."""

    def __init__(
        self, status: int, kind: str, message: str, code: str | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.kind, self.message, self.code = status, kind, message, code
        self.headers = headers or {}

    def body(self, request_id: str) -> dict[str, Any]:
        """Return the error as the API writes it."""
        error: dict[str, Any] = {"type": self.kind, "message": self.message}
        if self.code:
            error["details"] = {"error_code": self.code}
        return {"type": "error", "error": error, "request_id": request_id}


def invalid(message: str) -> Rejected:
    """Return the error for a request that breaks a rule of the API."""
    return Rejected(400, "invalid_request_error", message)
