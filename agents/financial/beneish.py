"""Beneish M with eight variables, computed only where all of them are known: a missing index is never taken as 1."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from agents.financial.figures import Figure, Figures
from agents.financial.ratios import inputs, missing
from agents.financial.records import not_computed, not_for, score_record
from agents.records import Calculation

NAME = "Beneish M (1999)"
FORMULA = (
    "-4.84 + .92 DSRI + .528 GMI + .404 AQI + .892 SGI + .115 DEPI - .172 SGAI + 4.679 TATA - .327 LVGI; "
    "above -1.78 suspect"
)
_WEIGHTS = {
    "DSRI": "0.92", "GMI": "0.528", "AQI": "0.404", "SGI": "0.892", "DEPI": "0.115", "SGAI": "-0.172", "TATA": "4.679",
    "LVGI": "-0.327",
}  # fmt: skip
_TWICE = (
    "accounts_receivable", "revenue", "gross_profit", "current_assets", "total_assets", "sga",
    "depreciation_and_amortization", "property_plant_equipment", "total_liabilities", "goodwill",
)  # fmt: skip
INPUTS = (*_TWICE, *(f"{name} before" for name in _TWICE), "net_income", "operating_cash_flow")


def beneish(told: Figures, year: int, trade: str | None) -> Calculation:
    """Return the score of a year, or why it was not computed."""
    given = inputs(told, INPUTS, year)
    why = missing(told, INPUTS, year, given) or not_for(trade) or _bought_much(given)
    if why:
        return not_computed(NAME, FORMULA, year, given, why)
    values = {n: f.value for n, f in given.items()}
    if any(values[n] == 0 for n in INPUTS if n not in {"goodwill", "goodwill before", "operating_cash_flow"}):
        return not_computed(NAME, FORMULA, year, given, "not applicable: an input is zero")
    score = Decimal("-4.84") + sum(Decimal(w) * _indices(values)[n] for n, w in _WEIGHTS.items())
    return score_record(NAME, FORMULA, year, given, f"{score:.2f}")


def _indices(v: Mapping[str, Decimal]) -> dict[str, Decimal]:
    now, then = _shares(v, ""), _shares(v, " before")
    return {
        "DSRI": now["receivables"] / then["receivables"],
        "GMI": then["margin"] / now["margin"],
        "AQI": now["other assets"] / then["other assets"],
        "SGI": v["revenue"] / v["revenue before"],
        "DEPI": then["depreciation"] / now["depreciation"],
        "SGAI": now["sga"] / then["sga"],
        "TATA": (v["net_income"] - v["operating_cash_flow"]) / v["total_assets"],
        "LVGI": now["leverage"] / then["leverage"],
    }


def _shares(v: Mapping[str, Decimal], when: str) -> dict[str, Decimal]:
    revenue, assets = v[f"revenue{when}"], v[f"total_assets{when}"]
    plant = v[f"property_plant_equipment{when}"]
    written_off = abs(v[f"depreciation_and_amortization{when}"])
    return {
        "receivables": v[f"accounts_receivable{when}"] / revenue,
        "margin": v[f"gross_profit{when}"] / revenue,
        "other assets": 1 - (v[f"current_assets{when}"] + plant) / assets,
        "depreciation": written_off / (written_off + plant),
        "sga": abs(v[f"sga{when}"]) / revenue,
        "leverage": v[f"total_liabilities{when}"] / assets,
    }


def _bought_much(given: Mapping[str, Figure]) -> str | None:
    """Return why the score says nothing after a large purchase: the indices then measure the purchase."""
    now, before = given["goodwill"].value, given["goodwill before"].value
    return "not applicable: goodwill grew by more than a quarter" if 4 * now > 5 * before else None
