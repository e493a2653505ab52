"""Profits: which profit a document means by the word alone."""

from __future__ import annotations

import re

from agents.sought import Sought

_PRETAX = Sought(
    r"\bpre[\s-]?tax\s+(?:profits?|earnings|income|loss)|\b(?:profits?|earnings|income|loss)\s+before\s+tax",
    re.IGNORECASE,
)
_AFTER_TAX = Sought(
    r"\bnet\s+(?:profits?|earnings|income|loss)|\b(?:after|post)[\s-]tax|\battributable|\boperating\s+(?:profits?|income)|"
    r"\bper\s+share\b|\bebit",
    re.IGNORECASE,
)


def only_pretax(text: str) -> bool:
    """Return whether "profit" means the one before tax: the only one that the document names in full."""
    return _PRETAX.search(text) is not None and _AFTER_TAX.search(text) is None
