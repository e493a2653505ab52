"""What a branch's rules are given and what they give back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from agents.evidence.types import ReadDocument
from agents.records import Branch, Calculation, Claim, Finding, Severity, Source, Target, short_hash

QUOTE_LIMIT = 600
"""Characters of a quote; a longer span is cut, as a reader wants the sentence and not the page."""


class Case(NamedTuple):
    """One branch's evidence: its documents and the claims read from them, both in the order of their paths."""

    branch: Branch
    target: Target
    documents: Sequence[ReadDocument]
    claims: Sequence[Claim]


class Examined(NamedTuple):
    """What the rules of a branch add to the claims."""

    findings: tuple[Finding, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    claims: tuple[Claim, ...] = ()


Examiner = Callable[[Case], Examined]
"""The rules of one branch: a pure function of its case."""


def cite(branch: Branch, document: ReadDocument, start: int, end: int, locator: str | None = None) -> Source:
    """Return the source of a span, without the blanks around it and cut to a readable length."""
    while start < end and document.text[start].isspace():
        start += 1
    end = min(end, start + QUOTE_LIMIT)
    while end > start and document.text[end - 1].isspace():
        end -= 1
    about = document.document
    return Source(
        branch=branch,
        path=about.path,
        sha256=about.sha256,
        start=start,
        end=end,
        quote=document.text[start:end],
        published=about.published,
        kind=about.kind,
        locator=locator or section_at(document, start),
    )


def section_at(document: ReadDocument, position: int) -> str | None:
    """Return the name of the narrowest section around a position."""
    around = [s for s in document.sections if s.start <= position < s.end]
    return min(around, key=lambda s: s.end - s.start).name if around else None


def found(
    case: Case,
    rule: str,
    key: Sequence[object],
    *,
    title: str,
    reason: str,
    severity: Severity,
    polarity: Literal["risk", "strength", "neutral"] = "risk",
    claims: Iterable[Claim] = (),
    sources: Iterable[Source] = (),
    question: str | None = None,
) -> Finding:
    """Return a finding whose id depends on its branch, rule and key alone, so that it is the same in every run."""
    return Finding(
        finding_id=short_hash("finding", case.branch, rule, *key),
        branch=case.branch,
        rule=rule,
        title=title,
        reason=reason,
        severity=severity,
        polarity=polarity,
        claim_ids=tuple(dict.fromkeys(c.claim_id for c in claims)),
        sources=tuple(dict.fromkeys(s for s in sources if s.end > s.start)),
        question=question,
    )
