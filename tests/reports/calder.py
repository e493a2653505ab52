"""An invented run with something in every section of the report; every sentence in it is made up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from calder_room import (
    ARTICLE,
    CFO_NEW,
    CFO_OLD,
    COMPANY_SHARE,
    INCOME,
    LETTER,
    MINUTES,
    NAME,
    OLDER,
    PATENTS,
    PRESS_SHARE,
    REPORT,
    REVENUE,
    SCAN,
    STRAY,
    document,
    finding,
    money,
    share,
    source,
)

from agents.records import (
    Branch,
    BranchRating,
    BranchResult,
    BranchWork,
    Calculation,
    Claim,
    Contradiction,
    Deal,
    Decision,
    Failure,
    Identifiers,
    Judgement,
    Pair,
    Question,
    Reading,
    Severity,
    Synthesis,
    Target,
    short_hash,
)

__all__ = ["document", "money", "share", "source"]
"""For tests that make runs of their own."""


def contradiction(number: int, severity: Severity, kind: str, metric: str, *claims: Claim) -> Contradiction:
    """Return a contradiction between two claims."""
    return Contradiction(
        contradiction_id=short_hash("calder", kind, metric, number),
        fingerprint=short_hash(number),
        kind=kind,
        severity=severity,
        severity_reason="A single buyer at this size changes the valuation multiple.",
        subject=NAME,
        metric=metric,
        period="FY2025",
        scope="consolidated",
        basis="unknown",
        explanation="Both speak of the same company, measure and period; their written precisions do not meet.",
        claims=claims,
        branches=("financial", "press"),
        question=f"Which of the two is right, and why does the other differ (matter {number})?",
    )


CONCENTRATION = contradiction(1, "high", "number", "customer_concentration", COMPANY_SHARE, PRESS_SHARE)
FINANCE_CHIEF = contradiction(2, "medium", "person", "cfo", CFO_OLD, CFO_NEW)
BILLED = finding(
    "financial",
    "bill_and_hold",
    "high",
    "£9.6m of FY25 revenue was billed but not shipped at year end",
    "Note 17 shows one customer group with no delivery recorded at 31 March 2026.",
    source("financial", REPORT, "goods are recognised as revenue when made available for collection", "note 2"),
    claim_ids=(short_hash("revenue", 2025),),
    question="Which shipments make up the £9.6m balance?",
)
WARNED = finding(
    "regulatory",
    "warning_letter",
    "high",
    "Export-control warning letter of 11 March 2026",
    "A warning for shipping controlled optical assemblies without a licence is on the public register.",
    source("regulatory", LETTER, "Warning letter issued: shipment of controlled optical assemblies", "entry 1"),
)
FAMILIES = finding(
    "patent",
    "in_force",
    "info",
    "97 of 118 patent families are in force",
    "The list gives their status.",
    source("patent", PATENTS, "118 families; 97 with a member in force", "row 2"),
    polarity="strength",
)
LEVERAGE = finding(
    "financial",
    "net_debt",
    "low",
    "Net debt rose to 1.2 times EBITDA",
    "Below the usual covenant of 2.5.",
    source("financial", REPORT, "net debt of £14.9m", "note 21", 4000),
)
RATIOS = tuple(
    Calculation(
        name="net_margin",
        formula="net_income / revenue",
        period=f"FY{year}",
        value=f"{Decimal(income) / Decimal(revenue) * 100:.1f}",
        unit="percent",
        inputs=(
            ("net_income", str(Decimal(income) * 10**6), short_hash("net_income", year)),
            ("revenue", str(Decimal(revenue) * 10**6), short_hash("revenue", year)),
        ),
    )
    for (year, revenue), (_, income) in zip(REVENUE, INCOME, strict=True)
)
MISSING = Calculation(
    name="interest_cover",
    formula="operating_income / interest_expense",
    period="FY2025",
    not_computed="missing: interest_expense",
)
FIGURES = tuple(money("revenue", y, v, REPORT) for y, v in REVENUE) + tuple(
    money("net_income", y, v, REPORT, 3000 + y) for y, v in INCOME
)
DEADLINE = Failure(kind="crashed", message="The process was killed by signal 9.", attempt=1)


def results() -> dict[Branch, BranchResult]:
    """Return the five branches: two complete, one partial, one failed, one empty of findings."""
    financial = BranchWork(
        claims=(*FIGURES, COMPANY_SHARE, CFO_OLD),
        findings=(BILLED, LEVERAGE),
        calculations=(*RATIOS, MISSING),
        readings=(Reading(path=REPORT.path, quantities=40, quantities_claimed=11, claims=11),),
    )
    return {
        "financial": BranchResult(
            branch="financial", outcome="partial", attempts=1, documents=(REPORT, SCAN), work=financial
        ),
        "press": BranchResult(
            branch="press",
            outcome="complete",
            attempts=1,
            documents=(ARTICLE, *OLDER),
            work=BranchWork(claims=(PRESS_SHARE, CFO_NEW)),
        ),
        "regulatory": BranchResult(
            branch="regulatory",
            outcome="complete",
            attempts=2,
            documents=(LETTER,),
            work=BranchWork(findings=(WARNED,)),
            failures=(DEADLINE,),
        ),
        "patent": BranchResult(
            branch="patent", outcome="complete", attempts=1, documents=(PATENTS,), work=BranchWork(findings=(FAMILIES,))
        ),
        "leadership": BranchResult(
            branch="leadership",
            outcome="failed",
            attempts=1,
            documents=(REPORT, MINUTES),
            failures=(
                Failure(kind="deadline", message="The branch’s deadline of 900 s passed; the attempt was killed."),
            ),
        ),
    }


def judgement() -> Judgement:
    """Return what the table makes of the run."""

    def rated(branch: Branch, rating: Any, outcome: Any, *items: str) -> BranchRating:
        return BranchRating(branch=branch, rating=rating, outcome=outcome, reason="see items", open_items=items)

    return Judgement(
        ratings=(
            rated("financial", "red", "partial", BILLED.finding_id, CONCENTRATION.contradiction_id),
            rated("press", "red", "complete", CONCENTRATION.contradiction_id),
            rated("regulatory", "red", "complete", WARNED.finding_id),
            rated("patent", "green", "complete"),
            rated("leadership", "not_assessed", "failed"),
        ),
        recommendation="proceed_with_conditions",
        reason="financial is red",
        undecided=1,
        gaps=("leadership",),
    )


def synthesis() -> Synthesis:
    """Return two contradictions, what was compared, and the questions."""
    found = (CONCENTRATION, FINANCE_CHIEF)
    pairs = (
        Pair(
            first="c-share-a",
            second="c-share-b",
            verdict="contradiction",
            rule="number",
            reason="intervals are disjoint",
        ),
        Pair(
            first="c-1", second="c-2", verdict="insufficient", rule="number", reason="the period is unknown on one side"
        ),
    )
    questions = [Question(text=c.question, about=c.contradiction_id, severity=c.severity) for c in found]
    questions.append(Question(text=BILLED.question or "", about=BILLED.finding_id, severity="high"))
    return Synthesis(
        pairs=pairs, pairs_compared=1, contradictions=found, questions=tuple(questions), missing=("leadership",)
    )


TARGET = Target(
    name=NAME,
    aliases=("Calder",),
    identifiers=Identifiers(ticker="CLDR", domain="calder.example"),
    deal=Deal(
        addressee="Investment Committee, Northgate Partners",
        materiality=Decimal("1500000"),
        currency="GBP",
        information_date=date(2026, 11, 14),
        owner="M. Okafor",
        owners={"patent": "J. Lindqvist"},
    ),
)
EXPLAINED = Decision(
    contradiction_id=FINANCE_CHIEF.contradiction_id,
    fingerprint=FINANCE_CHIEF.fingerprint,
    ruling="explained",
    reviewer="J. Lindqvist",
    reason="The article names the finance chief of a subsidiary.",
    decided_at=datetime(2026, 11, 14, 12, 5, tzinfo=UTC),
)
DOCUMENTS = [REPORT, SCAN, ARTICLE, *OLDER, LETTER, PATENTS, MINUTES, STRAY]
