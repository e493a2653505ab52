"""One name for one measure: synonyms of known metrics, and the basis or variant a metric's own name carries."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from agents.claims.vocabulary import METRICS
from agents.records import Basis

Aspect = Literal["level", "growth", "change", "share", "margin"]
"""What is said of the metric: how much, how much more in percent, how much more in units, its part of something."""

_SYNONYMS = {
    "revenue": "revenues sales net_sales net_revenue net_revenues total_revenue total_revenues total_sales "
    "total_net_sales operating_revenue operating_revenues total_operating_revenues total_net_revenue "
    "consolidated_revenue consolidated_net_revenues turnover total_net_revenues",
    "net_income": "net_earnings net_profit net_income_attributable net_loss",
    "operating_income": "operating_profit income_from_operations operating_earnings operating_loss",
    "eps": "earnings_per_share earnings_per_common_share loss_per_share profit_per_share net_income_per_share",
    "cost_of_revenue": "cost_of_sales cost_of_goods_sold",
    "operating_cash_flow": "cash_flow_from_operations net_cash_provided_by_operating_activities",
    "capital_expenditure": "capex capital_expenditures capital_spending",
    "research_and_development": "rnd research_and_development_expense",
    "sga": "selling_general_and_administrative",
    "equity": "stockholders_equity shareholders_equity total_equity",
    "employees": "employee headcount workforce staff",
    "patents": "patent patent_count",
    "inventory": "inventories merchandise_inventories",
    "comparable_sales": "same_store_sales comparable_store_sales like_for_like_sales",
    "chair": "chairman chairwoman chairperson board_chair chairman_of_the_board",
    "ceo": "chief_executive chief_executive_officer",
    "cfo": "chief_financial_officer finance_chief",
    "coo": "chief_operating_officer",
    "production": "boe_production oil_equivalent_production",
    "auditor": "independent_auditor independent_registered_public_accounting_firm",
}
_CANONICAL = {word: name for name, words in _SYNONYMS.items() for word in words.split()}
_PREFIXES: tuple[tuple[str, Basis], ...] = (
    ("adjusted_", "non_gaap"), ("non_gaap_", "non_gaap"), ("core_", "non_gaap"), ("comparable_eps", "non_gaap"),
    ("gaap_", "gaap"), ("organic_", "organic"), ("constant_currency_", "constant_currency"),
)  # fmt: skip
_ASPECTS: tuple[tuple[str, Aspect], ...] = (
    ("_growth", "growth"), ("_change", "change"), ("_share", "share"), ("_margin", "margin"),
)  # fmt: skip
_TIMES = frozenset(
    "first second third fourth quarter quarterly qtrly full year yearly annual fiscal fy q1 q2 q3 q4 total "
    "overall".split()
)
_VARIANTS = (("_diluted", "diluted"), ("_basic", "basic"))

KNOWN = frozenset(_SYNONYMS) | frozenset(METRICS) - {"volume", "margin", "other_income"}
"""Metrics whose meaning does not hang on the words around them."""


class Measure(NamedTuple):
    """A metric taken apart."""

    base: str
    aspect: Aspect
    basis: Basis | None
    variants: frozenset[str]

    @property
    def name(self) -> str:
        """Return the measure's one name: base and aspect."""
        return self.base if self.aspect == "level" else f"{self.base}_{self.aspect}"


@lru_cache(maxsize=65536)
def measure(metric: str) -> Measure:
    """Return a metric's base, aspect, the basis its name implies, and its variants."""
    name = re.sub(r"\W+", "_", metric.strip().casefold()).strip("_")
    name, aspect = _aspect(name)
    name, basis = _basis(name)
    variants = frozenset(word for suffix, word in _VARIANTS if name.endswith(suffix))
    for suffix, _word in _VARIANTS:
        name = name.removesuffix(suffix)
    name = _CANONICAL.get(name, name)
    return Measure(name if name in KNOWN else _timeless(name), aspect, basis, variants)


def _timeless(name: str) -> str:
    """Return a measure named as written without the words that only say when: the period says that."""
    words = [word for word in name.split("_") if word not in _TIMES]
    return "_".join(words) or name


def _aspect(name: str) -> tuple[str, Aspect]:
    if name in METRICS:
        return name, "margin" if name.endswith("_margin") else "level"
    for suffix, aspect in _ASPECTS:
        if name.endswith(suffix) and len(name) > len(suffix):
            return name.removesuffix(suffix), aspect
    return name, "level"


def _basis(name: str) -> tuple[str, Basis | None]:
    for prefix, basis in _PREFIXES:
        if name.startswith(prefix):
            return name.removeprefix(prefix) if prefix.endswith("_") else name.removeprefix("comparable_"), basis
    return name, None
