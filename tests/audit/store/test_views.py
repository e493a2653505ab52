"""What the tables and views say about a run is what its journals say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audit.errors import NoSuchRun, StoreUnavailable
from audit.journal import Journal, Said, recover
from audit.store import export, publish, query
from audit.store.querying import QueryRefused


@pytest.fixture
def published(assessed: Path) -> Path:
    """Return a published home."""
    publish(assessed)
    return assessed


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return a query's rows."""
    return query(home, sql).rows


def test_a_run_is_one_line(published: Path) -> None:
    """Target, state, recommendation and the outcome of each branch stand side by side."""
    sql = (
        "SELECT run_id, target, state, recommendation, financial, patent, leadership, contradictions, undecided, "
        "sealed FROM runs"
    )
    assert rows(published, sql) == [
        ("run-1", "Acme", "NeedsReview", "proceed_with_conditions", "partial", "failed", None, 1, 0, True)
    ]


def test_the_timeline_shows_who_worked_beside_whom(home: Path) -> None:
    """Branches whose attempts overlapped name each other."""
    started = {"analyst": "rules", "analyst_version": "1", "code_version": "1", "documents": []}
    finished = {"outcome": "empty", "documents": 0, "unread": 0, "claims": 0, "findings": 0}
    with Journal.create(home, "r", "press") as press, Journal.create(home, "r", "patent") as patent:
        press.append(Said("branch.started", {"branch": "press", **started}))
        patent.append(Said("branch.started", {"branch": "patent", **started}))
        press.append(Said("branch.finished", {"branch": "press", **finished}))
        patent.append(Said("branch.finished", {"branch": "patent", **finished}))
    with Journal.create(home, "r", "financial") as financial:
        financial.append(Said("branch.started", {"branch": "financial", **started}))
        financial.append(Said("branch.finished", {"branch": "financial", **finished}))
    publish(home)
    assert rows(home, "SELECT branch, beside FROM timeline ORDER BY branch") == [
        ("financial", []), ("patent", ["press"]), ("press", ["patent"]),
    ]  # fmt: skip


def test_an_attempt_the_supervisor_closed_is_a_failure_of_its_branch(published: Path) -> None:
    """A deadline is shown with the branch it cut off, not with the stream that says so."""
    assert rows(published, "SELECT stream, attempt, kind, message, said_by FROM failures WHERE run_id = 'run-1'") == [
        ("patent", 1, "deadline", "late", "run")
    ]
    sql = "SELECT outcome, failure_kind FROM branch_attempt WHERE branch = 'patent'"
    assert rows(published, sql) == [("failed", "deadline")]


def test_a_killed_branch_is_a_crashed_attempt(home: Path, journal: Journal) -> None:
    """After recovery the attempt is failed with kind crashed."""
    started = {"branch": "financial", "analyst": "rules", "analyst_version": "1", "code_version": "1", "documents": []}
    journal.append(Said("branch.started", started))
    publish(home)
    assert rows(home, "SELECT outcome FROM branch_attempt") == [(None,)]
    journal.close()
    recover(home, "run-1")
    publish(home)
    assert rows(home, "SELECT branch, attempt, outcome, failure_kind FROM branch_attempt") == [
        ("financial", 1, "failed", "crashed")
    ]
    assert rows(home, "SELECT stream, kind, attempts FROM failures_by_kind") == [("financial", "crashed", 1)]


def test_lineage_leads_from_a_contradiction_to_both_quotes(published: Path) -> None:
    """Each side comes with its quote, its document's hash and its analyst."""
    sql = (
        "SELECT branch, value, quote, path, document_sha256, analyst, code_version, text_sha256 FROM lineage "
        "WHERE run_id = 'run-1' AND statement_id = 'k-1' ORDER BY branch"
    )
    tail = ("d" * 64, "rules", "0.1.0", "e" * 64)
    assert rows(published, sql) == [
        ("financial", "1300000000 USD", "Revenue was $1.30 billion in fiscal 2024.", "financial/report.html", *tail),
        ("press", "1900000000 USD", "Revenue reached $1.9 billion in 2024.", "press/report.html", *tail),
    ]


def test_lineage_of_a_finding_names_claims_and_direct_quotes(published: Path) -> None:
    """A finding leads to its claims, and to what it quotes without a claim."""
    sql = "SELECT claim_id, quote FROM lineage WHERE statement_id = 'f-press' ORDER BY claim_id NULLS LAST"
    assert rows(published, sql) == [
        ("c-press", "Revenue reached $1.9 billion in 2024."), (None, "Revenue reached $1.9 billion in 2024."),
    ]  # fmt: skip


