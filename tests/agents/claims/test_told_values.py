"""Values by the words around them: per share, before or after another, in turn, of a field, of several years."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest


def _told(claims: list[Any]) -> set[tuple[str, Decimal]]:
    return {(c.metric, c.value.point) for c in claims if c.value is not None}


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("q2 free cash flow per share of $2.10.", "free_cash_flow_per_share", "2.10"),
        ("q2 adjusted pretax income per diluted share $1.10.", "pretax_income_per_share", "1.10"),
        ("q2 net investment income per share $0.38.", "investment_income_per_share", "0.38"),
        ("q2 core net operating income per share of $0.54.", "eps", "0.54"),
        ("q2 earnings before interest, taxes, depreciation and amortization $50 million.", "ebitda", "50000000"),
        ("net interest income before credit provision was $257 million.", "net_interest_income", "257000000"),
        ("we saw a decline in net sales of 5%.", "revenue_growth", "-5"),
        ("board approves cut in quarterly dividend of 10%.", "dividend_per_share_growth", "-10"),
        ("acme to lay off 1,500 workers.", "jobs_cut", "1500"),
        ("the plan will result in the termination of approximately 1,200 employees.", "jobs_cut", "1200"),
        ("1,200 employees were laid off in march.", "jobs_cut", "1200"),
        ("qtrly net production from bakken was 158,000 boepd.", "production", "158000"),
    ],
)  # fmt: skip
def test_a_value_is_named_by_what_stands_around_it(read: Any, text: str, metric: str, value: str) -> None:
    """What it is of a share, what it is told before, and what was done."""
    assert (metric, Decimal(value)) in _told(read(text, "press_bullets"))


@pytest.mark.parametrize(
    "text",
    ["acme sends home 1,500 workers.", "a furlough affecting 12,000 employees began.", "acme hires 900 workers."],
)  # fmt: skip
def test_who_keeps_the_job_is_not_cut(read: Any, text: str) -> None:
    """A furlough ends, and who is hired goes nowhere."""
    assert "jobs_cut" not in {c.metric for c in read(text, "press_bullets")}


def test_rates_belong_to_the_levels_before_them_in_turn(read: Any) -> None:
    """The first rate is the first level's, the second the second's, and both move one way."""
    found = _told(
        read("Revenue was $32 million and EPS was $0.36, a decrease of 86% and 87%, respectively.", "earnings_call")
    )
    assert {("revenue_growth", Decimal(-86)), ("eps_growth", Decimal(-87))} <= found


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Bakken net production averaged 138,000 barrels of oil equivalent per day.", "segment:bakken"),
        ("Net production from Bakken was 138,000 barrels of oil equivalent per day.", "segment:bakken"),
        ("Net production averaged 315,000 barrels of oil equivalent per day.", "unknown"),
        ("FX is expected to be a tailwind, and we see 2021 adjusted EBITDA of $1.1 billion.", "unknown"),
        ("Revenues were $32 million and RevPAR was $25.36.", "unknown"),
    ],
)  # fmt: skip
def test_the_part_that_a_value_is_of(read: Any, text: str, scope: str) -> None:
    """A field before or behind its production; neither the currency nor the next measure is a part."""
    told = [c for c in read(text, "earnings_call") if c.metric in ("production", "adjusted_ebitda", "revpar")]
    assert [c.scope for c in told] == [scope]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Over the past 12 years, we paid $15.25 per share in special dividends.", "Over the past 12 years"),
        ("The net charge-off ratio was 0.25% in 2q21.", "Q2 2021"),
        ("Q4-21 revenue was $5 million.", "Q4 2021"),
    ],
)  # fmt: skip
def test_the_time_that_a_value_is_of(read: Any, text: str, label: str) -> None:
    """Several years are no year, and a quarter may be written with its year at once."""
    assert {c.period.label for c in read(text, "earnings_call") if c.value is not None} == {label}


def test_what_is_held_against_an_open_ratio_is_that_ratio(read: Any) -> None:
    """The second value has the name of the first, and a period of its own."""
    text = "Our net charge-off ratio totaled 0.25% in 2q21 compared with 0.31% in 1q21."
    found = {(c.metric, c.period.label, c.value.point) for c in read(text, "earnings_call")}
    name = "charge_off_ratio_share"
    assert found == {(name, "Q2 2021", Decimal("0.25")), (name, "Q1 2021", Decimal("0.31"))}


def test_a_basic_share_is_told(read: Any) -> None:
    """A value that says which share it is of is no diluted one."""
    (found,) = [c for c in read("GAAP earnings were $0.77 per basic share.", "earnings_call") if c.metric == "eps"]
    assert "basic" in found.qualifiers


def test_a_sum_beside_its_rate_is_a_difference(read: Any) -> None:
    """ "$13.1 million or 6.4% higher" is what sales rose by, not a second level of them."""
    text = "Second quarter sales of $216.4 million were $13.1 million or 6.4% higher than a year ago."
    found = {(c.metric, str(c.value.point)) for c in read(text, "earnings_call")}
    assert {("revenue", "216400000"), ("revenue_change", "13100000"), ("revenue_growth", "6.4")} <= found


def test_a_place_counts_itself(read: Any) -> None:
    """The countries that employees are in are no employees, whatever they are called before."""
    text = "We have 31,000 dedicated employees in 20 different countries."
    found = {(c.metric, int(c.value.point)) for c in read(text)}
    assert found == {("dedicated_employees", 31_000), ("different_countries", 20)}


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("Net sales were $512 million, or 34% higher than the prior year.", "512000000"),
        ("We ended with a backlog of $2.4 billion, or approximately 45% higher.", "2400000000"),
    ],
)
def test_a_level_with_its_rate_beside_it_is_no_difference(read: Any, text: str, point: str) -> None:
    """Only the sum after a level of the same is a difference."""
    assert point in {str(c.value.point) for c in read(text, "earnings_call") if not c.metric.endswith("_change")}


def test_the_effect_of_a_cause_is_no_movement(read: Any) -> None:
    """What one cause did to a measure is neither its change nor its level."""
    text = "EBITDA was unfavorably impacted by lower sales by about $20 million, and helped by cost savings."
    assert not [c for c in read(text, "earnings_call") if c.unit == "USD"]
