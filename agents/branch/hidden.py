"""Text a person would not see: reported by every branch that reads the document, and never read as evidence."""

from __future__ import annotations

import re

from agents.branch.case import Case, cite, found
from agents.evidence.types import ReadDocument
from agents.records import Finding, Source

SENTENCE = 8
"""Words from which a hidden passage can say something; form numbers and page labels stay below."""
SHOWN = 160
"""Characters of the hidden text that the reason repeats."""


def hidden_text(case: Case) -> tuple[Finding, ...]:
    """Return one finding per document that hides text; a scrap is told by the first of its branches only."""
    hiding = [(d, max(d.hidden, key=lambda h: (len(h.split()), h))) for d in case.documents if d.hidden]
    return tuple(
        _finding(case, d, longest)
        for d, longest in hiding
        if _says(longest) or d.document.branches[:1] == (case.branch,)
    )


def _says(passage: str) -> bool:
    return len(passage.split()) >= SENTENCE


def _finding(case: Case, document: ReadDocument, longest: str) -> Finding:
    path = document.document.path
    says = _says(longest)
    shown = re.sub(r"\s+", " ", longest).strip()[:SHOWN]
    return found(
        case,
        "hidden_text",
        (path,),
        title=f"Hidden text in {path}",
        reason=(
            f"The document holds {len(document.hidden)} passage(s) a person would not see; none was read as evidence. "
            f'The longest: "{shown}"'
        ),
        severity="medium" if says else "info",
        polarity="risk" if says else "neutral",
        sources=_opening(case, document),
        question=f"Who prepared {path}, and why does it hold text that is not shown?" if says else None,
    )


def _opening(case: Case, document: ReadDocument) -> tuple[Source, ...]:
    """Quote the first words of the document, as what is hidden does not stand in its text."""
    start = len(document.text) - len(document.text.lstrip())
    line = document.text.find("\n", start)
    end = min(line if line > start else len(document.text), start + 120)
    return (cite(case.branch, document, start, end),) if end > start else ()
