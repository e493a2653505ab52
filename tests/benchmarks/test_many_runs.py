"""The benchmark's large file holds what a published file holds: the same tables, the same rows for each run."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from audit import migrations
from audit.store import publish, query

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
RUN = "c4ca4238-a0b9-4382-adcc-509a6f75849b"
"""The second of the repeated runs, which repeats the second room."""


@pytest.mark.slow
def test_a_repeated_run_has_the_rows_of_a_published_one(home: Path, tmp_path: Path) -> None:
    """Every table has as many rows of a repeated run as publishing the run's own journals gives."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        many_runs = importlib.import_module("many_runs")
    finally:
        sys.path.remove(str(BENCHMARKS))
    many_runs.make(home, 6000)
    room = sorted(room for room in many_runs.ROOMS.iterdir() if room.is_dir())[1]
    own = tmp_path / "own"
    many_runs.write_run(own, room, "own", fails=False)
    publish(own)
    for table in migrations.tables():
        if table.of_runs:
            rows = query(own, f"SELECT count(*) FROM {table.name} WHERE run_id = 'own'").rows
            assert query(home, f"SELECT count(*) FROM {table.name} WHERE run_id = ?", [RUN]).rows == rows, table.name


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return an empty home folder."""
    folder = tmp_path / "var"
    folder.mkdir()
    return folder
