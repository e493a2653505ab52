"""Ratios as a table: formula, inputs by name and year, and the gate that makes them apply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from agents.financial.figures import Figure, Figures
from agents.records import Calculation

Values = Mapping[str, Decimal]
Gate = Callable[[Values], str | None]
"""Returns why a ratio does not apply, or None."""


class Ratio(NamedTuple):
    """One ratio; an input named "x before" is metric x one year earlier."""

    name: str
    formula: str
    unit: str
    inputs: tuple[str, ...]
    compute: Callable[[Values], Decimal]
    gate: Gate = lambda _: None


class Computed(NamedTuple):
    """A ratio of a year: its record, its value and the figures it rests on."""

    calculation: Calculation
    name: str
    year: int
    value: Decimal | None
    figures: tuple[Figure, ...]


def _positive(name: str) -> Gate:
    return lambda v: None if v[name] > 0 else f"{name} is not positive"


def _average(values: Values, name: str) -> Decimal:
    return (values[name] + values[f"{name} before"]) / 2


RATIOS: tuple[Ratio, ...] = (
    Ratio("revenue growth", "revenue / revenue before - 1", "percent", ("revenue", "revenue before"),
          lambda v: 100 * (v["revenue"] / v["revenue before"] - 1), _positive("revenue before")),
    Ratio("gross margin", "gross_profit / revenue", "percent", ("gross_profit", "revenue"),
          lambda v: 100 * v["gross_profit"] / v["revenue"], _positive("revenue")),
    Ratio("operating margin", "operating_income / revenue", "percent", ("operating_income", "revenue"),
          lambda v: 100 * v["operating_income"] / v["revenue"], _positive("revenue")),
    Ratio("net margin", "net_income / revenue", "percent", ("net_income", "revenue"),
          lambda v: 100 * v["net_income"] / v["revenue"], _positive("revenue")),
    Ratio("free cash flow", "operating_cash_flow - capital_expenditure", "money",
          ("operating_cash_flow", "capital_expenditure"),
          lambda v: v["operating_cash_flow"] - abs(v["capital_expenditure"])),
    Ratio("cash conversion", "operating_cash_flow / net_income", "ratio", ("operating_cash_flow", "net_income"),
          lambda v: v["operating_cash_flow"] / v["net_income"], _positive("net_income")),
    Ratio("accruals", "(net_income - operating_cash_flow) / average total_assets", "percent",
          ("net_income", "operating_cash_flow", "total_assets", "total_assets before"),
          lambda v: 100 * (v["net_income"] - v["operating_cash_flow"]) / _average(v, "total_assets")),
    Ratio("days of sales outstanding", "365 x average accounts_receivable / revenue", "days",
          ("accounts_receivable", "accounts_receivable before", "revenue"),
          lambda v: 365 * _average(v, "accounts_receivable") / v["revenue"], _positive("revenue")),
    Ratio("days of inventory", "365 x average inventory / cost_of_revenue", "days",
          ("inventory", "inventory before", "cost_of_revenue"),
          lambda v: 365 * _average(v, "inventory") / abs(v["cost_of_revenue"])),
    Ratio("days of payables", "365 x average accounts_payable / cost_of_revenue", "days",
          ("accounts_payable", "accounts_payable before", "cost_of_revenue"),
          lambda v: 365 * _average(v, "accounts_payable") / abs(v["cost_of_revenue"])),
    Ratio("current ratio", "current_assets / current_liabilities", "ratio", ("current_assets", "current_liabilities"),
          lambda v: v["current_assets"] / v["current_liabilities"], _positive("current_liabilities")),
    Ratio("net debt", "debt - cash", "money", ("debt", "cash"), lambda v: v["debt"] - v["cash"]),
    Ratio("debt to EBITDA", "debt / (operating_income + depreciation_and_amortization)", "ratio",
          ("debt", "operating_income", "depreciation_and_amortization"),
          lambda v: v["debt"] / (v["operating_income"] + abs(v["depreciation_and_amortization"])),
          lambda v: None if -v["operating_income"] < abs(v["depreciation_and_amortization"]) else "no positive EBITDA"),
    Ratio("interest cover", "operating_income / interest_expense", "ratio", ("operating_income", "interest_expense"),
          lambda v: v["operating_income"] / abs(v["interest_expense"]),
          lambda v: None if v["interest_expense"] != 0 else "no interest expense"),
    Ratio("liabilities to assets", "total_liabilities / total_assets", "percent", ("total_liabilities", "total_assets"),
          lambda v: 100 * v["total_liabilities"] / v["total_assets"], _positive("total_assets")),
    Ratio("goodwill to equity", "goodwill / equity", "percent", ("goodwill", "equity"),
          lambda v: 100 * v["goodwill"] / v["equity"], _positive("equity")),
    Ratio("return on equity", "net_income / average equity", "percent", ("net_income", "equity", "equity before"),
          lambda v: 100 * v["net_income"] / _average(v, "equity"),
          lambda v: None if min(v["equity"], v["equity before"]) > 0 else "equity is not positive"),
)  # fmt: skip


def ratios(told: Figures) -> tuple[Computed, ...]:
    """Return every ratio of every year that has an input; what is missing is named for the latest year only."""
    years = told.years()
    if not years:
        return (_nothing(),)
    return tuple(c for year in years for c in _of_year(told, year, year == years[-1]))


def _nothing() -> Computed:
    why = "missing: primary statements or tagged data; the documents hold none that could be read"
    record = Calculation(name="ratios", formula="all ratios of the financial branch", period="", not_computed=why)
    return Computed(record, "ratios", 0, None, ())


def _of_year(told: Figures, year: int, latest: bool) -> Iterator[Computed]:
    for ratio in RATIOS:
        given = inputs(told, ratio.inputs, year)
        if len(given) == len(ratio.inputs) or latest:
            yield _computed(told, ratio, year, given)


def inputs(told: Figures, names: tuple[str, ...], year: int) -> dict[str, Figure]:
    """Return the figures behind the names that are known, of one currency."""
    found = {n: told.get(n.removesuffix(" before"), year - n.endswith(" before")) for n in names}
    return {n: f for n, f in found.items() if f is not None}


def missing(told: Figures, names: tuple[str, ...], year: int, given: Mapping[str, Figure]) -> str | None:
    """Return why inputs do not suffice: missing, unclear, or of two currencies."""
    absent = [n for n in names if n not in given]
    unclear = [n for n in absent if (n.removesuffix(" before"), year - n.endswith(" before")) in told.unclear]
    if unclear:
        return "unclear, the documents give several figures: " + ", ".join(unclear)
    if absent:
        return "missing: " + ", ".join(absent)
    return "inputs in several currencies" if len({f.unit for f in given.values()}) > 1 else None


def _computed(told: Figures, ratio: Ratio, year: int, given: dict[str, Figure]) -> Computed:
    label = f"FY{year}"
    listed = tuple((n, f"{f.value:f}", f.claim.claim_id) for n, f in given.items())
    why = missing(told, ratio.inputs, year, given)
    values = {n: f.value for n, f in given.items()}
    if why is None and (gate := ratio.gate(values)):
        why = f"not applicable: {gate}"
    if why is not None:
        record = Calculation(name=ratio.name, formula=ratio.formula, period=label, inputs=listed, not_computed=why)
        return Computed(record, ratio.name, year, None, tuple(given.values()))
    value = ratio.compute(values)
    unit = next(iter(given.values())).unit if ratio.unit == "money" else ratio.unit
    record = Calculation(
        name=ratio.name, formula=ratio.formula, period=label, value=written(value, ratio.unit), unit=unit, inputs=listed
    )
    return Computed(record, ratio.name, year, value, tuple(given.values()))


def written(value: Decimal, unit: str) -> str:
    """Return a value with the places its unit deserves."""
    places = {"percent": "0.1", "ratio": "0.01", "days": "1", "money": "1"}[unit]
    return f"{value.quantize(Decimal(places)):f}"
