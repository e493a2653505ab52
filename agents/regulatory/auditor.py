"""Changes of auditor (Item 4.01, before August 2004 Item 4): who left whom, and whether they disagreed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.branch.age import aged, reference_day, span_words
from agents.branch.case import Case, cite, found
from agents.branch.sentences import Sentence, is_negated, sentences
from agents.records import Finding, Severity
from agents.regulatory.items import ItemReport
from agents.regulatory.reports import reports_by_item

_RESIGNED = re.compile(
    r"\b(?:resigned|resigns|resignation|declined\s+to\s+stand|declines\s+to\s+stand)\b", re.IGNORECASE
)
_DISMISSED = re.compile(r"\b(?:dismiss\w*|not\s+to\s+(?:renew|re-?engage)|terminated)\b", re.IGNORECASE)
_DISAGREED = re.compile(r"\b(?:disagreements?|reportable\s+events?)\b", re.IGNORECASE)


def auditor_changes(case: Case) -> Iterator[Finding]:
    """Yield a finding per reported change of auditor."""
    grouped = reports_by_item(case)
    for report in (*grouped.get("4.01", ()), *grouped.get("4", ())):
        yield _finding(case, report)


def _finding(case: Case, report: ItemReport) -> Finding:
    told = [s for s in sentences(report.document) if report.start <= s.start and s.end <= report.end]
    severity, why = _weigh(told)
    level, older = aged(severity, [report.day], reference_day(case))
    telling = [s for s in told if any(p.search(s.text) for p in (_RESIGNED, _DISMISSED, _DISAGREED))] or told[:1]
    return found(
        case,
        "auditor change",
        (report.document.document.path,),
        title=f"Change of auditor reported {span_words([report.day])}",
        reason=why + older,
        severity=level,
        sources=[cite(case.branch, report.document, s.start, s.end, f"Item {report.number}") for s in telling],
        question="Why did the auditor change, and what did the former auditor's letter to the regulator say?",
    )


def _weigh(told: list[Sentence]) -> tuple[Severity, str]:
    if any(_states(_DISAGREED, s) for s in told):
        return "critical", "The report speaks of a disagreement or a reportable event with the auditor."
    if any(_states(_RESIGNED, s) for s in told):
        return "critical", "The auditor went by itself: it resigned or declined to stand again."
    return "high", "A change of auditor weighs high; no disagreement and no resignation is reported with it."


def _states(pattern: re.Pattern[str], sentence: Sentence) -> bool:
    """Return whether a sentence affirms the matter: "there were no disagreements" does not, nor a definition."""
    if re.search(r"\b(?:as\s+(?:that\s+term\s+is\s+)?defined|within\s+the\s+meaning)\b", sentence.text):
        return any(
            not is_negated(sentence.text, m.start(), 120) and re.search(r"\bexcept\b", sentence.text)
            for m in pattern.finditer(sentence.text)
        )
    return any(not is_negated(sentence.text, m.start(), 120) for m in pattern.finditer(sentence.text))
