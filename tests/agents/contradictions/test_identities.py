"""Statements against themselves: flagged only where another column shows that the identity holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest

from agents.contradictions import Comparison
from agents.records import Claim, Period

from .conftest import make_claim, run

_PLACES = count(0, 1000)
ROWS: dict[str, tuple[str, str | None, bool]] = {
    "Cash and cash equivalents": ("cash", None, True),
    "Cash and cash equivalents at end of year": ("cash", None, True),
    "Net cash provided by operating activities": ("operating_cash_flow", None, False),
    "Net income": ("net_income", None, False),
    "Net income available to common": ("net_income_common", None, False),
    "Total assets": ("total_assets", None, True),
    "Total liabilities": ("total_liabilities", None, True),
    "Redeemable noncontrolling interest": ("redeemable_noncontrolling_interest", None, True),
    "Total equity": ("equity", None, True),
    "Total liabilities and equity": ("total_liabilities_and_equity", None, True),
    "Net sales": ("revenue", None, False),
    "Cost of sales": ("cost_of_revenue", None, False),
    "Gross profit": ("gross_profit", None, False),
    "Pumps": ("revenue", "segment:pumps", False),
    "Monitors": ("revenue", "segment:monitors", False),
    "Total net sales": ("revenue", None, False),
    "Weighted-average diluted shares": ("weighted_shares", None, False),
    "Diluted earnings per share": ("eps", None, False),
}
Rows = list[tuple[str, tuple[str, ...]]]


def table(*rows: tuple[str, tuple[str, ...]], start: int | None = None) -> Iterator[Claim]:
    """Yield the claims of a table: a label and one figure per year from 2024 back."""
    at = next(_PLACES) * 1000 if start is None else start
    for label, figures in rows:
        metric, scope, balance = ROWS[label]
        for index, figure in enumerate(figures):
            year = 2024 - index
            quote = f"{label} | {' | '.join(figures[: index + 1])}"
            yield make_claim(
                figure, quote=quote, start=at, metric=metric, scope=scope or "consolidated", rule="table.known",
                document_kind="10-K", period=balance_day(year) if balance else fiscal_year(year),
                kind="per_share" if metric == "eps" else "count" if metric == "weighted_shares" else "money",
                qualifiers=("diluted",) if "iluted" in label else (), value_start=at + index,
            )  # fmt: skip
        at += len(f"{label} | {' | '.join(figures)}") + 1


def fiscal_year(year: int) -> Period:
    """Return a calendar year as a fiscal year."""
    return Period(start=date(year, 1, 1), end=date(year, 12, 31), fiscal_year=year, part="FY", label=f"FY{year}")


def balance_day(year: int) -> Period:
    """Return the last day of a year."""
    return Period(end=date(year, 12, 31), instant=True, fiscal_year=year)


def flagged(result: Comparison) -> list[str]:
    """Return the measures of the arithmetic contradictions."""
    return [c.metric for c in result.contradictions if c.kind == "arithmetic"]


IDENTITIES: dict[str, tuple[Rows, Rows, str]] = {
    "cash": (
        [("Cash and cash equivalents", ("214m", "187m"))],
        [("Cash and cash equivalents at end of year", ("241m", "187m"))],
        "cash",
    ),
    "net income": (
        [("Net sales", ("900m", "800m")), ("Net income", ("84m", "71m"))],
        [("Net income", ("48m", "71m")), ("Net cash provided by operating activities", ("99m", "90m"))],
        "net_income",
    ),
    "balance": (
        [("Total assets", ("4310m", "4102m")), ("Total liabilities", ("1880m", "1790m")),
         ("Redeemable noncontrolling interest", ("60m", "55m")), ("Total equity", ("2340m", "2257m")),
         ("Total liabilities and equity", ("4310m", "4102m"))],
        [],
        "total_assets",
    ),
    "gross profit": (
        [("Net sales", ("884m", "851m")), ("Cost of sales", ("610m", "594m")), ("Gross profit", ("237m", "257m"))],
        [],
        "gross_profit",
    ),
    "parts": (
        [("Pumps", ("561m", "540m")), ("Monitors", ("402m", "377m")), ("Total net sales", ("1063m", "917m"))],
        [],
        "revenue",
    ),
    "earnings per share": (
        [("Net income available to common", ("24600k", "20500k", "16400k")),
         ("Weighted-average diluted shares", ("41m", "41m", "41m")),
         ("Diluted earnings per share", ("0.80", "0.50", "0.40"))],
        [],
        "eps",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", IDENTITIES)
def test_a_column_in_which_an_identity_fails_is_flagged(name: str):
    """What holds in another column and fails in this one is a contradiction of the document with itself."""
    first, second, metric = IDENTITIES[name]
    assert flagged(run(*table(*first), *table(*second))) == [metric]


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_identity_that_holds_in_no_column_is_not_checked(name: str):
    """Restricted cash, other layouts and lines that were not read make an identity inapplicable, never a finding."""
    first, second, _ = IDENTITIES[name]
    only = [[(label, figures[:1]) for label, figures in rows] for rows in (first, second)]
    assert flagged(run(*table(*only[0]), *table(*only[1]))) == []


def test_an_identity_that_holds_is_shown_as_checked():
    """A statement that adds up leaves its checks among the pairs."""
    rows = [("Net sales", ("884m", "851m")), ("Cost of sales", ("610m", "594m")), ("Gross profit", ("274m", "257m"))]
    result = run(*table(*rows))
    assert [p.rule for p in result.pairs if p.verdict == "agrees"].count("identity") == 2


def test_earnings_per_share_a_little_off_the_quotient_are_not_flagged():
    """Two-class earnings and redeemable interests take a few per cent off net income."""
    rows = [
        ("Net income available to common", ("24600k", "20500k", "16400k")),
         ("Weighted-average diluted shares", ("41m", "41m", "41m")),
        ("Diluted earnings per share", ("0.57", "0.50", "0.40")),
    ]  # fmt: skip
    assert flagged(run(*table(*rows))) == []


def test_earnings_per_share_are_not_held_against_net_income_before_preferred_dividends():
    """What preferred shareholders take may stand in a note: without its row nothing is checked."""
    rows = [
        ("Net income", ("512m", "960m", "1066m")), ("Weighted-average diluted shares", ("772m", "800m", "850m")),
        ("Diluted earnings per share", ("0.40", "1.20", "1.25")),
    ]  # fmt: skip
    assert flagged(run(*table(*rows))) == []
