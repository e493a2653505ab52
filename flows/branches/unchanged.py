"""Whether a target needs no run tonight: everything its last run started from is the same, and that run ended well."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agents import evidence
from agents.branch import code_version
from agents.records import BRANCHES, STOPPING, TRANSIENT, FailureKind, Target
from audit import journal
from audit.errors import AuditError
from audit.events import Event
from flows.branches.finished import failures
from flows.choice import asks_a_model
from flows.places import runs_of
from reports.fold import last

SAME = ("target", "policy", "analysts", "settings")
"""Attributes of `run.started` that decide a result; room and code version are compared beside them."""
MAY_PASS: frozenset[FailureKind] = TRANSIENT | STOPPING | {"target_budget"}
"""Failures after which another night may do better: what was missing may be there again."""
UNFINISHED = frozenset({"failed", "cancelled", "not_attempted", None})


def check(ask: Mapping[str, Any]) -> dict[str, Any]:
    """Return the last run that still holds for a target, or why it has to be assessed."""
    home, target = Path(ask["home"]), Target.model_validate(ask["target"])
    found = _last_run(home, target.name)
    if found is None:
        return {"run": None, "reason": "first run"}
    run_id, events = found
    reason = _changed(ask, events) or _ended(home, run_id, events) or _room(ask, target, events)
    return {"run": run_id, "reason": reason}


def _last_run(home: Path, target: str) -> tuple[str, list[Event]] | None:
    for run_id in reversed(runs_of(home, target)):
        try:
            events = journal.read(home, run_id, "run")
        except AuditError:
            continue  # damaged or gone: not a run to rely on
        started = last(events, "run.started")
        if started and started.texts.get("target.name", started.attributes["target"].get("name")) == target:
            return run_id, events
    return None


def _changed(ask: Mapping[str, Any], events: list[Event]) -> str | None:
    started = last(events, "run.started")
    if started is None:
        return "its last run did not start"
    told = as_told(started)
    for name in SAME:
        if told[name] != ask[name]:
            return f"{name} changed"
    return None if told["versions"].get("code") == code_version() else "code version changed"


def as_told(started: Event) -> dict[str, Any]:
    """Return what a run started from, its target's texts among the target's fields."""
    return {**started.attributes, "target": {**started.attributes["target"], **_texts(started)}}


def _texts(started: Event) -> dict[str, str]:
    return {key.removeprefix("target."): text for key, text in started.texts.items() if key.count(".") == 1}


def _ended(home: Path, run_id: str, events: list[Event]) -> str | None:
    attempts = journal.streams(home, run_id)
    report = journal.read(home, run_id, "report") if "report" in attempts else []
    if last(report, "run.finished") is None:
        return "its last run did not end"
    if last(report, "report.rendered") is None:
        return "its last run has no report"
    return _transient(home, run_id, events)


def _transient(home: Path, run_id: str, events: list[Event]) -> str | None:
    """A failure that may pass is worth another run; one that a later attempt made good is not."""
    settled = {e.attributes["branch"]: e.attributes["outcome"] for e in events if e.event_type == "branch.settled"}
    begun = last(events, "run.started")
    analysts = begun.attributes["analysts"] if begun else {}
    for branch in BRANCHES:
        passing = MAY_PASS | {"deadline"} if asks_a_model(analysts.get(branch, "rules")) else MAY_PASS
        if settled.get(branch) in UNFINISHED and _kinds(home, run_id, branch, events) & passing:
            return f"{branch} failed for a reason that may pass"
    beside = [s for s, name in analysts.items() if asks_a_model(name) and (s == "synthesis" or name != "claude")]
    return next((why for stream in beside if (why := _without(home, run_id, stream))), None)


def _without(home: Path, run_id: str, stream: str) -> str | None:
    """Say whether a stream finished without an analyst that may be there another night."""
    attempts = journal.streams(home, run_id).get(stream)
    own = journal.read(home, run_id, stream, attempts[-1]) if attempts else []
    kinds = failures(own, "analyst.failed") | failures(own, "reflection.failed")
    return f"{stream}: an analyst failed for a reason that may pass" if kinds & MAY_PASS else None


def _kinds(home: Path, run_id: str, branch: str, events: list[Event]) -> set[str]:
    own = journal.read(home, run_id, branch) if branch in journal.streams(home, run_id) else []
    failed = [e.attributes["kind"] for e in own if e.event_type == "branch.failed"]
    closed = [e for e in events if e.event_type == "branch.closed" and e.attributes["branch"] == branch]
    return {*failed, *(e.attributes["kind"] for e in closed)}


def _room(ask: Mapping[str, Any], target: Target, events: list[Event]) -> str | None:
    frozen = last(events, "room.frozen")
    now = evidence.freeze(Path(ask["room"]), target).sha256
    return None if frozen and frozen.attributes["sha256"] == now else "documents changed"
