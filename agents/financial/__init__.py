"""The financial branch: figures over the years, ratios with their inputs, and what the figures warn of."""

from __future__ import annotations

from agents.branch.case import Case, Examined
from agents.branch.hidden import hidden_text
from agents.branch.matters import matters
from agents.financial.figures import figures
from agents.financial.flags import flags
from agents.financial.ratios import ratios
from agents.financial.scores import scores

TEXT_MATTERS = frozenset({"going concern", "restatement"})
"""What the notes say outright and no ratio shows."""


def examine(case: Case) -> Examined:
    """Return ratios with inputs and the warnings of the figures and notes."""
    told = figures(case)
    computed = ratios(told)
    return Examined(
        findings=(*flags(case, told, computed), *matters(case, TEXT_MATTERS), *hidden_text(case)),
        calculations=(*(r.calculation for r in computed), *scores(case, told)),
    )
