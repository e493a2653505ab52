"""Tables, statements that lost their table, tagged facts and patents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from agents.claims.facts import interval_of
from agents.evidence import stacked_tables
from agents.evidence.types import Cell, Fact, PatentRecord, Table


def table_of(caption: str, rows: list[list[str]]) -> tuple[str, Table]:
    """Return a text and the table in it, each cell on its place."""
    text, cells = caption + "\n", []
    for number, row in enumerate(rows):
        line = []
        for column, words in enumerate(row):
            line.append(Cell(number, column, len(text), len(text) + len(words), words))
            text += words + " | "
        cells.append(tuple(line))
        text += "\n"
    return text, Table(rows=tuple(cells), caption=caption, start=0, end=len(text))


INCOME = [
    ["(In millions, except per share amounts)", "2021", "2020"],
    ["Net sales", "$14,082", "$11,303"],
    ["Cost of sales", "9,019", "7,772"],
    ["Gross margin", "5,063", "3,531"],
    ["Operating income", "2,112", "509"],
    ["Interest expense", "(300)", "(276)"],
    ["Gain on sale", "—", "(14)"],
    ["Net income attributable to Acme", "$1,906", "$512"],
    ["Earnings per share:"],
    ["Basic", "$1.30", "$0.54"],
    ["Diluted", "$1.28", "$0.54"],
]


@pytest.fixture
def statement(read: Any) -> dict[tuple[str, str | None, tuple[str, ...]], Any]:
    """Return the claims of an income statement by metric, period and qualifiers."""
    text, table = table_of("Acme Inc. Consolidated Statements of Income\nYears ended December 31,", INCOME)
    found = read(text, "10-K", tables=(table,), period_end=date(2021, 12, 31))
    return {(c.metric, c.period.label, c.qualifiers): c for c in found}


def test_the_header_s_scale_holds_for_amounts_only(statement: Any) -> None:
    """Millions scale sales, not earnings per share."""
    sales, earnings = statement["revenue", "FY2021", ()], statement["eps", "FY2021", ("diluted",)]
    assert (sales.value.point, sales.unit, sales.scale_source) == (Decimal(14082000000), "USD", "header")
    assert (earnings.value.point, earnings.unit) == (Decimal("1.28"), "USD/share")
    assert sales.value.high - sales.value.low == 1_000_000


def test_a_column_has_the_period_over_it(statement: Any) -> None:
    """Each figure has the year of its column, with its days."""
    assert statement["revenue", "FY2020", ()].value.point == Decimal(11303000000)
    assert statement["revenue", "FY2020", ()].period.end == date(2020, 12, 31)


def test_a_dash_keeps_its_column(statement: Any) -> None:
    """The figure after a dash stays under its own year."""
    assert statement["gain_on_sale", "FY2020", ()].value.point == Decimal(-14000000)
    assert ("gain_on_sale", "FY2021", ()) not in statement


def test_a_short_label_takes_its_section_s_words(statement: Any) -> None:
    """ "Diluted" under "Earnings per share" is earnings per share."""
    assert statement["eps", "FY2021", ("basic",)].value.point == Decimal("1.30")


def test_expenses_are_positive_whatever_way_they_are_printed(statement: Any) -> None:
    """Brackets around an expense only say that it is deducted."""
    assert statement["interest_expense", "FY2021", ()].value.point == Decimal(300000000)


def test_a_gross_margin_in_dollars_is_a_gross_profit(statement: Any) -> None:
    """A margin in an amount is a profit."""
    assert statement["gross_profit", "FY2021", ()].value.point == Decimal(5063000000)


def test_a_primary_statement_is_consolidated_and_its_quote_shows_label_and_figure(statement: Any) -> None:
    """The reader sees what the figure is of."""
    claim = statement["net_income", "FY2021", ()]
    assert (claim.scope, claim.basis) == ("consolidated", "gaap")
    assert claim.source.quote == "Net income attributable to Acme | $1,906"


def test_a_table_in_thousands_agrees_with_its_amount_in_words(read: Any) -> None:
    """`98,011` in thousands is £98.0 million."""
    text, table = table_of("(in thousands)", [["", "2021"], ["Revenue", "£98,011"]])
    (cell,) = [c for c in read(text, "table", tables=(table,)) if c.metric == "revenue"]
    (words,) = read("Revenue was £98.0 million in 2021.")
    assert cell.value.overlaps(words.value) and cell.unit == words.unit == "GBP"


def test_segments_over_columns_are_scopes(read: Any) -> None:
    """A column named after a part of the company is that part's."""
    rows = [["", "Consumer", "Industrial", "Consolidated"], ["Revenue", "$10", "$20", "$30"]]
    text, table = table_of("Segment results 2021 (in millions)", rows)
    found = {c.scope: int(c.value.point) for c in read(text, "10-K", tables=(table,)) if c.metric == "revenue"}
    assert found == {"segment:consumer": 10000000, "segment:industrial": 20000000, "consolidated": 30000000}


