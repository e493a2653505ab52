"""What an attempt's process does: one job, its journal, and a short answer for the flow process."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache as once
from importlib import import_module
from pathlib import Path
from typing import Any

from agents import evidence
from agents.analysts import base
from agents.branch import code_version, work_branch
from agents.recorder import Entry, Recorder, entry, restore
from agents.records import (
    FINISHED,
    Branch,
    BranchResult,
    BranchWork,
    Contradiction,
    Document,
    Failure,
    FailureKind,
    Target,
)
from agents.synthesis import synthesise
from audit import journal
from audit.errors import AuditError, JournalBroken, JournalBusy
from flows.branches import unchanged
from flows.branches.codes import BAD_INPUT, DONE, ENVIRONMENT, FAILED, MEMORY
from flows.branches.finished import Worker, finished_branches, finished_synthesis
from flows.branches.reuse import reusable, take_over
from flows.branches.situations import situation
from flows.branches.slots import compute_slots
from flows.choice import is_known
from flows.choosing import ASKING
from reports import record

Answer = dict[str, Any]


class JournalRecorder:
    """What an agent says goes into its attempt's journal and is durable when this returns."""

    def __init__(self, own: journal.Journal) -> None:
        self._journal = own

    def record(self, *entries: Entry) -> None:
        """Append the entries in order, as one durable write."""
        self._journal.append(*entries)


class UnknownAnalyst:
    """Stands in for an analyst that could not be made, so that its branch fails with that reason on the trail."""

    version = ""

    def __init__(self, name: str, problem: Exception) -> None:
        self.name = name
        self.problem = problem

    def work(self, assignment: base.Assignment, recorder: Recorder) -> BranchWork:
        """Raise what loading it raised."""
        raise self.problem


class NotAsked:
    """Stands in for an analyst that may not send any more when it would look over the branches."""

    def __init__(self, name: str, kind: FailureKind, message: str) -> None:
        self.name = name
        self._why = base.AnalystFailed(kind, f"not asked, as nothing more is sent: {message}")

    def work(self, assignment: base.Assignment, recorder: Recorder) -> BranchWork:
        """Raise why nothing is sent."""
        raise self._why

    def reflect(self, target: Target, results: Sequence[BranchResult], recorder: Recorder) -> Sequence[Contradiction]:
        """Raise why nothing is sent."""
        raise self._why


class NotingRecorder(JournalRecorder):
    """Notes besides why the analyst could not look over the branches."""

    reflection: tuple[str, str] | None = None

    def record(self, *entries: Entry) -> None:
        """Append the entries and note the failure among them."""
        super().record(*entries)
        for one in entries:
            if one.event_type == "reflection.failed":
                self.reflection = (one.attributes["kind"], one.texts["message"])


def warm() -> None:
    """Import what `rules` needs and take the code's version once, before attempts are forked."""
    code_version()
    base.load("rules")


def prepare(args: Mapping[str, Any]) -> None:
    """Import what a job's known analysts need before the job is forked, as each process would import it again.

    The SDK takes a second of processor time. What cannot be imported is told by the attempt that needs it.
    """
    for name in {str(args.get("analyst", "")), *args.get("analysts", {}).values()} & base.FACTORIES.keys():
        with suppress(Exception):
            _prepared(name)


@once
def _prepared(name: str) -> None:
    import_module(base.FACTORIES[name].partition(":")[0])
    if name in ASKING:
        import_module("agents.analysts.claude.warming").warm()


def carry_out(job: str, args: Mapping[str, Any], answer: int) -> int:
    """Do one job, leave its answer and return the exit code of the process."""
    try:
        said, code = JOBS[job](args), DONE
    except MemoryError:
        said, code = {"message": "it asked for more memory than it may have"}, MEMORY
    except (JournalBroken, JournalBusy, OSError) as problem:
        said, code = {"message": f"{type(problem).__name__}: {problem}"}, ENVIRONMENT
    except evidence.EvidenceError as problem:
        said, code = {"message": str(problem)}, BAD_INPUT
    except Exception as problem:
        said = {"message": f"{type(problem).__name__}: {problem}", "traceback": traceback.format_exc()[-8000:]}
        code = FAILED
    os.write(answer, json.dumps(said).encode())
    return code


def _branch(args: Mapping[str, Any]) -> Answer:
    home, run_id, branch = Path(args["home"]), str(args["run_id"]), args["branch"]
    with journal.Journal.create(home, run_id, branch) as own:
        result = work_branch(
            branch,
            Target.model_validate(args["target"]),
            Path(args["room"]),
            _listed(home, run_id, branch, args["taking"]),
            _analyst(args["analyst"], args["situation"]),
            JournalRecorder(own),
            home / "cache" / "text",
            compute_slots(home, args["compute_slots"]),
            args["deadline"],
        )
        return _summary(result, own.attempt)


def _reuse(args: Mapping[str, Any]) -> Answer:
    """Take over what an earlier run made of the branch's documents."""
    home, branch, earlier = Path(args["home"]), args["branch"], args["earlier"]
    with journal.Journal.create(home, str(args["run_id"]), branch) as own:
        told = take_over(home, branch, earlier, args["deadline"], JournalRecorder(own))
        return {"attempt": own.attempt, "kind": None, "message": "", **told}


