"""A run read back from its journals: one frozen record that resuming, judging and rendering all start from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from agents.recorder import restore
from agents.records import (
    BRANCHES,
    Branch,
    BranchResult,
    Claim,
    Decision,
    Document,
    Failure,
    Finding,
    Judgement,
    Policy,
    Synthesis,
    Target,
)
from audit import journal
from audit.errors import NoSuchRun
from audit.events import Event
from reports import fold
from reports.errors import NoRun, RunUnreadable
from reports.fold import restored

REVIEW_PREFIX = "review-"
RECOVERY = "-recovery"
"""Of the streams in which the trail closes attempts whose process died."""


class Stretch(NamedTuple):
    """One attempt of one stream: when it began and ended, and how many events it left."""

    stream: str
    attempt: int
    started: datetime
    ended: datetime
    events: int


class Rendering(NamedTuple):
    """One report that was rendered of this run."""

    path: str
    """Relative to the home."""
    sha256: str


class Ruled(NamedTuple):
    """A decision, the review it was recorded in and the run it was made on."""

    decision: Decision
    review: str
    about: str


@dataclass(frozen=True)
class RunRecord:
    """Everything the journals say about one run."""

    run_id: str
    target: Target
    policy: Policy
    started: datetime
    ended: datetime
    """The last event that is not about the report: what the report is dated by."""
    room: str = ""
    initiated_by: str = ""
    analyst: str = "rules"
    analysts: Mapping[str, str] = field(default_factory=dict)
    analyst_versions: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, Any] = field(default_factory=dict)
    taken_up: int = 0
    """How often the run was taken up again."""
    documents: tuple[Document, ...] = ()
    room_sha256: str = ""
    results: Mapping[Branch, BranchResult] = field(default_factory=dict)
    """One for each of the five, also for those that were not attempted."""
    settled: frozenset[Branch] = frozenset()
    """Branches after whose last attempt the supervisor recorded how they ended."""
    grounding: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By stream, what of a model's answers stands in the documents."""
    unfinished_findings: tuple[Finding, ...] = ()
    """Findings of attempts that did not finish: shown, never counted."""
    synthesis: Synthesis | None = None
    synthesis_findings: tuple[Finding, ...] = ()
    synthesis_failures: tuple[Failure, ...] = ()
    judgement: Judgement | None = None
    decisions: tuple[Ruled, ...] = ()
    """Oldest first: those on this run, and those on earlier runs that were in force when it was judged."""
    reviews: tuple[str, ...] = ()
    """Run ids of the reviews of this run."""
    review_roots: tuple[str, ...] = ()
    """Merkle root of each review, in the order of `reviews`; empty until a report is to be rendered."""
    report_failures: tuple[Failure, ...] = ()
    renderings: tuple[Rendering, ...] = ()
    state: str | None = None
    state_type: str | None = None
    cancelled: bool = False
    timeline: tuple[Stretch, ...] = ()
    pre_render_root: str = ""
    """Merkle root over all streams but `report`, as the last report printed it; empty before the first."""

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim of the counted attempts by its id."""
        return {claim.claim_id: claim for result in self.results.values() for claim in result.work.claims}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every counted finding: the branches', then the synthesis's."""
        own = [finding for branch in BRANCHES for finding in self.results[branch].work.findings]
        return (*own, *self.synthesis_findings)


def load(home: Path, run_id: str) -> RunRecord:
    """Return the record of a run; for a stream with several attempts the last finished one counts."""
    journals = _read(home, run_id)
    record = _begun(journals)
    record = _worked(record, journals)
    record = _reviewed(record, journals)
    return _reported(record, journals)


class _Journals(NamedTuple):
    run_id: str
    run: list[Event]
    """All takings-up of the run, in order."""
    streams: dict[str, dict[int, list[Event]]]
    """Every stream of the run, `run` included, by attempt."""
    reviews: dict[str, list[Event]]
    """The decision streams of this home's reviews, oldest first."""


def _read(home: Path, run_id: str) -> _Journals:
    streams: dict[str, dict[int, list[Event]]] = {}
    for event in _events(home, run_id):
        streams.setdefault(event.stream, {}).setdefault(event.attempt, []).append(event)
    names = sorted(name for name in journal.runs(home) if name.startswith(REVIEW_PREFIX))
    reviews = {name: journal.read(home, name, "decision") for name in names}
    return _Journals(run_id, fold.flat(streams.get("run", {})), streams, reviews)


def _events(home: Path, run_id: str) -> list[Event]:
    try:
        return journal.read(home, run_id)
    except NoSuchRun as problem:
        raise NoRun(f"Run {run_id} has no journal under {home}.", "Check the run id and DILIGENCE_HOME.") from problem


def _begun(journals: _Journals) -> RunRecord:
    begun = fold.of_type(journals.run, "run.started")
    if not begun:
        message = f"Run {journals.run_id} has no run.started event."
        raise RunUnreadable(message, "Only runs that `assess` started have a record.")
    first, latest = begun[0], begun[-1].attributes
    prefix = "target."
    names = {key.removeprefix(prefix): text for key, text in first.texts.items() if key.startswith(prefix)}
    return RunRecord(
        run_id=journals.run_id,
        target=restore(Target, first.attributes["target"], names),
        policy=Policy.model_validate(latest.get("policy") or {}),
        started=first.event_time,
        ended=_ended(journals),
        room=str(first.attributes.get("room") or ""),
        initiated_by=str(first.attributes.get("initiated_by") or ""),
        analyst=str(latest.get("analyst") or "rules"),
        analysts=latest.get("analysts") or {},
        settings=latest.get("settings") or {},
        versions=latest.get("versions") or {},
        taken_up=len(begun) - 1,
        cancelled=_is_cancelled(journals.run),
        timeline=tuple(_timeline(journals.streams)),
    )


