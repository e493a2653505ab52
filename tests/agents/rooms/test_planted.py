"""Small rooms of invented companies: what was planted is found, and nothing is flagged in rooms that agree.

A block of `planted.txt` or `consistent.txt` is a room: `### what | target | first side ~ second side`, then its files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from agents.analysts import base
from agents.branch import wanted, work_branch
from agents.evidence import freeze
from agents.recorder import NullRecorder
from agents.records import BRANCHES, Contradiction, Target
from agents.synthesis import synthesise

HERE = Path(__file__).parent


class Room(NamedTuple):
    """A room as written in one block."""

    what: str
    target: str
    sides: tuple[str, ...]
    files: dict[str, str]


def _rooms(name: str) -> Iterator[Room]:
    for block in (HERE / name).read_text("utf-8").split("### ")[1:]:
        head, *files = block.split("=== ")
        what, target, sides = (part.strip() for part in head.split(" | "))
        texts = {path: text for path, _, text in (file.partition("\n") for file in files)}
        wanted_sides = () if sides == "none" else tuple(side.strip().casefold() for side in sides.split(" ~ "))
        yield Room(what, target, wanted_sides, texts)


def _contradictions(room: Room, folder: Path, target: str) -> tuple[Contradiction, ...]:
    for path, text in room.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.strip() + "\n", "utf-8")
    named, analyst = Target(name=target), base.load("rules")
    documents = freeze(folder, named).documents
    results = [
        work_branch(branch, named, folder, wanted(branch, documents), analyst, NullRecorder()) for branch in BRANCHES
    ]
    return synthesise(named, results, analyst, NullRecorder()).contradictions


def _tells(contradiction: Contradiction, side: str) -> bool:
    said = [f"{c.source.quote} {c.value.point if c.value else ''} {c.text or ''} {c.day}" for c in contradiction.claims]
    return any(side in " ".join(words.split()).casefold() for words in said)


PLANTED = list(_rooms("planted.txt"))
CONSISTENT = list(_rooms("consistent.txt"))


@pytest.mark.parametrize("room", PLANTED, ids=[room.what for room in PLANTED])
def test_a_planted_contradiction_is_the_only_flag(room: Room, tmp_path: Path) -> None:
    """Both sides of what was planted stand in one contradiction, and there is no other."""
    (found,) = _contradictions(room, tmp_path, room.target)
    assert all(_tells(found, side) for side in room.sides)


@pytest.mark.parametrize("room", CONSISTENT, ids=[room.what for room in CONSISTENT])
def test_a_consistent_room_is_not_flagged(room: Room, tmp_path: Path) -> None:
    """Other bases, periods, parts, days, holders and terms contradict nothing."""
    assert _contradictions(room, tmp_path, room.target) == ()
