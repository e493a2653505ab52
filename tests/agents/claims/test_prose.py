"""What sentences state in figures: metric, period, basis, scope, modality and whose number it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from agents.records import Claim


def only(found: list[Claim], metric: str) -> Claim:
    """Return the one claim on a metric."""
    named = [c for c in found if c.metric == metric]
    assert len(named) == 1, [(c.metric, c.value.point if c.value else None) for c in found]
    return named[0]


def point(claim: Claim) -> Decimal:
    """Return the value of a claim."""
    assert claim.value
    return claim.value.point


LINES: list[tuple[str, str, str, str | None]] = [
    # text, metric, value, period label
    ("q3 earnings per share $2.95.", "eps", "2.95", "Q3 2021"),
    ("Q3 organic growth was over 6%, with earnings of $2.45 per share.", "eps", "2.45", "Q3 2021"),
    ("For the full year, sales were $14.1 billion, up 23% year over year.", "revenue", "14100000000", "FY2021"),
    ("For the full year, sales were $14.1 billion, up 23% year over year.", "revenue_growth", "23", "FY2021"),
    ("On a per share basis, earnings were $4.09 in the quarter.", "eps", "4.09", "Q3 2021"),
    ("q2 loss per share of $0.42.", "eps", "-0.42", "Q2 2021"),
    ("GAAP earnings per share was a loss of $0.42.", "eps", "-0.42", "Q3 2021"),
    ("Gross margin was 35.1% compared to 25.9% last year.", "gross_margin", "35.1", "Q3 2021"),
    ("Operating margin fell 120 basis points.", "operating_margin_change", "-120", "Q3 2021"),
    ("Same-store sales fell 7.3 percent.", "comparable_sales_growth", "-7.3", "Q3 2021"),
    ("Assets under management fell by 23.8 billion francs.", "assets_under_management_change", "-23800000000", "Q3 2021"),  # noqa: E501
    ("Assets under management fell to 23.8 billion francs.", "assets_under_management", "23800000000", "Q3 2021"),
    ("Free cash flow was $471 million, up $186 million.", "free_cash_flow_change", "186000000", "Q3 2021"),
    ("The board approved a quarterly dividend of 44 cents per share.", "dividend_per_share", "0.44", "Q3 2021"),
    ("Capital expenditures were $343 million.", "capital_expenditure", "343000000", "Q3 2021"),
    ("It held approximately 4,070 patents.", "patents", "4070", "Q3 2021"),
    ("We held 148 issued patents and 37 pending patent applications.", "patents", "148", "Q3 2021"),
    ("It held 148 issued patents and 37 pending applications in 19 countries.", "patent_applications", "37", "Q3 2021"),
    ("It held 148 issued patents and 37 pending applications in 19 countries.", "countries", "19", "Q3 2021"),
    ("Gross margin was 44.7% of revenue.", "gross_margin", "44.7", "Q3 2021"),
    ("Basic earnings per share were 14.2 pence.", "eps", "0.142", "Q3 2021"),
    ("The effective tax rate was 27.4%.", "effective_tax_rate", "27.4", "Q3 2021"),
    ("His annual base salary will be $919,000.", "base_salary", "919000", None),
    ("The company took a $39 million charge.", "charge", "39000000", "Q3 2021"),
    ("We returned $3.8 billion to shareholders.", "amount_returned", "3800000000", "Q3 2021"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "metric", "value", "period"), LINES)
def test_a_quantity_belongs_to_the_metric_and_period_of_its_words(
    read: Any, text: str, metric: str, value: str, period: str | None
) -> None:
    """Each quantity has the metric, the value and the period that its sentence and its document give it."""
    named = [c for c in read(text, "earnings_call", path="room/call_q3_2021.txt") if c.metric == metric]
    assert [(point(c), c.period.label) for c in named if c.value and point(c) == Decimal(value)] == [
        (Decimal(value), period)
    ]


def test_inherited_periods_say_so(read: Any) -> None:
    """A period taken from the title is marked as inherited, one that is named is not."""
    inherited, named = read("sales were $5 billion.\nq2 sales were $4 billion.", "press_bullets", path="b_q3_2021.txt")
    assert inherited.period.inherited and inherited.period.label == "Q3 2021"
    assert not named.period.inherited and named.period.label == "Q2 2021"


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("q4 non-gaap earnings per share $0.45.", "non_gaap"),
        ("comparable earnings per share of $0.45.", "non_gaap"),
        ("On a non-GAAP basis, earnings were $2.21 per share.", "non_gaap"),
        ("Excluding special items, earnings were $2.21 per share.", "non_gaap"),
        ("GAAP earnings per share were $2.21.", "gaap"),
        ("organic revenues (non-gaap) fell 9% for quarter.", "organic"),
        ("Sales grew 9% organically in the quarter.", "organic"),
        ("On a constant currency basis, sales increased 7.3%.", "constant_currency"),
        ("Sales rose 8.1 percent in u.s. dollars.", "unknown"),
    ],
)
def test_the_basis_is_what_the_words_say(read: Any, text: str, basis: str) -> None:
    """GAAP, adjusted, organic and constant-currency figures are told apart."""
    assert {c.basis for c in read(text)} == {basis}


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("qtrly consumer sales of $1.5 billion.", "segment:consumer"),
        ("In display technologies, second-quarter sales were $939 million.", "segment:display technology"),
        ("Total company revenue was $939 million.", "consolidated"),
        ("Revenue was $939 million in China.", "geography:china"),
        ("Acme's revenue was $939 million.", "unknown"),
        ("Transportation and electronics sales were $2.5 billion.", "segment:transportation and electronic"),
    ],
)
def test_the_scope_is_unknown_unless_words_narrow_it(read: Any, text: str, scope: str) -> None:
    """A part of the company is never taken for the whole, nor its own name for a part."""
    assert [c.scope for c in read(text) if c.metric == "revenue"] == [scope]


@pytest.mark.parametrize(
    ("text", "modality", "whose"),
    [
        ("sees fy earnings per share $9.70 to $9.90.", "guidance", None),
        ("Revenue was $8.9 billion.", "reported", None),
        ("Revenue could fall to $8 billion.", "conditional", None),
        ("Analysts had forecast revenue of $8 billion.", "guidance", "analysts"),
        ("Capital spending to be in range of $17 billion to $18 billion.", "guidance", None),
    ],
)
def test_how_a_figure_is_meant(read: Any, text: str, modality: str, whose: str | None) -> None:
    """Guidance, possibilities and other people's estimates are not results."""
    assert {(c.modality, c.attributed_to) for c in read(text)} == {(modality, whose)}


