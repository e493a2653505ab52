"""A text can be erased with reason and person, and nothing else changes; a hold forbids it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.erasure import Place, erase, erase_runs, hold, is_held, release
from audit.errors import ErasureRefused
from audit.journal import Journal, Said, read, recover
from audit.seal import seal
from audit.store import export, publish, query
from audit.verify import verify

CLAIM = Place("run-1", "press", 1, 3)
QUOTE = b"Revenue reached $1.9 billion in 2024."


@pytest.fixture
def published(assessed: Path) -> Path:
    """Return a home whose run quotes a text in one claim only."""
    publish(assessed)
    return assessed


def holding(home: Path, words: bytes) -> set[str]:
    """Return the files that still contain the words."""
    return {path.name for path in home.rglob("*") if path.is_file() and words in path.read_bytes()}


def test_an_erased_text_is_gone_everywhere(home: Path, journal: Journal) -> None:
    """Neither journals nor the published file contain it any more."""
    journal.append(Said("custom.a", {}, {"t": "Jane Doe was ill"}), Said("custom.a", {}, {"t": "harmless"}))
    journal.close()
    publish(home)
    assert holding(home, b"Jane Doe was ill") != set()
    erase(home, Place("run-1", "financial", 1, 0), by="Data Protection", reason="request of 2 May")
    assert holding(home, b"Jane Doe was ill") == set()
    assert [event.texts for event in read(home, "run-1")] == [{}, {"t": "harmless"}]


def test_after_an_erasure_the_trail_is_still_proved(published: Path) -> None:
    """Hashes, chains, seals and the published file stay valid, and the erasure is on record."""
    erase(published, CLAIM, by="Data Protection", reason="request of 2 May")
    assert verify(published).exit_code == 0, verify(published).text()
    assert query(published, "SELECT run_id, stream, seq, erased_by, reason FROM erasure").rows == [
        ("run-1", "press", 3, "Data Protection", "request of 2 May")
    ]
    assert query(published, "SELECT quote FROM claim WHERE branch = 'press'").rows == [(None,)]


def test_an_erasure_without_an_event_is_an_alteration(published: Path) -> None:
    """Whoever removes a text by himself is found out."""
    before = (published / "journal/run-1/press.1.texts.jsonl").read_bytes()
    erase(published, CLAIM, by="x", reason="x")
    erased = (published / "journal/run-1/press.1.texts.jsonl").read_bytes()
    (published / "journal/run-1/press.1.texts.jsonl").write_bytes(before)
    ref = read(published, "run-1", "press")[1].text_ref
    other = next(line for line in erased.splitlines() if b'"erased"' in line).replace(
        read(published, "run-1", "press")[3].text_ref.encode(),
        ref.encode(),  # type: ignore[union-attr]
    )
    lines = [other if ref.encode() in line else line for line in erased.splitlines()]  # type: ignore[union-attr]
    (published / "journal/run-1/press.1.texts.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    found = verify(published)
    assert found.exit_code == 1
    assert "erased without an event" in found.text()


def test_a_hold_forbids_erasure_until_released(published: Path) -> None:
    """Under a legal hold nothing is erased, and placing and releasing it is on record."""
    hold(published, "run-1", by="Legal", reason="case 7")
    assert is_held(published, "run-1")
    with pytest.raises(ErasureRefused, match="legal hold"):
        erase(published, CLAIM, by="x", reason="x")
    assert len(holding(published, QUOTE)) > 0
    release(published, "run-1", by="Legal", reason="case closed")
    assert not is_held(published, "run-1")
    erase(published, CLAIM, by="x", reason="x")
    assert query(published, "SELECT action, person, reason FROM hold ORDER BY recorded_at").rows == [
        ("placed", "Legal", "case 7"), ("released", "Legal", "case closed"),
    ]  # fmt: skip


def test_what_has_no_text_cannot_be_erased(published: Path) -> None:
    """A wrong place is named instead of ignored."""
    with pytest.raises(ErasureRefused, match="no event 99"):
        erase(published, CLAIM._replace(seq=99), by="x", reason="x")


def test_the_published_file_keeps_no_page_of_an_erased_text(home: Path) -> None:
    """Not even free blocks hold the words, in the file, in what is kept for the next one, or in an export."""
    words, others = ("erased words " + "x" * 900, "kept words " + "y" * 900)
    with Journal.create(home, "run-1", "financial") as journal:
        journal.append(Said("custom.a", {}, {"t": words}), Said("custom.a", {}, {"t": others}))
    publish(home)
    assert {"audit.duckdb"} <= holding(home, words.encode()) & holding(home, others.encode())
    with Journal.create(home, "run-2", "financial") as journal:
        journal.append(Said("custom.a", {}))
    publish(home)
    erase(home, Place("run-1", "financial", 1, 0), by="Data Protection", reason="request of 2 May")
    export(home, "run-1", home / "export.duckdb")
    assert holding(home, words.encode()) == set()
    assert {"audit.duckdb", "export.duckdb"} <= holding(home, others.encode())


def test_one_run_is_proved_alone_after_an_erasure(published: Path) -> None:
    """The order lies in another run and counts all the same."""
    erase(published, CLAIM, by="x", reason="x")
    assert verify(published, "run-1").exit_code == 0, verify(published, "run-1").text()


def test_only_the_trail_itself_orders_erasures(published: Path) -> None:
    """An analyst who records an order of his own orders nothing."""
    ref = read(published, "run-1", "press")[3].text_ref
    said = {**CLAIM._asdict(), "text_ref": ref, "erased_by": "a custom analyst"}
    with Journal.create(published, "run-2", "press") as journal:
        journal.append(Said("text.erased", said, {"reason": "x"}))
    publish(published)
    assert query(published, "SELECT quote FROM claim WHERE branch = 'press'").rows == [(QUOTE.decode(),)]
    assert query(published, "FROM erasure").rows == []


def test_a_run_can_be_erased_whole(published: Path) -> None:
    """All its texts and reports are gone, what died in between is gone too, and everything is still proved."""
    reports = [path for path in (published / "reports").rglob("*.pdf") if "run-1" in str(path)]
    assert reports and holding(published, QUOTE)
    (done,) = erase_runs(published, ["run-1"], by="Data Protection", reason="due")
    assert (done.event_type, [path for path in reports if path.exists()]) == ("run.erased", [])
    assert holding(published, QUOTE) == set()
    assert query(published, "SELECT count(*) FROM text WHERE run_id = 'run-1'").rows == [(0,)]
    assert query(published, "SELECT count(*) > 0 FROM text WHERE run_id = 'review-1'").rows == [(True,)]
    assert verify(published).exit_code == 0, verify(published).text()
    assert verify(published, "run-1").exit_code == 0


def test_a_torn_text_goes_with_its_run(home: Path, journal: Journal) -> None:
    """What a killed process left of a text is no longer held to the seal once its run was erased."""
    journal.append(Said("custom.a", {}, {"t": "x"}))
    journal.close()
    with (home / "journal/run-1/financial.1.texts.jsonl").open("ab") as tail:
        tail.write(b'{"ref":"00","texts":{"t":"torn words')
    recover(home, "run-1")
    seal(home, "run-1")
    erase_runs(home, ["run-1"], by="x", reason="due")
    assert holding(home, b"torn words") == set()
    assert verify(home).exit_code == 0, verify(home).text()


def test_a_hold_on_a_run_covers_its_reviews(published: Path) -> None:
    """The reason of a decision is evidence about the run it judged."""
    hold(published, "run-1", by="Legal", reason="case 7")
    with pytest.raises(ErasureRefused, match="legal hold"):
        erase(published, Place("review-1", "decision", 1, 0), by="x", reason="x")
    with pytest.raises(ErasureRefused, match="legal hold"):
        erase_runs(published, ["night-1", "review-1"], by="x", reason="x")
    assert query(published, "FROM erasure").rows == []


def test_a_journal_that_is_being_written_is_left_alone(home: Path, journal: Journal) -> None:
    """The writer's file is not replaced under it."""
    journal.append(Said("custom.a", {}, {"t": "x"}))
    with pytest.raises(ErasureRefused, match="still being written"):
        erase(home, Place("run-1", "financial", 1, 0), by="x", reason="x")
