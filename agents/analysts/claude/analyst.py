"""The Claude analyst: calculators first, one structured call over a branch's documents, and only what they bear out."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
from anthropic import transform_schema

from agents.analysts.base import AnalystFailed, Assignment, Situation
from agents.analysts.claude.answers import ANALYST, Grounds, ground
from agents.analysts.claude.brief import prompt_hash, system_text
from agents.analysts.claude.calls import Answer, Caller, CallFailed, Request
from agents.analysts.claude.client import VERSION
from agents.analysts.claude.documents import Part, halves, parts, pieces, room, turns
from agents.analysts.claude.failures import POLICY
from agents.analysts.claude.reflection import reflected
from agents.analysts.claude.rejections import Grounded, numbers_told, rejection
from agents.analysts.claude.schema import ANSWERS, BranchAnswer
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.rules import examine
from agents.branch.case import Case
from agents.branch.hostile import Guarded, guarded
from agents.recorder import Entry, Recorder
from agents.records import BranchResult, BranchWork, Calculation, Claim, Contradiction, Finding, Reading, Target

EXPECTED = 3
"""Claims that rules read from which on "nothing to report" is no answer."""
SHOWN_CALCULATIONS = 200
BATCH = 500
"""Events per durable write."""
_OWN_RULES = frozenset({"hidden_text", "instructions"})
"""Findings about the documents themselves: whoever works the branch reports them."""


class Prepared(NamedTuple):
    """A branch ready to be asked about: what deterministic code read before any call."""

    assignment: Assignment
    guard: Guarded
    rules: BranchWork
    """What rules read: only its calculations, what they rest on and its warnings of the documents are used."""
    parts: tuple[Part, ...]
    closing: str


class ClaudeAnalyst:
    """Works a branch by asking Claude once, and looks over the finished branches."""

    name = ANALYST

    def __init__(
        self,
        settings: ClaudeSettings,
        deadline: float | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        """`deadline` is a moment of time.monotonic(); `transport` stands in for the network."""
        self.settings = settings
        self.version = f"{settings.model} effort={settings.effort or 'default'} {_shape()}"
        self._deadline = deadline
        self._transport = transport

    def work(self, assignment: Assignment, recorder: Recorder) -> BranchWork:
        """Return the branch's grounded claims and findings; raise AnalystFailed where there is no usable answer."""
        with assignment.compute():
            prepared = prepare(assignment, self.settings)
        with self._caller(recorder, assignment.branch) as caller:
            answered = _asked(caller, prepared)
        with assignment.compute():
            return _work(prepared, answered, self.settings.model, recorder)

    def reflect(self, target: Target, results: Sequence[BranchResult], recorder: Recorder) -> Sequence[Contradiction]:
        """Return candidates for contradictions of meaning; raise AnalystFailed where there is no usable answer."""
        try:
            with self._caller(recorder, "synthesis") as caller:
                return reflected(caller, target, results, recorder)
        except CallFailed as failed:
            raise _as_failed(failed) from failed

    def _caller(self, recorder: Recorder, stream: str) -> Caller:
        return Caller(self.settings, recorder, self._deadline, stream, self._transport)


def build(situation: Situation) -> ClaudeAnalyst:
    """Return the analyst with the settings, limits and deadline of its run."""
    return ClaudeAnalyst(settings_of(situation), situation.deadline)


def settings_of(situation: Situation) -> ClaudeSettings:
    """Return the settings of a situation; outside of any run those of the environment."""
    state = situation.home / "lock" if situation.home else Path(tempfile.gettempdir()) / "diligence" / "lock"
    shared: dict[str, Any] = {
        "state_dir": state,
        "run_id": situation.run_id or None,
        "night_id": situation.batch_id or None,
    }
    if not situation.claude and situation.api_key is None:
        return ClaudeSettings.from_environment(**shared)
    told = {**situation.claude, **shared, "api_key": situation.api_key}
    return ClaudeSettings.model_validate(told | ({"budget_usd": situation.budget_usd} if situation.run_id else {}))


def prepare(assignment: Assignment, settings: ClaudeSettings) -> Prepared:
    """Return what is asked of a branch; needs no network."""
    guard = guarded(sorted(assignment.documents, key=lambda d: d.document.path), assignment.cache)
    rules = examine(assignment, guard)
    closing = _closing(rules.calculations)
    beside = len(system_text(assignment.branch)) + len(closing)
    space = room(settings.model, settings.max_tokens, beside)
    shown = parts(pieces(guard, assignment.documents), space)
    return Prepared(assignment, guard, rules, tuple(shown), closing)


def requests_for(assignment: Assignment, settings: ClaudeSettings) -> list[Request[BranchAnswer]]:
    """Return the requests that working the branch would send first; needs no network."""
    prepared = prepare(assignment, settings)
    return [_request(prepared, part, len(prepared.parts)) for part in prepared.parts]


def _shape() -> str:
    schemas = json.dumps([transform_schema(answer) for answer in ANSWERS], sort_keys=True)
    return f"prompt={prompt_hash()} schema={hashlib.sha256(schemas.encode()).hexdigest()[:12]} sdk={VERSION}"


def _request(prepared: Prepared, part: Part, many: int) -> Request[BranchAnswer]:
    target, branch = prepared.assignment.target, prepared.assignment.branch
    task = {"target": target.name, "also known as": [*target.aliases], "documents": len(part)}
    words = f"Read the documents of the branch {branch} one by one. About whom: {json.dumps(task, ensure_ascii=False)}"
    return Request(
        purpose="branch" if many == 1 else "part",
        system=system_text(branch),
        messages=turns(words, part, prepared.closing),
        answer=BranchAnswer,
    )


