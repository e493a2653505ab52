"""A text can be erased with reason and person, and nothing else changes; a hold forbids it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.erasure import Place, erase, hold, is_held, release
from audit.errors import ErasureRefused
from audit.journal import Journal, Said, read
from audit.store import publish, query
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


def test_a_journal_that_is_being_written_is_left_alone(home: Path, journal: Journal) -> None:
    """The writer's file is not replaced under it."""
    journal.append(Said("custom.a", {}, {"t": "x"}))
    with pytest.raises(ErasureRefused, match="still being written"):
        erase(home, Place("run-1", "financial", 1, 0), by="x", reason="x")
