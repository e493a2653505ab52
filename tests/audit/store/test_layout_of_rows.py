"""A run is found without reading the whole file: its rows lie together and begin with when the run began."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from audit import migrations
from audit.journal import Journal, Said
from audit.store import publish, query, rebuild

ROW_GROUP = 122_880
OF_RUNS = [table.name for table in migrations.tables() if table.of_runs]


def scanned(plan: dict[str, Any]) -> int:
    """Return how many rows the scans of a profiled plan read."""
    return int(plan.get("operator_rows_scanned", 0)) + sum(scanned(child) for child in plan.get("children", []))


def test_a_run_is_read_without_the_others(tmp_path: Path) -> None:
    """Of a million events with random run ids only the part that can hold the run is read."""
    with duckdb.connect(str(tmp_path / "large.duckdb")) as connection:
        migrations.create(connection)
        connection.execute(
            "INSERT INTO stored.run BY NAME SELECT md5(n::VARCHAR) AS run_id, "
            "TIMESTAMPTZ '2025-01-01 00:00:00Z' + INTERVAL (n) HOUR AS started_at FROM range(1000) numbers(n)"
        )
        connection.execute(
            "INSERT INTO stored.event BY NAME SELECT started_at AS run_started_at, run_id, seq::INTEGER AS seq "
            "FROM stored.run, range(1000) numbers(seq) ORDER BY started_at, seq"
        )
        connection.execute("CHECKPOINT")
        connection.execute("PRAGMA enable_profiling = 'no_output'")
        connection.execute('PRAGMA custom_profiling_settings = \'{"OPERATOR_ROWS_SCANNED": "true"}\'')
        rows = connection.execute("SELECT seq FROM event WHERE run_id = md5('500')").fetchall()
        plan = json.loads(connection.get_profiling_information(format="json"))
    assert len(rows) == 1000
    assert scanned(plan) <= 2 * ROW_GROUP + 1000


@pytest.mark.parametrize("table", migrations.tables(), ids=lambda table: table.name)
def test_every_table_filled_from_a_runs_events_begins_with_when_it_began(table: migrations.Definition) -> None:
    """A table without the column would be read as a whole for each question about one run."""
    told_by_others = {"run", "decision", "erasure", "hold", "retention", "seal", "damage", "ingest_offset"}
    assert table.of_runs == (table.name not in told_by_others)


@pytest.mark.parametrize("table", OF_RUNS)
def test_no_row_is_hidden_by_its_view(assessed: Path, table: str) -> None:
    """Every row of a table is seen through its view exactly once."""
    publish(assessed)
    ((stored, seen),) = query(
        assessed, f"SELECT (SELECT count(*) FROM stored.{table}), (SELECT count(*) FROM {table})"
    ).rows
    assert stored == seen


def test_a_runs_rows_stay_together_when_its_first_event_comes_last(home: Path, tmp_path: Path) -> None:
    """An earlier journal that is published later gives all rows of its run the earlier beginning."""
    for stream in ("press", "patent"):
        with Journal.create(home, "run-1", stream) as journal:
            journal.append(Said("custom.a", {}, {"t": "x"}))
    files = list((home / "journal/run-1").glob("press.1.*"))
    for file in files:
        file.rename(tmp_path / file.name)
    publish(home)
    for file in files:
        (tmp_path / file.name).rename(file)
    publish(home)
    sql = "SELECT DISTINCT run_started_at FROM stored.{0}"
    began = query(home, "SELECT started_at FROM run").rows
    assert query(home, sql.format("event")).rows == query(home, sql.format("text")).rows == began
    assert query(home, "SELECT stream FROM event ORDER BY event_time").rows == [("press",), ("patent",)]


def test_a_rebuilt_file_has_its_runs_in_the_order_of_time(home: Path) -> None:
    """Made from nothing, rows lie as they lie when published night by night, whatever the runs' ids."""
    for run_id in ("c", "a", "b"):
        with Journal.create(home, run_id, "press") as journal:
            journal.append(Said("custom.a", {}))
    rebuild(home)
    assert query(home, "SELECT run_id FROM stored.event ORDER BY rowid").rows == [("c",), ("a",), ("b",)]
