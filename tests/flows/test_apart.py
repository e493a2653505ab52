"""A room that brings its process down is told as failed, and the others are told as ever."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from agents.analysts.base import Assignment
from agents.recorder import Recorder
from agents.records import BranchWork
from flows.apart import inspect_rooms
from flows.inspecting import Asked
from flows.problems import BadInput
from flows.settings import Settings


class KilledByPoison:
    """An analyst that a document called poison.txt kills outright."""

    name = "killed"

    def work(self, assignment: Assignment, recorder: Recorder) -> BranchWork:
        """Die or return nothing."""
        if any(d.document.path.endswith("poison.txt") for d in assignment.documents):
            os.kill(os.getpid(), signal.SIGKILL)
        return BranchWork()


def asked(tmp_path: Path, name: str, file: str) -> Asked:
    """Return a room with one press document, to be inspected."""
    press = tmp_path / name / "press"
    press.mkdir(parents=True)
    (press / file).write_text("Acme was mentioned in passing.")
    return Asked(tmp_path / name, "test_apart:KilledByPoison", False, Settings(home=tmp_path / "home"))


def test_a_room_that_kills_its_process_harms_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dead room's branches are failed with kind crashed; its neighbour's are as usual."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    rooms = [asked(tmp_path, "bad", "poison.txt"), asked(tmp_path, "good", "story.txt")]
    bad, good = inspect_rooms(rooms, 2)
    assert {b["outcome"] for b in bad["branches"]} == {"failed"}
    assert {b["failure"]["kind"] for b in bad["branches"]} == {"crashed"}
    assert {b["branch"]: b["outcome"] for b in good["branches"]}["press"] == "empty"


def test_a_room_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    """A missing room is named."""
    missing = Asked(tmp_path / "nowhere", "rules", False, Settings(home=tmp_path / "home"))
    with pytest.raises(BadInput, match="nowhere"):
        inspect_rooms([missing], 2)
