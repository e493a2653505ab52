"""Charts and the table of key figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from agents.records import Branch, BranchResult
from reports import charts as svg
from reports.view import numbers, words
from reports.view.figures import FigureSet, Series
from reports.view.model_front import Cell, Chart, FigureRow, FigureTable
from reports.view.numbering import Numbering

MOST_COLUMNS = 12
PER_DOCUMENT: Mapping[Branch, str] = {"press": "Press items", "regulatory": "Filings"}


def charts(branch: Branch, result: BranchResult, figures: FigureSet, numbering: Numbering) -> Iterator[Chart]:
    """Yield the drawings that a branch's figures allow, none where they would say nothing."""
    if branch == "financial":
        yield from _financial(figures, numbering)
    elif branch in PER_DOCUMENT:
        yield from _over_time(PER_DOCUMENT[branch], result)


def figure_table(figures: FigureSet, numbering: Numbering) -> FigureTable | None:
    """Return the key figures over years, with the change between the last two."""
    if len(figures.years) < 2:
        return None
    scale = numbers.scale_of(max(abs(value) for one in figures.series for value in one.values().values()))
    rows = tuple(_row(one, figures, scale, numbering) for one in figures.series)
    margins = tuple(
        row for metric in ("gross_profit", "operating_income", "net_income") if (row := _margin(metric, figures))
    )
    unit = f"{figures.currency} {scale.long}".strip()
    note = f"{unit}, fiscal years, as the branch's documents give them; margins are computed from the rows above."
    return FigureTable(tuple(f"FY{year}" for year in figures.years), rows + margins, note)


def _financial(figures: FigureSet, numbering: Numbering) -> Iterator[Chart]:
    for metric in ("revenue", "net_income"):
        series = figures.get(metric)
        if series and len(series.claims) > 1:
            yield _columns(series, figures, numbering)


def _columns(series: Series, figures: FigureSet, numbering: Numbering) -> Chart:
    values = series.values()
    scale = numbers.scale_of(max(abs(value) for value in values.values()))
    places = min(1, numbers.places_for(max(abs(v) for v in values.values()) / scale.divisor))
    points = [svg.Point(f"FY{y}", v, numbers.grouped(v / scale.divisor, places)) for y, v in values.items()]
    caption, unit = _movement(series), f"{figures.currency} {scale.long}".strip()
    spoken = ", ".join(f"{point.label} {point.text}" for point in points)
    evidence = tuple(numbering.evidence(series.claims[year].source) for year in values)
    return Chart(caption, f"{unit}, fiscal years", svg.columns(points, f"{caption}. {unit}: {spoken}"), evidence)


def _movement(series: Series) -> str:
    (_, before), (year, after) = list(series.values().items())[-2:]
    name = words.title(words.spoken(series.metric))
    if before <= 0 or after <= 0:
        turned = "turned negative" if before > 0 else "turned positive" if after > 0 else "stayed negative"
        return f"{name} {turned} in FY{year}" if after != 0 else f"{name} was nil in FY{year}"
    share = abs(after - before) / before * 100
    verb = "grew" if after > before else "fell"
    return f"{name} {verb} {numbers.grouped(share, 1)}% in FY{year}" if after != before else f"{name} did not change"


def _row(series: Series, figures: FigureSet, scale: numbers.Scale, numbering: Numbering) -> FigureRow:
    scaled = [value / scale.divisor for value in series.values().values()]
    needed = max(numbers.written_places(value) for value in scaled)
    places = max(0, min(numbers.places_for(max(abs(value) for value in scaled)), needed))
    cells = []
    for year in figures.years:
        value = series.value(year)
        refs = (numbering.evidence(series.claims[year].source),) if value is not None else ()
        cells.append(Cell("–" if value is None else numbers.grouped(value / scale.divisor, places), refs))
    before, after = (series.value(year) for year in figures.years[-2:])
    change = numbers.growth(before, after) if before is not None and after is not None else None
    return FigureRow(words.title(words.spoken(series.metric)), tuple(cells), change or "–")


def _margin(metric: str, figures: FigureSet) -> FigureRow | None:
    profit, revenue = figures.get(metric), figures.get("revenue")
    if not profit or not revenue:
        return None
    shares = [_share(profit.value(year), revenue.value(year)) for year in figures.years]
    cells = tuple(Cell("–" if share is None else numbers.grouped(share, 1)) for share in shares)
    before, after = shares[-2:]
    change = f"{numbers.signed(after - before)} pt" if before is not None and after is not None else "–"
    name = words.spoken(metric.removesuffix("_profit").removesuffix("_income"))
    return FigureRow(f"{words.title(name)} margin, %", cells, change)


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return part / whole * 100 if part is not None and whole else None


def _over_time(noun: str, result: BranchResult) -> Iterator[Chart]:
    days = sorted(document.published for document in result.documents if document.published and not document.unread)
    if len(days) < 4 or len({(day.year, day.month) for day in days}) < 2:
        return
    counts = _by_step(days)
    if not 2 <= len(counts) <= MOST_COLUMNS or max(counts.values()) < 3:
        return
    most = max(counts, key=lambda label: counts[label])
    points = [svg.Point(label, Decimal(count), str(count)) for label, count in counts.items()]
    caption = f"{noun} were most frequent in {most}"
    spoken = ", ".join(f"{label} {count}" for label, count in counts.items())
    yield Chart(
        caption,
        "Documents of the data room, by date of publication",
        svg.columns(points, f"{caption}: {spoken}", 482),
        (),
    )


def _by_step(days: list[date]) -> dict[str, int]:
    """By month, quarter or year: the finest that needs no more columns than are readable."""
    first, last = days[0], days[-1]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    for step in (1, 3, 12):
        if months <= step * (MOST_COLUMNS - 1):
            counts = Counter((day.year * 12 + day.month - 1) // step for day in days)
            return {_label(n, step): counts[n] for n in range(min(counts), max(counts) + 1)}
    return {}


def _label(number: int, step: int) -> str:
    year, month = divmod(number * step, 12)
    if step == 12:
        return str(year)
    return f"{numbers.MONTHS[month]} {year}" if step == 1 else f"Q{month // 3 + 1} {year}"
