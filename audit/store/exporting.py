"""One run as a self-contained file: the same tables and views, only that run and what was decided about it."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from audit import migrations
from audit.errors import NoSuchRun, StoreUnavailable
from audit.layout import store_path

_RELATED = """
SELECT run_id FROM published.run WHERE run_id = $run
UNION SELECT review_run_id FROM published.decision WHERE run_id = $run
UNION SELECT erasure_run_id FROM published.erasure WHERE run_id = $run
UNION SELECT run_id FROM published.night_target WHERE target_run_id = $run
"""


def export(home: Path, run_id: str, target_path: Path) -> None:
    """Write one run with its reviews and seals to a new DuckDB file; an existing file is never overwritten."""
    if target_path.exists():
        raise StoreUnavailable(f"{target_path} exists", "Name a file that does not exist")
    if not store_path(home).exists():
        raise StoreUnavailable(f"{store_path(home)} does not exist", "Publish first")
    beside = target_path.with_name(f".{target_path.name}.{os.getpid()}.tmp")
    try:
        _write(store_path(home), run_id, beside)
        beside.chmod(0o444)
        os.link(beside, target_path)
    except (duckdb.Error, OSError) as problem:
        raise StoreUnavailable(f"{target_path} cannot be written ({problem})", "Check folder and disk") from problem
    finally:
        beside.unlink(missing_ok=True)


def _write(source: Path, run_id: str, target: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {_quoted(source)} AS published (READ_ONLY)")
        related = [row[0] for row in connection.execute(_RELATED, {"run": run_id}).fetchall()]
        if run_id not in related:
            raise NoSuchRun(f"run {run_id} is not in the published file", "Publish first, and check the id")
        connection.execute(f"ATTACH {_quoted(target)} AS export (STORAGE_VERSION 'v1.0.0')")
        connection.execute("USE export")
        connection.begin()
        migrations.create(connection)
        for table in migrations.tables():
            _fill(connection, table, run_id, related)
        connection.commit()
        connection.execute("CHECKPOINT export")
        connection.execute("USE memory")
        connection.execute("DETACH export")


def _fill(connection: duckdb.DuckDBPyConnection, table: migrations.Definition, run_id: str, related: list[str]) -> None:
    copy = f"INSERT INTO stored.{table.name} BY NAME SELECT * FROM published.stored.{table.name} "  # noqa: S608 - our own names
    if "run_id VARCHAR" in table.create:
        connection.execute(copy + "WHERE list_contains($related, run_id)", {"related": related})
    else:
        clause = "WHERE contains(file, $run)"
        connection.execute(copy + clause, {"run": f"/{run_id}/"})


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
