"""Which requests go wrong, and how: set by a test over HTTP while the server runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .documents import words


@dataclass
class Scenario:
    """What to do with the requests that contain a text: after `skip` of them, `times` times."""

    do: str
    contains: str = ""
    lacks: str = ""
    skip: int = 0
    times: int = 1_000_000_000
    seconds: float = 0.0
    """How long to wait, stall or drip."""
    after: int = 3
    """How many events of a stream are sent before it breaks."""
    value: str = ""
    """What the scenario wants besides: a category, a header's value, a size."""
    met: int = 0
    used: int = 0

    def takes(self, text: str) -> bool:
        """Count a request and return whether this scenario is for it."""
        if self.contains not in text or (self.lacks and self.lacks in text):
            return False
        self.met += 1
        if self.met <= self.skip or self.used >= self.times:
            return False
        self.used += 1
        return True


class Scenarios:
    """The scenarios in force, tried in order; the first that takes a request decides."""

    def __init__(self) -> None:
        self._all: list[Scenario] = []

    def put(self, plain: list[dict[str, Any]], known: frozenset[str]) -> None:
        """Replace the scenarios; a word that is none of the known ones is a mistake of the test."""
        if unknown := {one["do"] for one in plain} - known:
            raise ValueError(f"no scenario does {sorted(unknown)}")
        self._all = [Scenario(**one) for one in plain]

    def of(self, body: dict[str, Any]) -> Scenario | None:
        """Return the scenario for a request, or None where the model behaves."""
        if not self._all:
            return None
        text = words(body)
        return next((one for one in self._all if one.takes(text)), None)
