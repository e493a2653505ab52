"""Where reports lie."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from flows.places import next_report, slug, unwritable, usable
from flows.problems import Unavailable


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Acme GmbH & Co. KG", "acme-gmbh-co-kg"),
        ("Société Générale", "societe-generale"),
        ("../..", "target"),
        ("株式会社", "target"),
    ],
)
def test_a_name_becomes_a_plain_folder(name: str, folder: str) -> None:
    """Whatever a target is called, its folder is letters, digits and dashes."""
    assert slug(name) == folder


def test_a_report_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """Drafts and finals are counted on."""
    names = []
    for kind in ("draft", "draft", "final", "final"):
        path, _ = next_report(tmp_path, kind)
        path.touch()
        names.append(path.name)
    assert names == ["draft.pdf", "draft-2.pdf", "final-1.pdf", "final-2.pdf"]


def test_a_home_that_cannot_be_used_is_told_before_anything_starts(tmp_path: Path) -> None:
    """The place and the reason are named; a file where the folder should be is one."""
    (tmp_path / "home").write_text("")
    with pytest.raises(Unavailable, match=f"{tmp_path}/home cannot be used: File exists"):
        usable(tmp_path / "home")
    assert usable(tmp_path / "new" / "home").is_dir()


def test_a_full_disk_is_told_by_its_file(tmp_path: Path) -> None:
    """What the system refused, and what to do."""
    problem = OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "x"))
    told = str(unwritable(tmp_path, problem))
    assert told.startswith(f"{tmp_path}/x cannot be used: No space left on device\n  free space")
