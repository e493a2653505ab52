"""One assessment of one target, step by step; the flow puts each step into a task, tests call them as they are."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from agents.judgement import judge
from agents.recorder import Entry, entry
from agents.records import BRANCHES, STOPPING, TRANSIENT, Branch, Document, FailureKind, Judgement, OutcomeName
from audit import journal
from flows.beginning import started, take_up
from flows.branches import supervise
from flows.branches.limits import Limits
from flows.branches.situations import told_situation
from flows.branches.supervise import Attempted, Attempts, Effort
from flows.choice import asks_a_model
from flows.decisions import decisions
from flows.order import Compared, Order, Settled
from flows.places import report_folder
from flows.settings import Settings
from flows.stopping import Stop, stop, stopped
from flows.trail import RunJournal, event
from flows.versions import versions
from reports import record

BATCH = 500


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
        taken = await take_up(order, settings)
        resumed = await asyncio.to_thread(_exists, settings.home, order.run_id)
        own = await RunJournal.create(settings.home, order.run_id, "run")
        assessment = cls(order, settings, own, taken)
        report_folder(settings.home, order.target.name, order.run_id).mkdir(parents=True, exist_ok=True)
        await assessment._record_start(resumed)
        return assessment

    async def work(self, branch: Branch) -> Settled:
        """Work one branch, or take what this or an earlier run finished of it on the same inputs."""
        if known := self._taken["finished"].get(branch):
            settled = _read_back(branch, known)
        elif earlier := self._taken["reusable"].get(branch):
            settled = await self._attempt_branch(branch, earlier)
        elif why := self._stop(branch):
            settled = await self._not_attempted(branch, why)
        else:
            settled = await self._attempt_branch(branch)
        self._stop_all(branch, settled.kind, settled.message)
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
        effort = self._effort(self.settings.synthesis_deadline)
        args = self._args("synthesis", effort)
        if why := self._stop("synthesis"):  # the comparison itself sends nothing
            args["instead"] = why
        tried = await supervise.attempt("synthesis", args, effort, self._close_synthesis)
        answer = tried.last.answer
        if tried.last.kind is not None:
            return Compared(False, kind=tried.last.kind, message=f"{tried.last.kind}: {tried.last.message}")
        kind, message = answer["reflection"] or (None, "")
        self._stop_all("synthesis", kind, message)
        return Compared(True, answer["pairs"], answer["contradictions"], kind, message)

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
        begun = journal.streams(self.settings.home, self.order.run_id)
        cancelled = Attempted("cancelled", message, False, {})
        open_ones = [branch for branch in BRANCHES if branch not in self.settled]
        last_words = [self._closing(branch, cancelled) for branch in open_ones if branch in begun]
        last_words += [self._settling(Settled(branch, "cancelled")) for branch in open_ones]
        self.journal.say_now(*last_words, event("run.cancelled", {"message": message}))

    async def _record_start(self, resumed: bool) -> None:
        known = await asyncio.to_thread(versions)
        entries = list(started(self.order, self.settings, self._taken, known, resumed))
        for first in range(0, len(entries), BATCH):
            await self.journal.say(*entries[first : first + BATCH])

    async def _attempt_branch(self, branch: Branch, earlier: dict[str, Any] | None = None) -> Settled:
        effort = self._effort(self.order.target.policy.branch_deadline)
        args = {
            **self._args(branch, effort),
            "branch": branch,
            "target": self.order.target.plain(),
            "room": str(self.order.room),
            "taking": self.journal.attempt,
            "compute_slots": self.settings.compute_slots,
            "deadline": f"{effort.seconds:g}",
            "earlier": earlier,
        }

        async def close(attempted: Attempted) -> None:
            await self.journal.say(self._closing(branch, attempted))

        tried = await supervise.attempt("reuse" if earlier else "branch", args, effort, close)
        return _settled(branch, tried, earlier["origin"] if earlier else None)

    def _stop(self, stream: str) -> Stop | None:
        """Why nothing may be sent for a stream; an analyst that sends nothing never has to stop."""
        if not asks_a_model(self.order.choice.of(stream)):
            return None
        return stopped(self.settings.home, self.order.batch_id)

    def _stop_all(self, stream: str, kind: FailureKind | None, message: str) -> None:
        """Stop the sending of the whole batch where a failure concerns everybody."""
        if kind in STOPPING and kind and asks_a_model(self.order.choice.of(stream)):
            stop(self.settings.home, self.order.batch_id, Stop(kind, message))

    async def _not_attempted(self, branch: Branch, why: Stop) -> Settled:
        about = {"branch": branch, "attempt": 0, "kind": why.kind, "transient": False}
        message = f"not started, as nothing more is sent: {why.message}"
        await self.journal.say(event("branch.closed", {"message": message}, **about))
        return Settled(branch, "not_attempted", 0, why.kind, message)

    async def _close_synthesis(self, attempted: Attempted) -> None:
        await self.journal.say(self._closing("synthesis", attempted))

    def _effort(self, seconds: float) -> Effort:
        left = self._until - asyncio.get_running_loop().time()
        policy = self.order.target.policy
        return Effort(self._limits, policy.attempts, max(0.0, min(seconds, left)), self.settings.retry_delay)

    def _args(self, stream: str, effort: Effort) -> dict[str, Any]:
        return {
            "home": str(self.settings.home),
            "run_id": self.order.run_id,
            "analyst": self.order.choice.of(stream),
            "situation": told_situation(self.order, self.settings, stream, effort.seconds),
        }

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
            analyst=self._taken["analysts"][settled.branch]["name"],
            reused=settled.reused,
            reused_run_id=settled.reused_run_id,
        )

    def _same_results(self, branches: list[dict[str, Any]]) -> bool:
        given = {item["branch"]: item["outcome"] for item in branches}
        return all(s.reused for s in self.settled.values()) and given == {b: s.outcome for b, s in self.settled.items()}


def _exists(home: Path, run_id: str) -> bool:
    return run_id in journal.runs(home)


def _read_back(branch: Branch, known: dict[str, Any]) -> Settled:
    about = {key: known[key] for key in ("outcome", "reused_run_id", "documents", "unread", "claims", "findings")}
    return Settled(branch, attempts=known["attempt"], reused=True, **about)


def _settled(branch: Branch, tried: Attempts, earlier: str | None = None) -> Settled:
    last, answer = tried.last, tried.last.answer
    if last.kind is None:
        counts = {key: answer[key] for key in ("documents", "unread", "claims", "findings")}
        kind, message = answer.get("without") or (None, "")  # of two analysts one failed, the other's work is kept
        settled = Settled(branch, answer["outcome"], tried.made, kind, message, **counts)
        return settled._replace(reused=earlier is not None, reused_run_id=earlier)
    outcome: OutcomeName = "cancelled" if last.kind == "cancelled" else "failed"
    counts = {key: answer.get(key, 0) for key in ("documents", "unread")}
    return Settled(branch, outcome, tried.made, last.kind, last.message, **counts)