def _worked(record: RunRecord, journals: _Journals) -> RunRecord:
    listed = tuple(
        {document.path: document for document in restored(Document, journals.run, "document.listed")}.values()
    )
    results = {branch: _result(branch, journals, listed) for branch in BRANCHES}
    compared = journals.streams.get("synthesis", {})
    with_results = replace(record, results=results)
    return replace(
        with_results,
        documents=listed,
        room_sha256=str(fold.attribute(fold.last(journals.run, "room.frozen"), "sha256", "")),
        settled=frozenset(event.attributes["branch"] for event in fold.of_type(journals.run, "branch.settled")),
        analyst_versions=_analyst_versions(journals),
        grounding={name: said for name, events in journals.streams.items() if (said := fold.grounding(events))},
        unfinished_findings=tuple(
            finding for branch in BRANCHES for finding in fold.unfinished_findings(journals.streams.get(branch, {}))
        ),
        synthesis=fold.synthesis_result(compared, with_results.claims),
        synthesis_findings=fold.synthesis_findings(compared),
        synthesis_failures=_synthesis_failures(compared, _closed(journals, "synthesis")),
    )


def _result(branch: Branch, journals: _Journals, listed: Sequence[Document]) -> BranchResult:
    settled = [e for e in fold.of_type(journals.run, "branch.settled") if e.attributes.get("branch") == branch]
    attempts = journals.streams.get(branch, {})
    return fold.branch_result(branch, attempts, listed, _closed(journals, branch), settled[-1] if settled else None)


def _synthesis_failures(compared: fold.Attempts, closed: Sequence[Event]) -> tuple[Failure, ...]:
    """Attempts that failed, and analysts that could not look over the branches although the comparison finished."""
    return (*fold.failures_of(compared, "synthesis.failed", closed), *fold.failures_of(compared, "reflection.failed"))


def _closed(journals: _Journals, stream: str) -> list[Event]:
    """What others had to say on the stream's attempts: the supervisor, or the recovery after a crash."""
    supervised = [e for e in fold.of_type(journals.run, "branch.closed") if e.attributes.get("branch") == stream]
    recovered = fold.flat(journals.streams.get(stream + RECOVERY, {}))
    return [*supervised, *fold.of_type(recovered, "attempt.crashed")]


def _reviewed(record: RunRecord, journals: _Journals) -> RunRecord:
    reviews = tuple(name for name, events in journals.reviews.items() if record.run_id in _about(events))
    of_reviews = [event for name in reviews for event in journals.reviews[name]]
    judged = fold.of_type([*journals.run, *of_reviews], "judgement.made")
    latest = judged[-1] if judged else None
    return replace(
        record,
        judgement=restore(Judgement, latest.attributes, latest.texts) if latest else None,
        decisions=tuple(r for r in _decisions(journals, judged) if r.about == record.run_id or _concerns(r, record)),
        reviews=reviews,
    )


def _reported(record: RunRecord, journals: _Journals) -> RunRecord:
    attempts = journals.streams.get("report", {})
    events = fold.flat(attempts)
    ending = fold.last(events, "run.finished")
    begun = fold.last(events, "report.started")
    rendered = fold.of_type(events, "report.rendered")
    return replace(
        record,
        report_failures=fold.failures_of(attempts, "report.failed", _closed(journals, "report")),
        renderings=tuple(Rendering(event.attributes["path"], event.attributes["sha256"]) for event in rendered),
        state=fold.attribute(ending, "state"),
        state_type=fold.attribute(ending, "state_type"),
        pre_render_root=str(fold.attribute(begun, "pre_render_root", "")),
    )


def _about(events: Sequence[Event]) -> set[str]:
    return {str(event.attributes.get("run_id")) for event in fold.of_type(events, "decision.recorded")}


def _concerns(ruled: Ruled, record: RunRecord) -> bool:
    found = record.synthesis.contradictions if record.synthesis else ()
    return any(item.contradiction_id == ruled.decision.contradiction_id for item in found)


def _decisions(journals: _Journals, judged: Sequence[Event]) -> Iterator[Ruled]:
    """Decisions on this run, and earlier ones on other runs: those were in force when this one was judged."""
    since = judged[0].event_time if judged else None
    for review, events in journals.reviews.items():
        for event in fold.of_type(events, "decision.recorded"):
            about = str(event.attributes.get("run_id"))
            if about == journals.run_id or (since and event.event_time <= since):
                yield Ruled(restore(Decision, event.attributes, event.texts), review, about)


def _analyst_versions(journals: _Journals) -> dict[str, str]:
    started = {name: fold.last(fold.flat(attempts), "branch.started") for name, attempts in journals.streams.items()}
    return {name: str(fold.attribute(event, "analyst_version") or "") for name, event in started.items() if event}


def _is_cancelled(run: Sequence[Event]) -> bool:
    """Cancelled and not taken up again since."""
    words = [event.event_type for event in run if event.event_type in {"run.started", "run.cancelled"}]
    return words[-1:] == ["run.cancelled"]


def _ended(journals: _Journals) -> datetime:
    own = [event for name, a in journals.streams.items() if name != "report" for event in fold.flat(a)]
    later = [event for events in journals.reviews.values() if journals.run_id in _about(events) for event in events]
    return max(event.event_time for event in (*own, *later))


def _timeline(streams: Mapping[str, Mapping[int, Sequence[Event]]]) -> Iterator[Stretch]:
    for name, attempts in sorted(streams.items()):
        for number, events in sorted(attempts.items()):
            yield Stretch(name, number, events[0].event_time, events[-1].event_time, len(events))
