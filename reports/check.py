"""Structural checks on a finished report: what went wrong in such PDFs before, and must not again."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from reports import completeness
from reports.letters import FAMILIES
from reports.manifest import NAME
from reports.record import RunRecord
from reports.view import register

PREFIXES = tuple(family.replace(" ", "-") for family in FAMILIES)


class Problem(NamedTuple):
    """One rule that a report breaks."""

    rule: str
    what: str


def check(pdf: bytes, record: RunRecord | None = None) -> list[Problem]:
    """Return every broken rule of a report; with its record, also what is missing from it."""
    problems: list[Problem] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for rule, found in (
            ("document", _document(document)),
            ("structure", _structure(document)),
            ("fonts", _fonts(document)),
            ("links", _links(document)),
            ("attachment", _attachment(document)),
        ):
            problems += [Problem(rule, what) for what in found]
    pages = completeness.page_texts(pdf)
    problems += [Problem("empty page", what) for what in _nearly_empty(pages)]
    if record is not None:
        problems += [Problem("completeness", what) for what in completeness.missing(record, pages)]
        problems += [Problem("draft", what) for what in _draft(record, pages[0])]
    return problems


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if "/Lang" not in root:
        yield "no language is set"
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "not marked as tagged"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "the window shows the file's name instead of the title"


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    level = 0
    for element in _elements(pdf.Root.StructTreeRoot):
        kind = str(element.get("/S", ""))
        if kind == "/Figure" and not str(element.get("/Alt", "")):
            yield "a figure has no alternative text"
        if kind == "/TH" and not _scope(element) and "/ID" not in element:
            yield "a table's heading has neither scope nor id"
        if kind[:2] == "/H" and kind[2:].isdigit():
            if int(kind[2:]) > level + 1:
                yield f"a heading of level {kind[2:]} follows one of level {level}"
            level = int(kind[2:])


def _elements(node: Any) -> Iterator[Any]:
    """The structure's elements in reading order; without recursion, as tables nest deep."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, pikepdf.Array):
            waiting += reversed(list(current))
        elif isinstance(current, pikepdf.Dictionary):
            if "/S" in current:
                yield current
            if "/K" in current:
                waiting.append(current.K)


def _scope(element: Any) -> bool:
    attributes = element.get("/A", [])
    found = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return any(isinstance(one, pikepdf.Dictionary) and "/Scope" in one for one in found)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    names: dict[str, bool] = {}
    for page in pdf.pages:
        resources: Any = page.get("/Resources", {})
        for font in dict(resources.get("/Font", {})).values():
            for part in font.get("/DescendantFonts", [font]):
                descriptor: Any = part.get("/FontDescriptor", {})
                embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                names[str(part.get("/BaseFont", "")).lstrip("/")] = embedded
    for name, embedded in sorted(names.items()):
        if not name.partition("+")[2].startswith(PREFIXES) or "Oblique" in name:
            yield f"a typeface that is not the report's: {name}"
        if not embedded:
            yield f"not embedded: {name}"


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    for key in ("/OpenAction", "/AA"):
        if key in pdf.Root:
            yield f"the document acts on opening ({key})"
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            action: Any = note.get("/A", {})
            if str(action.get("/S", "")) in {"/JavaScript", "/Launch", "/SubmitForm", "/GoToR"}:
                yield f"a link that acts: {action.S}"
            address = str(action.get("/URI", ""))
            if address and not address.startswith("https://"):
                yield f"a link that is not https: {address[:80]}"


def _attachment(pdf: pikepdf.Pdf) -> Iterator[str]:
    names = list(pdf.attachments)
    if names != [NAME]:
        yield f"attachments are {names}, not [{NAME!r}]"
        return
    try:
        json.loads(pdf.attachments[NAME].get_file().read_bytes())
    except ValueError as problem:
        yield f"{NAME} cannot be read: {problem}"


def _nearly_empty(pages: list[str]) -> Iterator[str]:
    for number, text in enumerate(pages, 1):
        if completeness.nearly_empty(text):
            yield f"page {number} holds {len(''.join(text.split()))} characters"


def _draft(record: RunRecord, cover: str) -> Iterator[str]:
    undecided = register.undecided(record)
    if undecided and "Draft" not in cover:
        yield f"{undecided} contradictions are undecided, but the cover does not say Draft"
    if not undecided and "Draft" in cover.replace(record.target.name, ""):
        yield "the cover says Draft, but no contradiction is undecided"