def test_a_contradiction_is_open_until_decided(assessed: Path, tmp_path: Path) -> None:
    """A decision on the same values closes it; other values open it again."""
    (assessed / "journal/review-1").rename(tmp_path / "review-1")
    publish(assessed)
    assert rows(assessed, "SELECT target, contradiction_id FROM open_contradictions") == [("Acme", "k-1")]
    (tmp_path / "review-1").rename(assessed / "journal/review-1")
    publish(assessed)
    assert rows(assessed, "FROM open_contradictions") == []
    assert rows(assessed, "SELECT reviewer, confirmed, explained FROM decisions_by_reviewer") == [("Kim Roe", 1, 0)]
    assert rows(assessed, "SELECT reviewer, reason, holds FROM decisions") == [("Kim Roe", "The press is wrong", True)]


def test_only_the_newest_ruling_on_the_same_values_holds(assessed: Path) -> None:
    """A ruling that somebody replaced stays on the trail and is not shown as one that counts."""
    ruled = {
        "contradiction_id": "k-1", "fingerprint": "fp-1", "ruling": "explained", "run_id": "run-1",
        "reviewer": "Lou Poe", "decided_at": "2025-03-03T10:00:00Z",
    }  # fmt: skip
    with Journal.create(assessed, "review-2", "decision") as own:
        own.append(Said("decision.recorded", ruled, {"reason": "Two years"}))
    publish(assessed)
    assert rows(assessed, "SELECT reviewer, holds FROM decisions") == [("Lou Poe", True), ("Kim Roe", False)]
    assert rows(assessed, "SELECT ruling, reviewer, reason FROM contradictions") == [
        ("explained", "Lou Poe", "Two years")
    ]


def test_a_review_counts_for_the_run_it_judged(published: Path) -> None:
    """Judgements and reports of a review name the judged run."""
    assert rows(published, "SELECT run_id FROM judgement WHERE judged_run_id = 'run-1' ORDER BY recorded_at") == [
        ("run-1",), ("review-1",),
    ]  # fmt: skip
    assert rows(published, "SELECT kind, number FROM report WHERE judged_run_id = 'run-1' ORDER BY started_at") == [
        ("draft", 1), ("final", 1),
    ]  # fmt: skip


def test_coverage_names_what_was_not_read(published: Path) -> None:
    """Every document is there, read or not, with the reason."""
    sql = "SELECT path, read_by, not_read_by, unread, quantities_claimed FROM coverage WHERE path LIKE 'press/%'"
    assert rows(published, sql) == [
        ("press/broken.pdf", [], ["press"], "encrypted", None), ("press/report.html", ["press"], [], None, 8),
    ]  # fmt: skip


def test_a_night_counts_its_targets(published: Path) -> None:
    """Finished, skipped and failed targets are told apart."""
    assert rows(published, "SELECT night, targets, finished, skipped, failed FROM nights") == [
        ("2025-03-01", 3, 1, 1, 1)
    ]


def test_a_claim_has_its_value_as_written_and_as_numbers(published: Path) -> None:
    """Numbers can be compared, and the exact words stay."""
    columns = "value, value_low, unit, period, fiscal_year, qualifiers, subject, locator"
    sql = f"SELECT {columns} FROM claim WHERE branch = 'press'"
    assert rows(published, sql) == [
        ("1900000000", 1.9e9, "USD", "FY2024", 2024, ["net"], "Acme", "page 2")
    ]  # fmt: skip


def test_a_query_cannot_leave_the_file(published: Path) -> None:
    """A query neither writes nor reads anything else on the disk."""
    target = published / "out.csv"
    for sql in (
        f"COPY event TO '{target}'",
        "DELETE FROM event",
        f"SELECT * FROM read_text('{published}/log/key.pem')",
    ):
        with pytest.raises(QueryRefused):
            query(published, sql)
    assert not target.exists()


def test_an_export_is_one_run_with_its_reviews(published: Path, tmp_path: Path) -> None:
    """The exported file answers the same questions, about one run only."""
    with Journal.create(published, "other", "press") as journal:
        journal.append(Said("custom.a", {}))
    publish(published)
    target = tmp_path / "var2" / "audit.duckdb"
    target.parent.mkdir()
    export(published, "run-1", target)
    assert rows(target.parent, "SELECT DISTINCT run_id FROM event ORDER BY ALL") == [
        ("night-1",),
        ("review-1",),
        ("run-1",),
    ]
    for view in ("runs", "decisions", "lineage"):
        assert rows(target.parent, f"FROM {view}") == rows(published, f"FROM {view} WHERE run_id = 'run-1'")


def test_an_export_never_overwrites(published: Path, tmp_path: Path) -> None:
    """An existing file stays, and an unknown run is named."""
    with pytest.raises(NoSuchRun, match="run-7"):
        export(published, "run-7", tmp_path / "new.duckdb")
    (tmp_path / "there").write_text("x")
    with pytest.raises(StoreUnavailable, match="exists"):
        export(published, "run-1", tmp_path / "there")
    assert [path.name for path in tmp_path.glob(".*.tmp")] == []
