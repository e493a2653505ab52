"""Runs for the reports' tests: written through the trail as a real run would be, then read back."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from agents.recorder import Entry, entry
from agents.records import (
    BRANCHES,
    Branch,
    BranchResult,
    Decision,
    Document,
    Judgement,
    Policy,
    Synthesis,
    Target,
    short_hash,
)
from audit.journal import Journal
from reports.record import RunRecord, load
from reports.render import compose

RUN = "01936f2e-0000-7000-8000-000000000001"
START = datetime(2026, 11, 14, 2, 0, tzinfo=UTC)


@dataclass
class Ticks:
    """A clock that advances by three seconds at every look."""

    now: datetime = START

    def __call__(self) -> datetime:
        """Return the next moment."""
        self.now += timedelta(seconds=3)
        return self.now


@dataclass
class Made:
    """What a run is made of; tests change what they are about."""

    target: Target = field(default_factory=lambda: Target(name="Calder Photonics"))
    run_id: str = RUN
    documents: list[Document] = field(default_factory=list)
    results: dict[Branch, BranchResult] = field(default_factory=dict)
    synthesis: Synthesis | None = field(default_factory=Synthesis)
    judgement: Judgement | None = None
    decisions: list[Decision] = field(default_factory=list)
    policy: Policy = field(default_factory=Policy)

    def write(self, home: Path) -> str:
        """Write the run's journals under a home and return its id."""
        clock = Ticks()
        for branch in BRANCHES:
            write_branch(
                home, self.run_id, self.results.get(branch, BranchResult(branch=branch, outcome="empty")), clock
            )
        if self.synthesis is not None:
            append(home, self.run_id, "synthesis", synthesis_entries(self.synthesis), clock)
        append(home, self.run_id, "run", self._supervised(), clock)
        for number, decision in enumerate(self.decisions, 1):
            review(home, f"review-{number:04}", self.run_id, decision, clock)
        return self.run_id

    def _supervised(self) -> list[Entry]:
        started = {
            "target": exact(self.target.plain()), "room": "rooms/calder", "policy": exact(self.policy.plain()),
            "analyst": "rules", "analysts": {branch: "rules" for branch in BRANCHES}, "settings": {},
            "versions": {"diligence": "0.1.0"}, "initiated_by": "nightly", "resumed": False,
        }  # fmt: skip
        frozen = {"documents": len(self.documents), "bytes": 1, "sha256": short_hash("room", digits=64)}
        settled = [
            Entry("branch.settled", {"branch": r.branch, "outcome": r.outcome, "attempts": r.attempts,
                                     "analyst": r.analyst, "reused": False})
            for r in self.results.values()
        ]  # fmt: skip
        judged = [entry("judgement.made", self.judgement)] if self.judgement else []
        listed = [entry("document.listed", document) for document in self.documents]
        return [Entry("run.started", started), Entry("room.frozen", frozen), *listed, *settled, *judged]


def exact(value: Any) -> Any:
    """Return the value as the trail takes it: decimals as strings, never floats."""
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    return str(value) if isinstance(value, float) else value


def append(home: Path, run_id: str, stream: str, entries: Sequence[Entry], clock: Callable[[], datetime]) -> None:
    """Write one attempt of a stream."""
    with Journal.create(home, run_id, stream, clock) as journal:
        for one in entries:
            journal.append(one)


def write_branch(home: Path, run_id: str, result: BranchResult, clock: Callable[[], datetime]) -> None:
    """Write a branch's attempts: first those that failed, then the one that finished."""
    if result.outcome == "not_attempted":
        return
    started = Entry("branch.started", {
        "branch": result.branch, "analyst": result.analyst, "analyst_version": "1",
        "documents": [{"path": d.path, "sha256": d.sha256} for d in result.documents],
        "code_version": "abc", "deadline_seconds": 900,
    })  # fmt: skip
    for failure in result.failures:
        append(home, run_id, result.branch, [started, entry("branch.failed", failure)], clock)
    if result.outcome not in {"failed", "cancelled"}:
        append(home, run_id, result.branch, [started, *work_entries(result)], clock)


def work_entries(result: BranchResult) -> list[Entry]:
    """Return what a finished attempt says."""
    work = result.work
    read = {"text_sha256": "0" * 64, "characters": 100, "tables": 0, "facts": 0, "hidden": 0}
    counts = {
        "documents": len(result.documents),
        "unread": 0,
        "claims": len(work.claims),
        "findings": len(work.findings),
    }
    return [
        *(entry("document.unread", d) if d.unread else entry("document.read", d, **read) for d in result.documents),
        *(entry("claim.recorded", one) for one in work.claims),
        *(entry("finding.recorded", one) for one in work.findings),
        *(entry("calculation.recorded", one) for one in work.calculations),
        *(entry("reading.recorded", one) for one in work.readings),
        Entry("branch.finished", {"branch": result.branch, "outcome": result.outcome, **counts}),
    ]


def synthesis_entries(synthesis: Synthesis) -> list[Entry]:
    """Return what a finished synthesis says."""
    begun = {"branches": [], "missing": list(synthesis.missing), "claims": 0}
    done = {"pairs": len(synthesis.pairs), "pairs_compared": synthesis.pairs_compared,
            "contradictions": len(synthesis.contradictions), "by_verdict": {}}  # fmt: skip
    return [
        Entry("synthesis.started", begun),
        *(entry("pair.compared", pair) for pair in synthesis.pairs),
        *(entry("contradiction.recorded", c.model_copy(update={"claims": ()}), claim_ids=[k.claim_id for k in c.claims])
          for c in synthesis.contradictions),
        *(entry("question.recorded", question) for question in synthesis.questions),
        Entry("synthesis.finished", done),
    ]  # fmt: skip


def review(
    home: Path, review_id: str, run_id: str, decision: Decision, clock: Callable[[], datetime], *more: Entry
) -> None:
    """Write a review with one decision."""
    append(home, review_id, "decision", [entry("decision.recorded", decision, run_id=run_id), *more], clock)


def piece(name: str) -> ModuleType:
    """Import a file of this folder, which is no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec and spec.loader
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def calder() -> ModuleType:
    """The pieces of an invented run."""
    piece("calder_room")
    return piece("calder")


def whole(calder: ModuleType) -> Made:
    """Return a run with something in every section; one of its two contradictions is decided."""
    return Made(
        target=calder.TARGET,
        documents=list(calder.DOCUMENTS),
        results=calder.results(),
        synthesis=calder.synthesis(),
        judgement=calder.judgement(),
        decisions=[calder.EXPLAINED],
    )


def through_the_trail(run: Made, home: Path) -> RunRecord:
    """Write a run to a home and read it back, with a root as `render` would set it."""
    return replace(load(home, run.write(home)), pre_render_root="0123456789abcdef" * 4)


@pytest.fixture
def made(calder: ModuleType) -> Made:
    """A run with something in every section, to be changed at will."""
    return whole(calder)


class Finished(NamedTuple):
    """A record and its report."""

    record: RunRecord
    pdf: bytes


@pytest.fixture(scope="session")
def finished(calder: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The report of the run with something in every section, rendered once for all tests."""
    record = through_the_trail(whole(calder), tmp_path_factory.mktemp("home"))
    return Finished(record, compose(record).content)


@pytest.fixture
def bare() -> type[Made]:
    """The maker of runs, for tests that fill one themselves."""
    return Made


@pytest.fixture
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Made], RunRecord]:
    """Write a run to a home of its own and read it back."""

    return lambda run: through_the_trail(run, tmp_path_factory.mktemp("home"))
