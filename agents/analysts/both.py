"""Both analysts: rules and Claude each alone and at the same time, then compared."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from agents.analysts.agreement import Compared, compared
from agents.analysts.base import Analyst, AnalystFailed, Assignment, ReflectingAnalyst, Situation
from agents.analysts.rules import RulesAnalyst
from agents.recorder import Entry, Recorder
from agents.records import BranchResult, BranchWork, Contradiction, Failure, Target

SHOWN = 200
"""Disagreements that the event names by their claims."""


class BothAnalyst:
    """Lets two analysts work a branch, neither knowing the other; what one cannot do the other still does."""

    name = "both"

    def __init__(self, other: Analyst, rules: Analyst | None = None) -> None:
        self._rules: Analyst = rules or RulesAnalyst()
        self._other = other
        self.version = f"{self._rules.name} and {getattr(other, 'version', other.name)}"

    def work(self, assignment: Assignment, recorder: Recorder) -> BranchWork:
        """Return what both read; where the other fails, what the rules read and why the other is missing."""
        shared = _Shared(recorder)
        with ThreadPoolExecutor(1, thread_name_prefix="other") as pool:
            asked = pool.submit(self._other.work, assignment, shared)
            ruled = self._rules.work(assignment, shared)
            try:
                other = asked.result()
            except Exception as problem:  # whatever the other does wrong, the rules' work stands
                return ruled.model_copy(update={"failures": (_failure(self._other.name, problem),)})
        made = _joined(ruled, other)
        shared.record(_entry(assignment.branch, self._other.name, compared(made.claims)))
        return made

    def reflect(self, target: Target, results: Sequence[BranchResult], recorder: Recorder) -> Sequence[Contradiction]:
        """Return what the other sees when it looks over the branches."""
        if isinstance(self._other, ReflectingAnalyst):
            return self._other.reflect(target, results, recorder)
        return ()


class _Shared:
    """A recorder that two threads may speak to."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._speaking = threading.Lock()

    def record(self, *entries: Entry) -> None:
        """Append the entries in order."""
        with self._speaking:
            self._recorder.record(*entries)


def build(situation: Situation) -> BothAnalyst:
    """Return rules and Claude, for a situation."""
    from agents.analysts.claude.analyst import build as claude  # noqa: PLC0415 -- loads the SDK only where it is asked

    return BothAnalyst(claude(situation))


def _failure(name: str, problem: Exception) -> Failure:
    if isinstance(problem, AnalystFailed):
        return Failure(kind=problem.kind, message=f"{name}: {problem}")
    return Failure(kind="error", message=f"{name}: {type(problem).__name__}: {problem}")


def _joined(ruled: BranchWork, other: BranchWork) -> BranchWork:
    """Return the work of both; what both say word for word is said once."""
    return BranchWork(
        claims=tuple({c.claim_id: c for c in (*ruled.claims, *other.claims)}.values()),
        findings=tuple({f.finding_id: f for f in (*other.findings, *ruled.findings)}.values()),
        calculations=ruled.calculations,
        readings=ruled.readings,
    )


def _entry(branch: str, other: str, found: Compared) -> Entry:
    about = {
        "branch": branch,
        "other": other,
        "agreed": len(found.meetings) - len(found.disagreed),
        "disagreed": len(found.disagreed),
        "only_rules": found.only_rules,
        "only_other": found.only_other,
        "differences": [
            {"rules": m.rules.claim_id, "other": m.other.claim_id, "differs": m.differs}
            for m in found.disagreed[:SHOWN]
        ],
    }
    return Entry("analysts.compared", about)
