"""The press branch: what newspapers and agencies report about the target, by event, date and who says so."""

from __future__ import annotations

from agents.branch.case import Case, Examined
from agents.branch.hidden import hidden_text
from agents.press.events import events


def examine(case: Case) -> Examined:
    """Return the events the press reports beyond its figures."""
    return Examined(findings=(*events(case), *hidden_text(case)))
