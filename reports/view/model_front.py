"""What the templates of the front pages see: words and numbers in their final form, nothing to compute."""

from __future__ import annotations

from typing import NamedTuple


class Ref(NamedTuple):
    """A label that leads to a place in the report."""

    label: str
    anchor: str


class Chip(NamedTuple):
    """A rating or severity: word, shape and darkness say the same thing."""

    word: str
    form: str
    """red, amber, green, grey or open."""


class Mark(NamedTuple):
    """A decision or a coverage: never in the form of a rating."""

    word: str
    form: str


class Fact(NamedTuple):
    """A label and what stands under it."""

    label: str
    text: str


class Figure(NamedTuple):
    """A large number of the summary."""

    value: str
    label: str
    note: str


class CoverRow(NamedTuple):
    """A branch on the cover."""

    name: str
    chip: Chip
    coverage: Mark
    line: str
    anchor: str


class FindingView(NamedTuple):
    """A finding, wherever it is shown."""

    number: str
    anchor: str
    chip: Chip
    title: str
    reason: str
    rule: str
    branch: Ref
    owner: str
    evidence: tuple[Ref, ...]
    question: str
    weighty: bool
    """Shown as a block; the others stand in the compact table."""


class QuestionView(NamedTuple):
    """A question for the management."""

    text: str
    about: tuple[Ref, ...]


class Side(NamedTuple):
    """One side of a contradiction."""

    letter: str
    source: str
    quote: str
    cut: bool
    """The quote is long: the card shows the part around the value, the evidence shows it whole."""
    italic: bool
    place: str
    evidence: Ref
    value: str


class DecisionView(NamedTuple):
    """A decision of a person."""

    contradiction: Ref
    mark: Mark
    reason: str
    reviewer: str
    when: str
    note: str
    """Where it was made, when it was not on this run or not on these values."""


class Card(NamedTuple):
    """A contradiction of the register."""

    number: str
    anchor: str
    title: str
    short: str
    kind: str
    chip: Chip
    sides: tuple[Side, ...]
    gap: str
    explanation: str
    severity_reason: str
    question: str
    support: tuple[Ref, ...]
    stable_id: str
    branches: str
    mark: Mark
    status: str
    decisions: tuple[DecisionView, ...]
    tall: bool
    """Too long to be kept on one page."""


class Cell(NamedTuple):
    """A cell of a table of figures, with the evidence behind it."""

    text: str
    evidence: tuple[Ref, ...] = ()


class FigureRow(NamedTuple):
    """A row of the table of key figures."""

    label: str
    cells: tuple[Cell, ...]
    change: str


class FigureTable(NamedTuple):
    """Key figures over years."""

    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    note: str


class Chart(NamedTuple):
    """A drawing with its finding as caption."""

    caption: str
    unit: str
    svg: str
    evidence: tuple[Ref, ...]


class CalculationView(NamedTuple):
    """A calculation with its inputs, or why there is none."""

    name: str
    formula: str
    period: str
    value: str
    inputs: tuple[tuple[str, Ref | None], ...]
    not_computed: str


class BranchView(NamedTuple):
    """A branch's section."""

    name: str
    anchor: str
    chip: Chip
    coverage: Mark
    lead: str
    extent: str
    charts: tuple[Chart, ...]
    figures: FigureTable | None
    findings: tuple[FindingView, ...]
    """Those that weigh most, as blocks."""
    others: tuple[FindingView, ...]
    """All others, as a table."""
    untested: tuple[str, ...]
    calculations: tuple[CalculationView, ...]
