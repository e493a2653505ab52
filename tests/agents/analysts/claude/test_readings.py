"""What a proposed value is worth is read from the document at the place that was quoted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from agents.analysts.claude.answers import Grounds, ground
from agents.analysts.claude.documents import pieces
from agents.analysts.claude.schema import BranchAnswer
from agents.branch.case import Case
from agents.branch.hostile import guarded
from agents.records import Target

TARGET = Target(name="Acme Corp.", fiscal_year_end="09-30")
TEXT = (
    "Acme Corp. said revenue was about $1.3 billion in fiscal 2024, and net income was $90 million.\n"
    "The loss from the sale was $(2.1) million. Jane Roe was named chief financial officer on March 5, 2024.\n"
    "The plant in Ohio employs 4,200 employees; Valve Ltd. owns it. Operating cash flow was $88.7 million in 2024.\n\n"
    "Consolidated results (in thousands of dollars)\n| | 2024 | 2023 |\n| Total revenue | $612,480 | $571,336 |\n"
)
BLANK = {
    "document": "D1", "subject": "", "scale": "none", "unit": "", "text": "", "day": "", "period": "",
    "basis": "unknown", "scope": "unknown", "modality": "reported", "direction": "none", "attributed_to": "",
}  # fmt: skip


@pytest.fixture
def said(document_of):
    """Hold one proposed claim to the text; return the claim, or why it is rejected."""

    def hold(**proposed):
        document = document_of(TEXT, "press_article", "press/a.txt", date(2025, 2, 1), ("press",))
        guard = guarded([document])
        grounds = Grounds(Case("press", TARGET, [document], ()), guard, (), "model", {})
        answer = {"claims": [{**BLANK, **proposed}], "findings": [], "instructions": [], "nothing_because": ""}
        found = ground(BranchAnswer.model_validate(answer), pieces(guard, [document]), grounds)
        return found.claims[0] if found.claims else found.rejected[0].why

    return hold


REVENUE = {"quote": "revenue was about $1.3 billion in fiscal 2024", "kind": "money", "metric": "revenue"}
TABLE = {"quote": "Total revenue | $612,480 | $571,336", "kind": "money", "metric": "revenue", "value": "$612,480"}


def test_a_number_carries_its_written_precision_and_its_about(said):
    """1.3 billion is 1.25 to 1.35, and wider where the text says about."""
    claim = said(**REVENUE, value="1.3 billion", period="FY2024")
    assert claim.value.approximate
    assert claim.value.low < Decimal("1250000000") < Decimal("1350000000") < claim.value.high
    assert (claim.period.start, claim.period.end) == (date(2023, 10, 1), date(2024, 9, 30))


def test_a_bracket_makes_a_number_negative(said):
    """The sign stands beside the digits that were proposed."""
    quote = "The loss from the sale was $(2.1) million."
    assert said(quote=quote, kind="money", metric="loss_on_sale", value="2.1").value.point == Decimal("-2100000")


def test_a_header_scales_the_figures_under_it(said):
    """The model must have read the header; the figure is then exact to its last place."""
    claim = said(**TABLE, scale="thousand")
    assert (claim.value.point, claim.value.high, claim.scale_source) == (612480000, Decimal("612480500.0"), "header")


@pytest.mark.parametrize(
    ("proposed", "why"),
    [
        ({**TABLE, "scale": "none"}, "scale_not_announced"),
        ({**TABLE, "scale": "million"}, "scale_not_announced"),
        ({**TABLE, "kind": "count", "scale": "none"}, "other_kind"),
        ({**REVENUE, "value": "1.4 billion"}, "value_not_in_quote"),
        ({**REVENUE, "value": "2024"}, "part_of_a_date"),
        ({**REVENUE, "value": "1.3 billion", "kind": "percent"}, "other_kind"),
        ({**REVENUE, "value": "1.3 billion", "metric": "net_income"}, "other_metric"),
        ({**REVENUE, "value": "1.3 billion", "metric": ""}, "no_metric"),
        ({**REVENUE, "value": "1.3 billion", "period": "FY2019"}, "period_not_in_document"),
        ({**REVENUE, "value": "1.3 billion", "subject": "Globex"}, "subject_not_in_document"),
        ({**REVENUE, "value": "1.3 billion", "document": "D2"}, "unknown_document"),
    ],
)
def test_what_the_document_does_not_bear_out_is_rejected(said, proposed, why):
    """Each reason has a name that can be counted."""
    assert said(**proposed) == why


def test_a_metric_in_other_words_is_believed_where_its_words_stand(said):
    """Operating cash flow names cash as well; both words of the metric stand in the quote."""
    quote = "Operating cash flow was $88.7 million in 2024."
    claim = said(quote=quote, kind="money", metric="operating_cash_flow", value="$88.7 million")
    assert claim.value.point == Decimal("88700000")


def test_a_date_is_read_from_the_quote(said):
    """The day the model gives must be the day that is written."""
    about = {"quote": "Jane Roe was named chief financial officer on March 5, 2024", "kind": "date",
             "metric": "cfo_start", "value": "March 5, 2024", "text": "Jane Roe"}  # fmt: skip
    claim = said(**about, day="2024-03-05")
    assert (claim.day, claim.day_precision, claim.text) == (date(2024, 3, 5), "day", "Jane Roe")
    assert said(**about, day="2024-03-06") == "other_date"
    assert said(**{**about, "text": "John Doe"}, day="2024-03-05") == "text_not_in_quote"


def test_a_statement_stands_in_its_quote_word_for_word(said):
    """A text of the model's own is no statement of the document; a status may be one word of ours."""
    quote = "Jane Roe was named chief financial officer on March 5, 2024"
    assert (
        said(quote=quote, kind="text", metric="debt", value="", text="The company has no debt") == "text_not_in_quote"
    )
    assert said(quote=quote, kind="status", metric="post", value="", text="filled").text == "filled"
    assert said(quote=quote, kind="person", metric="cfo", value="", text="Jane Roe").text == "Jane Roe"


def test_a_count_keeps_the_unit_that_stands_beside_it(said):
    """A unit that the document does not write is not claimed."""
    about = {
        "quote": "The plant in Ohio employs 4,200 employees",
        "kind": "count",
        "metric": "employees",
        "value": "4,200",
    }
    assert said(**about, unit="employees").unit == "employees"
    assert said(**about, unit="tonnes").unit is None