def test_a_change_over_a_column_is_no_level(read: Any) -> None:
    """ "% change" is growth, not revenue."""
    rows = [["", "2021", "2020", "% Change"], ["Revenue", "$110", "$100", "10%"]]
    text, table = table_of("(in millions)", rows)
    found = {(c.metric, str(c.value.point)) for c in read(text, "10-K", tables=(table,))}
    assert found == {("revenue", "110000000"), ("revenue", "100000000"), ("revenue_growth", "10")}


def test_a_statement_that_lost_its_table_is_read_from_its_years(read: Any) -> None:
    """Labels and figures in one line still have their columns."""
    text = (
        "CONSOLIDATED STATEMENTS OF INCOME (in millions, except per share amounts) Year Ended December 31, 2023 2024 "
        "Revenues $ 307,394 $ 350,018 Costs and expenses: Cost of revenues 133,332 146,306 "
        "Income from operations 84,293 112,390 "
        "Net income $ 73,795 $ 100,118 Diluted net income per share $ 5.80 $ 8.04 See accompanying notes."
    )
    found = {(c.metric, c.period.label): str(c.value.point) for c in read(text, "10-K")}
    assert found["net_income", "FY2024"] == "100118000000"
    assert found["eps", "FY2024"] == "8.04"
    assert found["cost_of_revenue", "FY2023"] == "133332000000"


def fact(
    value: str, *, decimals: int | None = None, filed: date | None = None, concept: str = "us-gaap:NetIncomeLoss"
) -> Fact:
    """Return a tagged fact of 2024."""
    return Fact(
        concept=concept,
        value=Decimal(value),
        unit="USD",
        decimals=decimals,
        period_start=date(2024, 1, 1),
        period_end=date(2024, 12, 31),
        filed=filed,
        start=0,
        end=10,
    )


def test_decimals_bound_a_tagged_number() -> None:
    """A fact tagged to the million stands for half a million to both sides."""
    found = interval_of(fact("100118000000", decimals=-6))
    assert (found.low, found.high) == (Decimal(100117500000), Decimal(100118500000))


def test_a_value_changed_by_a_later_filing_is_a_new_edition(read: Any) -> None:
    """The first value filed is the original, the next one restated."""
    facts = (fact("5329000000", filed=date(2025, 2, 1)), fact("5253000000", filed=date(2026, 2, 1)))
    found = read("0123456789", "company_facts", facts=facts)
    assert [(c.edition, str(c.value.point)) for c in sorted(found, key=lambda c: c.edition)] == [
        (0, "5329000000"),
        (1, "5253000000"),
    ]


