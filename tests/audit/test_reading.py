"""Reading gives back what was acknowledged, and names the line that is not as it was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audit.errors import JournalDamaged, NewerVersion, NoSuchRun
from audit.journal import Journal, Said, read
from audit.layout import foreign


@pytest.fixture
def file(home: Path, journal: Journal) -> Path:
    """Return the file of a closed journal of four events."""
    for number in range(4):
        journal.append(Said("custom.a", {"n": number}, {"t": f"words {number}"}))
    journal.close()
    return home / "journal/run-1/financial.1.jsonl"


def damage(home: Path) -> JournalDamaged:
    """Return the damage that reading meets."""
    with pytest.raises(JournalDamaged) as met:
        read(home, "run-1")
    return met.value


def test_a_torn_tail_is_ignored(home: Path, file: Path) -> None:
    """A last line without its line break was never acknowledged."""
    with file.open("ab") as tail:
        tail.write(b'{"attempt":1,"attri')
    assert len(read(home, "run-1")) == 4


def test_a_torn_tail_of_texts_is_ignored(home: Path, file: Path) -> None:
    """A text that was being written when its process died is cited by no event."""
    with (file.parent / "financial.1.texts.jsonl").open("ab") as tail:
        tail.write(b'{"ref":"ab')
    assert len(read(home, "run-1")) == 4


def test_a_changed_line_is_named(home: Path, file: Path) -> None:
    """A change shows at the line after it, whose link no longer fits."""
    file.write_bytes(file.read_bytes().replace(b'"n":1', b'"n":7'))
    assert (damage(home).file, damage(home).line) == ("journal/run-1/financial.1.jsonl", 3)


def test_a_removed_line_is_named(home: Path, file: Path) -> None:
    """Numbers have no gaps."""
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:1] + lines[2:]))
    assert damage(home).line == 2
    assert "removed" in damage(home).problem


def test_a_line_that_is_no_json_is_named(home: Path, file: Path) -> None:
    """A corrupt middle line is never skipped."""
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([lines[0], b"\x00\xff\n", *lines[1:]]))
    assert damage(home).line == 2


def test_a_changed_text_is_named(home: Path, file: Path) -> None:
    """A text that is not what its event cites is damage of the texts file."""
    texts = file.parent / "financial.1.texts.jsonl"
    texts.write_bytes(texts.read_bytes().replace(b"words 2", b"words 9"))
    assert (damage(home).file, damage(home).line) == ("journal/run-1/financial.1.texts.jsonl", 3)


def test_a_missing_text_is_named(home: Path, file: Path) -> None:
    """An event whose text is gone without an erasure is damaged."""
    (file.parent / "financial.1.texts.jsonl").unlink()
    assert "missing" in damage(home).problem


def test_a_journal_under_another_name_is_named(home: Path, file: Path) -> None:
    """A journal cannot be passed off as another stream's."""
    file.rename(file.parent / "press.1.jsonl")
    assert "another journal" in damage(home).problem


def test_a_newer_line_is_refused(home: Path, file: Path) -> None:
    """A line of a later version is not guessed at."""
    first = json.loads(file.read_bytes().splitlines()[0])
    file.write_text(json.dumps({**first, "version": 2}) + "\n")
    with pytest.raises(NewerVersion, match="version 2"):
        read(home, "run-1")


def test_foreign_files_are_ignored_and_listed(home: Path, file: Path) -> None:
    """What is no journal is not read, and is named where somebody asks."""
    (file.parent / "notes.txt").write_text("x")
    (file.parent / "press.01.jsonl").write_text("x")
    (file.parent / "press.3.texts.jsonl").write_text("x")
    (home / "journal" / "stray.json").write_text("x")
    assert len(read(home, "run-1")) == 4
    assert foreign(home) == [
        "journal/run-1/notes.txt", "journal/run-1/press.01.jsonl", "journal/run-1/press.3.texts.jsonl",
        "journal/stray.json",
    ]  # fmt: skip


def test_an_unknown_run_is_named(home: Path) -> None:
    """A run that does not exist is not an empty run."""
    with pytest.raises(NoSuchRun, match="run-7"):
        read(home, "run-7")


def test_one_stream_or_attempt_can_be_read_alone(home: Path, file: Path) -> None:
    """Resuming reads only what it needs."""
    with Journal.create(home, "run-1", "financial") as second, Journal.create(home, "run-1", "press") as press:
        second.append(Said("custom.b", {}))
        press.append(Said("custom.c", {}))
    assert [event.attempt for event in read(home, "run-1", "financial")] == [1, 1, 1, 1, 2]
    assert [event.event_type for event in read(home, "run-1", "financial", 2)] == ["custom.b"]
    assert read(home, "run-1", "patent") == []
