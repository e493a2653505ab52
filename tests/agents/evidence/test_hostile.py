"""Hostile and broken files: one clear reason each, soon, and the room goes on."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from agents.evidence import Changed, RoomMissing, Unreadable, freeze, read
from agents.evidence.types import ReadDocument
from tests.growth import grows_with_length

from .conftest import MakeRoom, drawn, pdf_of, zip_of

ReadOne = Callable[[str, bytes | str], ReadDocument]
GIVEN_UP = 60
"""Seconds after which a file holds a run up; each here takes under one on a quiet machine."""
PAGE = drawn((72, 720, "Revenue of the company was 12.5 million dollars in the year that ended."))


def encrypted_pdf() -> bytes:
    """Return a PDF that opens only with a password."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of(PAGE)))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def workbook(sheet: bytes) -> bytes:
    """Return an XLSX whose only sheet has the given XML."""
    return zip_of({
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": b"<workbook/>",
        "xl/worksheets/sheet1.xml": sheet,
    })  # fmt: skip


HOSTILE: dict[str, tuple[bytes, str]] = {
    "encrypted.pdf": (encrypted_pdf(), "encrypted"),
    "truncated.pdf": (pdf_of(PAGE)[:300], "truncated PDF"),
    "junk.pdf": (b"%PDF-1.7\n" + os.urandom(2000) + b"%%EOF", "damaged PDF"),
    "stream_bomb.pdf": (pdf_of(b" " * 260_000_000, compress=True), "PDF bomb"),
    "picture.pdf": (pdf_of(b"0 0 100 100 re f", b"q Q", b"q Q"), "no text layer (3 of 3 pages), not analysed"),
    "bomb.docx": (zip_of({"word/document.xml": b"<a>" + b" " * 210 * 1024 * 1024}), "zip bomb"),
    "bomb.xlsx": (workbook(b"<row><c><v>1</v></c></row>" * 1_000_000), "zip bomb"),
    "nested.docx": (zip_of({"word/document.xml": b"<a/>", "word/inner.zip": zip_of({"x": b"y"})}), "archive inside"),
    "many.docx": (zip_of({"word/document.xml": b"<a/>"} | {f"word/{i}": b"" for i in range(6000)}), "members"),
    "cut.docx": (zip_of({"word/document.xml": b"<a/>" * 5000})[:200], "archive"),
    "empty.txt": (b"", "empty file"),
    "blank.txt": (b" \n\n ", "no text"),
    "laughs.xml": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]><a>&b;</a>',
        "declares entities",
    ),
    "outside.xml": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "declares entities",
    ),
    "cut.xml": (b'<?xml version="1.0"?><a><b>words', "truncated XML"),
    "deep.html": (b"<html><body>" + b"<div>" * 200_000 + b"words", "nested"),
    "deep.json": (b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested"),
    "cut.json": (b'{"a": [1, 2', "truncated JSON"),
    "packed.gz": (b"\x1f\x8b" + os.urandom(50), "compressed"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Office"),
    "noise.bin": (bytes(range(256)) * 20, "no reader"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_has_one_reason(make_room: MakeRoom, name: str) -> None:
    """A hostile file is listed with its reason and holds nobody up, and reading it says the same."""
    content, reason = HOSTILE[name]
    room = make_room({f"financial/{name}": content})
    began = time.monotonic()
    document = freeze(room).documents[0]
    with pytest.raises(Unreadable) as problem:
        read(room, document)
    assert reason in problem.value.reason, problem.value.reason
    assert document.branches == ("financial",)
    assert time.monotonic() - began < GIVEN_UP


@pytest.mark.parametrize(
    "content",
    ["A a " * 250_000, "$1" * 500_000, "(" * 1_000_000, "CEO John " * 110_000, "1,2" * 330_000, "item 1. " * 120_000,
     "a|" * 500_000, "  1" * 330_000, "-- " * 330_000, "by A " * 200_000, "date " * 200_000, "\n" * 1_000_000 + "x",
     "SIGNATURE January " * 55_000, "Form 8-K | " * 90_000, "Form " + " " * 1_000_000, "year ended " * 90_000,
     "-- --\n" * 60_000, "Item 1.\n" * 40_000, "| a | b |\n" * 30_000, '"' * 100_000 + ",\n" * 100_000],
)  # fmt: skip
def test_repeats_do_not_slow_reading(make_room: MakeRoom, content: str) -> None:
    """A megabyte of the worst repeats is frozen and read in one pass."""

    def freeze_and_read(text: str) -> None:
        room = make_room({"press/repeats.txt": text})
        assert read(room, freeze(room).documents[0]).text

    assert grows_with_length(freeze_and_read, content)


def test_a_link_out_of_the_room_is_not_followed(make_room: MakeRoom, tmp_path: Path) -> None:
    """A link, to a file or to a folder, is listed as such and its target is never read."""
    room = make_room({"press/a.txt": "words"})
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "inner.txt").write_text("secret words")
    (room / "press" / "file.txt").symlink_to(tmp_path / "secret" / "inner.txt")
    (room / "press" / "folder").symlink_to(tmp_path / "secret")
    listed = {d.path: d for d in freeze(room).documents}
    assert set(listed) == {"press/a.txt", "press/file.txt", "press/folder"}
    for path in ("press/file.txt", "press/folder"):
        assert "link" in (listed[path].unread or "")
        with pytest.raises(Unreadable):
            read(room, listed[path])


@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"red\x1b[31m.txt", b"two\nlines.txt"])
def test_a_name_that_cannot_be_written_down_is_listed_and_not_read(make_room: MakeRoom, name: bytes) -> None:
    """A name that is not UTF-8, or holds control characters, is listed in digits, with the reason."""
    room = make_room({"press/a.txt": "words"})
    Path(os.fsdecode(os.fsencode(room / "press") + b"/" + name)).write_text("words")
    listed = next(d for d in freeze(room).documents if d.path != "press/a.txt")
    assert listed.path.isprintable() and listed.path.encode().startswith(b"press/")
    assert "rename" in (listed.unread or "")


