"""A branch that takes some kinds of claims reads only what gives them, and loses none of them by that."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.branch.share import share, subjects
from agents.claims import extract
from agents.evidence import freeze, read
from agents.records import BRANCHES, Target

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.mark.parametrize("name", ["kestrova", "tarnwick", "quillmark"])
def test_reading_only_the_wanted_kinds_gives_the_same_share(name: str):
    """What was not read would have been left out anyway."""
    room, target = EXAMPLES / "rooms" / name, Target(name=name)
    for document in freeze(room, target).documents:
        found = read(room, document, None)
        for branch in document.branches or BRANCHES:
            wanted = subjects(branch, document)
            whole = share(branch, document, extract(found, target, branch).claims)
            assert share(branch, document, extract(found, target, branch, wanted).claims) == whole
