"""The synthesis call: what meaning contradicts, told from validated claims and verified quotes, never from documents.

It may add candidates that are marked as its own; it sees what rules found and can neither change nor remove it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any

from agents.analysts.claude import grounding
from agents.analysts.claude.answers import ANALYST
from agents.analysts.claude.brief import SYNTHESIS
from agents.analysts.claude.calls import Caller, Request
from agents.analysts.claude.rejections import Rejected, rejection
from agents.analysts.claude.schema import Candidate, SynthesisAnswer
from agents.contradictions import compare
from agents.recorder import Entry, Recorder
from agents.records import (
    BRANCHES,
    FINISHED,
    SEVERITIES,
    Branch,
    BranchResult,
    Claim,
    Contradiction,
    Severity,
    Target,
    short_hash,
)

KIND = "narrative"
MOST_CLAIMS = 500
"""Claims that are shown, the same number of each branch while it has some."""
MOST_LISTED = 60
"""Contradictions of the rules that are listed as known."""
HEAVIEST: Severity = "medium"
"""A candidate that no rule has confirmed weighs no more than this until a person has decided."""
_MOST_NAMED = 4


def reflected(
    caller: Caller, target: Target, results: Sequence[BranchResult], recorder: Recorder
) -> tuple[Contradiction, ...]:
    """Return the candidates of one call; raise CallFailed where it brings no usable answer."""
    named = {f"C{number}": claim for number, claim in enumerate(_chosen(results), 1)}
    if len({claim.source.path for claim in named.values()}) < 2:
        return ()
    answer = caller.call(_request(target, results, named))
    made: dict[str, Contradiction] = {}
    rejected: list[Entry] = []
    for candidate in answer.value.contradictions:
        why = _wrong(candidate, named)
        if why is not None:
            rejected.append(rejection("synthesis", answer.call_id, why))
            continue
        contradiction = _contradiction(target, candidate, [named[name] for name in _names(candidate)])
        made.setdefault(contradiction.contradiction_id, contradiction)
    recorder.record(*rejected, _counted(len(answer.value.contradictions), rejected))
    return tuple(made.values())


def _counted(proposed: int, rejected: Sequence[Entry]) -> Entry:
    grounded = {"contradictions_proposed": proposed, "contradictions_grounded": proposed - len(rejected)}
    reasons = dict(sorted(Counter(str(e.attributes["why"]) for e in rejected).items()))
    return Entry("answers.grounded", {"branch": "synthesis", "calls": 1, **grounded, "rejected": reasons})


def _chosen(results: Sequence[BranchResult]) -> list[Claim]:
    """Return the claims that are shown: the branches in turn, the model's own claims before those of rules."""
    by_branch: dict[str, list[Claim]] = defaultdict(list)
    for result in results:
        if result.outcome in FINISHED:
            unique = {(c.source.path, c.source.start, c.metric): c for c in result.work.claims}
            by_branch[result.branch] = sorted(unique.values(), key=_weight)
    turns = chain.from_iterable(zip_longest(*(by_branch[branch] for branch in BRANCHES)))
    return [claim for claim in turns if claim is not None][:MOST_CLAIMS]


def _weight(claim: Claim) -> tuple[object, ...]:
    filed = claim.source.kind in {"company_facts", "xbrl_instance", "table"}
    return claim.analyst == "rules", filed, -claim.confidence, claim.claim_id


def _request(target: Target, results: Sequence[BranchResult], named: Mapping[str, Claim]) -> Request[SynthesisAnswer]:
    finished = {result.branch for result in results if result.outcome in FINISHED}
    told = {
        "target": target.name,
        "missing": [branch for branch in BRANCHES if branch not in finished],
        "claims": [_shown(name, claim) for name, claim in named.items()],
        "contradictions": [c.explanation for c in compare(target, list(named.values())).contradictions[:MOST_LISTED]],
    }
    text = (
        f"{json.dumps(told, ensure_ascii=False)}\n\nReport the contradictions of meaning, by the rules you were given."
    )
    messages = [{"role": "user", "content": [{"type": "text", "text": text}]}]
    return Request(purpose="synthesis", system=SYNTHESIS, messages=messages, answer=SynthesisAnswer)


def _shown(name: str, claim: Claim) -> dict[str, Any]:
    return {
        "id": name,
        "branch": claim.source.branch,
        "statement": _statement(claim),
        "quote": claim.source.quote,
        "document": claim.source.path,
        "published": claim.source.published.isoformat() if claim.source.published else "",
    }


def _statement(claim: Claim) -> str:
    value = f"{claim.value.point:f}" if claim.value else claim.text or (claim.day.isoformat() if claim.day else "")
    said = (claim.subject, claim.metric, value, claim.unit, claim.period.label, claim.modality)
    return " ".join(part for part in said if part)


def _names(candidate: Candidate) -> list[str]:
    return list(dict.fromkeys(name.strip().upper() for name in candidate.claims))


def _wrong(candidate: Candidate, named: Mapping[str, Claim]) -> Rejected | None:
    """Return why a candidate does not stand; None where it does."""
    names = _names(candidate)
    known = [named[name] for name in names if name in named]
    said = "\n".join((candidate.explanation, candidate.severity_reason, candidate.question))
    why, detail = "", ""
    if len(known) < len(names):
        why, detail = "unknown_claim", ", ".join(name for name in names if name not in named)
    elif not 2 <= len(known) <= _MOST_NAMED:
        why, detail = "number_of_claims", str(len(known))
    elif len({claim.source.path for claim in known}) < 2:
        why, detail = "one_document", known[0].source.path
    elif not candidate.explanation.strip():
        why = "no_explanation"
    elif number := grounding.unsupported(said, chain.from_iterable(map(_grounds, known)), len(known)):
        why, detail = "number_not_grounded", number
    if not why:
        return None
    path = known[0].source.path if known else ""
    return Rejected("contradiction", why, detail, path, known[0].source.quote if known else "", candidate.explanation)


def _grounds(claim: Claim) -> Iterable[str]:
    return claim.source.quote, _statement(claim)


def _contradiction(target: Target, candidate: Candidate, claims: Sequence[Claim]) -> Contradiction:
    first = claims[0]
    same = len({c.subject for c in claims}) == 1
    subject = first.subject if same else target.name
    metric = "/".join(dict.fromkeys(sorted(c.metric for c in claims)))
    periods = " / ".join(dict.fromkeys(sorted(c.period.label for c in claims if c.period.label)))
    severity = SEVERITIES[max(SEVERITIES.index(candidate.severity), SEVERITIES.index(HEAVIEST))]
    branches: tuple[Branch, ...] = tuple(b for b in BRANCHES if b in {c.source.branch for c in claims})
    return Contradiction(
        contradiction_id=short_hash(target.name, KIND, subject, metric, periods, first.scope, first.basis),
        fingerprint=short_hash(*sorted(c.source.quote for c in claims)),
        kind=KIND,
        severity=severity,
        severity_reason=f"A candidate of {ANALYST}'s: at most {HEAVIEST}. {candidate.severity_reason}".strip(),
        subject=subject,
        metric=metric,
        period=periods or "unknown",
        scope=first.scope,
        basis=first.basis,
        explanation=f"Seen by {ANALYST}, by no rule: {candidate.explanation.strip()}",
        claims=tuple(claims),
        branches=branches,
        question=candidate.question.strip() or "Which of the statements holds, and why do they differ?",
    )
