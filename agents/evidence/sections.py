"""Named parts of a filing or a call, found by their headings in the canonical text."""

from __future__ import annotations

import re

from agents.evidence.types import Section
from agents.records import DocumentKind

_ANNUAL_ITEM = re.compile(
    r"^(?:PART\s{1,3}[IV]{1,3}\s{0,3}[.,–—-]{0,3}\s{0,3})?(?:\|\s)?item\s{0,3}(\d{1,2}[ABC]?)\b[.:\s|–—-]",
    re.IGNORECASE | re.MULTILINE,
)
_EVENT_ITEM = re.compile(
    r"^[ \t|]*item\s{0,3}(\d{1,2}(?:\.\d{2})?)\b(?!\s*(?:of|and|above|below))", re.IGNORECASE | re.MULTILINE
)
_SPEAKER = re.compile(
    r"^(?:(Operator)|([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,4})\s{0,2}(?:--|–|—| - )\s{0,2}([A-Z][^\n.!?]{2,90}))\s*:?$",
    re.MULTILINE,
)
_LISTED = re.compile(
    r"^(?:(Operator)|([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,4}), ((?:[^\n.!?]{0,60}\b)?"
    r"(?:Officer|President|Chair\w*|Director|Analyst|Relations|Treasurer|Controller|Counsel|CEO|CFO|COO)\b[^\n.!?]{0,60})):?$",
    re.MULTILINE,
)
_SPOKEN = re.compile(
    r"^(Operator|[A-Z][\w.'’-]+ [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?(?:, [A-Z][^\n:]{2,60})?):\s+\S", re.MULTILINE
)
_SIGNATURE = re.compile(r"^\W{0,4}SIGNATURES?\W{0,4}$", re.MULTILINE)
_ANNUAL = ("10-K", "10-K/A", "10-Q", "10-Q/A", "annual_report")
_EVENT = ("8-K", "8-K/A")


def find(text: str, kind: DocumentKind) -> tuple[Section, ...]:
    """Return the items of a filing or the speakers of a call, in the order of the text."""
    if kind in _ANNUAL:
        return _items(text, _ANNUAL_ITEM, longest=True)
    if kind in _EVENT:
        return _items(text, _EVENT_ITEM, longest=False)
    return _speakers(text) if kind == "earnings_call" else ()


def _items(text: str, heading: re.Pattern[str], longest: bool) -> tuple[Section, ...]:
    """Return the parts between headings; of a heading that stands twice (contents, then body) the longer part."""
    starts = [(match[1].upper(), match.start()) for match in heading.finditer(text)]
    ends = [*(start for _, start in starts[1:]), len(text)][: len(starts)]
    parts = [Section(f"Item {name}", start, end) for (name, start), end in zip(starts, ends, strict=True)]
    if not longest:
        return tuple(_without_signature(text, part) for part in parts)
    best: dict[str, Section] = {}
    for part in parts:
        if part.name not in best or part.end - part.start > best[part.name].end - best[part.name].start:
            best[part.name] = part
    return tuple(sorted(best.values(), key=lambda part: part.start))


def _without_signature(text: str, part: Section) -> Section:
    """Return the item without the signatures and exhibits that follow the last one."""
    signature = _SIGNATURE.search(text, part.start, part.end)
    return part._replace(end=signature.start()) if signature else part


def _speakers(text: str) -> tuple[Section, ...]:
    """Return who speaks where: "Operator", "Jane Roe - Chief Financial Officer"."""
    starts = _headings(text, _SPEAKER)
    if len(starts) < 2 or not any(" - " in name for name, _ in starts):
        starts = max(_headings(text, _LISTED), [(m[1], m.start()) for m in _SPOKEN.finditer(text)], key=len)
    if len(starts) < 2:
        return ()
    ends = [*(start for _, start in starts[1:]), len(text)]
    turns = (Section(name, start, end) for (name, start), end in zip(starts, ends, strict=True))
    return tuple(turn for turn in turns if len(text[turn.start : turn.end].split("\n", 1)[-1].strip()) > 1)


def speakers(text: str) -> int:
    """Return how many turns of speaking the text has headings for."""
    return len(_speakers(text))


def _headings(text: str, pattern: re.Pattern[str]) -> list[tuple[str, int]]:
    return [(m[1] or f"{m[2]} - {m[3].strip()}", m.start()) for m in pattern.finditer(text)]
