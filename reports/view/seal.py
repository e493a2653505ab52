"""The evidence and the audit seal: what the report stands on, and how a reader proves it."""

from __future__ import annotations

from itertools import groupby

from agents.records import BRANCHES, Document, Source
from reports.letters import is_italic
from reports.record import RunRecord
from reports.view import numbers, register, words
from reports.view.model_back import EvidenceDocument, EvidenceItem, Seal, StreamRow
from reports.view.model_front import Fact
from reports.view.numbering import Numbering

COMMAND = "diligence audit verify <report.pdf>"
DIGITS = 16


def evidence_lead(numbering: Numbering) -> str:
    """Return how much of what was kept is cited."""
    cited, kept = len(numbering.sources), len(numbering.record.claims)
    paths = len({source.path for source in numbering.sources.values()})
    if not cited:
        return f"No quotation is cited; {words.counted(kept, 'claim is', 'claims are')} kept on the trail."
    named = f"{words.title(words.counted(cited, 'quotation'))} from {words.counted(paths, 'document')}"
    trail = f"{words.counted(kept, 'claim is', 'claims are')} kept on the trail"
    digits = f"The fingerprint is the first {DIGITS} digits of the SHA-256 of the document's bytes."
    return f"{named} {'is' if cited == 1 else 'are'} cited here; {trail}. {digits}"


def evidence(numbering: Numbering) -> tuple[EvidenceDocument, ...]:
    """Return every cited quote under its document."""
    documents = {document.path: document for document in numbering.record.documents}
    by_path = groupby(numbering.sources.values(), key=lambda source: (source.branch, source.path, source.sha256))
    return tuple(_document(list(group), documents, numbering) for _, group in by_path)


def seal(numbering: Numbering) -> Seal:
    """Return the audit seal."""
    record = numbering.record
    events = sum(stretch.events for stretch in record.timeline if stretch.stream != "report")
    digits = numbers.groups(record.pre_render_root)
    return Seal(
        lead="This page lets a reader prove which run produced the report and that the record behind it is unchanged.",
        caption=f"Root of the run's {words.counted(events, 'event')} before this report was rendered",
        lines=(tuple(digits[:4]), tuple(digits[4:])),
        run=record.run_id,
        command=COMMAND,
        streams=tuple(_streams(record)),
        decisions=register.decision_views(record, numbering),
        reviews=tuple(Fact(*pair) for pair in zip(record.reviews, record.review_roots, strict=False)),
        versions=tuple(_versions(record)),
    )


def _document(sources: list[Source], documents: dict[str, Document], numbering: Numbering) -> EvidenceDocument:
    first = sources[0]
    document = documents.get(first.path)
    return EvidenceDocument(
        title=(document.title if document else None) or first.path.rpartition("/")[2],
        path=first.path,
        kind=f"{words.BRANCH[first.branch]} · {words.title(words.spoken(first.kind))}",
        published=numbers.day(first.published or (document.published if document else None)),
        sha256=first.sha256[:DIGITS],
        items=tuple(_item(source, numbering) for source in sources),
    )


def _item(source: Source, numbering: Numbering) -> EvidenceItem:
    ref = numbering.evidence(source)
    place = (
        words.shortened(source.locator or "", 120)
        or f"characters {numbers.grouped(source.start)}–{numbers.grouped(source.end)}"
    )
    return EvidenceItem(ref.label, ref.anchor, place, source.quote, is_italic(source.quote))


def _streams(record: RunRecord) -> list[StreamRow]:
    order = {name: place for place, name in enumerate(("run", *BRANCHES, "synthesis"))}
    rows = []
    by_name = sorted(record.timeline, key=lambda stretch: (order.get(stretch.stream, len(order)), stretch.stream))
    for name, group in groupby(by_name, key=lambda stretch: stretch.stream):
        stretches = list(group)
        spent = sum((stretch.ended - stretch.started).total_seconds() for stretch in stretches)
        if name != "report":
            events = numbers.grouped(sum(stretch.events for stretch in stretches))
            attempts = str(len(stretches))
            rows.append(StreamRow(words.title(name), _method(record, name), attempts, events, numbers.seconds(spent)))
    return rows


def _method(record: RunRecord, name: str) -> str:
    result = next((record.results[branch] for branch in BRANCHES if branch == name), None)
    version = record.analyst_versions.get(name, "")
    if result:
        return f"{result.analyst} {version}".strip()
    reflecting = record.analysts.get("synthesis", "rules")
    compared = "rules" if reflecting == "rules" else f"rules, then {reflecting}"
    return {"run": "supervisor", "synthesis": compared}.get(name, "–")


def _versions(record: RunRecord) -> list[Fact]:
    found = [Fact(words.spoken(name), str(value)) for name, value in sorted(record.versions.items()) if value]
    if record.room_sha256:
        found.insert(0, Fact("data room", record.room_sha256))
    return found