def _summary(result: BranchResult, attempt: int) -> Answer:
    last = result.failures[-1] if result.failures else None
    failure = last if result.outcome not in FINISHED else None
    return {
        "attempt": attempt,
        "outcome": result.outcome,
        "documents": len(result.documents),
        "unread": sum(d.unread is not None for d in result.documents),
        "claims": len(result.work.claims),
        "findings": len(result.work.findings),
        "kind": failure.kind if failure else None,
        "message": failure.message if failure else "",
        "without": [last.kind, last.message] if last and not failure else None,
    }


def _listed(home: Path, run_id: str, branch: Branch, taking: int) -> list[Document]:
    """Return the frozen documents of a branch as the supervisor listed them when it took the run up."""
    events = journal.read(home, run_id, "run", taking)
    listed = (restore(Document, e.attributes, e.texts) for e in events if e.event_type == "document.listed")
    return [document for document in listed if branch in document.branches]


def _analyst(name: str, told: Mapping[str, Any]) -> base.Analyst:
    try:
        return base.load(name, situation(told))
    except Exception as problem:  # a custom module may raise anything when imported
        return UnknownAnalyst(name, problem)


def _synthesis(args: Mapping[str, Any]) -> Answer:
    home, run_id = Path(args["home"]), str(args["run_id"])
    with journal.Journal.create(home, run_id, "synthesis") as own:
        recorder = NotingRecorder(own)
        try:
            loaded = record.load(home, run_id)
            made = synthesise(loaded.target, tuple(loaded.results.values()), _reflecting(args), recorder)
        except AuditError:
            raise
        except Exception as problem:  # whatever the rules or a reflecting analyst do wrong is the synthesis's failure
            return {"attempt": own.attempt, **_failed_synthesis(problem, own.attempt, recorder)}
        counts = {"pairs": made.pairs_compared, "contradictions": len(made.contradictions)}
        return {"attempt": own.attempt, "reflection": recorder.reflection, **counts}


def _reflecting(args: Mapping[str, Any]) -> base.Analyst:
    """Return who looks over the branches; one that would ask a model is not asked once the sending has stopped."""
    analyst = _analyst(args["analyst"], args["situation"])
    why = args.get("instead")
    return NotAsked(analyst.name, *why) if why and isinstance(analyst, base.ReflectingAnalyst) else analyst


def _failed_synthesis(problem: Exception, attempt: int, recorder: Recorder) -> Answer:
    kind: FailureKind = "memory" if isinstance(problem, MemoryError) else "error"
    message = f"{type(problem).__name__}: {problem}"
    failure = Failure(kind=kind, message=message, traceback=traceback.format_exc()[-8000:], attempt=attempt)
    recorder.record(entry("synthesis.failed", failure))
    return {"kind": kind, "message": message}


def _take_up(args: Mapping[str, Any]) -> Answer:
    """List the room and what is finished already; say also whether every analyst, maybe somebody's own, can be made."""
    home, run_id = Path(args["home"]), str(args["run_id"])
    frozen = evidence.freeze(Path(args["room"]), Target.model_validate(args["target"]))
    made = {name: _analyst(name, args["situation"]) for name in sorted(set(args["analysts"].values()))}
    workers = {stream: _worker(name, made[name]) for stream, name in args["analysts"].items()}
    return {
        "documents": [document.plain() for document in frozen.documents],
        "sha256": frozen.sha256,
        "analysts": {stream: worker._asdict() for stream, worker in workers.items()},
        "unusable": [(_kind(a.problem), str(a.problem)) for a in made.values() if isinstance(a, UnknownAnalyst)],
        "code_version": code_version(),
        "finished": finished_branches(home, run_id, frozen.documents, workers),
        "reusable": reusable(args, frozen.documents, workers) if args["reuse"] else {},
        "synthesis": finished_synthesis(home, run_id),
    }


def _worker(name: str, analyst: base.Analyst) -> Worker:
    return Worker(analyst.name, str(getattr(analyst, "version", code_version())), is_known(name))


def _kind(problem: Exception) -> str:
    return problem.kind if isinstance(problem, base.AnalystFailed) else "error"


def _estimate(args: Mapping[str, Any]) -> Answer:
    """Tell what working a target would send first."""
    from flows.branches.estimates import estimate  # noqa: PLC0415 -- loads what only estimates need

    made = {name: _analyst(name, args["situation"]) for name in sorted(set(args["analysts"].values()))}
    workers = {stream: _worker(name, made[name]) for stream, name in args["analysts"].items()}
    return {"attempt": 0, **estimate(args, workers)}


def _unchanged(args: Mapping[str, Any]) -> Answer:
    """Tell for each of some targets whether it needs a run; one that cannot be told needs one."""
    told = []
    for ask in args["targets"]:
        try:
            told.append(unchanged.check({**args, **ask}))
        except Exception as problem:  # its own run will say what is wrong with it
            told.append({"run": None, "reason": f"{type(problem).__name__}: {problem}"})
    return {"targets": told}


JOBS: Mapping[str, Callable[[Mapping[str, Any]], Answer]] = {
    "branch": _branch,
    "reuse": _reuse,
    "synthesis": _synthesis,
    "take_up": _take_up,
    "estimate": _estimate,
    "unchanged": _unchanged,
}
