"""Late and amended filings: what the form itself says, before a word of its figures is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.branch.age import aged, reference_day
from agents.branch.case import Case, cite, found
from agents.branch.sentences import sentences
from agents.evidence.types import ReadDocument
from agents.records import Finding, Severity

_PART_III = re.compile(r"\bPart\s+III\b", re.IGNORECASE)
_AMENDS = re.compile(
    r"\b(?:purpose\s+of\s+this\s+amendment|this\s+amendment\s+no|is\s+being\s+filed|explanatory)\b", re.IGNORECASE
)
_RESTATES = re.compile(r"\b(?:restate\w*|restatement|correct\w*\s+(?:an?\s+)?errors?)\b", re.IGNORECASE)
_LATE_WHY = re.compile(
    r"\b(?:unable|could\s+not|without\s+unreasonable\s+effort|additional\s+time|delay\w*)\b", re.IGNORECASE
)
_STAFF = re.compile(r"\b(?:Division\s+of\s+Corporation\s+Finance|staff\s+of\s+the\s+(?:SEC|Securities))\b")
_STAFF_ASKS = re.compile(r"\b(?:revenue\s+recognition|non-GAAP|segment\w*|internal\s+control\w*)\b", re.IGNORECASE)


def late_and_amended(case: Case) -> Iterator[Finding]:
    """Yield a finding per late filing, amendment and letter from the regulator's staff."""
    for document in case.documents:
        kind = document.document.kind
        if kind in {"NT 10-K", "NT 10-Q"}:
            yield _late(case, document)
        elif kind in {"10-K/A", "10-Q/A"}:
            yield _amended(case, document)
        elif kind == "letter" and _STAFF.search(document.text):
            yield from _staff_letter(case, document)


def _late(case: Case, document: ReadDocument) -> Finding:
    kind = document.document.kind
    reason = f"Form {kind} says that a report cannot be filed in time; its cause is often found in the accounts."
    return _filing(case, "late filing", document, f"{kind}: a report is filed late", reason, "high", _LATE_WHY)


def _amended(case: Case, document: ReadDocument) -> Finding:
    kind = document.document.kind
    opening = document.text[:20_000]
    if _RESTATES.search(opening):
        return _filing(case, "amendment", document, f"{kind} that speaks of restating", "An amendment that speaks of a "
                       "restatement or the correction of an error.", "high", _RESTATES)  # fmt: skip
    if _PART_III.search(opening):
        return _filing(case, "amendment", document, f"{kind} for Part III", "An amendment that adds Part III "
                       "(directors, pay) is ordinary.", "info", _PART_III)  # fmt: skip
    return _filing(case, "amendment", document, f"{kind}: an amended report", "An amendment whose purpose is neither "
                   "Part III nor a restatement by its words: read why it was filed.", "medium", _AMENDS)  # fmt: skip


def _staff_letter(case: Case, document: ReadDocument) -> Iterator[Finding]:
    asked = sorted({m.group().lower() for m in _STAFF_ASKS.finditer(document.text)})
    if asked:
        reason = f"The regulator's staff asks about {', '.join(asked)}."
        yield _filing(
            case, "staff letter", document, "Comment letter of the regulator's staff", reason, "medium", _STAFF_ASKS
        )


def _filing(
    case: Case, rule: str, document: ReadDocument, title: str, reason: str, severity: Severity, quote: re.Pattern[str]
) -> Finding:
    level, older = aged(severity, [document.document.published], reference_day(case))
    told = [s for s in sentences(document) if quote.search(s.text)][:3] or sentences(document)[:1]
    return found(
        case,
        rule,
        (document.document.path,),
        title=f"{title} ({document.document.path})",
        reason=reason + older,
        severity=level,
        polarity="neutral" if level == "info" else "risk",
        sources=[cite(case.branch, document, s.start, s.end) for s in told],
        question=None if level == "info" else "What led to this filing, and is the cause dealt with?",
    )
