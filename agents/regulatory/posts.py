"""Posts left (Item 5.02): one finding per person, as several reports often speak of the same departure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from agents.branch.age import aged, reference_day, span_words
from agents.branch.case import Case, cite, found
from agents.branch.departures import ROLE_WORDS, ROLES, TOP, Departure, departures, longest_name, surname
from agents.branch.naming import names
from agents.branch.sentences import is_negated, sentences
from agents.records import Finding, Severity, Source
from agents.regulatory.items import ItemReport
from agents.regulatory.reports import reports_by_item

_APPOINTS = r"(?:appoint\w*|elect\w*|nam(?:ed|es|ing)|succeed\w*|promot\w*|will\s+become|assum\w+)"


class _Told(NamedTuple):
    departure: Departure
    report: ItemReport


def posts_left(case: Case) -> Iterator[Finding]:
    """Yield a finding per person who leaves a post."""
    grouped: dict[str, list[_Told]] = defaultdict(list)
    for report in reports_by_item(case).get("5.02", ()):
        for departure in departures(report.document, names(case.target), report.start, report.end):
            grouped[surname(departure.person)].append(_Told(departure, report))
    for name in sorted(grouped):
        yield _finding(case, name, grouped[name])


def _finding(case: Case, name: str, told: list[_Told]) -> Finding:
    roles = [t.departure.role for t in told]
    role = min(roles, key=list(ROLES).index)
    severity, why = _weigh(role, [t.report for t in told])
    days = [t.report.day for t in told]
    level, older = aged(severity, days, reference_day(case))
    person = longest_name(t.departure.person for t in told)
    return found(
        case,
        "post left",
        (name, role),
        title=f"{person} leaves as {ROLE_WORDS[role]}, reported {span_words(days)}",
        reason=why + older,
        severity=level,
        sources=[_cite(case, t) for t in told],
        question=f"Why does {person} leave, and what was agreed on leaving?",
    )


def _cite(case: Case, told: _Told) -> Source:
    sentence = told.departure.sentence
    return cite(case.branch, told.departure.document, sentence.start, sentence.end, "Item 5.02")


def _weigh(role: str, reports: list[ItemReport]) -> tuple[Severity, str]:
    if any(_disagreed(r) for r in reports):
        return "high", "The report speaks of a disagreement with the company."
    if role not in TOP:
        return "medium", "A director or officer other than chief executive, finance chief or chair leaves."
    if any(_successor(role, r) for r in reports):
        return "medium", f"The {ROLE_WORDS[role]} leaves; the same report names who follows."
    return "high", f"The {ROLE_WORDS[role]} leaves, and no successor is named in the report."


def _disagreed(report: ItemReport) -> bool:
    told = [s for s in sentences(report.document) if report.start <= s.start and s.end <= report.end]
    return any(not is_negated(s.text, m.start(), 160) for s in told for m in re.finditer(r"\bdisagreements?\b", s.text))


def _successor(role: str, report: ItemReport) -> bool:
    pattern = rf"\b{_APPOINTS}\b[^.]{{0,120}}{ROLES[role]}|\bsuccessor\b|\bsucceed\w*\b"
    return any(
        re.search(pattern, s.text) and not re.search(r"\b(?:search|until|unless)\b", s.text)
        for s in sentences(report.document)
        if report.start <= s.start and s.end <= report.end
    )
