"""A run read back from its journals."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from agents.recorder import Entry, entry
from agents.records import BranchResult, Failure, Judgement
from audit.journal import Journal
from reports.errors import NoRun, RunUnreadable
from reports.record import load


def say(home: Path, run_id: str, stream: str, *entries: Entry) -> None:
    """Write one more attempt of a stream."""
    with Journal.create(home, run_id, stream) as journal:
        journal.append(*entries)


def test_what_was_written_comes_back(made: Any, tmp_path: Path) -> None:
    """Every branch result, the synthesis, the judgement and the target are equal to what was recorded."""
    record = load(tmp_path, made.write(tmp_path))
    assert dict(record.results) == made.results
    assert (record.synthesis, record.judgement, record.target) == (made.synthesis, made.judgement, made.target)
    assert list(record.documents) == made.documents


def test_the_last_finished_attempt_counts(made: Any, calder: ModuleType, tmp_path: Path) -> None:
    """A failed attempt after a finished one changes nothing but the list of failures."""
    run_id = made.write(tmp_path)
    late = Failure(kind="memory", message="asked for more than it may have")
    say(tmp_path, run_id, "patent", entry("branch.failed", late))
    result = load(tmp_path, run_id).results["patent"]
    assert result.work == made.results["patent"].work
    assert [failure.kind for failure in result.failures] == ["memory"]
    assert result.failures[0].attempt == 2


def test_findings_of_unfinished_attempts_are_kept_apart(made: Any, calder: ModuleType, tmp_path: Path) -> None:
    """A finding of an attempt that died is shown as such and counts for nothing."""
    found = calder.finding("leadership", "r", "high", "Seen before the end", "It was on the trail.")
    say(tmp_path, made.run_id, "leadership", entry("finding.recorded", found))
    record = load(tmp_path, made.write(tmp_path))
    assert record.unfinished_findings == (found,)
    assert found not in record.findings


def test_the_supervisors_word_is_a_failure(made: Any, tmp_path: Path) -> None:
    """An attempt that could not speak for itself fails with the kind and message its supervisor gave."""
    made.results["leadership"] = BranchResult(branch="leadership", outcome="failed", attempts=1)
    closed = {"branch": "leadership", "attempt": 1, "kind": "cpu", "transient": False}
    run_id = made.write(tmp_path)
    say(tmp_path, run_id, "run", Entry("branch.closed", closed, {"message": "600 s of processor time"}))
    failures = load(tmp_path, run_id).results["leadership"].failures
    assert failures == (Failure(kind="cpu", message="600 s of processor time"),)


def test_a_branch_that_never_began_is_not_attempted(bare: Any, tmp_path: Path) -> None:
    """A branch without a journal has the outcome not_attempted, never an empty success."""
    run = bare(results={"press": BranchResult(branch="press", outcome="not_attempted")})
    assert load(tmp_path, run.write(tmp_path)).results["press"].outcome == "not_attempted"


def test_an_unsettled_attempt_without_an_end_has_failed(bare: Any, tmp_path: Path) -> None:
    """An attempt that began and left no end counts as failed."""
    run = bare(results={"press": BranchResult(branch="press", outcome="not_attempted")})
    run_id = run.write(tmp_path)
    started = {"branch": "press", "analyst": "rules", "analyst_version": "1", "documents": [], "code_version": "a"}
    say(tmp_path, "other", "run", *run._supervised()[:2])
    say(tmp_path, "other", "press", Entry("branch.started", started))
    assert load(tmp_path, run_id).results["press"].outcome == "not_attempted"
    assert load(tmp_path, "other").results["press"].outcome == "failed"


def test_a_review_brings_its_decision_and_judgement(made: Any, tmp_path: Path) -> None:
    """Decisions come from the reviews of this run, and the latest judgement is the one that counts."""
    run_id = made.write(tmp_path)
    later = Judgement(ratings=made.judgement.ratings, recommendation="do_not_proceed", reason="reviewed")
    say(tmp_path, "review-9999", "decision", entry("decision.recorded", made.decisions[0], run_id=run_id),
        entry("judgement.made", later))  # fmt: skip
    record = load(tmp_path, run_id)
    assert [ruled.review for ruled in record.decisions] == ["review-0001", "review-9999"]
    assert record.judgement == later
    assert record.reviews == ("review-0001", "review-9999")


def test_decisions_on_other_matters_stay_away(made: Any, calder: ModuleType, tmp_path: Path) -> None:
    """A review of another run about another contradiction does not belong to this run."""
    other = calder.EXPLAINED.model_copy(update={"contradiction_id": "elsewhere"})
    say(tmp_path, "review-0000", "decision", entry("decision.recorded", other, run_id="another"))
    assert [ruled.review for ruled in load(tmp_path, made.write(tmp_path)).decisions] == ["review-0001"]


def test_the_report_is_dated_by_the_last_event_before_it(made: Any, tmp_path: Path) -> None:
    """Rendering again later does not change the date."""
    run_id = made.write(tmp_path)
    before = load(tmp_path, run_id).ended
    say(tmp_path, run_id, "report", entry("report.failed", Failure(kind="environment", message="disk full")))
    record = load(tmp_path, run_id)
    assert record.ended == before < datetime.now(UTC)
    assert [failure.message for failure in record.report_failures] == ["disk full"]


def test_a_run_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Loading an unknown run says which run, and where it was looked for."""
    with pytest.raises(NoRun, match="missing"):
        load(tmp_path, "missing")


def test_a_run_without_a_beginning_is_refused(tmp_path: Path) -> None:
    """Journals without run.started belong to no assessment."""
    say(tmp_path, "strange", "press", entry("branch.failed", Failure(kind="error", message="x")))
    with pytest.raises(RunUnreadable, match="strange"):
        load(tmp_path, "strange")
