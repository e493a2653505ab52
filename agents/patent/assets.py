"""Patents of the branch's records with the document they stand in, and the fields to quote them by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from agents.branch.case import Case, cite
from agents.evidence.types import PatentRecord, ReadDocument
from agents.records import Source


class Asset(NamedTuple):
    """One patent or application and where it stands."""

    document: ReadDocument
    record: PatentRecord

    @property
    def name(self) -> str:
        """How people speak of it: "patent 8457796" where granted, else "application 12721698"."""
        number = self.record.number
        granted = self.record.granted is not None or number != self.record.application_number
        return f"{'patent' if granted else 'application'} {number}"


def assets(case: Case) -> Iterator[Asset]:
    """Yield every record of the branch's documents once: of two copies, the one that says more."""
    best: dict[str, Asset] = {}
    for document in case.documents:
        for record in document.patents:
            key = record.application_number or record.number
            if key not in best or record.end - record.start > best[key].record.end - best[key].record.start:
                best[key] = Asset(document, record)
    yield from (best[key] for key in sorted(best))


def quote(case: Case, asset: Asset, *words: str) -> tuple[Source, ...]:
    """Return the fields whose names hold one of the words, else the record's first line."""
    spans = [(s, e) for name, s, e in asset.record.fields if any(w in name.lower() for w in words)]
    if not spans:
        line = asset.document.text.find("\n", asset.record.start)
        spans = [(asset.record.start, line if line > asset.record.start else asset.record.end)]
    cited = [cite(case.branch, asset.document, start, end, asset.name) for start, end in spans]
    return tuple(dict.fromkeys(c for c in cited if c.end > c.start))
