"""People who leave a post, as the documents of the branch report it; several reports of one person are one finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from agents.branch.age import aged, reference_day, span_words
from agents.branch.case import Case, cite, found
from agents.branch.departures import ROLE_WORDS, ROLES, TOP, Departure, departures, longest_name, surname
from agents.branch.naming import names
from agents.records import DocumentKind, Finding

REPORTS: frozenset[DocumentKind] = frozenset({"8-K", "8-K/A", "press_article", "letter"})
"""Documents that report events; others also tell whole lives."""


def leaving(case: Case) -> Iterator[Finding]:
    """Yield one finding per person who leaves."""
    grouped: dict[str, list[Departure]] = defaultdict(list)
    ours = _ours(case)
    for document in case.documents:
        told = departures(document, names(case.target))
        for departure in (
            told if document.document.kind in REPORTS else (d for d in told if ours.search(d.sentence.text))
        ):
            grouped[surname(departure.person)].append(departure)
    for name in sorted(grouped):
        yield _finding(case, name, grouped[name])


def _ours(case: Case) -> re.Pattern[str]:
    """Return what tells our posts from those that people left elsewhere, as biographies tell."""
    own = rf"(?:our|the\s+[Cc]ompany[’']s|{names(case.target).pattern}[’']s)"
    post = r"(?:\w+\s+){0,4}?(?:Chief|President|Board|Chair\w*|General\s+Counsel|[Dd]irectors?|Vice)"
    of = rf"(?:of|from)\s+(?:the\s+[Cc]ompany|{names(case.target).pattern})"
    return re.compile(rf"\b{own}\s+{post}|\b(?:Officer|President|Chair\w*|Counsel|Board|[Dd]irector)\s+{of}")


def _finding(case: Case, name: str, told: list[Departure]) -> Finding:
    role = min((t.role for t in told), key=list(ROLES).index)
    days = [t.document.document.published for t in told]
    level, older = aged("medium" if role in TOP else "low", days, reference_day(case))
    person = longest_name(t.person for t in told)
    weight = "Chief executive, finance chief and chair weigh medium" if role in TOP else "Other posts weigh low"
    return found(
        case,
        "leaving",
        (name, role),
        title=f"{person} leaves as {ROLE_WORDS[role]}, told {span_words(days)}",
        reason=f"{weight}; how it was reported to the regulator is weighed in the regulatory branch.{older}",
        severity=level,
        sources=[cite(case.branch, t.document, t.sentence.start, t.sentence.end) for t in told[:5]],
        question=f"Who follows {person}, and what was agreed on leaving?",
    )
