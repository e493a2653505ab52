"""The rules analyst on real rooms: right outcomes, verbatim quotes, and no alarm that the documents do not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents import evidence
from agents.analysts.base import load
from agents.branch import work_branch
from agents.recorder import NullRecorder
from agents.records import BRANCHES, Branch, BranchResult, Target

ROOMS = ("3m", "coca_cola", "corning", "fedex", "foot_locker", "mgm", "nuance", "verizon")
WITHOUT: dict[str, set[Branch]] = {room: {"patent"} for room in ROOMS} | {"3m": set()}
"""Branches nothing in the room can serve."""
ALARMS = {
    ("3m", "investigation"), ("coca_cola", "falling revenue"), ("fedex", "post left"), ("nuance", "material weakness"),
    ("3m", "title with another"),
}  # fmt: skip
"""The findings of severity high or critical these rooms may hold: each was read against its document."""


@pytest.fixture(scope="module", params=ROOMS)
def worked(request: pytest.FixtureRequest, shared_data: Path, tmp_path_factory: pytest.TempPathFactory):
    """One room, all branches worked."""
    room = shared_data / "rooms" / request.param
    target = Target(name=request.param)
    documents = evidence.freeze(room, target).documents
    cache = tmp_path_factory.mktemp("cache")
    results = {b: work_branch(b, target, room, documents, load("rules"), NullRecorder(), cache) for b in BRANCHES}
    return request.param, results


Worked = tuple[str, dict[Branch, BranchResult]]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_branch_with_documents_is_complete(worked: Worked) -> None:
    """No branch fails, and only branches without documents have no evidence."""
    room, results = worked
    expected = {b: "no_evidence" if b in WITHOUT[room] else "complete" for b in BRANCHES}
    assert {b: r.outcome for b, r in results.items()} == expected


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_grave_findings_are_those_the_documents_hold(worked: Worked) -> None:
    """A new grave finding on these rooms is read by a person before it is allowed here."""
    room, results = worked
    grave = {(room, f.rule) for r in results.values() for f in r.work.findings if f.severity in {"critical", "high"}}
    assert grave <= ALARMS


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_finding_of_weight_quotes_a_document(worked: Worked) -> None:
    """Nobody is asked to believe a finding without its words."""
    _, results = worked
    assert [f.title for r in results.values() for f in r.work.findings if f.severity != "info" and not f.sources] == []
