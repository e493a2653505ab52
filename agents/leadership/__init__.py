"""The leadership branch: who holds which post from when to when, who left, and how settled the top is."""

from __future__ import annotations

from agents.branch.case import Case, Examined
from agents.branch.hidden import hidden_text
from agents.leadership.boards import boards
from agents.leadership.leaving import leaving
from agents.leadership.posts import posts
from agents.leadership.stability import stability


def examine(case: Case) -> Examined:
    """Return what the documents tell of the people at the top beyond the claims on them."""
    held = posts(case)
    findings = (*stability(case, held), *leaving(case), *boards(case), *hidden_text(case))
    return Examined(findings=findings)
