"""What filings say of control, doubt, errors and investigations: reported facts only, never what could happen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from agents.branch.age import aged, reference_day
from agents.branch.case import Case, cite, found
from agents.branch.sentences import Sentence, is_negated, is_possible, sentences
from agents.evidence.types import ReadDocument
from agents.records import Finding, Severity
from agents.sought import Places

_AGENCY = (
    r"(?:SEC|DOJ|FTC|Securities\s+and\s+Exchange\s+Commission|Department\s+of\s+Justice|Federal\s+Trade\s+Commission|"
    r"U\.?S\.?\s+Attorney\w*(?:\s+Office)?|European\s+Commission|[Gg]rand\s+[Jj]ury|Attorney\s+General)"
)
_OWN = r"(?:[Tt]he\s+[Cc]ompany|[Ww]e|[Oo]ur|[Uu]s|[Ii]ts|[Mm]anagement)"


class Matter(NamedTuple):
    """A matter worth a finding: the words that report it and the words that make them something else."""

    name: str
    title: str
    severity: Severity
    reports: re.Pattern[str]
    unless: re.Pattern[str]
    question: str


MATTERS = (
    Matter(
        "material weakness",
        "A material weakness in internal control is reported",
        "high",
        re.compile(
            r"\b(?:identified|disclosed|reported|had|have|has|exist(?:s|ed)|constitutes?d?|was|were|of)\b[^.;]{0,80}?"
            r"\bmaterial\s+weakness(?:es)?\b|\bmaterial\s+weakness(?:es)?\b[^.;]{0,60}\b(?:exist(?:s|ed)|was|were|has)\b"
            r"[^.;]{0,30}\b(?:identified|found|remediated|existed)?"
        ),
        re.compile(
            r"(?i)\bis\s+a\s+(?:control\s+)?deficienc|assess\w*\s+the\s+risk|risk\s+that\s+a|(?:no|any|not)\b[^.]{0,60}\bmaterial\s+weak|"
            r"reasonable\s+assurance|acquired\s+(?:compan|business)|not\s+(?:been\s+)?identif|could|(?-i:may)\b|might|if\s+we|"
            r"whether|testing\s+and\s+evaluating|future"
        ),
        "What caused the weakness, which accounts did it touch, and when was it remedied?",
    ),
    Matter(
        "controls not effective",
        "Management calls its controls not effective",
        "high",
        re.compile(
            r"\b(?:[Ii]nternal\s+controls?(?:\s+over\s+financial\s+reporting)?|[Dd]isclosure\s+controls(?:\s+and\s+procedures)?)\b"
            r"[^.;]{0,80}\b(?:was|were|is|are)\s+(?:not\s+effective|ineffective)\b|"
            r"\bdid\s+not\s+maintain\s+(?:effective\s+)?internal\s+control"
        ),
        re.compile(r"(?i)\b(?:if|could|(?-i:may)|might|whether|unable\s+to\s+conclude)\b"),
        "Which controls failed, and what did the auditor do instead?",
    ),
    Matter(
        "going concern",
        "Substantial doubt about going on as a going concern is reported",
        "critical",
        re.compile(
            r"\bsubstantial\s+doubt\s+(?:about|regarding|as\s+to|exists)\s+(?:\S+\s+){0,8}?(?:going\s+concern|exists)"
        ),
        re.compile(
            r"(?i)\b(?:could|(?-i:may)|might|if|whether|no\s+substantial|not\s+raise|alleviat\w+|customers?|suppliers?|"
            r"tenants?|investees?|evaluat\w+|does\s+not|were\s+no|are\s+no)\b"
        ),
        "How long does cash last, and which financing is committed?",
    ),
    Matter(
        "restatement",
        "Issued financial statements are restated or no longer relied on",
        "critical",
        re.compile(
            r"\brestat\w+\s+(?:of\s+)?(?:(?:our|its|the|certain|the\s+Company[’']s)\s+)*previously\s+(?:issued|reported|filed)\s+"
            r"(?:\w+\s+){0,3}financial\s+statements|\bshould\s+no\s+longer\s+be\s+relied\s+(?:up)?on|"
            r"\bnon-?reliance\s+on\s+previously\s+issued"
        ),
        re.compile(
            r"(?i)\b(?:could|(?-i:may)|might|if|no\s+restatement|not\s+require|clawback|recoup\w*|recover\w*|policy|in\s+the\s+event|definition)\b"
        ),
        "Which periods change, by how much, and who found the error?",
    ),
    Matter(
        "investigation",
        "A government investigation or subpoena is reported",
        "medium",
        re.compile(
            rf"\b(?:received|served\s+with|responding\s+to|responded\s+to|issued)\b[^.;]{{0,60}}\b(?:subpoenas?|civil\s+investigative\s+demands?|"
            rf"Wells\s+[Nn]otice)\b[^.;]{{0,80}}|{_AGENCY}[^.;]{{0,60}}\b(?:is|are|has|have|began|opened|commenced|initiated)\b[^.;]{{0,30}}"
            rf"\binvestigat\w+|\b(?:investigations?|inquiry|probe)\s+(?:by|of|from)\s+the\s+(?:\w+\s+){{0,3}}?{_AGENCY}"
        ),
        re.compile(
            r"(?i)\b(?:could|(?-i:may)|might|if|whether|from\s+time\s+to\s+time|such\s+as|in\s+the\s+ordinary|competitors?|"
            r"not\s+(?:the\s+)?subject|no\s+investigation|closed|concluded|terminated|recommend\w*\s+no)\b"
        ),
        "What is investigated, since when, what was handed over, and what is reserved for it?",
    ),
    Matter(
        "litigation",
        "Suits that concern the company are described",
        "medium",
        re.compile(
            r"\bnamed\s+(?:as\s+)?(?:an?\s+)?(?:co-?)?defendants?\b[^.;]{0,60}\b(?:lawsuits?|actions?|cases|suits?|proceedings)\b|"
            r"\b(?:putative|purported)\s+class\s+actions?\b[^.;]{0,80}\b(?:filed|brought|commenced|pending)\b|"
            r"\b(?:filed|brought|commenced)\b[^.;]{0,60}\b(?:putative|purported)\s+class\s+actions?\b[^.;]{0,60}\bagainst\b"
        ),
        re.compile(
            r"(?i)\b(?:could|(?-i:may)|might|if|from\s+time\s+to\s+time|dismissed\s+with\s+prejudice|settled|unrelated|"
            r"competitors?|suppliers?|in\s+the\s+future)\b"
        ),
        "What is claimed, what is reserved and insured, and what would an adverse judgement cost?",
    ),
    Matter(
        "bankruptcy",
        "A petition in bankruptcy of the company is reported",
        "critical",
        re.compile(
            rf"\b{_OWN}(?:\s+and\s+[^.;]{{0,60}})?(?:\s+(?:has|have|had|each|also|voluntarily))*\s+filed\s+(?:a\s+)?(?:voluntary\s+petitions?|for\s+(?:[Cc]hapter\s+11|bankruptcy))"
        ),
        re.compile(
            r"(?i)\b(?:could|(?-i:may)|might|if|customers?|suppliers?|tenants?|predecessor|competitors?|insurers?|vendors?|defendants?)\b"
        ),
        "What is the state of the proceedings?",
    ),
)
PER_DOCUMENT = 3
"""Quotes of one matter and document that a finding keeps: the first ones say it."""


def matters(case: Case, only: frozenset[str] | None = None) -> Iterator[Finding]:
    """Yield one finding per matter (of some matters only), with the sentences that report it."""
    wanted = [m for m in MATTERS if only is None or m.name in only]
    found = [[(d, s) for s in reported(m, d)[:PER_DOCUMENT]] for d in case.documents for m in wanted]
    for index, matter in enumerate(wanted):
        told = [one for of_document in found[index :: len(wanted)] for one in of_document]
        if told:
            yield _finding(case, matter, told)


def reported(matter: Matter, document: ReadDocument) -> list[Sentence]:
    """Return the sentences of a document that report the matter as a fact."""
    text, places = document.text, _places(matter.reports)
    if not places.has(text):
        return []
    return [s for s in sentences(document) if places.may(text, s.start, s.end) and _reports(matter, s.text)]


@lru_cache(maxsize=64)
def _places(pattern: re.Pattern[str]) -> Places:
    return Places(pattern)


def _reports(matter: Matter, text: str) -> bool:
    hit = matter.reports.search(text)
    if hit is None or matter.unless.search(text):
        return False
    return not is_possible(text, hit.start(), 60) and not is_negated(text, hit.start(), 40)


def _finding(case: Case, matter: Matter, told: list[tuple[ReadDocument, Sentence]]) -> Finding:
    severity, why = _weigh(matter, [s.text for _, s in told])
    days = [d.document.published for d, _ in told]
    level, older = aged(severity, days, reference_day(case))
    documents = len({d.document.path for d, _ in told})
    return found(
        case,
        matter.name,
        ("all",),
        title=f"{matter.title} in {documents} document{'s' if documents > 1 else ''}",
        reason=why + older,
        severity=level,
        sources=[cite(case.branch, d, s.start, s.end) for d, s in told],
        question=matter.question,
    )


def _weigh(matter: Matter, texts: list[str]) -> tuple[Severity, str]:
    if matter.name == "investigation" and any(re.search(r"(?i)grand\s+jury|wells\s+notice|criminal", t) for t in texts):
        return "high", "A grand jury, a criminal matter or a Wells notice is among the reports."
    if matter.name == "material weakness" and all(re.search(r"(?i)remediat|previously", t) for t in texts):
        return "medium", "Every report speaks of a weakness that was remediated or previously identified."
    return matter.severity, f"Reported as a fact, not as a possibility; the matter weighs {matter.severity}."