def test_an_estimate_beside_a_result_leaves_the_result_alone(read: Any) -> None:
    """ "Versus an estimate of" belongs to the analysts, the figure before it to the company."""
    result, estimate = read("q2 sales $8.9 billion versus refinitiv ibes estimate of $8.56 billion.")
    assert (result.attributed_to, result.modality) == (None, "reported")
    assert estimate.attributed_to == "analysts"


def test_a_compared_value_has_the_period_it_is_of(read: Any) -> None:
    """ "Compared with $0.43 last year" is last year's value of the same metric."""
    found = read("second quarter earnings per share were $4.09 compared to $0.43 last year.", path="call_q2_2021.txt")
    assert {(str(point(c)), c.period.label) for c in found} == {("4.09", "Q2 2021"), ("0.43", "Q2 2020")}


def test_respectively_pairs_values_with_their_days(read: Any) -> None:
    """Lists of values and of days are paired in order."""
    found = read("As of December 31, 2020 and 2019, we had 80,300 and 86,200 employees, respectively.")
    assert {(c.metric, int(point(c)), c.period.label) for c in found} == {
        ("employees", 80300, "2020-12-31"),
        ("employees", 86200, "2019-12-31"),
    }


def test_growth_against_the_quarter_before_is_marked(read: Any) -> None:
    """Sequential growth never meets growth against the year before."""
    found = read("sales were $939 million, up 9% sequentially and 25% year over year.", path="b_q2_2021.txt")
    growth = {int(point(c)): c.qualifiers for c in found if c.metric == "revenue_growth"}
    assert growth == {9: ("sequential",), 25: ()}


def test_one_verb_governs_two_periods(read: Any) -> None:
    """ "Fell 9% for quarter and 16% for full year" is two falls."""
    found = read("organic revenues fell 9% for quarter and 16% for full year.", path="b_q4_2021.txt")
    assert {(int(point(c)), c.period.label) for c in found} == {(-9, "Q4 2021"), (-16, "FY2021")}


def test_a_direction_without_a_figure_is_a_claim(read: Any) -> None:
    """Headlines tell that profit falls."""
    (found,) = read("Acme quarterly profit falls on weak demand", "press_article")
    assert (found.metric, found.direction, found.value) == ("net_income_growth", "down", None)


def test_another_company_s_figure_has_another_subject(read: Any) -> None:
    """A rival's figures in the same article are not the target's."""
    text = "Acme said revenue rose to $5 billion. Rival Bolt Corp reported revenue of $7 billion."
    assert {c.subject for c in read(text, "press_article") if c.metric == "revenue"} == {"Acme", "Bolt Corp"}


@pytest.mark.parametrize(
    "text",
    [
        "Item 5.02. Departure of Directors.",
        "See Note 18 and Section 16 of the Act.",
        "Mr. Roe, age 47, joined in April.",
        "The call starts at 9:47 a.m.",
        "in the third quarter of 2021",
    ],
)
def test_labels_ages_and_dates_are_no_quantities(read: Any, text: str) -> None:
    """Numbers that only name something measure nothing."""
    assert [c for c in read(text) if c.value] == []