def test_revenue_has_a_priority_of_tags(read: Any) -> None:
    """Of two tags for one period the better one is the revenue."""
    facts = (
        fact("100", concept="us-gaap:Revenues"),
        fact("90", concept="us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"),
    )
    (found,) = [c for c in read("0123456789", "company_facts", facts=facts) if c.metric == "revenue"]
    assert found.value.point == 90


def test_the_owner_of_a_patent_is_its_last_assignee(read: Any) -> None:
    """Security interests and licences do not change the owner."""
    record = PatentRecord(
        number="8457796",
        status="Patented Case",
        granted=date(2013, 6, 4),
        assignments=(
            ("2019-06-26", "ASSIGNMENT OF ASSIGNORS INTEREST", "DOE, JOHN", "Bolt, Inc."),
            ("2020-01-01", "SECURITY INTEREST", "Bolt, Inc.", "Big Bank"),
        ),
        start=0,
        end=10,
    )
    found = {(c.kind, c.subject, c.text) for c in read("0123456789", "patent_record", patents=(record,))}
    assert ("owner", "patent 8457796", "Bolt, Inc.") in found
    assert ("status", "patent 8457796", "Patented Case") in found


def test_tables_that_stand_on_each_other_have_their_own_columns(read: Any) -> None:
    """Years under a second row of years are that row's, and "Revenue by segment" names what its rows give."""
    rows = [
        ["", "2021", "2020", "2019"],
        ["Net income", "45.3", "35.0", "30.0"],
        ["Revenue by segment"],
        ["", "2021", "2020", "Change"],
        ["Pumps", "297.5", "278.1", "7.0%"],
        ["Total", "448.3", "412.9", "8.6%"],
        ["Other measures"],
        ["", "2021", "2020"],
        ["Goodwill", "12.9", "10.2"],
    ]
    text, table = table_of("Summary ($ in millions)", rows)
    found = {(c.metric, c.scope, c.period.label, str(c.value.point)) for c in read(text, tables=(table,)) if c.value}
    assert {
        ("revenue", "segment:pumps", "FY2021", "297500000"),
        ("revenue", "consolidated", "FY2020", "412900000"),
        ("revenue_growth", "consolidated", "FY2021", "8.6"),
        ("goodwill", "unknown", "FY2021", "12900000"),
        ("goodwill", "unknown", "FY2020", "10200000"),
    } <= found


def test_a_sheets_title_gives_currency_and_scale_but_no_segment(read: Any) -> None:
    """ "In thousands of U.S. dollars" under the company's name makes money of bare numbers."""
    rows = [
        ["Acme Inc.", "", ""],
        ["Working capital (in thousands of U.S. dollars)", "", ""],
        ["", "December 31, 2021", "December 31, 2020"],
        ["Inventories", "69445", "99120"],
    ]
    text, table = table_of("Working capital", rows)
    found = [c for c in read(text, tables=(table,)) if c.metric == "inventory"]
    assert [(c.unit, c.scope, str(c.value.point)) for c in found if c.value] == [
        ("USD", "unknown", "69445000"),
        ("USD", "unknown", "99120000"),
    ]


def test_a_list_names_a_patent_by_its_own_number(read: Any) -> None:
    """The patent's number comes before the number of its application."""
    rows = [
        ["patent number", "title", "application number", "owner"],
        ["19910311", "Alarm", "99200201", "Acme Inc."],
    ]
    text, table = table_of("Patents", rows)
    assert {c.subject for c in read(text, "patent_list", tables=(table,)) if c.kind == "owner"} == {"patent 19910311"}


def test_a_note_behind_a_label_hides_no_row(read: Any) -> None:
    """ "Diluted net income per share (Note 12)" is a row of a statement that lost its table."""
    text = (
        "CONSOLIDATED STATEMENTS OF INCOME (in millions, except per share amounts) Year Ended December 31, 2022 2023 "
        "Revenues $ 282,836 $ 307,394 Net income $ 59,972 $ 73,795 "
        "Basic net income per share (Note 12) $ 4.59 $ 5.84 Diluted net income per share (Note 12) $ 4.56 $ 5.80 "
    )
    found = {(c.qualifiers, str(c.value.point)) for c in read(text, "10-K") if c.metric == "eps" and c.value}
    assert {(("basic",), "4.59"), (("basic",), "5.84"), (("diluted",), "4.56"), (("diluted",), "5.80")} <= found


