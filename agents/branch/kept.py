"""What rules read in a document, kept by content: a document that did not change is not read for claims again.

Kept beside its text, under everything that decides what is read: the text that the rules are given, the document's
record, the target's names and calendar, the branch, the code and what it runs on. Removing the folder costs time only.
"""

from __future__ import annotations

import hashlib
import sys
from importlib import metadata
from pathlib import Path

from pydantic import TypeAdapter

from agents.branch.instructions import Instruction, instructions
from agents.branch.share import subjects
from agents.branch.version import code_version
from agents.claims import Extraction, extract
from agents.evidence import VERSION, cache
from agents.evidence.types import ReadDocument
from agents.records import Branch, Target

_EXTRACTION = TypeAdapter(Extraction)
_INSTRUCTIONS = TypeAdapter(tuple[Instruction, ...])
_READ_WITH = (VERSION, metadata.version("rapidfuzz"), sys.version)
_UNREAD = {"deal", "policy"}
"""What a target says that no claim depends on."""


def kept_extraction(document: ReadDocument, target: Target, branch: Branch, folder: Path | None) -> Extraction:
    """Return what a document states for a branch: as kept in the folder, else read, and kept there."""
    kinds = subjects(branch, document.document)
    told = (branch, target.model_dump_json(exclude=_UNREAD), document.document.model_dump_json())
    place = _place(document, folder, "claims", *told) if folder else None
    return cache.through(place, _EXTRACTION, lambda: extract(document, target, branch, kinds))


def kept_instructions(document: ReadDocument, folder: Path | None) -> tuple[Instruction, ...]:
    """Return the passages that address a document's reader as a machine: as kept in the folder, else looked for."""
    place = _place(document, folder, "instructions", document.document.kind) if folder else None
    return cache.through(place, _INSTRUCTIONS, lambda: instructions(document))


def _place(document: ReadDocument, folder: Path, what: str, *about: str) -> Path:
    text = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return cache.place_of(folder, document.document.sha256, what, code_version(), *_READ_WITH, text, *about)
