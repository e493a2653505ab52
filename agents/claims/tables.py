"""Tables: every figure of a table with its row's label, its column's period and the header's scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from agents.claims.columns import column_period, column_periods, scale_of
from agents.claims.defaults import Frame
from agents.claims.drafts import Draft
from agents.claims.figures import Figure
from agents.claims.grids import Row, places_of, split
from agents.claims.labels import (
    as_profit,
    is_negative,
    label_of,
    measured,
    open_metric,
    section_scope,
    whole_label,
    with_minorities,
)
from agents.claims.metrics import MetricMention, metric_of_label
from agents.claims.numbers import interval
from agents.evidence.types import Table
from agents.records import Period

_STATEMENT = re.compile(
    r"\b(?:statements?\s+of\s+(?:consolidated\s+)?(?:income|operations|earnings|comprehensive|"
    r"cash\s+flows?|financial\s+(?:position|condition))|(?:consolidated|"
    r"condensed)\s+balance\s+sheets?|"
    r"balance\s+sheets?\s*\n|selected\s+(?:consolidated\s+)?(?:historical\s+)?financial\s+data|"
    r"five[\s-]year\s+(?:summary|review))",
    re.IGNORECASE,
)


KNOWN_ROWS = 5
"""Rows with known metrics from which a table under a statement's heading is taken for that statement."""


_EACH = ("basic", "diluted")


def read_table(table: Table, frame: Frame) -> Iterator[Draft]:
    """Yield a draft for each figure of a table whose row has a label."""
    header, body = split(table)
    if not body:
        return
    words = f"{table.caption} {' '.join(header.columns)} {' '.join(c.text for c in table.rows[0])}"
    corner = " ".join(c.text for row in table.rows[:3] for c in row[:1])
    scale = scale_of(f"{words} {corner}")
    if scale is None:
        scale = scale_of(frame.scale_words)
    periods = column_periods(header, frame)
    places = places_of(table, len(header.columns))
    currency = next((f.currency for row in body for f in row.figures if f.currency), None) or (
        frame.currency if scale else None
    )
    flows = re.search(r"cash\s+flows?", table.caption[-300:], re.IGNORECASE) is not None
    mentions = [metric_of_label(label_of(row)) for row in body]
    names = with_minorities(body, mentions)
    statement = _is_statement(table, mentions)
    for row, mention, name in zip(body, mentions, names, strict=True):
        complete = len(row.figures) == len(header.columns)
        for position, figure in enumerate(row.figures):
            index = position if complete else places.get(figure.cell.column)
            words = header.columns[index] if index is not None and index < len(header.columns) else ""
            draft = _draft(
                row,
                figure,
                mention,
                name,
                periods[index] if words and index is not None else Period(),
                scale,
                currency,
                statement,
                flows,
            )
            yield _by_column(draft, words, row, table, periods, frame)


_CHANGE = re.compile(r"change|increase|decrease|variance|growth|\bvs\.?\b|better|worse", re.IGNORECASE)


def _by_column(draft: Draft, words: str, row: Row, table: Table, periods: list[Period], frame: Frame) -> Draft:
    """Return a draft as its column means it: a change between two years, or a part of the company named over the column."""
    if _CHANGE.search(words):
        relative = "%" in words or "percent" in words.lower() or draft.kind == "percent"
        base = next((p for p in periods if p.label), Period())
        metric = draft.metric.removesuffix("_share")
        return draft.but(
            metric=f"{metric}_growth" if relative else f"{metric}_change", period=base,
            kind="percent" if relative else draft.kind, unit="percent" if relative else draft.unit,
            value=interval(_digits(draft), negative=bool(draft.value and draft.value.point < 0),
            exact_zeros=True) if relative and draft.value else draft.value,
        )  # fmt: skip
    if draft.period.label or not words or re.search(r"\d{4}", words):
        return draft
    period = column_period(table.caption, row.section or row.label, frame)
    whole = re.fullmatch(
        r"(?:consolidated|total|company|totals)(?:\s+(?:company|consolidated))?", words.strip(), re.IGNORECASE
    )
    scope = "consolidated" if whole else "segment:" + re.sub(r"[^a-z0-9 &]+", " ", words.lower()).strip()
    return draft.but(period=period, scope=scope)


def _digits(draft: Draft) -> str:
    assert draft.value
    size = abs(draft.value.point)
    return format(size.scaleb(-_power(draft)), "f")


def _power(draft: Draft) -> int:
    assert draft.value
    width = draft.value.high - draft.value.low
    return width.adjusted() if width >= 1 else 0


def _is_statement(table: Table, mentions: list[MetricMention | None]) -> bool:
    """Return whether a table is one of the company's primary statements, not a note that mentions them."""
    known = {m.metric.name for m in mentions if m}
    return _STATEMENT.search(f"{table.caption[-320:]}\n") is not None and len(known) >= KNOWN_ROWS


def _draft(
    row: Row, figure: Figure, mention: MetricMention | None, name: str | None, period: Period, scale: int | None,
    currency: str | None,
    statement: bool, flows: bool,
) -> Draft:  # fmt: skip
    label = label_of(row)
    known = mention is not None and whole_label(label, mention)
    metric = (name if known else None) or open_metric(row)
    kind, unit, exponent = measured(label, figure, mention if known else None, scale, currency)
    metric, kind, unit, exponent = as_profit(metric, kind, unit, exponent, figure, scale, currency)
    value = interval(figure.digits, exponent, negative=is_negative(metric, label, figure), exact_zeros=True)
    if figure.percent and known and mention and mention.metric.unit == "money" and not mention.growing:
        metric = f"{metric}_share"
    if mention and mention.growing and known:
        metric = f"{metric}_growth" if kind == "percent" else f"{metric}_change"
    if known and mention is not None and mention.metric.stock and flows and metric != "cash":
        metric, known = f"{metric}_change", False
    stock = known and mention is not None and mention.metric.stock
    if stock and period.end and not period.instant:
        period = period.model_copy(update={"instant": True, "start": None})
    elif not stock and known and period.instant and period.part is None and period.end:
        period = period.model_copy(update={"instant": True})
    qualifiers = set(mention.qualifiers) if mention else set()
    qualifiers |= {
        w for w in _EACH if metric in {"eps", "weighted_shares"} and re.search(rf"\b{w}\b", label, re.IGNORECASE)
    }
    part = mention.scope if mention and known and mention.scope not in {"unknown", "consolidated"} else None
    scope = part or ("consolidated" if statement and known else section_scope(row, known))
    basis = (
        mention.basis
        if mention and mention.basis != "unknown"
        else "gaap"
        if statement and metric in {"net_income", "eps", "operating_income"}
        else "unknown"
    )
    near = figure.cell.end - row.start <= 300
    return Draft(
        kind=kind, metric=metric, start=row.start if near else figure.cell.start, end=figure.cell.end,
        value_start=figure.cell.start,  # type: ignore[arg-type]
        value_end=figure.cell.end, rule=f"table.{'known' if known else 'open'}", value=value, unit=unit,
        scale_source="header" if exponent else "none", period=period, basis=basis, scope=scope,
        qualifiers=tuple(sorted(qualifiers)),
        confidence=Decimal("0.95") if known and statement else Decimal("0.8") if known else Decimal("0.6"),
    )  # fmt: skip
