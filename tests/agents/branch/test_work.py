"""A branch attempt: what it tells the trail, and how every way to end is named."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agents import evidence
from agents.analysts.base import AnalystFailed, Assignment
from agents.branch import work_branch
from agents.evidence.types import ReadDocument
from agents.recorder import Entry, ListRecorder, Recorder
from agents.records import BranchResult, BranchWork, Claim, Document, Finding, Source, Target

TEXT = "Revenue was $12 million."
TARGET = Target(name="Acme")


def document(path: str, **more: object) -> Document:
    """Return a document routed to the press branch."""
    return Document(path=path, sha256="aa", size=9, media_type="text/plain", branches=("press",), **more)


def source(**more: object) -> Source:
    """Return a source that stands where it says."""
    given = {"branch": "press", "path": "a.txt", "sha256": "aa", "start": 0, "end": 7, "quote": "Revenue", **more}
    return Source(**given)


def claim(**more: object) -> Claim:
    """Return a sound claim."""
    return Claim(claim_id="c1", kind="text", subject="Acme", metric="revenue", source=source(**more))


class Returning:
    """An analyst that returns what it was given, or raises it."""

    name = "returning"

    def __init__(self, result: object) -> None:
        self.result = result

    def work(self, assignment: Assignment, recorder: Recorder) -> BranchWork:
        """Return or raise the result."""
        if isinstance(self.result, BaseException):
            raise self.result
        return self.result


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> dict[str, Exception]:
    """Replace the reader; a path put into the dictionary raises its exception."""
    problems: dict[str, Exception] = {}

    def read(room: Path, one: Document, cache: Path | None) -> ReadDocument:
        if one.path in problems:
            raise problems[one.path]
        return ReadDocument(document=one, text=TEXT, text_sha256="bb")

    monkeypatch.setattr(evidence, "read", read)
    return problems


Run = Callable[..., BranchResult]


@pytest.fixture
def run(reading: dict[str, Exception], tmp_path: Path) -> Run:
    """Work the press branch on some paths."""

    def work(result: object, *paths: str, recorder: Recorder | None = None, **more: object) -> BranchResult:
        documents = [document(p) for p in paths]
        return work_branch("press", TARGET, tmp_path, documents, Returning(result), recorder or ListRecorder(), **more)

    return work


def types(recorder: ListRecorder) -> list[str]:
    """Return the types of what was recorded."""
    return [e.event_type for e in recorder.entries]


def test_started_comes_first_and_names_every_input(run: Run) -> None:
    """The first event lists every input by hash, before any is read."""
    recorder = ListRecorder()
    run(BranchWork(), "b.txt", "a.txt", recorder=recorder, deadline=9.0)
    first = recorder.entries[0]
    assert first.event_type == "branch.started"
    assert first.attributes["documents"] == [{"path": "a.txt", "sha256": "aa"}, {"path": "b.txt", "sha256": "aa"}]
    assert first.attributes["deadline_seconds"] == 9.0


def test_events_come_in_the_order_of_the_work(run: Run) -> None:
    """Started, read, claims, finished."""
    recorder = ListRecorder()
    run(BranchWork(claims=(claim(),)), "a.txt", recorder=recorder)
    assert types(recorder) == ["branch.started", "document.read", "claim.recorded", "branch.finished"]


def test_work_with_claims_is_complete(run: Run) -> None:
    """Claims from readable documents make the branch complete."""
    assert run(BranchWork(claims=(claim(),)), "a.txt").outcome == "complete"


def test_nothing_to_report_is_empty(run: Run) -> None:
    """Documents read without claim or finding make the branch empty, not failed."""
    assert run(BranchWork(), "a.txt").outcome == "empty"


def test_no_documents_is_no_evidence(run: Run) -> None:
    """A branch without documents has no evidence, whatever the analyst would say."""
    assert run(RuntimeError("never asked")).outcome == "no_evidence"


def test_documents_of_other_branches_are_not_read(tmp_path: Path, reading: dict[str, Exception]) -> None:
    """A branch reads only what is routed to it."""
    other = document("a.txt").model_copy(update={"branches": ("patent",)})
    assert work_branch("press", TARGET, tmp_path, [other], Returning(BranchWork()), ListRecorder()).documents == ()


def test_one_unread_file_makes_the_branch_partial(run: Run, reading: dict[str, Exception]) -> None:
    """A file that cannot be read is listed with its reason and the rest is worked."""
    reading["b.txt"] = evidence.Unreadable("encrypted")
    recorder = ListRecorder()
    result = run(BranchWork(claims=(claim(),)), "a.txt", "b.txt", recorder=recorder)
    assert (result.outcome, result.documents[1].unread) == ("partial", "encrypted")
    assert recorder.entries[2].texts["unread"] == "encrypted"


@pytest.mark.parametrize("problem", [MemoryError(), TypeError("odd"), RecursionError()])
def test_a_reader_that_breaks_costs_one_file_only(run: Run, reading: dict[str, Exception], problem: Exception) -> None:
    """Whatever a reader raises on a hostile file is that file's fault."""
    reading["b.txt"] = problem
    assert run(BranchWork(), "a.txt", "b.txt").outcome == "partial"


