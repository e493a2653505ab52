"""How a cost grows with its input: what tells one pass from many on a machine of any speed, idle or loaded."""

from __future__ import annotations

import time
from collections.abc import Callable

_FACTOR = 4
"""How much longer the whole input is than its part."""
_ALLOWED = 8
"""Times the cost of the part: a linear cost takes 4, a quadratic one 16."""
_LEAST = 0.3
"""Seconds of CPU below which the cost of the part is no measure."""


def grows_with_length(work: Callable[[str], object], text: str) -> bool:
    """Return whether a text of repeats costs no more CPU than its length explains, held against its first fourth."""
    short, whole = (_cost(work, part) for part in (text[: len(text) // _FACTOR] + text[-1], text))
    return whole <= _ALLOWED * max(short, _LEAST)


def _cost(work: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    work(text)
    return time.process_time() - begin
