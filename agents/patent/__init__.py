"""The patent branch: how many, whose, in what state, charged with what, and nominally until when."""

from __future__ import annotations

from agents.branch.case import Case, Examined
from agents.branch.hidden import hidden_text
from agents.patent.lists import listed_patents
from agents.patent.portfolio import portfolio
from agents.patent.terms import terms
from agents.patent.titles import titles


def examine(case: Case) -> Examined:
    """Return what the patent office's records and the company's lists tell beyond their claims."""
    calculations, expiring = terms(case)
    findings = (*portfolio(case), *titles(case), *listed_patents(case), *expiring, *hidden_text(case))
    return Examined(findings=findings, calculations=calculations)
