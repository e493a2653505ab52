"""Documents that speak to a machine: what they say is a finding, and nothing is claimed on it.

The passages are blanked out before rules read the document: places stay what they are, and no claim, finding or
default of the document can rest on them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from agents.branch.case import Case, Examined, cite, found
from agents.branch.instructions import Instruction, Sort
from agents.branch.kept import kept_instructions
from agents.evidence.types import ReadDocument
from agents.records import Claim, Finding, Severity, Source

SHOWN = 3
"""Passages of a document that its finding quotes."""
EXCERPT = 160
"""Characters of a hidden passage that the reason repeats."""
_WORDS: dict[Sort, str] = {
    "order": "order(s) to a machine",
    "request": "request(s) for a text",
    "question": "question(s) out of place",
}
_WEIGHT: dict[Sort, Severity] = {"order": "medium", "request": "low", "question": "info"}


class Guarded(NamedTuple):
    """A branch's documents with their instructions taken out, and where those stand."""

    documents: tuple[ReadDocument, ...]
    """Every offset as before; blanks where an instruction stands."""
    told: tuple[tuple[ReadDocument, tuple[Instruction, ...]], ...]
    """The documents as they are that hold instructions, each with them."""

    def spans(self, path: str) -> tuple[tuple[int, int], ...]:
        """Return where a document's instructions stand."""
        return next((_spans(found) for document, found in self.told if document.document.path == path), ())


def guarded(documents: Sequence[ReadDocument], cache: Path | None = None) -> Guarded:
    """Return documents that rules can read without being spoken to."""
    looked = [(d, kept_instructions(d, cache)) for d in documents]
    return Guarded(tuple(_blanked(d, _spans(f)) for d, f in looked), tuple((d, f) for d, f in looked if f))


def touches(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether a stretch of text shares a character with one of some spans."""
    return any(start < stop and begin < end for begin, stop in spans)


def instruction_findings(case: Case, guard: Guarded) -> tuple[Finding, ...]:
    """Return one finding per document that speaks to a machine."""
    return tuple(_finding(case, document, found) for document, found in guard.told)


def unguided(examined: Examined, guard: Guarded) -> Examined:
    """Return what rules found, quoted without the instructions; what rests on nothing else is left out."""
    findings = []
    for finding in examined.findings:
        sources = tuple(cut for s in finding.sources if (cut := _cut(s, guard)) is not None)
        if sources or not finding.sources:
            findings.append(finding if sources == finding.sources else finding.model_copy(update={"sources": sources}))
    return examined._replace(findings=tuple(findings), claims=unguided_claims(examined.claims, guard))


def unguided_claims(claims: Iterable[Claim], guard: Guarded) -> tuple[Claim, ...]:
    """Return the claims, quoted without the instructions; one whose value stands in an instruction is left out."""
    kept = []
    for claim in claims:
        source = _cut(claim.source, guard, claim.value_start, claim.value_end)
        if source is not None:
            kept.append(claim if source == claim.source else claim.model_copy(update={"source": source}))
    return tuple(kept)


def _cut(source: Source, guard: Guarded, start: int | None = None, end: int | None = None) -> Source | None:
    """Return the source without instructions: the part around its value, else the longest part; None where none is."""
    spans = guard.spans(source.path)
    if not touches(source.start, source.end, spans):
        return source
    parts = [p for p in _outside(source.start, source.end, spans) if source.quote[p[0] - source.start :].strip()]
    if start is not None and end is not None:
        parts = [p for p in parts if p[0] <= start and end <= p[1]]
    if not parts:
        return None
    first, last = max(parts, key=lambda p: p[1] - p[0])
    quote = source.quote[first - source.start : last - source.start]
    first += len(quote) - len(quote.lstrip())
    return source.model_copy(update={"start": first, "end": first + len(quote.strip()), "quote": quote.strip()})


def _outside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the parts of a stretch that no span covers."""
    parts = []
    for begin, stop in sorted(spans):
        if begin < end and start < stop:
            parts.append((start, begin))
            start = stop
    return [p for p in (*parts, (start, end)) if p[0] < p[1]]


def _spans(found: Iterable[Instruction]) -> tuple[tuple[int, int], ...]:
    return tuple((i.start, i.end) for i in found if not i.hidden)


def _blanked(document: ReadDocument, spans: Sequence[tuple[int, int]]) -> ReadDocument:
    text = document.text
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return document.model_copy(update={"text": text}) if spans else document


def _finding(case: Case, document: ReadDocument, told: Sequence[Instruction]) -> Finding:
    path = document.document.path
    sorts = Counter(i.sort for i in told)
    worst = next(sort for sort in _WEIGHT if sorts[sort])
    hidden = next((i.text for i in told if i.hidden), None)
    counted = ", ".join(f"{sorts[sort]} {words}" for sort, words in _WORDS.items() if sorts[sort])
    reason = f"It holds {counted}: not a statement of fact. None was followed, and nothing is claimed on it."
    if hidden:
        reason += f' One is hidden from people: "{" ".join(hidden.split())[:EXCERPT]}"'
    seen = sorted((i for i in told if not i.hidden), key=lambda i: list(_WEIGHT).index(i.sort))[:SHOWN]
    return found(
        case,
        "instructions",
        (path,),
        title=f"{path} holds text that is addressed to a machine",
        reason=reason,
        severity="high" if hidden else _WEIGHT[worst],
        polarity="neutral" if worst == "question" else "risk",
        sources=[cite(case.branch, document, i.start, i.end) for i in seen] or _opening(case, document),
        question=f"Who prepared {path}, and for whom was this text meant?" if worst != "question" else None,
    )


def _opening(case: Case, document: ReadDocument) -> list[Source]:
    """Quote the first words of the document, as what is hidden does not stand in its text."""
    start = len(document.text) - len(document.text.lstrip())
    return [cite(case.branch, document, start, min(start + 120, len(document.text)))] if document.text.strip() else []