def test_a_note_about_a_correction_is_not_a_statement(read: Any) -> None:
    """What a correction says of the other edition is not said of the company."""
    assert read("(Corrects to show assets fell by 23.8 billion francs, not to 23.8 billion.)", "press_article") == []


def test_cost_of_revenue_and_shares_of_revenue_are_not_revenue(read: Any) -> None:
    """ "Cost of revenues" and "49% of revenue" measure something else."""
    found = read("Cost of revenues was $5 billion. Research was 49% of revenue.")
    assert {c.metric for c in found} == {"cost_of_revenue", "revenue_share"}


def test_a_figure_as_first_told_is_another_than_the_recast_one(read: Any) -> None:
    """ "What used to be $415.6 million" is qualified, so that nobody holds it against today's figure."""
    text = "Last year's revenue of $412.9 million is what used to be $415.6 million."
    found = {str(point(c)): c.qualifiers for c in read(text, "earnings_call") if c.metric == "revenue"}
    assert "as_first_told" in found["415600000"]
    assert "as_first_told" not in found["412900000"]


def test_a_rival_in_the_same_article_has_its_own_figures(read: Any) -> None:
    """A company introduced as a rival is the subject of what follows."""
    text = "Its rival Sanoptera, which is three times as large, reported 2024 revenue of $1.9 billion."
    assert only(read(text, "press_article"), "revenue").subject == "Sanoptera"


def test_a_mark_that_was_passed_is_a_lower_bound(read: Any) -> None:
    """ "Passed $150 million" fits $150.8 million."""
    claim = only(read("Our Pumps segment passed $150 million of revenue.", "earnings_call"), "revenue")
    assert claim.value is not None
    assert claim.value.low <= 150_800_000 <= claim.value.high


def test_last_years_revenue_may_be_the_whole_years(read: Any) -> None:
    """In a call about a quarter "last year's revenue" is of no certain length."""
    claim = only(
        read("Last year's revenue of $412.9 million was high.", "earnings_call", path="call_q4_2024.txt"), "revenue"
    )
    assert claim.period.fiscal_year is None


def test_a_figure_on_both_bases_is_on_neither_alone(read: Any) -> None:
    """ "GAAP and core sales" compares with either."""
    assert only(read("qtrly gaap and core sales were $3.5 billion.", "press_bullets"), "revenue").basis == "unknown"


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        (
            "Sales were $332 million in the fourth quarter of 2020, which is a decline of 2.3%.",
            "revenue_growth",
            "-2.3",
        ),
        ("Net patient revenue was $332 million, representing a decrease of 2.3%.", "revenue_growth", "-2.3"),
        ("Adjusted EBITDA was $78.7 million, which represents an increase of 11.7%.", "adjusted_ebitda_growth", "11.7"),
        ("Revenue was $50 million for the quarter, or an increase of 12%.", "revenue_growth", "12"),
        ("Net sales came in at $1.2 billion, down 4% versus last year.", "revenue_growth", "-4"),
        ("Operating margin was 23.5%, which is a 306 basis point improvement.", "operating_margin_change", "306"),
        ("Operating income was $45 million, which is a decline of $3 million.", "operating_income_change", "-3000000"),
    ],
)
def test_a_movement_told_after_a_level_is_that_levels(read: Any, text: str, metric: str, value: str) -> None:
    """What follows a level as its increase or decline has its measure and its period."""
    found = read(text, "earnings_call", path="room/call_q4_2020.txt")
    moved = only(found, metric)
    assert point(moved) == Decimal(value)
    assert {c.period.label for c in found} == {"Q4 2020"}


def test_a_movement_of_something_else_is_not_the_levels(read: Any) -> None:
    """A decline in volume, told after sales, is not a decline of sales."""
    found = read(
        "Sales were $332 million, which reflects a 2.3% decline in volume.", "earnings_call", path="c_q3_2021.txt"
    )
    assert "revenue_growth" not in {c.metric for c in found}


@pytest.mark.parametrize("text", ["Turning to second quarter revenue on slide four.", "Revenue, on the next slide."])
def test_a_page_is_no_movement(read: Any, text: str) -> None:
    """A slide that is shown tells no fall."""
    assert not read(text, "earnings_call", path="room/call_q2_2021.txt")


def test_the_owner_of_a_metric_is_its_part_across_a_year(read: Any) -> None:
    """A part of the company owns what is told of its year."""
    (found,) = read("Display's 2021 revenue was $45 million.", "earnings_call", path="room/call_q4_2021.txt")
    assert found.scope == "segment:display" and found.period.label == "FY2021"


def test_a_rate_has_the_basis_of_its_own_words(read: Any) -> None:
    """Underlying growth of sales is not their reported growth."""
    (found,) = read("Sales were strong, with underlying growth of 15%.", "earnings_call", path="room/call_q3_2021.txt")
    assert found.basis == "non_gaap"
