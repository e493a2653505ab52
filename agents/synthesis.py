"""The synthesis: claims of all branches against each other, and the questions that follow.

It takes the outcomes whatever they are. A branch that did not finish is named as missing: its claims were not
compared, and absence is never read as "nothing found".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from agents.analysts.agreement import disagreements, once_read
from agents.analysts.base import Analyst, AnalystFailed, ReflectingAnalyst
from agents.contradictions import Comparison, compare
from agents.contradictions.filers import known_as
from agents.recorder import Entry, Recorder, entry
from agents.records import (
    BRANCHES,
    FINISHED,
    SEVERITIES,
    Branch,
    BranchResult,
    Claim,
    Contradiction,
    Failure,
    Question,
    Synthesis,
    Target,
)
from agents.uncollected import uncollected

BATCH = 500
"""Events of one durable write: few enough to stay small in memory, enough to cost one fsync."""


def synthesise(
    target: Target, results: Sequence[BranchResult], analyst: Analyst | None, recorder: Recorder
) -> Synthesis:
    """Compare what the branches claim and return pairs, contradictions and questions, recording each of them."""
    finished = [result for result in results if result.outcome in FINISHED]
    missing = _missing(results)
    claims = [claim for result in finished for claim in result.work.claims]
    recorder.record(_started(results, missing, claims))
    known = known_as(target, (document for result in finished for document in result.documents))
    comparison = compare(known, once_read(claims))
    found = (*comparison.contradictions, *disagreements(target, results))
    contradictions = _with_reflection(found, target, results, analyst, recorder)
    questions = _questions(contradictions, finished)
    with uncollected():
        _record(recorder, _entries(comparison, contradictions, questions))
    return Synthesis(
        pairs=comparison.pairs,
        pairs_compared=comparison.pairs_compared,
        contradictions=contradictions,
        questions=questions,
        missing=missing,
    )


def _entries(
    comparison: Comparison, contradictions: Sequence[Contradiction], questions: Sequence[Question]
) -> Iterator[Entry]:
    """Yield what is recorded, one by one: the events of all pairs together would be the largest thing in memory."""
    yield from (entry("pair.compared", pair) for pair in comparison.pairs)
    yield from (contradiction_entry(contradiction) for contradiction in contradictions)
    yield from (entry("question.recorded", question) for question in questions)
    yield _finished(comparison, contradictions)


def contradiction_entry(contradiction: Contradiction) -> Entry:
    """Return the event of a contradiction: it names its claims by id, for each has an event of its own."""
    bare = contradiction.model_copy(update={"claims": ()})
    return entry("contradiction.recorded", bare, claim_ids=[claim.claim_id for claim in contradiction.claims])


def _missing(results: Sequence[BranchResult]) -> tuple[Branch, ...]:
    done = {result.branch for result in results if result.outcome in FINISHED}
    return tuple(branch for branch in BRANCHES if branch not in done)


def _with_reflection(
    found: Sequence[Contradiction],
    target: Target,
    results: Sequence[BranchResult],
    analyst: Analyst | None,
    recorder: Recorder,
) -> tuple[Contradiction, ...]:
    """Return the rules' contradictions, and what the analyst adds to them; it can neither remove nor change one."""
    if not isinstance(analyst, ReflectingAnalyst):
        return tuple(found)
    known = {contradiction.contradiction_id for contradiction in found}
    try:
        reflected = analyst.reflect(target, results, recorder)
    except AnalystFailed as problem:  # what the rules found stands without it, and the gap is on the trail
        recorder.record(entry("reflection.failed", Failure(kind=problem.kind, message=str(problem))))
        reflected = ()
    added = {c.contradiction_id: c for c in reflected}
    return (*found, *(added[key] for key in sorted(added) if key not in known))


def _questions(contradictions: Sequence[Contradiction], finished: Sequence[BranchResult]) -> tuple[Question, ...]:
    asked = [Question(text=c.question, about=c.contradiction_id, severity=c.severity) for c in contradictions]
    asked += [
        Question(text=finding.question, about=finding.finding_id, severity=finding.severity)
        for result in finished
        for finding in result.work.findings
        if finding.question
    ]
    return tuple(sorted(asked, key=lambda q: SEVERITIES.index(q.severity)))


def _started(results: Sequence[BranchResult], missing: Sequence[Branch], claims: Sequence[Claim]) -> Entry:
    branches = [{"branch": result.branch, "outcome": result.outcome} for result in results]
    return Entry("synthesis.started", {"branches": branches, "missing": list(missing), "claims": len(claims)})


def _finished(comparison: Comparison, contradictions: Sequence[Contradiction]) -> Entry:
    attributes: dict[str, Any] = {
        "pairs": len(comparison.pairs),
        "pairs_compared": comparison.pairs_compared,
        "contradictions": len(contradictions),
        "by_verdict": dict(sorted(Counter(pair.verdict for pair in comparison.pairs).items())),
        "by_rule": dict(sorted(Counter(f"{pair.verdict}: {pair.rule}" for pair in comparison.pairs).items())),
        "left_out": comparison.left_out,
    }
    return Entry("synthesis.finished", attributes)


def _record(recorder: Recorder, entries: Iterator[Entry]) -> None:
    while batch := tuple(islice(entries, BATCH)):
        recorder.record(*batch)
