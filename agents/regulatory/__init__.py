"""The regulatory branch: reports to the regulator, what they report, and what the filings say of control and doubt."""

from __future__ import annotations

from agents.branch.case import Case, Examined
from agents.branch.hidden import hidden_text
from agents.branch.matters import matters
from agents.regulatory.auditor import auditor_changes
from agents.regulatory.filings import late_and_amended
from agents.regulatory.posts import posts_left
from agents.regulatory.reports import current_reports


def examine(case: Case) -> Examined:
    """Return what the regulatory documents tell beyond their claims."""
    findings = (
        *current_reports(case),
        *auditor_changes(case),
        *posts_left(case),
        *late_and_amended(case),
        *matters(case),
        *hidden_text(case),
    )
    return Examined(findings=findings)
