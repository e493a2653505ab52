"""A branch that an earlier run of the target worked on the same inputs: found, and taken over into this run's journal.

The same inputs are documents, target, policy, settings, code, and the analyst with its version, which for one that
asks a model names the model and the hashes of prompt and answer schema. Whoever wrote an analyst of their own may have
changed it without telling, so only the known analysts' results are taken over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from agents.branch import code_version, wanted
from agents.recorder import Entry, Recorder
from agents.records import BRANCHES, FINISHED, Branch, Document
from audit import journal
from audit.errors import AuditError
from audit.events import Event
from flows.branches.finished import SUMMARY, Worker, failures, same_inputs
from flows.branches.unchanged import as_told
from flows.choice import asks_a_model
from flows.places import runs_of
from reports.fold import last

LOOK_BACK = 10
"""Runs of the target that are looked at, newest first."""
OWN = frozenset({"branch.started", "branch.finished"})
"""Events of the earlier attempt that this run says itself; a model's calls stay where they were made and paid."""


class Earlier(NamedTuple):
    """A finished attempt of an earlier run."""

    run_id: str
    attempt: int
    origin: str
    """The run that worked the branch, where that one took it over as well."""

    def plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return self._asdict()


def reusable(
    args: Mapping[str, Any], documents: Sequence[Document], workers: Mapping[str, Worker]
) -> dict[Branch, dict[str, Any]]:
    """Return for each branch the newest finished attempt of an earlier run on the same inputs."""
    home, found = Path(args["home"]), dict[Branch, dict[str, Any]]()
    open_ones = [b for b in BRANCHES if workers[b].known and wanted(b, documents)]
    for run_id in list(reversed(runs_of(home, args["target"]["name"])))[:LOOK_BACK]:
        if run_id != args["run_id"] and (begun := _begun(home, run_id)):
            for branch in [b for b in open_ones if b not in found]:
                if _same(begun, args["ask"], workers[branch]):
                    earlier = _finished(home, run_id, branch, wanted(branch, documents), workers[branch])
                    found |= {branch: earlier.plain()} if earlier else {}
    return found


def _begun(home: Path, run_id: str) -> Event | None:
    try:
        return last(journal.read(home, run_id, "run"), "run.started")
    except AuditError:
        return None  # damaged or gone: nothing to rely on


def _same(begun: Event, ask: Mapping[str, Any], worker: Worker) -> bool:
    told = as_told(begun)
    if (told["target"], told["policy"]) != (ask["target"], ask["policy"]):
        return False
    then, now = dict(told["settings"]), dict(ask["settings"])
    if not asks_a_model(worker.name):
        then.pop("claude", None), now.pop("claude", None)
    return then == now and told["versions"].get("code") == code_version()


def _finished(home: Path, run_id: str, branch: Branch, documents: Sequence[Document], worker: Worker) -> Earlier | None:
    try:
        events = _attempt(home, run_id, branch)
    except AuditError:
        return None
    begun, ended = last(events, "branch.started"), last(events, "branch.finished")
    if not (begun and ended) or ended.attributes["outcome"] not in FINISHED:
        return None
    if not same_inputs(begun, documents, worker) or _erased(events) or failures(events, "analyst.failed"):
        return None
    return Earlier(run_id, begun.attempt, begun.attributes.get("reused_run_id") or run_id)


def _attempt(home: Path, run_id: str, branch: str) -> list[Event]:
    attempts = journal.streams(home, run_id).get(branch)
    return journal.read(home, run_id, branch, attempts[-1]) if attempts else []


def _erased(events: Sequence[Event]) -> bool:
    """What was erased from one run must not be missing in the next one unseen."""
    return any(event.text_ref is not None and not event.texts for event in events)


def take_over(home: Path, branch: str, earlier: Mapping[str, Any], deadline: Any, recorder: Recorder) -> dict[str, Any]:
    """Record an earlier attempt's results as this run's, naming where they come from; return their summary."""
    events = journal.read(home, earlier["run_id"], branch, earlier["attempt"])
    begun, ended = last(events, "branch.started"), last(events, "branch.finished")
    if not (begun and ended):
        raise LookupError(f"the results of run {earlier['run_id']} are no longer there")
    about = {**begun.attributes, "deadline_seconds": deadline, "reused_run_id": earlier["origin"]}
    recorder.record(Entry("branch.started", about))
    kept = [e for e in events if e.event_type not in OWN and not e.event_type.startswith("model.")]
    recorder.record(*(Entry(e.event_type, e.attributes, e.texts) for e in kept))
    recorder.record(Entry("branch.finished", ended.attributes))
    return {key: ended.attributes[key] for key in SUMMARY}
