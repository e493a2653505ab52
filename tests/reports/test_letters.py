"""Every character of the documents is either printed or shown as a mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import letters


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("Привет Ελλάδα ½ → ✓ €", "Привет Ελλάδα ½ → ✓ €"),
        ("a\u202egnp", "a[U+202E]gnp"),
        ("bell\x07 nul\x00", "bell[U+0007] nul[U+0000]"),
        ("漢字", "[U+6F22][U+5B57]"),
        ("😀", "[U+1F600]"),
        ("zero\u200bwidth", "zero[U+200B]width"),
        ("thin\u2009space\nline", "thin space line"),
        ("half\ud800", "half[U+D800]"),
    ],
)
def test_what_cannot_be_seen_is_marked(text: str, shown: str) -> None:
    """Control, format and missing characters become marks; spaces of all kinds become spaces."""
    assert letters.settable(text) == shown


def test_marks_are_counted() -> None:
    """The count is of characters that were replaced, not of brackets that were there."""
    assert letters.marks("漢 [U+6F22] \x07") == 2


def test_a_quotation_that_italics_lack_is_upright() -> None:
    """Cyrillic and Greek are not in the italic and would be slanted by machine."""
    assert letters.is_italic("No customer above 10%")
    assert not letters.is_italic("Привет")


def test_every_mark_can_itself_be_set() -> None:
    """What stands for a missing character is made of characters that are there, also in italics."""
    assert letters.settable(letters.settable("漢\x00")) == letters.settable("漢\x00")
    assert letters.is_italic("漢\x00")


def test_faces_are_named_by_their_files() -> None:
    """The style sheet names each face by a file that exists, under a name no system font has."""
    sheet = letters.font_faces()
    assert all(Path(face.path).is_file() and face.path.resolve().as_uri() in sheet for face in letters.FACES)
    assert sheet.count("@font-face") == len(letters.FACES)
