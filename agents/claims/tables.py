"""Tables: every figure of a table with its row's label, its column's period and the header's scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from agents.claims.columns import Header, column_period, column_periods, scale_of
from agents.claims.defaults import Frame
from agents.claims.drafts import Draft
from agents.claims.metrics import MetricMention, metric_of_label
from agents.claims.numbers import interval
from agents.evidence.types import Cell, Table
from agents.records import Period

_FIGURE = re.compile(
    r"\s*(?P<open>[(\-−–]\s*)?(?P<currency>[$£€]|"
    r"US\$)?\s*(?P<open2>[(\-−–]\s*)?(?P<digits>\d[\d,]*(?:\.\d+)?|"
    r"\.\d+)\s*(?P<close>\))?\s*(?P<percent>%|\bpts?\b|x\b)?\s*(?P<close2>\))?\s*(?:\(\d{1,2}\)|"
    r"\*{1,2}|[a-f]\b)?\s*\Z"
)
_ONLY_YEAR = re.compile(r"\s*(?:fiscal\s+|fy\s?)?(?:19|20)\d\d\s*(?:\(\d\))*\s*\Z", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*\(\s*(?:\d{1,2}|[a-z]|[Nn]otes?\s+[\w\s,&]{1,20})\s*\)|\s*\*+")
_ABSTRACT = re.compile(
    r"^(?:basic|diluted|total|other|net|u\.?s\.?|international|domestic|subtotal)(?:\s*[(,].{0,14})?$", re.IGNORECASE
)
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
_PER_SHARE = re.compile(r"per\s+(?:\w+\s+){0,3}share|per\s+unit", re.IGNORECASE)
_COUNTED = re.compile(
    r"\bshares?\b(?!holders)|number\s+of|\bemployees\b|\bstores\b|\bunits\b|headcount|subscribers|"
    r"connections|customers",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\bpercent(?:age)?\b|%|\brate\b|\bmargin\b", re.IGNORECASE)
_EACH = ("basic", "diluted")
CELL_LIMIT = 240
"""Cells longer than this are prose that a layout put into a table."""


_OUTFLOWS = frozenset({
    "interest_expense", "cost_of_revenue", "sga", "research_and_development", "depreciation_and_amortization",
    "depreciation", "operating_expenses",
    "capital_expenditure", "dividends", "share_repurchases", "restructuring_charge", "impairment",
    "goodwill_impairment", "general_and_administrative",
    "sales_and_marketing", "advertising",
})  # fmt: skip
"""Metrics that are told as positive amounts; brackets around them only say that they are deducted."""
_OTHER_MEANING = re.compile(
    r"\b(?:amortization|depreciation|impairments?|changes?|increase|decrease|proceeds|purchases?|"
    r"payments?|repayments?|issuances?|gains?|loss(?:es)?|acquisitions?|"
    r"deferred|accrued|effects?|provision|translated|prepaid|excess|allowance|reserve|cost|expense|"
    r"percent|percentage|ratio|growth|average|unbilled|beginning)\b",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"(?:\W|\b(?:attributable\s+to\b.*|available\s+to\b.*|applicable\s+to\b.*|net|of|tax|taxes|basic|"
    r"diluted|total|and|the|note|notes|current|non-?current|at|end|year|period|per|share|"
    r"common|before|after|continuing|operations|from|in|as|reported|assuming|dilution|outstanding|"
    r"shareholders['’]?|stockholders['’]?|less|portion|\(loss\)|deficit)\b)*\Z",
    re.IGNORECASE | re.DOTALL,
)


class Figure(NamedTuple):
    """A cell that holds one number."""

    cell: Cell
    digits: str
    negative: bool
    percent: bool
    currency: str | None


def is_numeric(table: Table) -> bool:
    """Return whether a table holds figures, not prose that a layout put into cells."""
    rows = [row for row in table.rows if any(figure_of(cell) for cell in row[1:] or row)]
    long = sum(len(cell.text) > CELL_LIMIT for row in table.rows for cell in row)
    return len(rows) >= 1 and long <= len(rows) // 2


def figure_of(cell: Cell) -> Figure | None:
    """Return the number a cell holds, or None for words, years and dashes."""
    if len(cell.text) > 40 or _ONLY_YEAR.match(cell.text):
        return None
    match = _FIGURE.match(cell.text)
    if match is None:
        return None
    negative = bool(match["open"] or match["open2"])
    symbol = match["currency"]
    return Figure(
        cell,
        match["digits"],
        negative,
        match["percent"] == "%",
        {"£": "GBP", "€": "EUR"}.get(symbol or "", "USD") if symbol else None,
    )


class _Row(NamedTuple):
    label: str
    start: int
    figures: tuple[Figure, ...]
    section: str


def read_table(table: Table, frame: Frame) -> Iterator[Draft]:
    """Yield a draft for each figure of a table whose row has a label."""
    header, body = _split(table)
    if not body:
        return
    words = f"{table.caption} {' '.join(header.columns)} {' '.join(c.text for c in table.rows[0])}"
    corner = " ".join(c.text for row in table.rows[:3] for c in row[:1])
    scale = scale_of(f"{words} {corner}")
    if scale is None:
        scale = scale_of(frame.scale_words)
    periods = column_periods(header, frame)
    places = _places(table, len(header.columns))
    currency = next((f.currency for row in body for f in row.figures if f.currency), None) or (
        frame.currency if scale else None
    )
    flows = re.search(r"cash\s+flows?", table.caption[-300:], re.IGNORECASE) is not None
    mentions = [metric_of_label(_named(row)) for row in body]
    names = _with_minorities(body, mentions)
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


def _by_column(draft: Draft, words: str, row: _Row, table: Table, periods: list[Period], frame: Frame) -> Draft:
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


def _split(table: Table) -> tuple[Header, list[_Row]]:
    """Return the header over the columns and the rows of figures, each under its section's label."""
    top: list[tuple[Cell, ...]] = []
    body: list[_Row] = []
    section = ""
    for row in table.rows:
        figures = tuple(f for f in (figure_of(cell) for cell in row) if f)
        label = " ".join(c.text.strip() for c in row if figure_of(c) is None and not _is_mark(c.text))
        if not body and (not figures or _is_header(row)):
            top.append(row)
            if len([c for c in row if c.text.strip()]) == 1 and not re.search(r"\d{4}|ended|million|thousand", label):
                section = label
            continue
        if not figures:
            section = _FOOTNOTE.sub("", label).strip(" :") if len(label) < 120 else section
            continue
        words = [c for c in row if figure_of(c) is None and c.text.strip()]
        start = min((c.start for c in words), default=figures[0].cell.start)
        body.append(
            _Row(
                _FOOTNOTE.sub("", label).strip(" :") if words else "",
                min(start, figures[0].cell.start),
                figures,
                section,
            )
        )
    return Header(table.caption, _over_columns(top, body)), body


