"""Measures that are near another one: system sales, like-for-like rates, net new units, sums of debt that moved."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest


def _read(read: Any, text: str) -> list[Any]:
    return list(read(text, "earnings_call", path="room/call_q3_2021.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "On a comp basis, sales were up 5% from last year.",
        "On a same-store basis, sales rose 5%.",
        "Sales rose 5% on a like-for-like basis.",
        "Net sales increased 5% on a comparable store basis, with traffic up slightly.",
    ],
)
def test_a_rate_of_the_same_stores_is_no_growth_of_revenue(read: Any, text: str) -> None:
    """A clause that names the like-for-like basis makes sales comparable sales."""
    (found,) = _read(read, text)
    assert found.metric == "comparable_sales_growth" and found.value.point == 5


@pytest.mark.parametrize(
    "text", ["Same-store NOI grew 5%.", "On a same-store basis, NOI grew 5%.", "Same property NOI grew 5%."]
)
def test_the_same_houses_narrow_other_measures(read: Any, text: str) -> None:
    """Operating income of the same houses is told apart from the whole one, in whatever words."""
    (found,) = _read(read, text)
    assert found.qualifiers == ("same-store",) and found.scope == "unknown"


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("System sales grew 4%.", "system_sales_growth"),
        ("Systemwide sales rose 4%.", "system_sales_growth"),
        ("Calculated billings grew 4%.", "billings_growth"),
        ("Gross bookings grew 4%.", "gross_bookings_growth"),
        ("Segment profit grew 4%.", "segment_profit_growth"),
    ],
)
def test_a_measure_of_its_own_name_is_not_the_one_whose_word_it_holds(read: Any, text: str, metric: str) -> None:
    """System sales are no revenue, gross bookings no bookings, a segment's profit no net income."""
    (found,) = _read(read, text)
    assert found.metric == metric


@pytest.mark.parametrize(
    "text", ["We opened 760 net new units.", "A record of 760 net-new restaurants.", "Net unit openings were 760."]
)
def test_net_new_units_are_one_measure(read: Any, text: str) -> None:
    """The verb, the hyphen and the noun of what was opened leave the measure the same."""
    (found,) = _read(read, text)
    assert (found.metric, found.qualifiers, found.value.point) == ("net_new_units", (), 760)


@pytest.mark.parametrize("written", ["or a $1.68 per share", "or $1.68 for diluted share", "or $1.68 a share"])
def test_a_value_per_share_belongs_to_the_profit_just_before_it(read: Any, written: str) -> None:
    """Of two profits in one sentence each has its own earnings per share, on its own basis."""
    text = f"Net income was 229 million or a $1.59 for diluted share and adjusted net income was 270 million {written}."
    found = {(c.metric, c.basis): c.value.point for c in _read(read, text)}
    assert found["eps", "unknown"] == Decimal("1.59") and found["eps", "non_gaap"] == Decimal("1.68")
    assert found["net_income", "non_gaap"] == 270_000_000


def test_a_sum_without_a_sign_is_money_only_after_a_measure_of_money(read: Any) -> None:
    """Sales of 4.8 billion are a sum in the call's own currency; customers and cars stay counts."""
    text = "Sales were 4.8 billion, up 10%. Sales of 3.2 million vehicles rose. We had $2 in costs for 5 million users."
    found = [c for c in _read(read, text) if c.metric == "revenue"]
    assert [(c.value.point, c.unit) for c in found] == [(4_800_000_000, "USD")]


@pytest.mark.parametrize("text", ["We repaid $800 million of debt.", "We issued $800 million in long-term debt."])
def test_debt_that_moved_is_no_balance(read: Any, text: str) -> None:
    """What was repaid or raised is not what is owed."""
    (found,) = _read(read, text)
    assert found.metric in {"debt_repaid", "debt_issued"}


def test_an_exclusion_of_the_next_clause_narrows_nothing(read: Any) -> None:
    """What is left out of the second ratio is in the first."""
    text = "Our combined ratio was 94.2%, and excluding catastrophes it was 91.0%."
    assert _read(read, text)[0].qualifiers == ()


def test_small_sums_for_a_room_or_a_user_are_read(read: Any) -> None:
    """Revenue for a room is a sum below a thousand and still one."""
    found = {c.metric: c.value.point for c in _read(read, "RevPAR was $98. ARPU was $48.20.")}
    assert found == {"revpar": 98, "arpu": Decimal("48.20")}


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Current calculated billings were $390 million.", "current_billings"),
        ("cRPO was $390 million.", "current_backlog"),
        ("Book-to-bill was 1.15.", "book_to_bill"),
        ("Net revenue retention was 124%.", "net_retention"),
        ("We delivered 4% unit growth.", "unit_growth"),
        ("Annual recurring revenue was $390 million.", "recurring_revenue"),
    ],
)
def test_the_measures_of_subscriptions_and_orders(read: Any, text: str, metric: str) -> None:
    """What is due within a year is not all that is due; "annual" in a measure's name is no year."""
    (found,) = _read(read, text)
    assert (found.metric, found.period.label) == (metric, "Q3 2021")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("On a fully taxable equivalent basis, net interest income was $1.26 billion.", "fully-taxable-equivalent"),
        ("Net interest income was $1.26 billion on a pro forma basis.", "pro-forma"),
        ("Revenue was $1.26 billion on a managed basis.", "managed"),
    ],
)
def test_a_basis_of_a_trade_narrows_a_figure(read: Any, text: str, qualifier: str) -> None:
    """A figure on another basis than the statements' is told apart by the basis's name."""
    (found,) = _read(read, text)
    assert found.qualifiers == (qualifier,)


@pytest.mark.parametrize("name", ["packaging", "streaming", "lighting"])
def test_a_segments_name_may_end_like_a_verb(read: Any, name: str) -> None:
    """A trade that ends in -ing is a part of the company, not what the company did."""
    (found,) = _read(read, f"Our {name} operating margin was 14.2%.")
    assert found.scope == f"segment:{name}"


def test_a_raised_view_is_guidance(read: Any) -> None:
    """What a company raises its view to is looked ahead to."""
    (found,) = _read(read, "Raises fy adjusted earnings per share view to $5.10 to $5.20.")
    assert found.modality == "guidance"


def test_what_the_prior_guidance_was_is_no_guidance_of_today(read: Any) -> None:
    """Guidance told as what it was before is told apart from the one that holds."""
    (found,) = _read(read, "Our prior guidance was adjusted EPS of $4.90 to $5.00 for the full year.")
    assert "prior" in found.qualifiers
