"""The organisation's limits: token buckets as the API describes them, a cap on requests in flight, and the headers.

A test sets them to the limits a client was told, and then counts what went beyond.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from .errors import Rejected


class Limits(NamedTuple):
    """What an organisation may send a minute; a bucket holds `burst` of a minute's amount."""

    requests: int = 4_000
    input_tokens: int = 2_000_000
    output_tokens: int = 400_000
    in_flight: int = 1_000_000
    burst: float = 1.0


class Meter:
    """Buckets that refill steadily, and counts of what went beyond."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.beyond = 0
        self._left = {name: limit * limits.burst for name, limit in self._caps().items()}
        self._at = time.monotonic()

    def admit(self, tokens: int, in_flight: int) -> None:
        """Take one request of `tokens` input tokens, or refuse it with 429 and the seconds to wait."""
        self._refill()
        need = {"requests": 1, "input-tokens": tokens}
        short = [name for name, amount in need.items() if self._left[name] < min(amount, self._caps()[name])]
        if short or in_flight > self.limits.in_flight:
            self.beyond += 1
            raise self._refusal(short[0] if short else "concurrent requests", need)
        for name, amount in need.items():
            self._left[name] -= amount

    def written(self, tokens: int) -> None:
        """Count output tokens, known only afterwards."""
        self._left["output-tokens"] -= tokens

    def headers(self) -> dict[str, str]:
        """Return the rate-limit headers; the remaining tokens are rounded to thousands."""
        self._refill()
        reset = (datetime.now(UTC) + timedelta(seconds=60)).strftime("%Y-%m-%dT%H:%M:%SZ")
        found: dict[str, str] = {}
        for name, limit in self._caps().items():
            left = max(0, int(self._left[name]))
            found[f"anthropic-ratelimit-{name}-limit"] = str(limit)
            found[f"anthropic-ratelimit-{name}-remaining"] = str(left if name == "requests" else round(left, -3))
            found[f"anthropic-ratelimit-{name}-reset"] = reset
        return found

    def _caps(self) -> dict[str, int]:
        limits = self.limits
        return {
            "requests": limits.requests, "input-tokens": limits.input_tokens, "output-tokens": limits.output_tokens
        }  # fmt: skip

    def _refill(self) -> None:
        now = time.monotonic()
        for name, limit in self._caps().items():
            self._left[name] = min(limit * self.limits.burst, self._left[name] + (now - self._at) * limit / 60)
        self._at = now

    def _refusal(self, name: str, need: dict[str, int]) -> Rejected:
        wait = 1.0
        if name in need:
            wait = max(0.0, (need[name] - self._left[name]) * 60 / self._caps()[name])
        message = f"This request would exceed your organization's rate limit ({name})"
        return Rejected(429, "rate_limit_error", message, headers={"retry-after": str(int(wait) + 1)})