@pytest.mark.parametrize(
    "label",
    [
        "Accounts receivable — net of allowances of $189 and $233",
        "Trade accounts receivable, net of doubtful accounts - $42 and $46",
        "Receivables, less allowances of $800 and $692",
    ],
)
def test_a_balance_shown_net_of_its_allowance_is_that_balance(read: Any, label: str) -> None:
    """What is deducted in the label gives the row no name of its own."""
    rows = [["(In millions)", "2021", "2020"], [label, "4,660", "4,705"], ["Inventories", "4,985", "4,239"]]
    text, table = table_of("Acme Inc. Consolidated Balance Sheet\nAt December 31,", rows)
    found = read(text, "10-K", tables=(table,), period_end=date(2021, 12, 31))
    assert {str(c.value.point) for c in found if c.metric == "accounts_receivable"} == {"4660000000", "4705000000"}


@pytest.mark.parametrize(("equity", "ends"), [(["15,117", "12,931"], ["2020-12-31", "2021-12-31"]), (["15,117"], [])])
def test_a_table_that_goes_on_has_the_columns_of_the_one_above(read: Any, equity: list[str], ends: list[str]) -> None:
    """The lower half of a balance sheet has no header of its own; another number of columns is another table."""
    rows = [["(In millions)", "2021", "2020"], ["Total assets", "47,072", "47,344"], ["Total liabilities", "1", "2"]]
    text, upper = table_of("Acme Inc. Consolidated Balance Sheet\nAt December 31,", rows)
    words, lower = table_of("", [["Total equity", *equity], ["Total liabilities and equity", *equity]])
    cells = tuple(
        tuple(c._replace(start=c.start + len(text), end=c.end + len(text)) for c in row) for row in lower.rows
    )
    lower = lower.model_copy(update={"rows": cells, "start": len(text), "end": len(text) + len(words)})
    found = read(text + words, "10-K", tables=(upper, lower), period_end=date(2021, 12, 31))
    assert sorted(str(c.period.end) for c in found if c.metric == "equity" and c.period.end) == ends


def test_columns_of_years_have_the_days_that_stand_over_them(read: Any) -> None:
    """A retailer's years end on another day each, and are named by the year they begin in."""
    lines = (
        "Consolidated Statements of Cash Flows|Fiscal year ended|January 28,|January 29,|January 30,|(In thousands)|"
        "2023|2022|2021|Operating activities|Net income|1,242,408|985,837|175,835|Depreciation|241,372|268,460|297,772|"
        "Deferred taxes|15,000|(25,000)|(2,000)|"
    )
    text = lines.replace("|", "\n")
    found = read(text, "annual_report", tables=stacked_tables.find(text))
    ends = {float(c.value.point): c.period.end for c in found if c.metric == "net_income"}
    assert ends[1242408000] == date(2023, 1, 28) and ends[175835000] == date(2021, 1, 30)


def test_earnings_per_share_of_continuing_operations_are_a_measure_of_their_own(read: Any) -> None:
    """What was given up has a row of its own, and the sum of both another."""
    rows = [
        ["", "2021", "2020"],
        ["Diluted earnings per share:", "", ""],
        ["Income from continuing operations", "$0.62", "$0.40"],
        ["Net income", "$0.61", "$0.41"],
    ]
    text, table = table_of("Consolidated Statements of Operations", rows)
    found = {float(c.value.point): c.qualifiers for c in read(text, "10-K", tables=(table,)) if c.metric == "eps"}
    assert "continuing" in found[0.62] and "continuing" not in found[0.61]
