"""One assessment of one target, step by step; the flow puts each step into a task, tests call them as they are."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, NamedTuple

from agents.judgement import judge
from agents.recorder import Entry, entry
from agents.records import BRANCHES, TRANSIENT, Branch, Document, FailureKind, Judgement, OutcomeName, Target
from audit import journal
from flows.branches import children, supervise
from flows.branches.limits import Limits
from flows.branches.supervise import Attempted, Attempts, Effort
from flows.decisions import decisions
from flows.places import report_folder
from flows.problems import BadInput, Problem, Unavailable
from flows.settings import Settings
from flows.trail import RunJournal, event, parts
from flows.versions import versions
from reports import record

LISTING_SECONDS = 600.0
"""For listing and hashing a room."""
BATCH = 500


class Order(NamedTuple):
    """What was asked for, by whom."""

    target: Target
    room: Path
    run_id: str
    analyst: str
    initiated_by: str
    flow_run_id: str | None = None
    deployment: str | None = None
    night: str | None = None


class Settled(NamedTuple):
    """How a branch ended, in short; the journals hold everything."""

    branch: Branch
    outcome: OutcomeName
    attempts: int = 0
    kind: FailureKind | None = None
    message: str = ""
    reused: bool = False
    documents: int = 0
    unread: int = 0
    claims: int = 0
    findings: int = 0


class Compared(NamedTuple):
    """How the synthesis ended, in short."""

    finished: bool
    pairs: int = 0
    contradictions: int = 0
    message: str = ""
    reused: bool = False


class Assessment:
    """A run that is being carried out: its order, its journal, and what is known of it so far."""

    def __init__(self, order: Order, settings: Settings, own: RunJournal, taken: dict[str, Any]) -> None:
        self.order = order
        self.settings = settings
        self.journal = own
        self.documents = tuple(Document.model_validate(d) for d in taken["documents"])
        self._taken = taken
        self._limits = Limits.of(settings)
        self._until = asyncio.get_running_loop().time() + order.target.policy.run_deadline
        self.settled: dict[Branch, Settled] = {}
        self.compared: Compared | None = None

    @classmethod
    async def begin(cls, order: Order, settings: Settings) -> Assessment:
        """List the room, open the run's journal, and record everything the run starts from."""
        taken = await _take_up(order, settings)
        resumed = await asyncio.to_thread(_exists, settings.home, order.run_id)
        own = await RunJournal.create(settings.home, order.run_id, "run")
        assessment = cls(order, settings, own, taken)
        report_folder(settings.home, order.target.name, order.run_id).mkdir(parents=True, exist_ok=True)
        await assessment._record_start(resumed)
        return assessment

    async def work(self, branch: Branch) -> Settled:
        """Work one branch, or read back what an earlier part of the run finished."""
        known = self._taken["finished"].get(branch)
        settled = _read_back(branch, known) if known else await self._attempt_branch(branch)
        self.settled[branch] = settled
        await self.journal.say(self._settling(settled))
        return settled

    async def compare(self) -> Compared:
        """Compare what the branches claim, or read back the comparison of the same results."""
        self.compared = await self._compare()
        return self.compared

    async def _compare(self) -> Compared:
        known = self._taken["synthesis"]
        if known and self._same_results(known["branches"]):
            return Compared(True, known["pairs"], known["contradictions"], reused=True)
        args = {**self._args(), "analyst": self.order.analyst}
        effort = self._effort(self.settings.synthesis_deadline)
        tried = await supervise.attempt("synthesis", args, effort, self._close_synthesis)
        answer = tried.last.answer
        if tried.last.kind is not None:
            return Compared(False, message=f"{tried.last.kind}: {tried.last.message}")
        return Compared(True, answer["pairs"], answer["contradictions"])

    async def judge(self) -> Judgement:
        """Judge what the journals hold, by the decisions in force, and close the run's own journal."""
        loaded = await asyncio.to_thread(record.load, self.settings.home, self.order.run_id)
        ruled = await asyncio.to_thread(decisions, self.settings.home)
        judgement = judge(tuple(loaded.results.values()), loaded.synthesis, ruled, self.order.target.policy)
        await self.journal.say(entry("judgement.made", judgement))
        self.journal.close()
        return judgement

    def end(self, problem: BaseException) -> None:
        """Close the journal of a run that goes no further; a cancellation is recorded first, its attempts are dead."""
        try:
            if not isinstance(problem, Exception):
                self._record_cancellation(str(problem) or "the run was cancelled or its process asked to end")
        finally:
            self.journal.close()

    def _record_cancellation(self, message: str) -> None:
        started = journal.streams(self.settings.home, self.order.run_id)
        cancelled = Attempted("cancelled", message, False, {})
        open_ones = [branch for branch in BRANCHES if branch not in self.settled]
        last_words = [self._closing(branch, cancelled) for branch in open_ones if branch in started]
        last_words += [self._settling(Settled(branch, "cancelled")) for branch in open_ones]
        self.journal.say_now(*last_words, event("run.cancelled", {"message": message}))

    async def _record_start(self, resumed: bool) -> None:
        order, target = self.order, parts("target", self.order.target)
        started = event(
            "run.started",
            target.texts,
            target=target.attributes,
            room=str(order.room),
            policy=order.target.policy.plain(),
            analyst=order.analyst,
            analysts=dict.fromkeys(BRANCHES, order.analyst),
            settings=result_settings(self.settings),
            versions={**await asyncio.to_thread(versions), "code": self._taken["code_version"]},
            flow_run_id=order.flow_run_id,
            deployment=order.deployment,
            initiated_by=order.initiated_by,
            night=order.night,
            resumed=resumed,
        )
        size = sum(document.size for document in self.documents)
        frozen = event("room.frozen", documents=len(self.documents), bytes=size, sha256=self._taken["sha256"])
        await self.journal.say(started, frozen)
        for first in range(0, len(self.documents), BATCH):
            listed = self.documents[first : first + BATCH]
            await self.journal.say(*(entry("document.listed", document) for document in listed))

    async def _attempt_branch(self, branch: Branch) -> Settled:
        effort = self._effort(self.order.target.policy.branch_deadline)
        args = {
            **self._args(),
            "branch": branch,
            "target": self.order.target.plain(),
            "room": str(self.order.room),
            "analyst": self.order.analyst,
            "taking": self.journal.attempt,
            "compute_slots": self.settings.compute_slots,
            "deadline": f"{effort.seconds:g}",
        }

        async def close(attempted: Attempted) -> None:
            await self.journal.say(self._closing(branch, attempted))

        return _settled(branch, await supervise.attempt("branch", args, effort, close))

    async def _close_synthesis(self, attempted: Attempted) -> None:
        await self.journal.say(self._closing("synthesis", attempted))

    def _effort(self, seconds: float) -> Effort:
        left = self._until - asyncio.get_running_loop().time()
        policy = self.order.target.policy
        return Effort(self._limits, policy.attempts, max(0.0, min(seconds, left)), self.settings.retry_delay)

    def _args(self) -> dict[str, Any]:
        return {"home": str(self.settings.home), "run_id": self.order.run_id}

    def _closing(self, stream: str, attempted: Attempted) -> Entry:
        """The word of the supervisor on an attempt of a branch or of the synthesis that left none."""
        kind = attempted.kind or "crashed"
        attempt = max(journal.streams(self.settings.home, self.order.run_id).get(stream, [1]))
        about = {"branch": stream, "attempt": attempt, "kind": kind, "transient": kind in TRANSIENT}
        return event("branch.closed", {"message": attempted.message}, **about)

    def _settling(self, settled: Settled) -> Entry:
        return event(
            "branch.settled",
            branch=settled.branch,
            outcome=settled.outcome,
            attempts=settled.attempts,
            analyst=self._taken["analyst"],
            reused=settled.reused,
        )

    def _same_results(self, branches: list[dict[str, Any]]) -> bool:
        given = {item["branch"]: item["outcome"] for item in branches}
        return all(s.reused for s in self.settled.values()) and given == {b: s.outcome for b, s in self.settled.items()}


