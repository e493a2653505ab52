"""One attempt at a branch: read its documents, let the analyst work, check the result, tell the trail as it goes."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from agents import evidence
from agents.analysts.base import Analyst, AnalystFailed, Assignment
from agents.branch.check import MalformedResult, checked
from agents.branch.version import code_version
from agents.evidence.types import ReadDocument
from agents.recorder import Entry, Recorder, entry
from agents.records import (
    Branch,
    BranchResult,
    BranchWork,
    Document,
    Failure,
    FailureKind,
    OutcomeName,
    Target,
)
from agents.uncollected import uncollected

BATCH = 500
"""Events per durable write: few enough to show progress, enough that the disk is not the pace."""
TRACEBACK_LIMIT = 8000
MACHINE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.EIO})
"""Errors of the machine, not of the branch: the same work may succeed on another attempt."""
Compute = Callable[[], AbstractContextManager[object]]


class _TrailBroken(BaseException):
    """The recorder raised: not the branch's doing, and nothing more can be recorded."""

    def __init__(self, problem: Exception) -> None:
        self.problem = problem


class _Trail:
    """The recorder, with its own failures told apart from the analyst's."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def record(self, *entries: Entry) -> None:
        """Pass the entries on."""
        try:
            self._recorder.record(*entries)
        except Exception as problem:
            raise _TrailBroken(problem) from problem


class _Attempt(NamedTuple):
    branch: Branch
    target: Target
    room: Path
    documents: tuple[Document, ...]
    analyst: Analyst
    trail: _Trail
    cache: Path | None
    compute: Compute


class _Read(NamedTuple):
    documents: tuple[Document, ...]
    read: tuple[ReadDocument, ...]


def wanted(branch: Branch, documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents routed to a branch, in the order of their paths."""
    return tuple(sorted((d for d in documents if branch in d.branches), key=lambda d: d.path))


def work_branch(
    branch: Branch,
    target: Target,
    room: Path,
    documents: Sequence[Document],
    analyst: Analyst,
    recorder: Recorder,
    cache: Path | None = None,
    compute: Compute = nullcontext,
    deadline: float | None = None,
) -> BranchResult:
    """Work a branch once and return how it ended; what the branch or its files do wrong never raises.

    Only the recorder's own failure raises, as then nothing can be recorded. `deadline` is told to the trail; whoever
    called holds it.
    """
    attempt = _Attempt(branch, target, room, wanted(branch, documents), analyst, _Trail(recorder), cache, compute)
    try:
        attempt.trail.record(_started(attempt, deadline))
        return _finish(attempt, _guarded(attempt))
    except _TrailBroken as broken:
        raise broken.problem from None


def _started(attempt: _Attempt, deadline: float | None) -> Entry:
    about: dict[str, Any] = {
        "branch": attempt.branch,
        "analyst": attempt.analyst.name,
        "analyst_version": str(getattr(attempt.analyst, "version", code_version())),
        "documents": [{"path": d.path, "sha256": d.sha256} for d in attempt.documents],
        "code_version": code_version(),
        "deadline_seconds": deadline,
    }
    return Entry("branch.started", about)


def _guarded(attempt: _Attempt) -> BranchResult:
    """Work the attempt; every way to fail becomes a result of its kind."""
    read = _Read(attempt.documents, ())
    try:
        with attempt.compute():
            read = _read_all(attempt)
        if not read.read:
            return _nothing_read(attempt, read)
        work = _worked(attempt, read)
    except (evidence.Changed, MalformedResult, AnalystFailed) as problem:
        return _failed(attempt, read, _known_kind(problem), str(problem))
    except MemoryError:
        return _failed(attempt, read, "memory", "the branch asked for more memory than it may have", trace=True)
    except (Exception, SystemExit) as problem:
        kind: FailureKind = "environment" if _of_machine(problem) else "error"
        return _failed(attempt, read, kind, f"{type(problem).__name__}: {problem}", trace=True)
    return _result(attempt, read, _outcome(read, work), work, work.failures)


def _known_kind(problem: evidence.Changed | MalformedResult | AnalystFailed) -> FailureKind:
    if isinstance(problem, AnalystFailed):
        return problem.kind
    return "changed" if isinstance(problem, evidence.Changed) else "malformed_result"


