"""The cache of canonical texts: the same document again, faster, and never a wrong one."""

from __future__ import annotations

import fcntl
import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from agents.evidence import cache, freeze, read, reading

from .conftest import MakeRoom, drawn, pdf_of

PAGE = drawn(
    (72, 700, "Revenue in millions"), (300, 700, "2024"), (360, 700, "2023"),
    (72, 680, "Net sales of the year"), (300, 680, "12.5"), (360, 680, "11.4"),
    (72, 660, "Cost of sales"), (300, 660, "(3.5)"), (360, 660, "(3.4)"),
)  # fmt: skip
FACTS = """{"cik": 1, "facts": {"us-gaap": {"Revenues": {"units": {"USD": [
    {"end": "2024-12-31", "start": "2024-01-01", "val": 12.5, "form": "10-K", "filed": "2025-02-01"}]}}}}}"""


def test_what_is_kept_is_what_was_read(make_room: MakeRoom, tmp_path: Path) -> None:
    """A document from the cache equals the document as read, tables and all."""
    room = make_room({"financial/a.pdf": pdf_of(PAGE), "x.json": FACTS})
    for document in freeze(room).documents:
        plain = read(room, document)
        assert read(room, document, tmp_path / "cache") == plain
        assert read(room, document, tmp_path / "cache") == plain


def test_half_a_surrogate_pair_in_json_is_no_reason_to_fail(make_room: MakeRoom, tmp_path: Path) -> None:
    """JSON can write what no text that is kept or hashed may hold; a whole pair is one character."""
    written = r'{"cik": 1, "item_1": "Acme \ud800 has 500 employees \ud83d\ude00, \\ud800."}'
    room = make_room({"press/10k.json": written})
    document = read(room, freeze(room).documents[0], tmp_path)
    assert "Acme ? has 500 employees \U0001f600, \\ud800." in document.text
    assert read(room, freeze(room).documents[0], tmp_path) == document


def test_half_a_surrogate_pair_in_a_mail_is_no_reason_to_fail(make_room: MakeRoom, tmp_path: Path) -> None:
    """An old charset can write it; the mail is read with a cache as without."""
    mail = (
        "From: a@b.example\nSubject: Sales\nContent-Type: text/plain; charset=utf-7\n\nAcme +2AA- has 500 employees.\n"
    )
    room = make_room({"press/a.eml": mail})
    document = read(room, freeze(room).documents[0])
    assert "has 500 employees." in document.text and document.text.encode()
    assert read(room, freeze(room).documents[0], tmp_path) == document


def test_a_folder_that_knows_no_locks_is_a_cache_all_the_same(
    make_room: MakeRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Network file systems may refuse to lock; and nobody waits for ever for one that is stopped."""
    room = make_room({"press/a.txt": "Words of the press."})
    document = freeze(room).documents[0]

    def refused(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(cache.fcntl, "flock", refused)
    assert read(room, document, tmp_path).text == "Words of the press."
    assert list(tmp_path.rglob("*.json.gz"))


def test_a_stopped_holder_is_not_waited_for_for_ever(
    make_room: MakeRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever holds the lock of an entry and makes nothing costs the others some time only."""
    monkeypatch.setattr(cache, "_PATIENCE", 0.2)
    room = make_room({"press/a.txt": "Words of the press."})
    document = freeze(room).documents[0]
    read(room, document, tmp_path)
    (entry,) = tmp_path.rglob("*.json.gz")
    entry.unlink()
    with open(entry.with_suffix(".lock")) as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert read(room, document, tmp_path).text == "Words of the press."


def test_what_cannot_be_kept_leaves_nothing_behind(make_room: MakeRoom, tmp_path: Path) -> None:
    """An entry that cannot take its place is removed again."""
    room = make_room({"press/a.txt": "Words of the press."})
    document = freeze(room).documents[0]
    read(room, document, tmp_path)
    (entry,) = tmp_path.rglob("*.json.gz")
    entry.unlink()
    entry.mkdir()
    assert read(room, document, tmp_path).text == "Words of the press."
    assert not list(tmp_path.rglob("*.part"))


def test_a_kept_text_is_not_parsed_again(make_room: MakeRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reading does not call a parser."""
    room = make_room({"press/a.txt": "Words of the press."})
    document = freeze(room).documents[0]
    first = read(room, document, tmp_path)
    monkeypatch.setattr(reading, "parse", None)
    assert read(room, document, tmp_path) == first


@pytest.mark.parametrize(
    "damage", [b"", b"{", gzip.compress(b'{"text": 5}'), b"\xff\xfe\x00", gzip.compress(b"{}")[:-3]]
)
def test_a_damaged_entry_is_written_again(make_room: MakeRoom, tmp_path: Path, damage: bytes) -> None:
    """An entry that is cut off or altered counts as absent."""
    room = make_room({"press/a.txt": "Words of the press."})
    document = freeze(room).documents[0]
    read(room, document, tmp_path / "cache")
    entry = next((tmp_path / "cache").rglob("*.json.gz"))
    entry.write_bytes(damage)
    assert read(room, document, tmp_path / "cache").text == "Words of the press."
    assert b"Words of the press." in gzip.decompress(entry.read_bytes())


def test_a_cache_that_cannot_be_written_costs_nothing_else(make_room: MakeRoom, tmp_path: Path) -> None:
    """Reading goes on where the cache's place is not a folder."""
    room = make_room({"press/a.txt": "Words of the press."})
    (tmp_path / "file").write_text("x")
    assert read(room, freeze(room).documents[0], tmp_path / "file").text


PARSING = """
import sys, time
from pathlib import Path
from agents.evidence import freeze, read, reading

room, cache, counted = map(Path, sys.argv[1:])
original = reading.parse

def slow(*given):
    with counted.open("a") as stream:
        stream.write("parsed\\n")
    time.sleep(0.3)
    return original(*given)

reading.parse = slow
read(room, freeze(room).documents[0], cache)
"""
"""A process of its own that is not forked from the tests: other tests leave threads behind."""


def test_three_processes_parse_a_document_once(make_room: MakeRoom, tmp_path: Path) -> None:
    """Branches that want the same file at the same time wait for the first one to parse it."""
    room = make_room({"press/a.txt": "Words of the press."})
    counted = tmp_path / "counted"
    command = [sys.executable, "-c", PARSING, str(room), str(tmp_path / "cache"), str(counted)]
    workers = [subprocess.Popen(command) for _ in range(3)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0]
    assert counted.read_text() == "parsed\n"
