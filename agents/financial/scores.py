"""Composite scores behind gates: a score that does not apply to a company is not printed as a verdict on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from agents.branch.case import Case
from agents.financial.beneish import beneish
from agents.financial.figures import Figure, Figures
from agents.financial.ratios import inputs, missing
from agents.financial.records import not_computed, not_for, score_record
from agents.records import Calculation

Values = Mapping[str, Decimal]
OFTEN = 3
"""Mentions from which a kind of company is taken for the target's own."""
_OTHER_TRADES = {
    "a bank": r"net\s+interest\s+income",
    "an insurer": r"premiums\s+earned",
    "a real estate investment trust": r"real\s+estate\s+investment\s+trust",
    "a utility": r"public\s+(?:utilit(?:y|ies)|service)\s+commission",
}
ALTMAN = ("current_assets", "current_liabilities", "retained_earnings", "operating_income", "total_assets", "equity",
          "total_liabilities")  # fmt: skip
PIOTROSKI = (
    "net_income", "operating_cash_flow", "total_assets before", "net_income before", "total_assets", "long_term_debt",
    "long_term_debt before", "current_assets", "current_liabilities", "current_assets before",
    "current_liabilities before", "gross_profit", "revenue", "gross_profit before", "revenue before",
    "shares_outstanding", "shares_outstanding before",
)  # fmt: skip


def scores(case: Case, told: Figures) -> tuple[Calculation, ...]:
    """Return the scores of the latest year, or why each was not computed."""
    if not told.years():
        return ()
    year = told.years()[-1]
    trade = _other_trade(case)
    return (_altman(told, year, trade), _piotroski(told, year, trade), beneish(told, year, trade))


def _other_trade(case: Case) -> str | None:
    for trade, words in _OTHER_TRADES.items():
        if any(len(re.findall(words, d.text, re.IGNORECASE)) >= OFTEN for d in case.documents):
            return trade
    return None


def _altman(told: Figures, year: int, trade: str | None) -> Calculation:
    formula = "6.56 working capital/assets + 3.26 retained earnings/assets + 6.72 EBIT/assets + 1.05 equity/liabilities"
    given = inputs(told, ALTMAN, year)
    why = missing(told, ALTMAN, year, given) or not_for(trade) or _cash_rich(told, year, given)
    if why:
        return not_computed("Altman Z'' (1995)", formula, year, given, why)
    v = {n: f.value for n, f in given.items()}
    score = (
        Decimal("6.56") * (v["current_assets"] - v["current_liabilities"]) / v["total_assets"]
        + Decimal("3.26") * v["retained_earnings"] / v["total_assets"]
        + Decimal("6.72") * v["operating_income"] / v["total_assets"]
        + Decimal("1.05") * v["equity"] / v["total_liabilities"]
    )
    return score_record(
        "Altman Z'' (1995)", f"{formula}; below 1.1 distress, above 2.6 safe", year, given, f"{score:.2f}"
    )


def _cash_rich(told: Figures, year: int, given: Mapping[str, Figure]) -> str | None:
    """Return why accumulated losses do not mean distress: more cash than debt (stock compensation, young growth)."""
    earned, cash, debt = given.get("retained_earnings"), told.get("cash", year), told.get("debt", year)
    if earned is None or earned.value >= 0 or cash is None:
        return None
    if debt is None or cash.value > debt.value:
        return "not applicable: accumulated deficit of a company with more cash than known debt"
    return None


def _piotroski(told: Figures, year: int, trade: str | None) -> Calculation:
    formula = "nine signs of profit, funding and efficiency, one point each; returns on opening assets"
    given = inputs(told, PIOTROSKI, year)
    why = missing(told, PIOTROSKI, year, given) or not_for(trade)
    if why:
        return not_computed("Piotroski F (2000)", formula, year, given, why)
    bits = _bits({n: f.value for n, f in given.items()})
    told_bits = ", ".join(f"{name} {int(bit)}" for name, bit in bits.items())
    return score_record("Piotroski F (2000)", f"{formula}: {told_bits}", year, given, str(sum(bits.values())))


def _bits(v: Values) -> dict[str, bool]:
    opening = v["total_assets before"]
    liquidity = v["current_assets"] / v["current_liabilities"]
    before = v["current_assets before"] / v["current_liabilities before"]
    return {
        "profit": v["net_income"] > 0,
        "cash flow": v["operating_cash_flow"] > 0,
        "higher return": v["net_income"] / opening > v["net_income before"] / opening,
        "cash above profit": v["operating_cash_flow"] > v["net_income"],
        "lower leverage": v["long_term_debt"] / v["total_assets"] < v["long_term_debt before"] / opening,
        "higher liquidity": liquidity > before,
        "no new shares": v["shares_outstanding"] <= v["shares_outstanding before"],
        "higher gross margin": v["gross_profit"] / v["revenue"] > v["gross_profit before"] / v["revenue before"],
        "higher turnover": v["revenue"] / v["total_assets"] > v["revenue before"] / opening,
    }