async def _take_up(order: Order, settings: Settings) -> dict[str, Any]:
    args = {
        "home": str(settings.home),
        "run_id": order.run_id,
        "target": order.target.plain(),
        "room": str(order.room),
        "analyst": order.analyst,
    }
    effort = Effort(Limits.of(settings), 1, LISTING_SECONDS, 0)
    ending = await children.run("take_up", args, effort.limits, effort.seconds)
    told = supervise.tell(ending, effort)
    if "documents" not in told.answer:
        raise _refused(order.room, told)
    if told.answer["unknown_analyst"]:
        raise BadInput(told.answer["unknown_analyst"], "name a known analyst or an import path that works")
    return told.answer


def _refused(room: Path, told: Attempted) -> Problem:
    if told.kind in TRANSIENT:
        return Unavailable(f"data room {room} could not be listed: {told.message}", "try again")
    if str(room) in told.message:
        return BadInput(told.message)
    return BadInput(f"data room {room} could not be listed: {told.message}", "check the folder and its files")


def _exists(home: Path, run_id: str) -> bool:
    return run_id in journal.runs(home)


def _read_back(branch: Branch, known: dict[str, Any]) -> Settled:
    about = {key: known[key] for key in ("outcome", "documents", "unread", "claims", "findings")}
    return Settled(branch, attempts=known["attempt"], reused=True, **about)


def _settled(branch: Branch, tried: Attempts) -> Settled:
    last, answer = tried.last, tried.last.answer
    if last.kind is None:
        counts = {key: answer[key] for key in ("documents", "unread", "claims", "findings")}
        return Settled(branch, answer["outcome"], tried.made, **counts)
    outcome: OutcomeName = "cancelled" if last.kind == "cancelled" else "failed"
    counts = {key: answer.get(key, 0) for key in ("documents", "unread")}
    return Settled(branch, outcome, tried.made, last.kind, last.message, **counts)


def result_settings(settings: Settings) -> dict[str, Any]:
    """Return the settings that can change a result."""
    names = ("memory_mb", "cpu_seconds", "file_mb", "open_files", "synthesis_deadline")
    return {name: getattr(settings, name) for name in names}
