"""Owners that carry the target's name within their own."""

from __future__ import annotations

from agents.branch.naming import folded
from agents.records import Target


def is_namesake_affiliate(owner: str, target: Target) -> bool:
    """Return whether an owner's name holds the leading word of the target's: an affiliate by its name only."""
    whole = f" {folded(owner)} "
    leading = [folded(name).split()[:1] for name in (target.name, *target.aliases)]
    return any(f" {first[0]} " in whole for first in leading if first)