def _is_mark(text: str) -> bool:
    return re.fullmatch(r"[\s$£€%()—–\-*]*", text) is not None


def _is_header(row: tuple[Cell, ...]) -> bool:
    return any(
        re.search(r"(?:19|20)\d\d", c.text) and len(c.text) < 40 and _FIGURE.match(c.text) is None for c in row
    ) or all(_ONLY_YEAR.match(c.text) or not c.text.strip() or figure_of(c) is None for c in row)


def _over_columns(top: list[tuple[Cell, ...]], body: list[_Row]) -> tuple[str, ...]:
    """Return the header words over each figure column; a header over several columns counts for each of them."""
    width = max((len(row.figures) for row in body), default=0)
    places = next(([f.cell.column for f in row.figures] for row in body if len(row.figures) == width), [])
    columns = ["" for _ in places]
    for row in top:
        cells = [c for c in row if c.text.strip() and not _is_mark(c.text)]
        if cells and cells[0].column < (places[0] if places else 0) and len(cells) not in {width} and len(cells) > 1:
            cells = cells[1:]
        elif (
            len(cells) == 1
            and cells[0].column == 0
            and places
            and places[0] > 0
            and not re.search(r"(?:ended|ending|19\d\d|20\d\d)", cells[0].text)
        ):
            continue
        for index, cell in enumerate(_spread(cells, places)):
            if cell is not None:
                columns[index] = f"{columns[index]} {cell.text.strip()}".strip()
    return tuple(columns)


