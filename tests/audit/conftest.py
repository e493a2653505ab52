"""What the tests of the trail share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.journal import Journal


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return an empty home folder."""
    folder = tmp_path / "var"
    folder.mkdir()
    return folder


@pytest.fixture
def journal(home: Path) -> Iterator[Journal]:
    """Return an open journal of the financial branch."""
    with Journal.create(home, "run-1", "financial") as opened:
        yield opened
