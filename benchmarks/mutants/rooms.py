"""A room read once, and read again with one document altered: only that document is read and only claims compared."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from agents import claims as extractor
from agents.analysts.rules import EXAMINERS
from agents.branch.case import Case
from agents.branch.share import share
from agents.contradictions import Comparison, compare
from agents.evidence import Unreadable, freeze, read
from agents.evidence.types import Cell, ReadDocument
from agents.records import BRANCHES, Branch, Claim, Target


class Room(NamedTuple):
    """A room and everything its documents claim, document by document."""

    path: Path
    target: Target
    documents: dict[str, ReadDocument]
    claims: dict[str, tuple[Claim, ...]]

    def compared(self, changed: str | None = None, claims: Iterable[Claim] = ()) -> Comparison:
        """Return the comparison of all claims, with those of one document exchanged."""
        kept = [c for path, own in self.claims.items() if path != changed for c in own]
        return compare(self.target, [*kept, *claims])


def open_room(path: Path) -> Room:
    """Read every document of a room and what it claims."""
    target = target_of(path)
    documents: dict[str, ReadDocument] = {}
    for document in freeze(path, target).documents:
        try:
            documents[document.path] = read(path, document)
        except Unreadable:
            continue
    claims = {name: claimed(document, target) for name, document in documents.items()}
    return Room(path, target, documents, claims)


def target_of(room: Path) -> Target:
    """Return the target as its target.yaml describes it; the folder's name serves where there is none."""
    described = room / "target.yaml"
    if not described.is_file():
        return Target(name=room.name)
    return Target.model_validate({"name": room.name, **YAML(typ="safe").load(described)})


def claimed(document: ReadDocument, target: Target) -> tuple[Claim, ...]:
    """Return what a document claims in every branch that reads it, the branches' own rules included."""
    found: list[Claim] = []
    for branch in BRANCHES:
        if branch in document.document.branches:
            found += _of_branch(document, target, branch)
    return tuple({c.claim_id: c for c in found}.values())


def _of_branch(document: ReadDocument, target: Target, branch: Branch) -> Sequence[Claim]:
    extracted = extractor.extract(document, target, branch).claims
    own = share(branch, document.document, extracted)
    return (*own, *EXAMINERS[branch](Case(branch, target, (document,), own)).claims)


def altered(room: Room, path: str, spans: Sequence[tuple[int, int]], new: str) -> ReadDocument:
    """Return a document with the same words replaced in one or more places.

    The file's bytes are altered and read again where that gives exactly this text (plain text, CSV, HTML, JSON, mail);
    otherwise (PDF, Office, text that the bytes encode) the canonical text and everything that points into it.
    """
    old = room.documents[path]
    changed = old
    for start, end in sorted(spans, reverse=True):
        changed = shifted(changed, start, end, new)
    raw = (room.path / path).read_bytes()
    data = None if raw.startswith((b"%PDF", b"PK")) else _in_bytes(raw, old.text, spans, new)
    again = _read_again(path, data, room.target) if data is not None else None
    return again if again is not None and again.text == changed.text else changed


def _in_bytes(raw: bytes, text: str, spans: Sequence[tuple[int, int]], new: str) -> bytes | None:
    """Return a file with the words replaced that stand there as often as in its text, or None."""
    for start, end in sorted(spans, reverse=True):
        word = text[start:end].encode()
        if raw.count(word) < text.count(text[start:end]):
            return None
        place = _nth(raw, word, text.count(text[start:end], 0, start))
        raw = raw[:place] + new.encode() + raw[place + len(word) :]
        text = text[:start] + new + text[end:]
    return raw


def _nth(data: bytes, word: bytes, occurrence: int) -> int:
    place = -1
    for _ in range(occurrence + 1):
        place = data.find(word, place + 1)
    return place


def _read_again(path: str, data: bytes, target: Target) -> ReadDocument | None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        (document,) = freeze(Path(folder), target).documents
        try:
            return read(Path(folder), document)
        except Unreadable:
            return None


def shifted(old: ReadDocument, start: int, end: int, new: str) -> ReadDocument:
    """Return a read document with a replaced stretch of text; its tables and sections keep pointing right."""
    text = old.text[:start] + new + old.text[end:]

    def at(position: int) -> int:
        return position + len(new) - (end - start) if position >= end else position

    def cell(one: Cell) -> Cell:
        return one._replace(start=at(one.start), end=at(one.end), text=text[at(one.start) : at(one.end)])

    tables = tuple(
        t.model_copy(
            update={"start": at(t.start), "end": at(t.end), "rows": tuple(tuple(map(cell, row)) for row in t.rows)}
        )
        for t in old.tables
    )
    sections = tuple(s._replace(start=at(s.start), end=at(s.end)) for s in old.sections)
    return old.model_copy(update={"text": text, "tables": tables, "sections": sections})
