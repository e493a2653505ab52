"""The example rooms are what expected.yaml and the README say they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

KINDS = {
    "number",
    "growth",
    "direction",
    "scale",
    "arithmetic",
    "person",
    "date",
    "status",
    "owner",
    "count",
    "edition",
}
Expected = dict[str, Any]
TextOf = Callable[[Path], str]


def _sides(expected: Expected) -> Iterator[dict[str, str]]:
    for item in (*expected["contradictions"], *expected["must_not_flag"]):
        yield from item["sides"]


def test_every_quote_stands_verbatim_in_its_document(folder: Path, expected: Expected, plain_text: TextOf) -> None:
    """A quote of expected.yaml is found in the named file by a reader that is not the pipeline's."""
    absent = [side for side in _sides(expected) if side["quote"] not in plain_text(folder / side["path"])]

    assert absent == []


def test_every_contradiction_names_two_documents_and_a_known_kind(expected: Expected) -> None:
    """A planted contradiction has one of the known kinds and two sides in different documents with different values."""
    for planted in expected["contradictions"]:
        first, second = planted["sides"]

        assert planted["kind"] in KINDS
        assert first["path"] != second["path"]
        assert first["value"] != second["value"]


def test_a_contradiction_that_is_not_found_says_why(expected: Expected) -> None:
    """`found: false` comes with a reason, and only it does."""
    for planted in expected["contradictions"]:
        assert planted["found"] is not bool(planted.get("reason")), planted["id"]


def test_documents_that_repeat_a_side_exist(folder: Path, expected: Expected) -> None:
    """What `also` names is a file of the room."""
    named = [
        path for planted in expected["contradictions"] for side in planted["sides"] for path in side.get("also", [])
    ]

    assert [path for path in named if not (folder / path).is_file()] == []


def test_all_kinds_of_contradiction_are_planted(everything_expected: dict[str, Expected]) -> None:
    """The examples hold a contradiction of every kind."""
    planted = {c["kind"] for expected in everything_expected.values() for c in expected["contradictions"]}

    assert planted == KINDS


def test_a_room_is_small(folder: Path) -> None:
    """A room has at most 25 files and half a megabyte."""
    files = [path for path in folder.rglob("*") if path.is_file()]

    assert 8 <= len(files) <= 25
    assert sum(path.stat().st_size for path in files) < 500_000


def test_every_room_is_expected_and_listed_in_the_readme(
    examples: Path, everything_expected: dict[str, Expected]
) -> None:
    """No room is left out of expected.yaml or of the README."""
    rooms = {path.name for path in (examples / "rooms").iterdir()}
    listed = set(re.findall(r"^\| `(\w+)` \|", (examples / "README.md").read_text(encoding="utf-8"), re.MULTILINE))

    assert rooms == set(everything_expected) == listed


def test_unread_files_are_there(folder: Path, expected: Expected) -> None:
    """A file that cannot be read is a file, not an absence."""
    assert [path for path in expected["unread"] if not (folder / path).is_file()] == []


@pytest.mark.parametrize("word", ["3M", "Coca-Cola", "Corning", "FedEx", "Foot Locker", "Nuance", "Verizon", "Reuters"])
def test_no_real_company_is_named(word: str, examples: Path) -> None:
    """The examples name no company that people know."""
    texts = [p for p in examples.rglob("*") if p.suffix in {".txt", ".md", ".htm", ".html", ".csv", ".eml", ".json"}]

    assert [p for p in texts if re.search(rf"\b{word}\b", p.read_text(encoding="utf-8"))] == []