def _of_machine(problem: BaseException) -> bool:
    return isinstance(problem, OSError) and problem.errno in MACHINE


def _worked(attempt: _Attempt, read: _Read) -> BranchWork:
    assignment = Assignment(attempt.branch, attempt.target, read.read, attempt.compute, attempt.cache)
    returned = attempt.analyst.work(assignment, attempt.trail)
    with uncollected():
        work = checked(returned, attempt.branch, read.read)
        for entries in _batches(_entries(work)):
            attempt.trail.record(*entries)
    return work


def _entries(work: BranchWork) -> Iterator[Entry]:
    yield from (entry("claim.recorded", c) for c in work.claims)
    yield from (entry("finding.recorded", f) for f in work.findings)
    yield from (entry("calculation.recorded", c) for c in work.calculations)
    yield from (entry("reading.recorded", r) for r in work.readings)
    yield from (entry("analyst.failed", f) for f in work.failures)


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for one in entries:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _read_all(attempt: _Attempt) -> _Read:
    documents: list[Document] = []
    read: list[ReadDocument] = []
    for document in attempt.documents:
        one = _read_one(attempt, document)
        if isinstance(one, ReadDocument):
            read.append(one)
            documents.append(one.document)
        else:
            documents.append(one)
        attempt.trail.record(_reading_entry(one))
    return _Read(tuple(documents), tuple(read))


def _read_one(attempt: _Attempt, document: Document) -> ReadDocument | Document:
    """Return the document read, or the document with the reason why not: one bad file never stops a branch."""
    if document.unread is not None:
        return document
    try:
        return evidence.read(attempt.room, document, attempt.cache)
    except evidence.Changed:
        raise
    except evidence.Unreadable as problem:
        reason = str(problem)
    except MemoryError:
        reason = "reading it asks for more memory than a branch may have"
    except Exception as problem:  # a reader's fault on a hostile file is that file's, whatever its class
        if _of_machine(problem):
            raise
        reason = f"its reader failed ({type(problem).__name__}: {problem})"
    return document.model_copy(update={"unread": reason})


def _reading_entry(one: ReadDocument | Document) -> Entry:
    if isinstance(one, Document):
        return entry("document.unread", one)
    counts = {"tables": len(one.tables), "facts": len(one.facts), "hidden": len(one.hidden)}
    return entry("document.read", one.document, text_sha256=one.text_sha256, characters=len(one.text), **counts)


def _nothing_read(attempt: _Attempt, read: _Read) -> BranchResult:
    if not read.documents:
        return _result(attempt, read, "no_evidence", BranchWork())
    reasons = "; ".join(f"{d.path}: {d.unread}" for d in read.documents[:20])
    return _failed(attempt, read, "unreadable", f"none of {len(read.documents)} documents could be read: {reasons}")


def _outcome(read: _Read, work: BranchWork) -> OutcomeName:
    if len(read.read) < len(read.documents) or work.failures:
        return "partial"
    return "complete" if work.claims or work.findings else "empty"


def _failed(attempt: _Attempt, read: _Read, kind: FailureKind, message: str, trace: bool = False) -> BranchResult:
    text = traceback.format_exc()[-TRACEBACK_LIMIT:] if trace else None
    failure = Failure(kind=kind, message=message, traceback=text)
    return _result(attempt, read, "failed", BranchWork(), (failure,))


def _result(
    attempt: _Attempt, read: _Read, outcome: OutcomeName, work: BranchWork, failures: tuple[Failure, ...] = ()
) -> BranchResult:
    return BranchResult(
        branch=attempt.branch,
        outcome=outcome,
        analyst=attempt.analyst.name,
        attempts=1,
        documents=read.documents,
        work=work,
        failures=failures,
    )


def _finish(attempt: _Attempt, result: BranchResult) -> BranchResult:
    """Record the last word of the attempt."""
    if result.outcome == "failed":
        attempt.trail.record(entry("branch.failed", result.failures[0]))
        return result
    about = {
        "branch": result.branch,
        "outcome": result.outcome,
        "documents": len(result.documents),
        "unread": sum(d.unread is not None for d in result.documents),
        "claims": len(result.work.claims),
        "findings": len(result.work.findings),
    }
    attempt.trail.record(Entry("branch.finished", about))
    return result
