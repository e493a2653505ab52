"""Named sentences, read and compared: what peers got wrong, what must never be flagged, what must be."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from agents.claims import extract
from agents.contradictions import compare
from agents.evidence.types import ReadDocument
from agents.records import Branch, Contradiction, Document, DocumentKind, Target

TARGET = Target(name="Acme Corp", aliases=("Acme",), fiscal_year_end="12-31", affiliates=("Acme Widgets LLC",))
JANUARY = TARGET.model_copy(update={"fiscal_year_end": "01-31"})


def read(text: str, branch: Branch, kind: DocumentKind, published: date) -> ReadDocument:
    """Return a document of one sentence."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        path=f"{branch}/a.txt", sha256=sha256, size=len(text), media_type="text/plain", kind=kind, published=published
    )
    return ReadDocument(document=document, text=text, text_sha256=sha256)


def found(filed: str, told: str, target: Target = TARGET) -> tuple[Contradiction, ...]:
    """Return the contradictions between a sentence of an annual report and one of the press."""
    claims = [
        *extract(read(filed, "financial", "10-K", date(2025, 2, 10)), target, "financial").claims,
        *extract(read(told, "press", "press_article", date(2025, 2, 12)), target, "press").claims,
    ]
    return compare(target, claims).contradictions


MUST_NOT = {
    "notation_money": ("Acme reported revenue of $4.2M for 2024.", "Acme reported revenue of $4,200,000 for 2024."),
    "rounding_words": (
        "Acme reported revenue of $1,214 million for fiscal 2024.", "Acme said its 2024 revenue was $1.2 billion.",
    ),
    "parent_subsidiary": (
        "Acme Widgets LLC, a subsidiary, had revenue of $5 million in 2024.",
        "Acme had revenue of $90 million in 2024.",
    ),
    "other_currency": ("Revenue was £3.2 million in 2024.", "Acme's revenue was $3.9 million in 2024."),
    "half_years": ("H1 2024 revenue was $100 million.", "Acme's H2 2024 revenue was $120 million."),
    "quarter_and_year": (
        "Revenue in the third quarter of 2024 was $250 million.", "Acme's revenue in 2024 was $900 million.",
    ),
    "segment_and_total": ("Cloud segment revenue was $300 million in 2024.", "Acme's 2024 revenue was $900 million."),
    "guidance": ("Acme expects 2025 revenue of $1.0 billion.", "Acme's 2024 revenue was $900 million."),
    "non_gaap": ("Adjusted earnings per share were $2.10 in 2024.", "Earnings per share were $1.85 in 2024."),
    "from_to": (
        "Revenue rose from $800 million in 2023 to $900 million in 2024.", "Acme's 2024 revenue was $900 million.",
    ),
    "about": ("Revenue was about $900 million in 2024.", "Acme's 2024 revenue was $910 million."),
    "other_company": (
        "Revenue was $900 million in 2024.", "Globex posted 2024 revenue of $700 million, ahead of Acme.",
    ),
    "analyst_target": (
        "Revenue was $900 million in 2024.", "Analysts expected Acme to report 2024 revenue of $950 million.",
    ),
    "share_of_revenue": ("R&D expense was 49% of revenue in 2024.", "Acme's revenue rose 12% in 2024."),
    "customer_concentration": (
        "One customer accounted for 12% of revenue in 2024.", "Acme's revenue rose 8% in 2024.",
    ),
    "cash_and_investments": (
        "Cash, cash equivalents and short-term investments were $5.0 billion at December 31, 2024.",
        "Cash and cash equivalents were $3.6 billion at December 31, 2024.",
    ),
    "co_ceo": (
        "Jane Roe and John Poe serve as co-chief executive officers.",
        "John Poe, co-CEO of Acme, said sales were strong.",
    ),
    "namesake": (
        "Acme's CFO Jane Roe will leave on June 30, 2025.", "Globex CFO Jane Roe resigned on March 1, 2024.",
    ),
    "no_weakness": (
        "We did not identify any material weaknesses in 2024.",
        "Acme's internal control over financial reporting was effective as of December 31, 2024.",
    ),
    "hypothetical_weakness": (
        "If we identify a material weakness, our stock could fall.",
        "Acme's internal control over financial reporting was effective as of December 31, 2024.",
    ),
    "may_and_May": ("We may, in May, resume the program.", "Acme's revenue was $900 million in 2024."),
    "coarse_bounds": ("Acme runs more than 100 plants.", "Acme runs more than 120 plants."),
}  # fmt: skip

MUST = {
    "label_variants": (
        "Acme's annual recurring revenue (FY24) was $6.1M.", "Acme's ARR for FY2024 was $4.2M.", "number",
    ),
    "revenue": ("Revenue was $900 million in 2024.", "Acme said its 2024 revenue was $990 million.", "number"),
    "plus12_plus8": ("Acme's revenue grew 12% in 2024.", "Acme's revenue rose 8 percent in 2024.", "growth"),
    "sign_flip": (
        "Acme's net income for 2024 was $45 million.", "Acme had a net loss of $45 million in 2024.", "number",
    ),
    "million_for_billion": (
        "Cash and cash equivalents were $3.6 billion as of December 31, 2024.",
        "Acme held cash and cash equivalents of $3.6 million at December 31, 2024.", "scale",
    ),
    "employees": (
        "We had approximately 10,400 employees as of December 31, 2024.",
        "Acme had 12,900 employees as of December 31, 2024.", "count",
    ),
    "weakness_and_effective": (
        "Management found a material weakness in internal control over financial reporting as of December 31, 2024.",
        "Acme's internal control over financial reporting was effective as of December 31, 2024, it said.", "status",
    ),
    "probe_and_no_proceedings": (
        "We are not a party to any material legal proceedings.",
        "The SEC is conducting an investigation of Acme's accounting.", "status",
    ),
    "assignee": (
        "US Patent No. 7,123,456 is owned by Acme Corp.",
        "US Patent No. 7,123,456 was assigned to Globex Inc.", "owner",
    ),
    "closing_date": (
        "The merger with Globex closed on March 3, 2024.", "Acme's merger with Globex closed on May 3, 2024.", "date",
    ),
    "bounds": (
        "In 2024 Acme sold more than 252 million tests.", "In 2024 Acme sold more than 225 million tests.", "count"
    ),
    "by_for_to": (
        "Underlying operating profit fell to $585 million in 2024 from $690 million in 2023.",
        "Acme's underlying operating profit fell by $585 million in 2024.", "arithmetic"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MUST_NOT)
def test_what_only_looks_like_a_contradiction_is_not_flagged(name: str):
    """Rounding, other periods, parts, bases, companies and possibilities stay silent."""
    assert found(*MUST_NOT[name]) == ()


@pytest.mark.parametrize("name", MUST)
def test_what_cannot_both_be_true_is_flagged_once(name: str):
    """One contradiction of the right kind, with a sentence of each document."""
    filed, told, kind = MUST[name]
    contradictions = found(filed, told)
    assert [c.kind for c in contradictions] == [kind]
    assert {c.source.quote for c in contradictions[0].claims} == {filed, told}


def test_a_calendar_year_is_not_a_fiscal_year_that_ends_in_january():
    """ "In 2024" may mean another year for such a company: not flagged as certain."""
    filed, told = "Revenue was $900 million in fiscal 2024.", "Acme's revenue in calendar 2024 was $990 million."
    assert all(c.severity in ("low", "medium") for c in found(filed, told, JANUARY))
