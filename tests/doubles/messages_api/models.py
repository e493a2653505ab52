"""What is known of the models: window, longest answer, and the ways of thinking they take.

From the vendor's pages as of 2026-11-20; `disabled` is refused where thinking is always on or `between_tools` took its
place.
"""

from __future__ import annotations

from typing import NamedTuple

from .errors import Rejected


class Model(NamedTuple):
    """The limits of one model."""

    window: int = 1_000_000
    output: int = 128_000
    thinking: frozenset[str] = frozenset({"adaptive", "enabled", "disabled"})
    forced_tools: bool = True
    prefill: bool = True


_NEW = Model(forced_tools=False, prefill=False)
MODELS = {
    "claude-opus-5-5": _NEW._replace(thinking=frozenset({"adaptive", "enabled"})),
    "claude-sonnet-5-5": _NEW._replace(thinking=frozenset({"adaptive", "enabled", "between_tools"})),
    "claude-haiku-5-5": _NEW._replace(window=400_000, output=64_000),
    "claude-fable-5-1": _NEW,
    "claude-fable-5-2": _NEW,
    "claude-sonnet-5": Model(prefill=False),
    "claude-opus-5": Model(prefill=False),
    "claude-haiku-4-5": Model(window=200_000, output=64_000),
}


def known(name: str) -> Model:
    """Return the limits of a model, or the API's error for a name it does not know."""
    if name not in MODELS:
        raise Rejected(404, "not_found_error", f"model: {name}")
    return MODELS[name]