def test_a_file_exchanged_for_a_link_is_not_read(make_room: MakeRoom, tmp_path: Path) -> None:
    """A file that becomes a link after freezing is refused, even where the link leads to the same bytes."""
    room = make_room({"press/a.txt": "words"})
    document = freeze(room).documents[0]
    (room / "press" / "a.txt").rename(tmp_path / "moved.txt")
    (room / "press" / "a.txt").symlink_to(tmp_path / "moved.txt")
    with pytest.raises(Unreadable):
        read(room, document)


@pytest.mark.parametrize("then", ["other words", None])
def test_a_changed_file_is_told(make_room: MakeRoom, then: str | None) -> None:
    """A file that changed or went away since freezing raises Changed, which names it."""
    room = make_room({"press/a.txt": "words", "press/b.txt": "more words"})
    document = freeze(room).documents[0]
    place = room / "press" / "a.txt"
    place.write_text(then) if then else place.unlink()
    with pytest.raises(Changed, match=r"press/a\.txt"):
        read(room, document)


def test_one_bad_file_does_not_stop_the_room(make_room: MakeRoom) -> None:
    """Everything else of a room is frozen when one file is refused."""
    room = make_room({"press/bad.pdf": b"%PDF-1.7 cut", "press/good.txt": "Words of the press."})
    reasons = {d.path: d.unread for d in freeze(room).documents}
    assert reasons["press/bad.pdf"] and reasons["press/good.txt"] is None


def test_a_missing_or_empty_room_is_told(tmp_path: Path) -> None:
    """A room that does not exist, is a file or holds nothing raises RoomMissing with what to do."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    for name, words in (("absent", "does not exist"), ("file", "not a folder"), ("empty", "holds no documents")):
        with pytest.raises(RoomMissing, match=words):
            freeze(tmp_path / name)
