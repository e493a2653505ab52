"""Where reports lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.places import next_report, slug


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
