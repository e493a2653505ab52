"""Events in the press: what a sentence that names the target says it did or met, gathered story by story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from agents.branch.age import aged, reference_day, span_words
from agents.branch.case import Case, cite, found
from agents.branch.naming import names
from agents.branch.sentences import Sentence, is_possible, sentences
from agents.evidence.types import ReadDocument
from agents.press.lexicon import GROUPS, Group
from agents.press.namesakes import without_namesakes
from agents.records import Finding, Source

STORY = timedelta(days=30)
"""Reports of one kind of event within this time of each other are one story."""
_ROW_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)")
_LOOKS_BACK = re.compile(
    r"\b(?:a\s+year\s+(?:ago|earlier)|last\s+year|in\s+(?:19|20)\d{2}|previously|earlier\s+this|since\s+(?:19|20)\d{2}|"
    r"last\s+(?:week|month|quarter)|ago)\b",
    re.IGNORECASE,
)
_NOT_SUBJECT = re.compile(
    r"\b(?:by|with|of|including|from|at|like|such\s+as|than|against|for|after|between|rivals?|versus|follows?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Words before the company's name that make it something else than the one who acts."""
_OTHER_BODY = re.compile(
    r"^\s+(?:Enterprises|Bottl\w+|Beverages?|Hellenic|Amatil|HBC|FEMSA|Consolidated|West|Africa|[Ss]tudios?|Pictures|"
    r"Television|Entertainment|Partners|Foundation|University|Museum|Field|Stadium|Arena|Center|Cup|Classic|Championship|"
    r"Natural|fans?|bottlers?|dealers?|contractors?|franchisees?)\b"
)
"""A name that goes on with these words is another body's: a bottler, a foundation, a stadium."""
_SAID_BY = re.compile(
    r"\b(?:according\s+to|citing)\s+(?:a\s+|an\s+|the\s+)?(?:\w+\s+)?(?:sources?|person|people|report|newspaper|[A-Z]\w+)[^,.;]{0,40}|"
    r"\bsources?\s+(?:said|told)\b|[:-]\s*(?:sources?|reports?|WSJ|[A-Z][a-z]+)\s*[\"”]?$|\breportedly\b"
)
_EXCHANGE_CODE = re.compile(r"^(?:\s+(?:Co|Inc|Corp|Company|Corporation)\b\.?)?(?:\s*\([^)]{0,20}\))?")


class Report(NamedTuple):
    """One sentence that reports an event."""

    group: Group
    document: ReadDocument
    sentence: Sentence
    day: date | None


def events(case: Case) -> Iterator[Finding]:
    """Yield one finding per story, oldest first; all good news of a kind is one finding."""
    told = [r for d in without_namesakes(case.target, case.documents) for r in reports(case, d)]
    for group in GROUPS:
        of_group = sorted((r for r in told if r.group is group), key=_order)
        if group.severity == "info":
            yield from ([_gathered(case, group, of_group)] if of_group else [])
            continue
        for story in _stories(of_group):
            yield _finding(case, group, story)


def reports(case: Case, document: ReadDocument) -> Iterator[Report]:
    """Yield the sentences of a document that report an event of the target."""
    name = names(case.target)
    for sentence in sentences(document):
        named = _named(sentence.text, name)
        for group in GROUPS if named else ():
            if _tells(group, sentence.text, named):
                yield Report(group, document, sentence, _day(document, sentence))


def _named(text: str, name: re.Pattern[str]) -> list[re.Match[str]]:
    """Return where a sentence that does not look back names the target, and not a body called after it."""
    found = [mention for mention in name.finditer(text) if not _OTHER_BODY.match(text[mention.end() :])]
    return [] if found and _LOOKS_BACK.search(text) else found


def _tells(group: Group, text: str, named: Iterable[re.Match[str]]) -> bool:
    return any(_holds(group, text, hit) for mention in named if (hit := _hit(group, text, mention)))


def _holds(group: Group, text: str, hit: tuple[int, int]) -> bool:
    """Return whether the event between two places of a text is told as a fact and is not another matter."""
    window = text[max(0, hit[0] - 60) : hit[1] + 40]
    return not is_possible(text, hit[1], hit[1] - hit[0] + 30) and not (group.unless and group.unless.search(window))


def _hit(group: Group, text: str, mention: re.Match[str]) -> tuple[int, int] | None:
    """Return the span from the company's name to the words of the event."""
    front = text[: mention.start()]
    if group.after and not _NOT_SUBJECT.search(front):
        rest = re.split(r",\s+(?:which|who|whose)\b", text[mention.end() : mention.end() + 200])[0]
        after = group.after.search(_EXCHANGE_CODE.sub(lambda m: " " * len(m.group()), rest))
        if after:
            return mention.start(), mention.end() + after.end()
    if group.before and (before := group.before.search(front)):
        return before.start(), mention.end()
    return None


def _day(document: ReadDocument, sentence: Sentence) -> date | None:
    """Return the day of the row a headline stands in, else the day the document was published."""
    row = _ROW_DAY.search(sentence.text)
    if row is None or document.document.kind == "press_article":
        return document.document.published
    try:
        return date(*(int(part) for part in row.groups()))
    except ValueError:
        return document.document.published


def _order(report: Report) -> tuple[date, str, int]:
    return report.day or date.min, report.document.document.path, report.sentence.start


def _stories(ordered: list[Report]) -> Iterator[list[Report]]:
    story: list[Report] = []
    for report in ordered:
        if story and not _continues(story[-1], report):
            yield story
            story = []
        story.append(report)
    if story:
        yield story


def _continues(last: Report, report: Report) -> bool:
    if last.day is None or report.day is None:
        return last.day is report.day and last.document is report.document
    return report.day - last.day <= STORY


def _finding(case: Case, group: Group, story: list[Report]) -> Finding:
    level, older = aged(group.severity, [r.day for r in story], reference_day(case))
    first = story[0]
    when = first.day.isoformat() if first.day else f"undated, {first.document.document.path}"
    return found(
        case,
        group.name,
        (when,),
        title=f"{group.title} ({when})",
        reason=f"{_said(first)} The press reports it; a filing may say otherwise.{older}",
        severity=level,
        polarity=group.polarity,
        sources=[_cite(case, r) for r in story],
        question=group.question,
    )


def _gathered(case: Case, group: Group, reported: list[Report]) -> Finding:
    return found(
        case,
        group.name,
        ("all",),
        title=f"{group.title} {span_words([r.day for r in reported])}",
        reason=f"The first of {len(reported)} reports: {_said(reported[0])}",
        severity=group.severity,
        polarity=group.polarity,
        sources=[_cite(case, r) for r in reported],
    )


def _said(report: Report) -> str:
    """Return what the report says and whose word it is: the source it names, else the paper itself."""
    told = _SAID_BY.search(report.sentence.text)
    named = f", which names its source ({told.group().strip(' :-')})" if told else ""
    when = f" of {report.day.isoformat()}" if report.day else ""
    words = re.sub(r"\s+", " ", report.sentence.text)[:200]
    return f'"{words}" ({report.document.document.path}{when}{named}).'


def _cite(case: Case, report: Report) -> Source:
    source = cite(case.branch, report.document, report.sentence.start, report.sentence.end)
    return source.model_copy(update={"published": report.day})
