"""The contradiction register: one card for each, with both quotes and what people decided."""

from __future__ import annotations

from collections.abc import Sequence

from agents.records import Claim, Contradiction, Document, Source
from reports.letters import is_italic
from reports.record import Ruled, RunRecord
from reports.view import numbers, pieces, words
from reports.view.model_front import Card, DecisionView, Mark, Ref, Side
from reports.view.numbering import Numbering, called

TALL = 1600
"""Characters of a card that surely fit on a page beside its quotes."""
LONG = 420
"""Characters of a quote that a card shows; the evidence always shows all."""
AWAITING = Mark("Awaiting review", "awaiting")


def cards(record: RunRecord, numbering: Numbering) -> tuple[Card, ...]:
    """Return one card per contradiction, worst first."""
    return tuple(_card(number, item, record, numbering) for number, item in numbering.contradictions)


def undecided(record: RunRecord) -> int:
    """Return how many contradictions no decision covers."""
    found = record.synthesis.contradictions if record.synthesis else ()
    return sum(1 for item in found if holding(item, record.decisions) is None)


def holding(item: Contradiction, decisions: Sequence[Ruled]) -> Ruled | None:
    """Return the decision that holds: the latest on the same values."""
    return next((ruled for ruled in reversed(_on(item, decisions)) if _same_values(item, ruled)), None)


def cleared(record: RunRecord) -> frozenset[str]:
    """Return the ids of the contradictions that a person explained or called a false alarm."""
    found = record.synthesis.contradictions if record.synthesis else ()
    held = {item.contradiction_id: holding(item, record.decisions) for item in found}
    return frozenset(name for name, ruled in held.items() if ruled and ruled.decision.ruling != "confirmed")


def lead(record: RunRecord) -> str:
    """Return what the register says first."""
    if record.synthesis is None:
        return "The documents were not compared with each other, so nothing can be said about contradictions."
    count = len(record.synthesis.contradictions)
    if not record.synthesis.pairs_compared and not count:
        return "No two claims of the documents could be compared, so nothing is known about contradictions."
    compared = f"{words.counted(record.synthesis.pairs_compared, 'pair')} of claims could be compared"
    if not count:
        return f"{words.title(compared)}; none of them contradict each other."
    stand = words.counted(count, "contradiction stands", "contradictions stand")
    return (
        f"{words.title(compared)}; {stand} out. Two claims contradict when both speak of the same subject, measure and "
        "period and cannot both be true. A named person decides on each, never the software."
    )


def decision_views(record: RunRecord, numbering: Numbering) -> tuple[DecisionView, ...]:
    """Return every decision on the contradictions of this run, oldest first."""
    items = {item.contradiction_id: item for _, item in numbering.contradictions}
    return tuple(_decision(ruled, items.get(ruled.decision.contradiction_id), numbering) for ruled in record.decisions)


def _card(number: str, item: Contradiction, record: RunRecord, numbering: Numbering) -> Card:
    documents = {document.path: document for document in record.documents}
    pair = item.claims[:2]
    held = holding(item, record.decisions)
    title = called(item)
    return Card(
        number=number,
        anchor=number.lower(),
        title=title,
        short=words.shortened(title, 90),
        kind=words.against(item.kind),
        chip=pieces.severity_chip(item.severity),
        sides=tuple(_side(letter, claim, documents, numbering) for letter, claim in zip("AB", pair, strict=False)),
        gap=pieces.gap(*pair, item.metric) if len(pair) == 2 else "",
        explanation=item.explanation,
        severity_reason=item.severity_reason,
        question=item.question,
        support=tuple(sorted({numbering.evidence(c.source) for c in item.claims[2:]})),
        stable_id=item.contradiction_id,
        branches=words.joined([words.BRANCH[branch] for branch in item.branches]),
        mark=_mark(held),
        status=_status(item, held, record),
        decisions=tuple(_decision(ruled, item, numbering) for ruled in _on(item, record.decisions)),
        tall=_length(item, record) > TALL,
    )


def _length(item: Contradiction, record: RunRecord) -> int:
    reasons = sum(100 + len(ruled.decision.reason) for ruled in _on(item, record.decisions))
    return len(item.explanation) + len(item.severity_reason) + len(item.question) + 2 * len(item.subject) + reasons


def _mark(held: Ruled | None) -> Mark:
    return Mark(words.RULING[held.decision.ruling], held.decision.ruling) if held else AWAITING


def _status(item: Contradiction, held: Ruled | None, record: RunRecord) -> str:
    if held:
        return ""
    if _on(item, record.decisions):
        return "Reopened: the values have changed since the last decision."
    return ""


def _side(letter: str, claim: Claim, documents: dict[str, Document], numbering: Numbering) -> Side:
    source = claim.source
    quote, cut = excerpt(claim)
    return Side(
        letter=letter,
        source=source_label(source, documents),
        quote=quote,
        cut=cut,
        italic=is_italic(quote),
        place=" · ".join(part for part in (source.locator, numbers.day(source.published)) if part and part != "–"),
        evidence=numbering.evidence(source),
        value=pieces.value_of(claim),
    )


def source_label(source: Source, documents: dict[str, Document]) -> str:
    """Return where a quote comes from: branch and document."""
    document = documents.get(source.path)
    title = (document.title if document else None) or source.path
    return f"{words.BRANCH[source.branch]} · {words.shortened(title, 90)}"


def excerpt(claim: Claim) -> tuple[str, bool]:
    """Return the quote, or where it is long the part around the value, and whether it was cut."""
    quote = claim.source.quote
    if len(quote) <= LONG:
        return quote, False
    start = max(0, (claim.value_start or claim.source.start) - claim.source.start)
    first = min(max(0, start - LONG // 2), max(0, len(quote) - LONG))
    part = quote[first : first + LONG]
    return f"{'… ' if first else ''}{part}{' …' if first + LONG < len(quote) else ''}", True


def _on(item: Contradiction, decisions: Sequence[Ruled]) -> list[Ruled]:
    found = [ruled for ruled in decisions if ruled.decision.contradiction_id == item.contradiction_id]
    return sorted(found, key=lambda ruled: ruled.decision.decided_at)


def _same_values(item: Contradiction, ruled: Ruled) -> bool:
    return ruled.decision.fingerprint == item.fingerprint


def _decision(ruled: Ruled, item: Contradiction | None, numbering: Numbering) -> DecisionView:
    decision = ruled.decision
    notes = [] if ruled.about == numbering.record.run_id else [f"made on run {ruled.about}"]
    notes += [] if item is None or _same_values(item, ruled) else ["on values that have changed since"]
    return DecisionView(
        contradiction=numbering.item(decision.contradiction_id) if item else Ref(decision.contradiction_id, ""),
        mark=Mark(words.RULING[decision.ruling], decision.ruling),
        reason=decision.reason,
        reviewer=decision.reviewer,
        when=numbers.moment(decision.decided_at),
        note=", ".join(notes),
    )
