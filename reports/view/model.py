"""The whole report as one frozen view."""

from __future__ import annotations

from typing import NamedTuple

from reports.view.model_back import Coverage, EvidenceDocument, Seal
from reports.view.model_front import BranchView, Card, Chip, CoverRow, Fact, Figure, FindingView, QuestionView


class View(NamedTuple):
    """The whole report, ready to be set."""

    title: str
    status: str
    """Draft, Final with its version, or that no decision is pending."""
    draft: bool
    head: str
    created: str
    dated: str
    run_id: str
    name: str
    name_form: str
    """How large the name can be set: short, long or endless."""
    identity: str
    recommendation: str
    overall: Chip
    reason: str
    cover: tuple[CoverRow, ...]
    facts: tuple[Fact, ...]
    lead: str
    figures: tuple[Figure, ...]
    materiality: str
    top: tuple[FindingView, ...]
    top_note: str
    owned: bool
    """Somebody is named as the owner of findings."""
    questions: tuple[QuestionView, ...]
    further_questions: tuple[QuestionView, ...]
    """Those for which the summary has no room."""
    register_lead: str
    cards: tuple[Card, ...]
    branches: tuple[BranchView, ...]
    coverage: Coverage
    evidence_lead: str
    evidence: tuple[EvidenceDocument, ...]
    seal: Seal
