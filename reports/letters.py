"""The report's own typefaces: where they lie, which characters they hold, and what stands for those they lack."""

from __future__ import annotations

import unicodedata
from collections.abc import Set
from functools import cache
from pathlib import Path
from typing import NamedTuple

import font_source_sans_pro
import font_source_serif_pro
from fontTools.ttLib import TTFont

FAMILIES = ("Report Sans", "Report Serif")
"""Names of our own, so that no font of the machine can step in."""


class Face(NamedTuple):
    """One file of a typeface."""

    family: str
    weight: int
    style: str
    path: Path


def _face(family: str, weight: int, style: str, files: dict[str, str], key: str) -> Face:
    return Face(family, weight, style, Path(files[key]))


_SANS = font_source_sans_pro.font_files_ttf
_SERIF = font_source_serif_pro.font_files_ttf
FACES = (
    _face(FAMILIES[0], 400, "normal", _SANS, "SourceSansPro"),
    _face(FAMILIES[0], 600, "normal", _SANS, "SourceSansProSemibold"),
    _face(FAMILIES[1], 400, "normal", _SERIF, "SourceSerifPro"),
    _face(FAMILIES[1], 600, "normal", _SERIF, "SourceSerifProSemibold"),
    _face(FAMILIES[1], 400, "italic", _SERIF, "SourceSerifProIt"),
)
FONT_FOLDERS = tuple(sorted({face.path.resolve().parent for face in FACES}))


def font_faces() -> str:
    """Return the style sheet that names the faces by their files."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{face.path.resolve().as_uri()}"); }}'
        for face in FACES
    )


@cache
def upright() -> Set[int]:
    """Return the characters that every upright face holds: any of them may be set anywhere."""
    return frozenset.intersection(*(_characters(face.path) for face in FACES if face.style == "normal"))


@cache
def italic() -> Set[int]:
    """Return the characters that the italic of the quotations holds."""
    return _characters(FACES[-1].path)


def _characters(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def settable(text: str) -> str:
    """Return the text with spaces made plain and every character that would not be seen shown as a mark.

    Marks stand for control and format characters (among them those that reverse the direction of reading) and for
    characters the faces lack: [U+202E], [U+6F22].
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_settable(character) for character in text)


def marks(text: str) -> int:
    """Return how many characters of the text are shown as marks."""
    return sum(1 for character in text if _settable(character).startswith("[U+") and len(_settable(character)) > 3)


def is_italic(text: str) -> bool:
    """Return whether a quotation can be set in italics without losing a character."""
    return all(ord(character) in italic() for character in settable(text))


@cache
def _settable(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\t\n\r\f\v" or category.startswith("Z"):
        return " "
    if category.startswith("C") or ord(character) not in upright():
        return f"[U+{ord(character):04X}]"
    return character
