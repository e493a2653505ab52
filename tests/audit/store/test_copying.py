"""Publishing writes into the file published before the last, but never into one that somebody may still read."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from audit.journal import Journal, Said
from audit.store import publish, query, rebuild
from audit.store.copying import BEFORE


def grow(home: Path, number: int) -> os.stat_result:
    """Publish one more event and return what the published file is then."""
    with Journal.create(home, f"run-{number}", "press") as journal:
        journal.append(Said("custom.a", {"n": number}))
    publish(home)
    assert query(home, "SELECT count(*) FROM event").rows == [(number,)]
    return (home / "audit.duckdb").stat()


def test_two_files_take_turns(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No publishing after the second copies anything: the two files are brought up to date in turn."""
    grow(home, 1)
    grow(home, 2)
    monkeypatch.setattr("audit.store.copying._copy", None)
    for number in (3, 4, 5):
        grow(home, number)


def test_a_file_somebody_reads_is_not_written_to(home: Path) -> None:
    """Whoever copies the published file while others are published has the file he opened, byte for byte."""
    grow(home, 1)
    with (home / "audit.duckdb").open("rb") as reader:
        first = reader.read(1000)
        grow(home, 2)
        grow(home, 3)
        rest = reader.read()
        reader.seek(0)
        assert reader.read() == first + rest
        assert (home / "audit.duckdb").stat().st_ino != os.fstat(reader.fileno()).st_ino


def test_a_file_somebody_wrote_to_is_not_built_on(home: Path) -> None:
    """What a stranger wrote into the file before the last is not published again."""
    grow(home, 1)
    grow(home, 2)
    (home / BEFORE).chmod(0o644)
    with duckdb.connect(str(home / BEFORE)) as stranger:
        stranger.execute("UPDATE stored.event SET stream = 'forged'")
    (home / BEFORE).chmod(0o444)
    grow(home, 3)
    assert query(home, "SELECT DISTINCT stream FROM event").rows == [("press",)]


def test_a_file_that_cannot_be_kept_is_copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file system has no links, publishing copies."""

    def refused(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    inodes = [grow(home, number).st_ino for number in (1, 2, 3)]
    assert inodes[0] != inodes[1] != inodes[2]
    assert not (home / BEFORE).exists()


def test_making_the_file_anew_leaves_none_before(home: Path) -> None:
    """After an erasure no file holds what was erased: the one before goes with the one that is replaced."""
    grow(home, 1)
    grow(home, 2)
    assert (home / BEFORE).exists()
    rebuild(home)
    assert not (home / BEFORE).exists()


def test_a_name_left_by_a_killed_publisher_is_no_change_of_the_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between keeping the old file and replacing it, publishing leaves nothing that looks like a stranger's."""
    grow(home, 1)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", None)
        with Journal.create(home, "run-2", "press") as journal, pytest.raises(TypeError):
            journal.append(Said("custom.a", {"n": 2}))
            publish(home)
    assert (home / BEFORE).samefile(home / "audit.duckdb")
    for _ in range(2):
        done = publish(home)
        assert done is not None and done.strange == ""
    grow(home, 3)
