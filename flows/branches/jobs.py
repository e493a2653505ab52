"""What an attempt's process does: one job, its journal, and a short answer for the flow process."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from agents import evidence
from agents.analysts import base
from agents.branch import code_version, work_branch
from agents.recorder import Entry, Recorder, entry, restore
from agents.records import Branch, BranchResult, BranchWork, Document, Failure, FailureKind, Target
from agents.synthesis import synthesise
from audit import journal
from audit.errors import AuditError, JournalBroken, JournalBusy
from flows.branches import unchanged
from flows.branches.codes import BAD_INPUT, DONE, ENVIRONMENT, FAILED, MEMORY
from flows.branches.finished import finished_branches, finished_synthesis
from flows.branches.slots import compute_slots
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
    """Stands in for an analyst that could not be loaded, so that its branch fails with that reason on the trail."""

    def __init__(self, name: str, problem: Exception) -> None:
        self.name = name
        self.problem = problem

    def work(self, assignment: base.Assignment, recorder: Recorder) -> BranchWork:
        """Raise what loading it raised."""
        raise self.problem


def warm() -> None:
    """Import what `rules` needs and take the code's version once, before attempts are forked.

    What cannot be imported is told by the attempt that needs it.
    """
    code_version()
    with suppress(ValueError):
        base.load("rules")


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
            _analyst(args["analyst"]),
            JournalRecorder(own),
            home / "cache" / "text",
            compute_slots(home, args["compute_slots"]),
            args["deadline"],
        )
        return _summary(result, own.attempt)


def _summary(result: BranchResult, attempt: int) -> Answer:
    failure = result.failures[-1] if result.failures else None
    return {
        "attempt": attempt,
        "outcome": result.outcome,
        "documents": len(result.documents),
        "unread": sum(d.unread is not None for d in result.documents),
        "claims": len(result.work.claims),
        "findings": len(result.work.findings),
        "kind": failure.kind if failure else None,
        "message": failure.message if failure else "",
    }


def _listed(home: Path, run_id: str, branch: Branch, taking: int) -> list[Document]:
    """Return the frozen documents of a branch as the supervisor listed them when it took the run up."""
    events = journal.read(home, run_id, "run", taking)
    listed = (restore(Document, e.attributes, e.texts) for e in events if e.event_type == "document.listed")
    return [document for document in listed if branch in document.branches]


def _analyst(name: str) -> base.Analyst:
    try:
        return base.load(name)
    except Exception as problem:  # a custom module may raise anything when imported
        return UnknownAnalyst(name, problem)


def _synthesis(args: Mapping[str, Any]) -> Answer:
    home, run_id = Path(args["home"]), str(args["run_id"])
    with journal.Journal.create(home, run_id, "synthesis") as own:
        recorder = JournalRecorder(own)
        try:
            loaded = record.load(home, run_id)
            made = synthesise(loaded.target, tuple(loaded.results.values()), _analyst(args["analyst"]), recorder)
        except AuditError:
            raise
        except Exception as problem:  # whatever the rules or a reflecting analyst do wrong is the synthesis's failure
            return {"attempt": own.attempt, **_failed_synthesis(problem, own.attempt, recorder)}
        return {"attempt": own.attempt, "pairs": made.pairs_compared, "contradictions": len(made.contradictions)}


def _failed_synthesis(problem: Exception, attempt: int, recorder: Recorder) -> Answer:
    kind: FailureKind = "memory" if isinstance(problem, MemoryError) else "error"
    message = f"{type(problem).__name__}: {problem}"
    failure = Failure(kind=kind, message=message, traceback=traceback.format_exc()[-8000:], attempt=attempt)
    recorder.record(entry("synthesis.failed", failure))
    return {"kind": kind, "message": message}


def _take_up(args: Mapping[str, Any]) -> Answer:
    """List the room and what is finished already; say also whether the analyst, somebody's own code, can be loaded."""
    home, run_id = Path(args["home"]), str(args["run_id"])
    frozen = evidence.freeze(Path(args["room"]), Target.model_validate(args["target"]))
    analyst = _analyst(args["analyst"])
    return {
        "documents": [document.plain() for document in frozen.documents],
        "sha256": frozen.sha256,
        "analyst": analyst.name,
        "unknown_analyst": str(analyst.problem) if isinstance(analyst, UnknownAnalyst) else None,
        "code_version": code_version(),
        "finished": finished_branches(home, run_id, frozen.documents, analyst.name),
        "synthesis": finished_synthesis(home, run_id),
    }


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
    "synthesis": _synthesis,
    "take_up": _take_up,
    "unchanged": _unchanged,
}
