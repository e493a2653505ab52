"""Names of owners: whether two are one, and whether one is the target's."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from agents.branch.naming import without_legal_form
from agents.records import Target

ALIKE = 90
"""Similarity from which two names without legal forms are one owner; "STMicroelectronics SA" and "S.A." are."""


def folded(name: str) -> str:
    """Return a name without legal form, punctuation and case."""
    return re.sub(r"[^a-z0-9]+", " ", without_legal_form(name).casefold()).strip()


def same_owner(one: str, other: str) -> bool:
    """Return whether two written names are one owner."""
    return folded(one) == folded(other) or fuzz.ratio(folded(one), folded(other)) >= ALIKE


def is_targets(owner: str, target: Target) -> bool:
    """Return whether the owner is the target, or one of its aliases or affiliates."""
    return any(same_owner(owner, name) for name in (target.name, *target.aliases, *target.affiliates))


def is_namesake_affiliate(owner: str, target: Target) -> bool:
    """Return whether an owner carries the target's name within its own: an affiliate by its name only."""
    whole = f" {folded(owner)} "
    leading = [folded(name).split()[:1] for name in (target.name, *target.aliases)]
    return any(f" {first[0]} " in whole for first in leading if first)
