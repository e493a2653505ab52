"""Text as a PDF's typesetting leaves it: sentences with two blanks between words, days close together over columns."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from agents.evidence import text_tables
from tests.agents.claims.test_tables import table_of

SENTENCE = (
    "Operating  profit  grew  2%  and  operating  profit  margin  declined  0.3  percentage  points.  Operating\n"
    "profit  growth  was  driven  by  productivity  savings  of  more  than  $1  billion  and  net  revenue  growth.\n"
)  # fmt: skip


def test_a_sentence_set_to_full_width_is_no_table(read: Any) -> None:
    """Its words have two blanks between them, never more; what it says is read as a sentence."""
    assert text_tables.find(SENTENCE) == ()
    found = {(c.metric, c.value.point if c.value else None) for c in read(SENTENCE, "10-K")}
    assert ("operating_income_growth", 2) in found


@pytest.mark.parametrize(
    "rows",
    [
        ["Cash  and  cash  equivalents    1,234    2,345", "Accounts  receivable    345    456"],
        ["Cash and  cash  and  other  assets  1,234  2,345", "Accounts  receivable  and  other  assets  345  456"],
        ["Product  Sales  Costs  Orders", "Pumps  1,234  345  12", "Valves  2,345  456  13"],
    ],
)
def test_rows_with_two_blanks_between_words_are_rows(rows: list[str]) -> None:
    """Where a gap is wider, a line ends in figures, or cells begin with capitals."""
    (table,) = text_tables.find("\n".join(rows))
    assert len(table.rows) == len(rows)


def test_days_set_close_together_date_the_columns_below(read: Any) -> None:
    """ "December 28, 2019 December 29, 2018", one of them for each column."""
    title = "Consolidated Statements of Income\n(in millions)\nDecember 28, 2019 December 29, 2018"
    text, table = table_of(title, [["Net sales", "$24,977", "$26,268"], ["Operating income", "3,070", "(10,205)"]])
    found = {(c.metric, c.period.label): float(c.value.point) for c in read(text, "10-K", tables=(table,))}
    assert found["revenue", "FY2019"] == 24_977e6 and found["operating_income", "FY2018"] == -10_205e6
    title = "Consolidated Statements of Income\n(in millions)\nDecember 28, 2019 December 29, 2018 December 30, 2017"
    text, table = table_of(title, [["Net sales", "$24,977", "$26,268"]])
    assert {c.period.label for c in read(text, "10-K", tables=(table,))} == {None}


@pytest.mark.parametrize(("name", "year"), [("10k_fy2020_income.txt", 2020), ("10k_fy2019_income.txt", 2019)])
def test_the_file_s_name_tells_after_which_year_a_january_s_year_is_named(read: Any, name: str, year: int) -> None:
    """Where no sentence does: one company's fiscal 2020 ended in January 2020, another's fiscal 2019."""
    rows = [["", "2020", "2019"], ["Revenue", "523,964", "514,405"], ["Operating income", "20,568", "21,957"]]
    text, table = table_of("Consolidated statements of income (in millions)\nFiscal Years Ended January 31,", rows)
    found = read(text, "10-K", tables=(table,), path=f"room/{name}", period_end=date(2020, 1, 31))
    assert {c.period.fiscal_year for c in found} == {year, year - 1}


def test_who_comes_to_the_results_has_left_a_part(read: Any) -> None:
    """ "To talk about our fourth quarter and full year 2021 results": of the whole company."""
    text = (
        "Millennial customer revenue was $50.5 million for the quarter.\n"
        "It's great to be here to talk about our fourth quarter and full year 2021 results.\n"
        "You see fourth-quarter revenues of $12.1 billion, up 31%."
    )
    found = read(text, "earnings_call", path="room/call_q4_2021.txt")
    assert [c.scope for c in found if c.metric == "revenue"][-1] == "unknown"


@pytest.mark.parametrize(("name", "year"), [("10k_fy2023_cash_flows.txt", 2023), ("10k_fy2022_cash_flows.txt", 2022)])
def test_days_over_columns_tell_with_the_file_s_name_how_years_are_named(read: Any, name: str, year: int) -> None:
    """Where nothing else says in which month a year ends: the day over a column, its year on the line below."""
    rows = [["Fiscal Years Ended", "January 28,", "January 29,"], ["", "2023", "2022"],
            ["Payments for acquisition of property, plant and equipment", "(930)", "(737)"]]  # fmt: skip
    text, table = table_of("Consolidated Statements of Cash Flows\n$ in millions", rows)
    found = read(text, "10-K", tables=(table,), path=f"room/{name}")
    assert {(c.metric, c.period.fiscal_year) for c in found} == {
        ("capital_expenditure", year), ("capital_expenditure", year - 1),
    }  # fmt: skip


def test_dividends_of_the_full_year_are_no_next_year_s(read: Any) -> None:
    """Only a quarter that is named with a year's results may be the one to come."""
    text = "For the full year, the company paid dividends of $789 million."
    found = read(text, "10-K", path="room/10k_fy2020.txt", period_end=date(2020, 12, 31))
    assert {c.period.fiscal_year for c in found if c.metric == "dividends"} == {2020}
