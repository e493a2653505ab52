"""The numbers of the report: F-01 for findings, C-1 for contradictions, E-001 for cited quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agents.records import BRANCHES, SEVERITIES, Contradiction, Finding, Source
from reports.record import RunRecord
from reports.view import words
from reports.view.figures import FigureSet
from reports.view.model_front import Ref


class Key(NamedTuple):
    """A cited place; two citations of one place share a number."""

    path: str
    start: int
    end: int
    quote: str


class Numbering:
    """Which number everything in the report goes by."""

    def __init__(self, record: RunRecord, figures: FigureSet) -> None:
        self.record = record
        self.claims = record.claims
        self.findings = _findings(record)
        self.contradictions = _contradictions(record)
        self.sources = _sources(record, figures)
        width = max(3, len(str(len(self.sources))))
        self._evidence = {key: f"E-{n:0{width}}" for n, key in enumerate(self.sources, 1)}
        self._items = {f.finding_id: n for n, f in reversed(self.findings)}
        self._items |= {c.contradiction_id: n for n, c in self.contradictions}
        items = [c.contradiction_id for _, c in self.contradictions] + [f.finding_id for _, f in self.findings]
        self._places = {item_id: place for place, item_id in enumerate(items)}
        self._titles = {f.finding_id: f.title for _, f in self.findings}
        self._titles |= {c.contradiction_id: f"Contradiction {n}: {called(c)}" for n, c in self.contradictions}

    def item(self, item_id: str) -> Ref:
        """Return the number of a finding or contradiction; an unknown id stands for itself, linked to nothing."""
        number = self._items.get(item_id)
        return Ref(number, number.lower()) if number else Ref(item_id, "")

    def place(self, item_id: str) -> int:
        """Return where an item stands in the report's own order; unknown ones come last."""
        return self._places.get(item_id, len(self._places))

    def title(self, item_id: str) -> str:
        """Return what a finding or contradiction is called; an unknown id stands for itself."""
        return self._titles.get(item_id, item_id)

    def named(self, text: str) -> str:
        """Return a sentence of the record with the ids in it written as the report's numbers."""
        for item_id, number in self._items.items():
            text = text.replace(item_id, number)
        return text

    def evidence(self, source: Source) -> Ref:
        """Return the number of a cited quote."""
        number = self._evidence[key(source)]
        return Ref(number, number.lower())

    def behind(self, finding: Finding) -> tuple[Ref, ...]:
        """Return the numbers of all quotes behind a finding, in order, each once."""
        return tuple(sorted({self.evidence(source) for source in sources_of(self.record, finding)}))

    def of_claim(self, claim_id: str) -> Ref | None:
        """Return the number of a claim's quote, or None where the run holds no such claim."""
        claim = self.claims.get(claim_id)
        return self.evidence(claim.source) if claim else None


def called(item: Contradiction) -> str:
    """Return the title of a contradiction: what it is about, of whom, and when."""
    about = f"{words.title(words.spoken(item.metric))} of {item.subject}"
    written = (word for claim in item.claims for word in (claim.text or "").split())
    period = next((word for word in written if word.casefold() == item.period), item.period)
    return f"{about}, {period}" if period.strip("-") else about


def key(source: Source) -> Key:
    """Return what makes two citations the same."""
    return Key(source.path, source.start, source.end, source.quote)


def sources_of(record: RunRecord, finding: Finding) -> list[Source]:
    """Return the quotes behind a finding: its own and those of its claims."""
    claims = record.claims
    return [*finding.sources, *(claims[claim_id].source for claim_id in finding.claim_ids if claim_id in claims)]


def _findings(record: RunRecord) -> list[tuple[str, Finding]]:
    ordered = sorted(
        record.findings, key=lambda f: (f.polarity != "risk", SEVERITIES.index(f.severity), BRANCHES.index(f.branch))
    )
    width = max(2, len(str(len(ordered))))
    return [(f"F-{n:0{width}}", finding) for n, finding in enumerate(ordered, 1)]


def _contradictions(record: RunRecord) -> list[tuple[str, Contradiction]]:
    found = record.synthesis.contradictions if record.synthesis else ()
    ordered = sorted(found, key=lambda c: (SEVERITIES.index(c.severity), c.contradiction_id))
    return [(f"C-{n}", contradiction) for n, contradiction in enumerate(ordered, 1)]


def _sources(record: RunRecord, figures: FigureSet) -> dict[Key, Source]:
    cited: dict[Key, Source] = {}
    for source in _cited(record, figures):
        cited.setdefault(key(source), source)
    ordered = sorted(cited, key=lambda k: (BRANCHES.index(cited[k].branch), k))
    return {k: cited[k] for k in ordered}


def _cited(record: RunRecord, figures: FigureSet) -> Iterator[Source]:
    claims = record.claims
    for finding in (*record.findings, *record.unfinished_findings):
        yield from sources_of(record, finding)
    for contradiction in record.synthesis.contradictions if record.synthesis else ():
        yield from (claim.source for claim in contradiction.claims)
    for name in _inputs(record):
        if name in claims:
            yield claims[name].source
    yield from (claim.source for claim in figures.claims())


def _inputs(record: RunRecord) -> Iterable[str]:
    for result in record.results.values():
        for calculation in result.work.calculations:
            yield from (claim_id for _, _, claim_id in calculation.inputs)
