"""The base every record shares: frozen, closed, and the same bytes for the same content."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def plain(self) -> dict[str, Any]:
        """Return the record as JSON values: decimals and dates as strings, never floats."""
        return self.model_dump(mode="json", exclude_none=True)


def short_hash(*parts: object, digits: int = 16) -> str:
    """Return the first hexadecimal digits of the SHA-256 over the parts' JSON list."""
    return hashlib.sha256(json.dumps([str(p) for p in parts]).encode()).hexdigest()[:digits]
