"""Current reports (8-K): one finding per kind of item, with every report of it, so that 160 reports stay readable."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from agents.branch.age import aged, reference_day, span_words
from agents.branch.case import Case, cite, found
from agents.branch.departures import departures
from agents.branch.naming import names
from agents.records import Finding, Severity, Source
from agents.regulatory.items import ItemReport, item_reports
from agents.regulatory.severity import weight

OWN_FINDINGS = frozenset({"4.01", "4", "5.02"})
"""Items whose text decides the severity: they have rules of their own."""
QUOTED = 300
_REPAID = re.compile(r"\b(?:repaid|repayment|refinanc\w+|replac(?:ed|es|ing)|redeem(?:ed|s)?)\b", re.IGNORECASE)
"""An agreement that ends because its debt is paid is no loss."""
QUESTIONS = {
    "1.02": "Why was the agreement terminated, and what does it cost?",
    "1.03": "What is the state of the proceedings, and which claims are ranked before ours?",
    "1.05": "What was taken or disturbed, what does it cost, and which notices are still due?",
    "2.04": "Which obligations were accelerated, and were waivers obtained?",
    "2.06": "Which assets were impaired, and what do the plans behind the remaining values assume?",
    "3.01": "Which listing rule was failed, and by when must it be met again?",
    "4.02": "Which statements can no longer be relied on, by how much do they change, and who found the error?",
}


def reports_by_item(case: Case) -> dict[str, list[ItemReport]]:
    """Return the items of all current reports, by number, oldest first."""
    grouped: dict[str, list[ItemReport]] = defaultdict(list)
    for document in case.documents:
        if document.document.kind in {"8-K", "8-K/A"}:
            for report in item_reports(document):
                grouped[report.number].append(report)
    for reports in grouped.values():
        reports.sort(key=lambda r: (r.day is not None, r.day, r.document.document.path))
    return dict(sorted(grouped.items()))


def current_reports(case: Case) -> Iterator[Finding]:
    """Yield a finding per kind of item that weighs something, and one that counts them all."""
    grouped = reports_by_item(case)
    if grouped:
        yield _overview(case, grouped)
    for number, reports in grouped.items():
        weighed = weight(number)
        if number == "5.02":
            yield from _posts_without_departure(case, reports)
        elif weighed and weighed.severity != "info" and number not in OWN_FINDINGS:
            severity = "low" if number == "1.02" and all(_REPAID.search(r.body) for r in reports) else weighed.severity
            yield _cluster(case, number, weighed.about, severity, reports)


def _cluster(case: Case, number: str, about: str, severity: Severity, reports: list[ItemReport]) -> Finding:
    days = [r.day for r in reports]
    level, why = aged(severity, days, reference_day(case))
    count = "once" if len(reports) == 1 else f"{len(reports)} times"
    return found(
        case,
        "8-K item",
        (number,),
        title=f"Item {number}, {about}: reported {count}, {span_words(days)}",
        reason=f"{_default(number, severity)}{why}",
        severity=level,
        polarity="neutral" if level in {"info", "low"} else "risk",
        sources=[
            cite(case.branch, r.document, r.start, min(r.end, r.start + QUOTED), f"Item {number}") for r in reports
        ],
        question=QUESTIONS.get(number),
    )


def _default(number: str, severity: Severity) -> str:
    weighed = weight(number)
    if weighed is None or weighed.severity == severity:
        return f"Reports under Item {number} of Form 8-K weigh {severity} by default."
    return f"Item {number} of Form 8-K weighs {weighed.severity} by default; their text makes it {severity}."


def _posts_without_departure(case: Case, reports: list[ItemReport]) -> Iterator[Finding]:
    ours = names(case.target)
    quiet = [r for r in reports if next(departures(r.document, ours, r.start, r.end), None) is None]
    if quiet:
        about = "appointments and pay of directors and officers, no departure read in them"
        yield _cluster(case, "5.02", about, "low", quiet)


def _overview(case: Case, grouped: dict[str, list[ItemReport]]) -> Finding:
    reports = [r for some in grouped.values() for r in some]
    filings = {r.document.document.path for r in reports}
    counts = ", ".join(f"{n} ({len(some)})" for n, some in grouped.items())
    newest = max(reports, key=lambda r: (r.day is not None, r.day, r.document.document.path))
    return found(
        case,
        "8-K overview",
        ("all",),
        title=f"{len(filings)} current reports {span_words([r.day for r in reports])}",
        reason=f"Items and how often each was reported: {counts}.",
        severity="info",
        polarity="neutral",
        sources=[_heading(case, newest)],
    )


def _heading(case: Case, report: ItemReport) -> Source:
    end = min(report.end, report.start + QUOTED)
    return cite(case.branch, report.document, report.start, end, f"Item {report.number}")