def _closing(calculations: Sequence[Calculation]) -> str:
    made = [
        {"name": c.name, "period": c.period, "value": c.value, "unit": c.unit, "formula": c.formula}
        for c in calculations
        if c.value is not None
    ][:SHOWN_CALCULATIONS]
    return (
        f"Calculations, made from the documents by calculators: {json.dumps(made, ensure_ascii=False)}\n\n"
        "Now report what the documents say, by the rules you were given."
    )


class _Answered(NamedTuple):
    part: Part
    answer: Answer[BranchAnswer]


def _asked(caller: Caller, prepared: Prepared) -> list[_Answered]:
    """Ask about every part at once; halve what does not fit; raise the weightiest failure where one remains."""
    done: list[_Answered] = []
    waiting = list(prepared.parts)
    while waiting:
        many = len(waiting) + len(done)
        results = caller.call_all([_request(prepared, part, many) for part in waiting])
        told = list(zip(waiting, results, strict=True))
        waiting, failed = [], []
        for part, result in told:
            if not isinstance(result, CallFailed):
                done.append(_Answered(part, result))
            elif POLICY[result.kind].action == "split" and (smaller := halves(part)):
                waiting += smaller
            else:
                failed.append(result)
        if failed:
            raise _as_failed(max(failed, key=lambda f: f.stops_batch))
    return sorted(done, key=lambda a: (int(a.part[0].name[1:]), a.part[0].start))


def _as_failed(failed: CallFailed) -> AnalystFailed:
    """Return the failure in the words of the record; of a refusal with the category that the provider gives."""
    category = f" ({failed.category})" if failed.category else ""
    return AnalystFailed(failed.kind.value, f"{failed}{category}")


def _work(prepared: Prepared, answered: Sequence[_Answered], model: str, recorder: Recorder) -> BranchWork:
    assignment, rules = prepared.assignment, prepared.rules
    inputs = _inputs(rules)
    case = Case(assignment.branch, assignment.target, assignment.documents, inputs)
    grounds = Grounds(case, prepared.guard, tuple(map(_told, rules.calculations)), model, {})
    held = [ground(one.answer.value, one.part, grounds) for one in answered]
    _record(assignment.branch, answered, held, recorder)
    _answers_something(held, rules)
    claims = {c.claim_id: c for c in (*inputs, *(c for g in held for c in g.claims))}
    warnings = [f for f in rules.findings if f.rule in _OWN_RULES]
    findings = _without_repeats([*warnings, *(f for g in held for f in g.findings)])
    return BranchWork(
        claims=tuple(claims.values()),
        findings=findings,
        calculations=rules.calculations,
        readings=tuple(_reading(r, claims.values()) for r in rules.readings),
    )


def _inputs(rules: BranchWork) -> tuple[Claim, ...]:
    """Return the claims that the calculations rest on: a ratio without its figures could not be traced."""
    needed = {claim_id for c in rules.calculations for _, _, claim_id in c.inputs}
    return tuple(c for c in rules.claims if c.claim_id in needed)


def _told(calculation: Calculation) -> str:
    figures = " ; ".join(f"{name} {value}" for name, value, _ in calculation.inputs)
    return f"{calculation.name} {calculation.period} {calculation.value or ''} {calculation.unit or ''} ; {figures}"


def _record(branch: str, answered: Sequence[_Answered], held: Sequence[Grounded], recorder: Recorder) -> None:
    """Keep what was rejected and the counts, before anything is made of the rest."""
    entries = [rejection(branch, a.answer.call_id, r) for a, g in zip(answered, held, strict=True) for r in g.rejected]
    entries.append(Entry("answers.grounded", {"branch": branch, "calls": len(answered), **numbers_told(held)}))
    for start in range(0, len(entries), BATCH):
        recorder.record(*entries[start : start + BATCH])


def _answers_something(held: Sequence[Grounded], rules: BranchWork) -> None:
    """Raise where the answer is worthless: nothing of it stands, or it is empty where rules read figures."""
    proposed = sum(g.proposed for g in held)
    grounded = sum(len(g.claims) + sum(f.rule == ANALYST for f in g.findings) for g in held)
    if proposed and not grounded:
        raise AnalystFailed("bad_output", f"not one of {proposed} claims and findings stands in the documents")
    if not proposed and len(rules.claims) >= EXPECTED:
        raise AnalystFailed("bad_output", f"nothing was reported, but rules read {len(rules.claims)} claims")


def _without_repeats(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return each finding once; an instruction that the detector reports already is not told again."""
    told = [s for f in findings if f.rule == "instructions" for s in f.sources]
    unique: dict[str, Finding] = {}
    for finding in findings:
        again = finding.rule == "instructions" and any(
            s is not t and s.path == t.path and t.start <= s.start and s.end <= t.end
            for s in finding.sources for t in told
        )  # fmt: skip
        if not again:
            unique.setdefault(finding.finding_id, finding)
    return tuple(unique.values())


def _reading(rules: Reading, claims: Iterable[Claim]) -> Reading:
    own = [c for c in claims if c.source.path == rules.path]
    placed = {c.value_start for c in own if c.value is not None}
    return rules.model_copy(update={"quantities_claimed": len(placed), "claims": len(own)})