def _spread(cells: list[Cell], places: list[int]) -> list[Cell | None]:
    if not cells:
        return [None for _ in places]
    if len(cells) == len(places):
        return list(cells)
    if len(places) % len(cells) == 0:
        each = len(places) // len(cells)
        return [cells[i // each] for i in range(len(places))]
    return [max((c for c in cells if c.column <= place), key=lambda c: c.column, default=None) for place in places]


def _places(table: Table, width: int) -> dict[int, int]:
    """Return which figure column each grid column belongs to, learned from the rows that are complete."""
    places: dict[int, int] = {}
    for row in table.rows:
        found = [c.column for c in row if figure_of(c) or _is_dash(c.text)]
        if len(found) == width:
            places.update({column: index for index, column in enumerate(found)})
    return places


def _is_dash(text: str) -> bool:
    return re.fullmatch(r"\s*[$]?\s*[—–-]+\s*%?\s*", text) is not None


def _named(row: _Row) -> str:
    """Return the label by which a row's metric is known: short labels need their section's words."""
    if not row.label:
        return row.section if _REVENUE_SECTION.match(row.section) else f"total of {row.section}"
    if row.section and _PER_SHARE.search(row.section) and all("." in f.digits and not f.percent for f in row.figures):
        if _ABSTRACT.match(row.label):
            return f"{row.section} {row.label}"
        return row.label if _PER_SHARE.search(row.label) or "share" in row.label.lower() else row.section
    if _ABSTRACT.match(row.label) and row.section and metric_of_label(row.label) is None:
        return f"{row.section} {row.label}"
    return row.label


_REVENUE_SECTION = re.compile(r"(?:(?:net|total|operating)\s+)*(?:revenues?|sales)\s*:?\Z", re.IGNORECASE)


def _with_minorities(body: list[_Row], mentions: list[MetricMention | None]) -> list[str | None]:
    """Return each row's metric; net income over a line "attributable to" the company includes the minorities' part."""
    names = [m.metric.name if m else None for m in mentions]
    attributable = [
        i
        for i, row in enumerate(body)
        if names[i] == "net_income" and re.search(r"attributable\s+to", row.label, re.IGNORECASE)
    ]
    if attributable:
        names = [
            "net_income_including_noncontrolling" if n == "net_income" and i not in attributable else n
            for i, n in enumerate(names)
        ]
    return names


def _draft(
    row: _Row, figure: Figure, mention: MetricMention | None, name: str | None, period: Period, scale: int | None,
    currency: str | None,
    statement: bool, flows: bool,
) -> Draft:  # fmt: skip
    label = _named(row)
    known = mention is not None and _whole_label(label, mention)
    metric = (name if known else None) or _open(row)
    kind, unit, exponent = _measured(label, figure, mention if known else None, scale, currency)
    metric, kind, unit, exponent = _as_profit(metric, kind, unit, exponent, figure, scale, currency)
    value = interval(figure.digits, exponent, negative=_sign(metric, label, figure), exact_zeros=True)
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
    scope = part or ("consolidated" if statement and known else _section_scope(row, known))
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


def _whole_label(label: str, mention: MetricMention) -> bool:
    """Return whether a metric is what the label is about, not a word in a longer name."""
    flat = re.sub(r"\s+", " ", label)
    before, rest = flat[: mention.head], flat[mention.end :]
    if _OTHER_MEANING.search(before) and not mention.growing:
        return False
    return _HARMLESS.match(rest) is not None and len(before.split()) <= 5 and "beginning" not in rest.lower()


def _open(row: _Row) -> str:
    words = re.findall(r"[a-z0-9]+", _named(row).lower())
    return "_".join(words[:10]) or "unlabelled"


def _as_profit(
    metric: str,
    kind: str,
    unit: str | None,
    exponent: int | None,
    figure: Figure,
    scale: int | None,
    currency: str | None,
) -> tuple[str, str, str | None, int | None]:
    """Return "gross margin" with an amount as the gross profit it is."""
    if (
        metric in {"gross_margin", "operating_margin"}
        and not figure.percent
        and currency
        and len(figure.digits) > 3
        and "." not in figure.digits
    ):
        return ("gross_profit" if metric == "gross_margin" else "operating_income"), "money", currency, scale
    return metric, kind, unit, exponent


def _sign(metric: str, label: str, figure: Figure) -> bool:
    """Return whether the value is negative, whatever way round the statement prints it."""
    if metric in _OUTFLOWS:
        return False
    if metric == "other_income" and re.match(r"other\s+expenses?\b(?!\s*/)", label, re.IGNORECASE):
        return not figure.negative
    if metric == "income_tax":
        return (
            not figure.negative
            if re.match(r"\W*(?:income\s+tax\s+)?benefit\W", label, re.IGNORECASE)
            else False
            if not re.search("benefit", label, re.IGNORECASE)
            else figure.negative
        )
    return figure.negative


def _section_scope(row: _Row, known: bool) -> str:
    if (
        not known
        or not row.section
        or metric_of_label(row.section)
        or re.search(r"\d{4}|ended|assets|liabilities|activities", row.section, re.IGNORECASE)
    ):
        return "unknown"
    return f"segment:{re.sub(r'[^a-z0-9 &]+', ' ', row.section.lower()).strip()}"


def _measured(
    label: str, figure: Figure, mention: MetricMention | None, scale: int | None, currency: str | None
) -> tuple[str, str | None, int | None]:
    """Return kind, unit and scale of a figure: per-share values and percentages are never scaled."""
    per_share = (mention is not None and mention.metric.unit == "per_share") or bool(_PER_SHARE.search(label))
    counted = mention.metric.unit == "count" if mention else bool(_COUNTED.search(label))
    if (
        figure.percent
        or (mention is not None and mention.metric.unit == "percent" and not figure.currency)
        or (mention is None and _PERCENT.search(label))
    ):
        return "percent", "percent", None
    if counted and not figure.currency:
        name = mention.metric.name if mention else "shares" if "share" in label.lower() else "count"
        shares = "share" in label.lower()
        own = scale_of(label)
        return "count", name, own or (scale if shares else None)
    if per_share:
        return "per_share", f"{currency}/share" if currency else None, None
    return ("money" if currency else "count"), currency, scale


def numeric_spans(tables: tuple[Table, ...]) -> list[tuple[int, int]]:
    """Return where the figures of tables stand, so that prose is not read there again."""
    spans = []
    for table in tables:
        cells = [c for row in table.rows for c in row if c.end > c.start]
        if cells and is_numeric(table):
            spans.append((min(c.start for c in cells), max(c.end for c in cells)))
    return sorted(spans)
