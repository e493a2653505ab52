# ruff: noqa: E501 -- cases stand on one line
"""Figures, ratios, scores and warnings: only what shares year, scope and currency is computed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from agents.financial import examine
from agents.financial.figures import figures
from agents.financial.statements import statements
from agents.records import Claim, Interval, Period, Source

STOCKS = {"cash", "total_assets", "equity", "goodwill", "accounts_receivable", "debt", "retained_earnings", "current_assets",
          "current_liabilities", "total_liabilities"}  # fmt: skip
INCOME = """Consolidated Statements of Income
(in millions) 2024 | 2023
Revenue | 120 | 100 | 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27
Income taxes | 2 | 1
Net income | 12 | 10
Net income per share | 1.2 | 1.0
See accompanying notes.
"""


@pytest.fixture
def claim(document_of):
    """Build a claim on a figure of a fiscal year, of tagged data unless told otherwise."""

    def build(metric, value, year=2024, *, doc=None, at=0, **more):
        document = doc or document_of("facts", "company_facts", branches=("financial",))
        about = document.document
        quote = document.text[at : at + 5]
        source = Source(branch="financial", path=about.path, sha256=about.sha256, start=at, end=at + 5, quote=quote,
                        kind=about.kind, published=more.pop("published", None))  # fmt: skip
        end = date(year, 12, 31)
        period = (
            Period(end=end, instant=True, fiscal_year=year)
            if metric in STOCKS
            else Period(start=date(year, 1, 1), end=end, fiscal_year=year, part="FY")
        )
        number = Decimal(value)
        given = {
            "claim_id": f"{metric}-{year}-{value}-{at}", "kind": "money", "subject": "Acme", "metric": metric, "unit": "USD",
            "value": Interval(low=number, high=number, point=number), "period": period, "scope": "consolidated", "source": source,
            **more,
        }  # fmt: skip
        return Claim(**given)

    return build


@pytest.fixture
def examined(document_of, case_of):
    """Examine claims of tagged data."""

    def run(*claims, text="facts"):
        document = document_of(text, "company_facts", branches=("financial",))
        return examine(case_of("financial", document, claims=claims))

    return run


def calculation(examined_, name, year=2024):
    """Return one calculation by name and year."""
    return next(c for c in examined_.calculations if c.name == name and c.period == f"FY{year}")


def rules(examined_):
    """Return the findings without the overview."""
    return [(f.rule, f.severity) for f in examined_.findings if f.rule != "overview"]


def test_a_ratio_lists_formula_inputs_and_claims(examined, claim):
    """Whoever doubts a ratio can follow it to the claims."""
    told = calculation(examined(claim("revenue", 120), claim("net_income", 12)), "net margin")
    assert (told.value, told.unit) == ("10.0", "percent")
    assert told.inputs == (("net_income", "12", "net_income-2024-12-0"), ("revenue", "120", "revenue-2024-120-0"))


def test_a_missing_input_is_named(examined, claim):
    """Nothing is imputed."""
    assert calculation(examined(claim("revenue", 120)), "net margin").not_computed == "missing: net_income"


def test_inputs_of_two_currencies_do_not_meet(examined, claim):
    """Dollars are not divided by euros."""
    told = examined(claim("revenue", 120), claim("net_income", 12, unit="EUR"))
    assert calculation(told, "net margin").not_computed == "inputs in several currencies"


def test_a_gate_says_why_a_ratio_does_not_apply(examined, claim):
    """Cash conversion of a loss means nothing."""
    told = examined(claim("net_income", -5), claim("operating_cash_flow", 9))
    assert calculation(told, "cash conversion").not_computed == "not applicable: net_income is not positive"


def test_equals_that_disagree_are_unclear(examined, claim):
    """Where the same kind of document gives two figures none is taken."""
    told = examined(claim("revenue", 120), claim("revenue", 90), claim("net_income", 12))
    assert calculation(told, "net margin").not_computed == "unclear, the documents give several figures: revenue"


@pytest.mark.parametrize(
    "more", [{"scope": "segment:Tools"}, {"modality": "guidance"}, {"basis": "non_gaap"}, {"qualifiers": ("adjusted",)}]
)
def test_parts_plans_and_adjusted_figures_are_not_the_companys(case_of, document_of, claim, more):
    """A figure counts only for the whole company, as reported."""
    case = case_of("financial", document_of("facts", "company_facts"), claims=[claim("revenue", 120, **more)])
    assert figures(case).known == {}


def test_a_quarter_is_not_a_year(case_of, document_of, claim):
    """Figures of a part of the year do not enter."""
    quarter = Period(start=date(2024, 10, 1), end=date(2024, 12, 31), fiscal_year=2024, part="Q4")
    case = case_of("financial", document_of("facts", "company_facts"), claims=[claim("revenue", 30, period=quarter)])
    assert figures(case).known == {}


def test_prose_of_a_report_is_not_its_statement(case_of, document_of, claim):
    """Only rows of the primary statements speak for the whole company."""
    document = document_of("Revenue of a product was 30.\n\n" + INCOME, "10-K", branches=("financial",))
    prose = claim("revenue", 30, doc=document, at=0)
    row = claim("revenue", 120, doc=document, at=document.text.index("Revenue | 120"))
    case = case_of("financial", document, claims=[prose, row])
    assert [f.value for f in figures(case).known.values()] == [Decimal(120)]


def test_a_list_of_contents_is_no_statement(document_of):
    """Titles with page numbers are not the statements themselves."""
    index = "Consolidated Statements of Income 45\nConsolidated Balance Sheets 46\nConsolidated Statements of Cash Flows 47\n"
    text = index + "Revenue, net income and taxes of operating units are told in Item 7.\n\n" + INCOME
    document = document_of(text, "10-K")
    assert [(s.kind, s.start) for s in statements(document)] == [("income", document.text.index(INCOME))]


def test_a_statement_ends_at_its_notes(document_of):
    """What follows the reference to the notes is not the statement."""
    document = document_of("Contents\n\n" + INCOME + "\nRevenue by segment | 1 | 2\n", "10-K")
    told = statements(document)
    assert [(s.kind, document.text[s.start : s.end].rstrip().splitlines()[-1]) for s in told] == [("income", "See")]


def test_the_newest_of_equal_documents_counts(case_of, document_of, claim):
    """A later filing restates an earlier one."""
    old = claim("revenue", 120, published=date(2025, 2, 1))
    new = claim("revenue", 118, published=date(2026, 2, 1))
    case = case_of("financial", document_of("facts", "company_facts"), claims=[old, new])
    assert figures(case).get("revenue", 2024).value == Decimal(118)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("net_income", -5, 2024)], ("loss", "medium")),
        ([("net_income", -5, 2024), ("net_income", -4, 2023)], ("loss", "high")),
        ([("revenue", 80, 2024), ("revenue", 100, 2023)], ("falling revenue", "high")),
        ([("revenue", 95, 2024), ("revenue", 100, 2023)], ("falling revenue", "medium")),
        ([("revenue", 99, 2024), ("revenue", 100, 2023)], ("falling revenue", "low")),
        ([("net_income", 5, 2024), ("operating_cash_flow", -2, 2024)], ("negative operating cash flow", "high")),
        ([("net_income", 5, 2024), ("goodwill", 60, 2024), ("equity", 50, 2024)], ("goodwill above equity", "medium")),
        ([("net_income", 5, 2024), ("equity", -50, 2024)], ("negative equity", "medium")),
        ([("net_income", 5, 2024), ("debt", 90, 2024), ("debt", 50, 2023)], ("debt jump", "medium")),
        ([("net_income", 5, 2024), ("goodwill_impairment", 3, 2024), ("total_assets", 100, 2024)], ("impairment", "medium")),
        ([("net_income", 5, 2024), ("operating_income", 10, 2024), ("interest_expense", 8, 2024)], ("interest cover", "high")),
        ([("net_income", 5, 2024), ("operating_cash_flow", 2, 2024)], ("cash conversion", "medium")),
    ],
)  # fmt: skip
def test_figures_warn_by_their_limits(examined, claim, told, expected):
    """Each warning fires on its figures, with its severity, and alone."""
    assert rules(examined(*(claim(*t) for t in told))) == [expected]


@pytest.mark.parametrize(
    "told",
    [
        [("revenue", 120, 2024), ("revenue", 100, 2023), ("net_income", 12, 2024), ("operating_cash_flow", 15, 2024)],
        [("net_income", 5, 2024), ("net_income", -4, 2023)],
        [("net_income", 5, 2024), ("goodwill", 40, 2024), ("equity", 50, 2024), ("debt", 60, 2024), ("debt", 50, 2023)],
    ],
)
def test_healthy_figures_warn_of_nothing(examined, claim, told):
    """Growth, cash and a loss that is past are no findings."""
    assert rules(examined(*(claim(*t) for t in told))) == []


def test_receivables_ahead_of_revenue_two_years_running_weigh_more(examined, claim):
    """One year may be an accident; two are a pattern."""
    grown = [("revenue", 100, y) for y in (2022, 2023, 2024)]
    owed = [("accounts_receivable", v, y) for v, y in ((100, 2022), (120, 2023), (150, 2024))]
    assert rules(examined(*(claim(*t) for t in (*grown, *owed)))) == [("receivables ahead of revenue", "medium")]
    assert rules(examined(*(claim(*t) for t in (*grown[1:], *owed[1:])))) == [("receivables ahead of revenue", "low")]


ALTMAN = [("net_income", 1), ("current_assets", 50), ("current_liabilities", 40), ("retained_earnings", 10),
          ("operating_income", 5), ("total_assets", 100), ("equity", 30), ("total_liabilities", 70)]  # fmt: skip


def test_altman_prints_its_score_with_inputs(examined, claim):
    """Z'' = 6.56 x .1 + 3.26 x .1 + 6.72 x .05 + 1.05 x 30/70 = 1.77."""
    told = calculation(examined(*(claim(m, v) for m, v in ALTMAN)), "Altman Z'' (1995)")
    assert (told.value, len(told.inputs)) == ("1.77", 7)


def test_altman_gives_no_verdict_on_a_cash_rich_company(examined, claim):
    """Accumulated losses beside more cash than debt are not distress."""
    figures_ = [(m, -80 if m == "retained_earnings" else v) for m, v in ALTMAN]
    told = calculation(examined(*(claim(m, v) for m, v in figures_), claim("cash", 40)), "Altman Z'' (1995)")
    assert (told.not_computed or "").startswith("not applicable: accumulated deficit")


def test_scores_do_not_apply_to_other_trades(examined, claim):
    """A bank's current ratio means nothing."""
    told = examined(*(claim(m, v) for m, v in ALTMAN), text="Net interest income rose. " * 3)
    assert (
        calculation(told, "Altman Z'' (1995)").not_computed == "not applicable: the documents read like those of a bank"
    )


def test_documents_without_statements_say_so(examined):
    """An empty list of ratios is never silent."""
    assert [c.not_computed for c in examined().calculations] == [
        "missing: primary statements or tagged data; the documents hold none that could be read"
    ]
