"""Warnings of the figures: each names its figures, their claims, and what to ask the management."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from agents.branch.case import Case, found
from agents.financial.figures import Figure, Figures
from agents.financial.ratios import Computed
from agents.records import Finding, Severity

HALF = Decimal("0.5")


def flags(case: Case, told: Figures, computed: Sequence[Computed]) -> Iterator[Finding]:
    """Yield the warnings and strengths of the latest fiscal year and what led to it."""
    years = told.years()
    if not years:
        return
    year = years[-1]
    yield from _overview(case, told, year)
    yield from _losses(case, told, years)
    yield from _revenue(case, told, year)
    yield from _cash(case, told, year)
    yield from _receivables(case, told, year)
    yield from _debt(case, told, year)
    yield from _balance(case, told, year)
    yield from _impaired(case, told, year)
    yield from _ratios(case, computed, year)


def _flag(
    case: Case,
    rule: str,
    figures: Iterable[Figure | None],
    *,
    title: str,
    reason: str,
    severity: Severity,
    question: str | None,
    polarity: Literal["risk", "strength", "neutral"] = "risk",
) -> Finding:
    known = [f for f in figures if f is not None]
    latest = max(f.year for f in known)
    return found(
        case,
        rule,
        (latest,),
        title=title,
        reason=f"{reason} Figures: {'; '.join(_shown(f) for f in known)}.",
        severity=severity,
        polarity=polarity,
        claims=[f.claim for f in known],
        sources=[f.claim.source for f in known],
        question=question,
    )


def _shown(figure: Figure) -> str:
    return f"{figure.metric} FY{figure.year} {money(figure.value)} {figure.unit}"


def money(value: Decimal) -> str:
    """Return an amount as people write it: "35,355 million"."""
    for size, word in ((Decimal(10) ** 6, " million"), (Decimal(10) ** 3, " thousand")):
        if abs(value) >= 10 * size:
            return f"{value / size:,.1f}".removesuffix(".0") + word
    return f"{value:,.0f}"


def _comparable(*figures: Figure | None) -> bool:
    return all(f is not None for f in figures) and len({f.unit for f in figures if f is not None}) == 1


def _overview(case: Case, told: Figures, year: int) -> Iterator[Finding]:
    shown = [f for m in ("revenue", "operating_income", "net_income", "cash", "debt") if (f := told.get(m, year))]
    if shown:
        yield _flag(case, "overview", shown, title=f"Figures of fiscal year {year}", reason="The latest year told.",
                    severity="info", question=None, polarity="neutral")  # fmt: skip


def _losses(case: Case, told: Figures, years: Sequence[int]) -> Iterator[Finding]:
    losses: list[Figure] = []
    for year in reversed(years):
        figure = told.get("net_income", year)
        if figure is None or figure.value >= 0:
            break
        losses.append(figure)
    if losses:
        several = len(losses) > 1
        yield _flag(
            case,
            "loss",
            losses,
            title=f"Net loss in {f'{len(losses)} fiscal years to' if several else 'fiscal year'} {losses[0].year}",
            reason="Losses in a row weigh high." if several else "One year's loss weighs medium.",
            severity="high" if several else "medium",
            question="When does the company expect to earn money again, and what must happen until then?",
        )


def _revenue(case: Case, told: Figures, year: int) -> Iterator[Finding]:
    now, before = told.get("revenue", year), told.get("revenue", year - 1)
    if now is None or before is None or not _comparable(now, before) or before.value <= 0 or now.value >= before.value:
        return
    fall = 100 * (1 - now.value / before.value)
    yield _flag(
        case,
        "falling revenue",
        (now, before),
        title=f"Revenue fell by {fall:.1f} % in fiscal year {year}",
        reason="A fall above 10 % weighs high, above 2 % medium, less low.",
        severity="high" if fall > 10 else "medium" if fall > 2 else "low",
        question="Which customers, products or prices explain the fall, and has it stopped?",
    )


def _cash(case: Case, told: Figures, year: int) -> Iterator[Finding]:
    flow, income = told.get("operating_cash_flow", year), told.get("net_income", year)
    if flow is None or flow.value >= 0:
        return
    profit = income is not None and income.value > 0
    yield _flag(
        case,
        "negative operating cash flow",
        (flow, income),
        title=f"Operations used cash in fiscal year {year}" + (" although a profit is reported" if profit else ""),
        reason="A profit that brings no cash weighs high." if profit else "Operations that use cash weigh medium.",
        severity="high" if profit else "medium",
        question="What binds the cash, and which part of it comes back?",
    )


def _growth(told: Figures, metric: str, year: int) -> Decimal | None:
    now, before = told.get(metric, year), told.get(metric, year - 1)
    if now is None or before is None or not _comparable(now, before) or before.value <= 0:
        return None
    return 100 * (now.value / before.value - 1)


def _receivables(case: Case, told: Figures, year: int) -> Iterator[Finding]:
    gaps = []
    for each in (year, year - 1):
        owed, sold = _growth(told, "accounts_receivable", each), _growth(told, "revenue", each)
        if owed is None or sold is None or owed - sold <= 10:
            break
        gaps.append(owed - sold)
    if gaps:
        shown = [told.get(m, y) for m in ("accounts_receivable", "revenue") for y in (year, year - 1)]
        yield _flag(
            case,
            "receivables ahead of revenue",
            shown,
            title=f"Receivables grew {gaps[0]:.0f} points faster than revenue in fiscal year {year}",
            reason="Two years running weigh medium." if len(gaps) > 1 else "One year alone weighs low.",
            severity="medium" if len(gaps) > 1 else "low",
            question="Which customers pay later, and were terms changed at the end of the year?",
        )


def _debt(case: Case, told: Figures, year: int) -> Iterator[Finding]:
    metric = "debt" if told.get("debt", year) else "long_term_debt"
    grown = _growth(told, metric, year)
    now, assets = told.get(metric, year), told.get("total_assets", year)
    if grown is None or grown <= 50 or now is None:
        return
    small = assets is not None and _comparable(now, assets) and 20 * now.value < assets.value
    if not small:
        yield _flag(
            case,
            "debt jump",
            (now, told.get(metric, year - 1), assets),
            title=f"{metric.replace('_', ' ').capitalize()} grew by {grown:.0f} % in fiscal year {year}",
            reason="More than half again within a year weighs medium.",
            severity="medium",
            question="What was the money borrowed for, when is it due, and which covenants bind it?",
        )


def _balance(case: Case, told: Figures, year: int) -> Iterator[Finding]:
    equity, goodwill = told.get("equity", year), told.get("goodwill", year)
    if equity is not None and equity.value < 0:
        yield _flag(case, "negative equity", (equity,), title=f"Equity is negative at the end of fiscal year {year}",
                    reason="The company owes more than it owns by its own books; buybacks may be the cause.",
                    severity="medium", question="Is it losses or buybacks that used the equity up?")  # fmt: skip
    elif (
        equity is not None and goodwill is not None and _comparable(equity, goodwill) and goodwill.value > equity.value
    ):
        yield _flag(case, "goodwill above equity", (goodwill, equity),
                    title=f"Goodwill exceeds equity at the end of fiscal year {year}",
                    reason="An impairment of goodwill could use up the equity.", severity="medium",
                    question="Which units carry the goodwill, and how much headroom did the test show?")  # fmt: skip


def _impaired(case: Case, told: Figures, year: int) -> Iterator[Finding]:
    charge = told.get("goodwill_impairment", year) or told.get("impairment", year)
    assets = told.get("total_assets", year)
    if charge is None or charge.value == 0:
        return
    big = assets is not None and _comparable(charge, assets) and 50 * abs(charge.value) > assets.value
    yield _flag(
        case,
        "impairment",
        (charge, assets),
        title=f"Impairment charged in fiscal year {year}",
        reason="Above 2 % of total assets it weighs medium, else low.",
        severity="medium" if big else "low",
        question="Which assets were written down, and what remains of the plan behind them?",
    )


LIMITS: tuple[tuple[str, Decimal, Severity, str, str], ...] = (
    (
        "interest cover",
        Decimal("1.5"),
        "high",
        "Operating income barely covers the interest",
        "How is the interest paid if results fall?",
    ),
    (
        "interest cover",
        Decimal(3),
        "medium",
        "Operating income covers the interest less than three times",
        "Which covenants rest on interest cover?",
    ),
    (
        "current ratio",
        HALF,
        "medium",
        "Current assets cover less than half of current liabilities",
        "How is what is due this year paid?",
    ),
    (
        "cash conversion",
        HALF,
        "medium",
        "Less than half of net income came in as operating cash",
        "What binds the cash?",
    ),
)
"""(ratio, below which, severity, words, question); the first that applies to a ratio counts."""


def _ratios(case: Case, computed: Sequence[Computed], year: int) -> Iterator[Finding]:
    latest = {c.name: c for c in computed if c.year == year and c.value is not None}
    done: set[str] = set()
    for name, limit, severity, words, question in LIMITS:
        ratio = latest.get(name)
        if ratio is None or ratio.value is None or name in done or not 0 < ratio.value < limit:
            continue
        done.add(name)
        yield _flag(case, name, ratio.figures, title=f"{words} in fiscal year {year}",
                    reason=f"{ratio.calculation.formula} = {ratio.calculation.value}, below {limit}.",
                    severity=severity, question=question)  # fmt: skip
    yield from _leverage(case, latest.get("debt to EBITDA"), year)


def _leverage(case: Case, ratio: Computed | None, year: int) -> Iterator[Finding]:
    if ratio is not None and ratio.value is not None and ratio.value > 4:
        yield _flag(case, "leverage", ratio.figures, title=f"Debt is {ratio.value:.1f} times EBITDA in FY{year}",
                    reason="Above 4 it weighs medium, above 6 high.", severity="high" if ratio.value > 6 else "medium",
                    question="Which part of the debt falls due on a change of control?")  # fmt: skip
