"""Losses on something: a sale, debt paid early, "gains and losses"; none of them is the company's net loss."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.agents.claims.test_tables import table_of


def _sums(read: Any, text: str) -> set[tuple[str, float]]:
    found = [c for c in read(text, "10-K", published=date(2021, 2, 10)) if c.value is not None]
    return {(c.metric, float(c.value.point)) for c in found}


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("We took a $4.8 billion pre-tax loss on the sale of the stake in 2020.", "loss_on_sale_stake", 4.8e9),
        ("In 2020 we had a loss on extinguishment of debt of $3.1 billion.", "loss_on_extinguishment_debt", 3.1e9),
        ("We recorded a $12 million net loss on disposal of assets in 2020.", "loss_on_disposal_assets", 12e6),
        ("We recognized a loss of $14 million on the sale of our plant in 2020.", "loss_on_sale_plant", 14e6),
        ("A loss on our investment of $15 million was recorded in 2020.", "loss_on_investment", 15e6),
        ("We reported a net loss of $5 million on revenue of $20 million in 2020.", "net_income", -5e6),
        ("We posted a loss of $5 million on sales of $20 million in 2020.", "net_income", -5e6),
        ("In 2020 we had a loss from operations of $7 million.", "operating_income", -7e6),
    ],
)  # fmt: skip
def test_a_loss_on_something_is_a_measure_of_its_own(read: Any, text: str, metric: str, value: float) -> None:
    """It is named by what it is on; a loss on revenue is the company's."""
    found = _sums(read, text)
    assert (metric, value) in found
    assert metric == "net_income" or not {"net_income", "pretax_income", "debt"} & {name for name, _ in found}


def test_one_of_gains_and_losses_is_no_net_loss(read: Any) -> None:
    """ "Other gains and losses consisted of ... a loss of" tells of investments."""
    text = "Other gains and losses consisted of a gain of $2.0 billion for 2020 and a loss of $8.4 billion for 2019."
    assert "net_income" not in {name for name, _ in _sums(read, text)}


def test_interest_on_debt_is_no_debt(read: Any) -> None:
    """Under "Interest:" a row "Debt" holds what was paid on it."""
    rows = [["", "2021", "2020"], ["Interest:", "", ""], ["Debt", "2,262", "1,975"], ["Finance leases", "337", "371"],
            ["Interest expense", "", ""], ["Long-term debt and other", "1,236", "825"]]  # fmt: skip
    text, table = table_of("Consolidated statements of income (in millions)", rows)
    assert "debt" not in {c.metric.removeprefix("long_term_") for c in read(text, "10-K", tables=(table,))}


def test_the_part_of_minorities_is_no_net_income(read: Any) -> None:
    """ "Consolidated net income attributable to noncontrolling interest" is theirs."""
    rows = [["", "2021"], ["Consolidated net income", "15,201"],
            ["Consolidated net income attributable to noncontrolling interest", "(320)"],
            ["Consolidated net income attributable to Acme", "14,881"]]  # fmt: skip
    text, table = table_of("Consolidated statements of income (in millions)", rows)
    found = {c.metric: float(c.value.point) for c in read(text, "10-K", tables=(table,))}
    assert found["net_income"] == 14_881e6
    assert found["noncontrolling_income"] == -320e6


def test_revenue_of_a_bank_is_net_of_its_interest(read: Any) -> None:
    """Before the losses on its loans, not after them."""
    rows = [["", "2021"], ["Total revenues net of interest expense", "42,380"],
            ["Total revenues net of interest expense after provisions for credit losses", "43,799"]]  # fmt: skip
    text, table = table_of("Consolidated statements of income (in millions)", rows)
    assert [float(c.value.point) for c in read(text, "10-K", tables=(table,)) if c.metric == "revenue"] == [42_380e6]
