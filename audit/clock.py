"""The time and the ids made of it: aware, UTC, to the microsecond."""

from __future__ import annotations

import secrets
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Whoever writes times is given one of these."""


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """Return a moment as the trail writes it: 2026-01-31T02:00:00.000000Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def new_uuid7() -> str:
    """Return a time-ordered UUID (RFC 9562, version 7), which Python 3.11 cannot make."""
    number = (time.time_ns() // 1_000_000) << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=number))