def test_all_unreadable_fails(run: Run, reading: dict[str, Exception]) -> None:
    """A branch none of whose files can be read has failed, and says which and why."""
    reading["a.txt"] = evidence.Unreadable("encrypted")
    failure = run(BranchWork(), "a.txt").failures[0]
    assert failure.kind == "unreadable"
    assert "a.txt: encrypted" in failure.message


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (ValueError("x"), "error"),
        (SystemExit(0), "error"),
        (FileNotFoundError(errno.ENOENT, "gone"), "error"),
        (MemoryError(), "memory"),
        (OSError(errno.ENOSPC, "full"), "environment"),
        (evidence.Changed("a.txt"), "changed"),
        (AnalystFailed("refused", "the model declined"), "refused"),
    ],
)
def test_what_an_analyst_raises_becomes_a_failure_of_its_kind(run: Run, problem: BaseException, kind: str) -> None:
    """The branch fails with the kind of what was raised; nothing is raised further."""
    recorder = ListRecorder()
    result = run(problem, "a.txt", recorder=recorder)
    assert (result.outcome, result.failures[0].kind) == ("failed", kind)
    assert types(recorder)[-1] == "branch.failed"


def test_an_error_keeps_its_traceback(run: Run) -> None:
    """Somebody must be able to find the line that raised."""
    assert "ValueError: x" in (run(ValueError("x"), "a.txt").failures[0].traceback or "")


def test_a_changed_document_fails_the_branch(run: Run, reading: dict[str, Exception]) -> None:
    """A file that changed after the freeze is not the file that was assessed."""
    reading["a.txt"] = evidence.Changed("a.txt")
    assert run(BranchWork(), "a.txt", "b.txt").failures[0].kind == "changed"


def test_a_full_disk_while_reading_is_the_machine(run: Run, reading: dict[str, Exception]) -> None:
    """A cache that cannot be written is an environment failure, worth another attempt."""
    reading["a.txt"] = OSError(errno.ENOSPC, "full")
    assert run(BranchWork(), "a.txt").failures[0].kind == "environment"


BAD_FINDING = Finding(finding_id="f", branch="patent", rule="r", title="t", reason="r", severity="low")


@pytest.mark.parametrize(
    "result",
    [
        None,
        {"claims": []},
        BranchWork(claims=(claim(quote="Profits"),)),
        BranchWork(claims=(claim(end=900),)),
        BranchWork(claims=(claim(branch="patent"),)),
        BranchWork(claims=(claim(path="other.txt"),)),
        BranchWork(claims=(claim(sha256="cc"),)),
        BranchWork(claims=(claim(), claim())),
        BranchWork(claims=(claim().model_copy(update={"value_start": 3, "value_end": 90}),)),
        BranchWork(findings=(BAD_FINDING,)),
        BranchWork(findings=(BAD_FINDING.model_copy(update={"branch": "press", "claim_ids": ("absent",)}),)),
        BranchWork.model_construct(claims=("not a claim",)),
        BranchWork.model_construct(claims=5),
        BranchWork(claims=(claim().model_copy(update={"kind": "rumour"}),)),
    ],
)
def test_a_result_that_is_not_sound_is_malformed(run: Run, result: object) -> None:
    """Wrong types, other branches and quotes that do not stand there are refused, and nothing of them is kept."""
    recorder = ListRecorder()
    outcome = run(result, "a.txt", recorder=recorder)
    assert (outcome.outcome, outcome.failures[0].kind) == ("failed", "malformed_result")
    assert outcome.work == BranchWork()
    assert "claim.recorded" not in types(recorder)


def test_a_broken_recorder_raises(run: Run) -> None:
    """Where nothing can be recorded the attempt stops with the recorder's own error."""

    class Broken:
        def record(self, *entries: Entry) -> None:
            raise KeyError("journal")

    with pytest.raises(KeyError):
        run(BranchWork(), "a.txt", recorder=Broken())


def test_reading_happens_inside_compute(run: Run) -> None:
    """The machine-wide limit is held while documents are read, and given back."""
    seen: list[str] = []

    @contextmanager
    def compute() -> Iterator[None]:
        seen.append("in")
        yield
        seen.append("out")

    run(BranchWork(), "a.txt", compute=compute)
    assert seen == ["in", "out"]


def test_a_result_of_many_claims_is_written_in_batches(run: Run) -> None:
    """Thousands of claims are few durable writes."""
    writes: list[int] = []

    class Counting:
        def record(self, *entries: Entry) -> None:
            writes.append(len(entries))

    many = tuple(claim().model_copy(update={"claim_id": str(i)}) for i in range(1200))
    run(BranchWork(claims=many), "a.txt", recorder=Counting())
    assert writes == [1, 1, 500, 500, 200, 1]
