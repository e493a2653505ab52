"""Seats on other companies' boards: many seats leave little time for ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.branch.case import Case, cite, found
from agents.branch.sentences import Sentence, sentences
from agents.evidence.types import ReadDocument
from agents.records import Finding
from agents.sought import Places

WATCH = 4
"""Other public boards from which investors vote against a director."""
_SITS = re.compile(
    r"\b(?:currently\s+)?(?:serves?|sits)\s+(?:as\s+a\s+(?:director|member)\s+(?:of|on)|on)\s+the\s+boards?\s+(?:of\s+directors\s+)?of\s+"
    r"(?P<list>(?:[A-Z][\w&’'.-]*(?:\s+(?:of|and|the|&|[A-Z][\w&’'.-]*))*(?:,\s*)?)+)"
)
_PLACES = Places(_SITS)
_PERSON = re.compile(r"((?:Mr|Ms|Mrs|Dr)\.\s+[A-Z][\w’'-]+|[A-Z][\w’'-]+(?:\s+[A-Z]\.?)?\s+[A-Z][\w’'-]+)\s*$")


def boards(case: Case) -> Iterator[Finding]:
    """Yield one finding per sentence that gives a person many other boards."""
    seen: set[str] = set()
    for document in (d for d in case.documents if _PLACES.has(d.text)):
        for sentence in sentences(document):
            may = _PLACES.may(document.text, sentence.start, sentence.end)
            finding = _many(case, document, sentence) if may else None
            if finding is not None and finding.finding_id not in seen:
                seen.add(finding.finding_id)
                yield finding


def _many(case: Case, document: ReadDocument, sentence: Sentence) -> Finding | None:
    hit = _SITS.search(sentence.text)
    if hit is None:
        return None
    companies = [c for c in re.split(r",\s*(?:and\s+)?|\s+and\s+(?=[A-Z])", hit.group("list")) if c.strip()]
    person = _PERSON.search(sentence.text[: hit.start()].rstrip())
    if len(companies) < WATCH or person is None:
        return None
    name = re.sub(r"\s+", " ", person.group(1))
    return found(
        case,
        "overboarding",
        (name,),
        title=f"{name} sits on {len(companies)} other boards",
        reason=f"From {WATCH} other boards on, time for one more is doubtful: {', '.join(companies)}.",
        severity="low",
        sources=[cite(case.branch, document, sentence.start, sentence.end)],
        question=f"Which of these seats does {name} give up?",
    )
