"""Whatever is changed in the trail after the fact, verification names the place."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from audit.journal import Journal, Said, recover
from audit.seal import seal
from audit.store import publish, rebuild
from audit.verify import Verification, verify


def names(found: Verification) -> set[str]:
    """Return the files that were named as altered."""
    return {problem.file for problem in found.problems if problem.kind == "altered"}


@pytest.fixture
def published(assessed: Path) -> Path:
    """Return a sealed and published home."""
    publish(assessed)
    return assessed


@pytest.fixture
def small(home: Path) -> Path:
    """Return a home with one small sealed run of two journals."""
    for stream, count in (("financial", 3), ("press", 2)):
        with Journal.create(home, "r", stream) as journal:
            journal.append(*(Said("custom.a", {"n": n}, {"t": f"word {n}"}) for n in range(count)))
    seal(home, "r")
    return home


def test_an_untouched_trail_is_proved(published: Path) -> None:
    """Everything as written gives exit code 0 and nine steps."""
    found = verify(published)
    assert found.exit_code == 0, found.text()
    assert [step.number for step in found.steps] == list(range(1, 10))


def test_one_run_can_be_proved_alone(published: Path) -> None:
    """A run is verified without looking at the others."""
    (published / "journal/night-1/night.1.jsonl").unlink()
    assert verify(published, "run-1").exit_code == 0
    assert verify(published).exit_code == 1


def test_a_report_of_the_trail_is_proved(published: Path) -> None:
    """A PDF handed to somebody is found by its hash."""
    report = next((published / "reports").rglob("draft-1.pdf"))
    copy = published / "handed-over.pdf"
    shutil.copy(report, copy)
    assert verify(published, report=copy).exit_code == 0
    copy.write_bytes(copy.read_bytes() + b" ")
    assert "handed-over.pdf" in verify(published, report=copy).text()
    assert verify(published, report=copy).exit_code == 1


def test_a_changed_report_is_named(published: Path) -> None:
    """A report in its place that is not what was rendered is altered."""
    report = next((published / "reports").rglob("final-1.pdf"))
    report.write_bytes(b"another")
    assert names(verify(published)) == {str(report.relative_to(published))}


def test_every_flipped_byte_is_named(small: Path) -> None:
    """A single flipped bit in any byte of journals, texts or log makes verification name the file."""
    rng = random.Random(7)
    files = [path for folder in ("journal", "log") for path in sorted((small / folder).rglob("*")) if path.is_file()]
    assert verify(small).exit_code == 2  # nothing is published; nothing else is missing
    for path in files:
        good = path.read_bytes()
        path.chmod(0o600)
        for position in range(len(good)):
            bad = bytearray(good)
            bad[position] ^= 1 << rng.randrange(8)
            path.write_bytes(bytes(bad))
            found = verify(small)
            where = f"{path.name} byte {position} {good[position : position + 1]!r} -> {bad[position : position + 1]!r}"
            assert found.exit_code == 1, where
            assert str(path.relative_to(small)) in names(found) or path.parent.name == "log", where
        path.write_bytes(good)


def test_every_cut_within_a_line_is_named(small: Path) -> None:
    """A file that ends within a line is not taken for one that was torn."""
    for path in [*sorted((small / "journal").rglob("*.jsonl")), small / "log/seals.jsonl"]:
        good = path.read_bytes()
        for size in range(0, len(good), 17):
            path.write_bytes(good[:size])
            assert verify(small).exit_code == 1, (path.name, size)
        path.write_bytes(good)


def test_a_rechained_journal_is_named(small: Path) -> None:
    """Writing a journal anew with fitting links does not fit its seal."""
    folder = small / "journal/r"
    for file in folder.glob("press.1.*"):
        file.unlink()
    with Journal.create(small, "r", "press") as journal:
        journal.append(Said("custom.a", {"n": 0}, {"t": "word 0"}), Said("custom.a", {"n": 9}, {"t": "word 1"}))
    assert names(verify(small)) == {"journal/r/press.1.jsonl"}


def test_a_journal_added_after_the_seal_is_incomplete(small: Path) -> None:
    """What no seal covers is named, and a second seal covers it."""
    with Journal.create(small, "r", "patent") as journal:
        journal.append(Said("custom.a", {}))
    found = verify(small)
    assert (found.exit_code, "is covered by no seal" in found.text()) == (2, True)
    seal(small, "r")
    publish(small)
    assert verify(small).exit_code == 0


def test_a_run_that_is_being_written_is_incomplete(published: Path) -> None:
    """A living run is neither proved nor altered."""
    with Journal.create(published, "run-9", "press") as journal:
        journal.append(Said("custom.a", {}))
        found = verify(published)
    assert (found.exit_code, "is being written" in found.text()) == (2, True)


def test_a_crashed_and_recovered_run_is_proved(published: Path) -> None:
    """A torn tail that was sealed with its recovery is no alteration, until it changes."""
    with Journal.create(published, "run-9", "press") as journal:
        journal.append(Said("custom.a", {}, {"t": "x"}))
    for file, torn in (("press.1.jsonl", b'{"torn'), ("press.1.texts.jsonl", b'{"ref":"torn')):
        with (published / "journal/run-9" / file).open("ab") as tail:
            tail.write(torn)
    recover(published, "run-9")
    seal(published, "run-9")
    publish(published)
    assert verify(published).exit_code == 0, verify(published).text()
    for file in ("press.1.jsonl", "press.1.texts.jsonl"):
        path = published / "journal/run-9" / file
        good = path.read_bytes()
        path.write_bytes(good[:-1] + b"X")
        assert names(verify(published)) == {f"journal/run-9/{file}"}
        path.write_bytes(good)


def test_a_foreign_file_is_named(published: Path) -> None:
    """What somebody puts among the journals is named."""
    (published / "journal/run-1/extra.txt").write_text("x")
    assert names(verify(published)) == {"journal/run-1/extra.txt"}


@pytest.mark.parametrize("statement", [
    "UPDATE event SET attributes = '{}' WHERE event_type = 'finding.recorded'",
    "DELETE FROM claim WHERE branch = 'press'",
    "INSERT INTO decision SELECT * REPLACE ('Somebody' AS reviewer) FROM decision",
    "UPDATE run SET recommendation = 'proceed' WHERE run_id = 'run-1'",
    "DELETE FROM text WHERE name = 'source.quote'",
    "DELETE FROM seal WHERE log_index = 0",
    "UPDATE event SET run_started_at = run_started_at - INTERVAL 1 DAY WHERE stream = 'press'",
    "CREATE OR REPLACE VIEW main.decision AS FROM stored.decision WHERE reviewer <> 'Kim Roe'",
    "DROP VIEW main.failures",
    "CREATE VIEW main.more AS SELECT 1 AS one",
    "CREATE TABLE main.more (one INTEGER)",
    "CREATE MACRO main.now() AS TIMESTAMPTZ '2020-01-01 00:00:00+00'",
])  # fmt: skip
def test_a_changed_row_is_named(published: Path, statement: str) -> None:
    """The published file is compared with its journals row by row, and what shows the rows with what belongs there."""
    path = published / "audit.duckdb"
    path.chmod(0o644)
    with duckdb.connect(str(path)) as stranger:
        stranger.execute("USE stored")
        stranger.execute(statement)
    path.chmod(0o444)
    found = verify(published)
    assert names(found) == {"audit.duckdb"}, found.text()
    rebuild(published)
    assert verify(published).exit_code == 0


def test_an_older_checkpoint_stays_valid(published: Path) -> None:
    """The log only grows: every earlier checkpoint is a beginning of it."""
    outside = published / "outside"
    shutil.copy(published / "log/checkpoint", outside)
    with Journal.create(published, "new", "night") as journal:
        journal.append(Said("custom.a", {}))
    seal(published, "new")
    publish(published)
    assert verify(published, anchors=[outside]).exit_code == 0


def test_a_clock_that_went_back_is_named(home: Path) -> None:
    """The order of the events is proved all the same, so this alone alters nothing."""
    hours = iter([10, 9])
    with Journal.create(home, "r", "press", clock=lambda: datetime(2025, 1, 1, next(hours), tzinfo=UTC)) as journal:
        journal.append(Said("custom.a", {}), Said("custom.b", {}))
    seal(home, "r")
    publish(home)
    found = verify(home)
    assert found.exit_code == 0
    assert "note: journal/r/press.1.jsonl, line 2: the clock went back" in found.text()
