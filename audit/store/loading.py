"""A database filled from batches: rows, places and everything projected from them in one transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from audit import migrations
from audit.reading import Damage, Place
from audit.seal import LOG
from audit.store.batches import Batch

_TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched AS
SELECT n.run_id, least(n.began, r.started_at) AS run_started_at, r.started_at AS before
FROM (SELECT run_id, min(event_time)::TIMESTAMPTZ AS began FROM batch_of_events GROUP BY run_id) n
LEFT JOIN run r ON r.run_id = n.run_id
"""
_NEW_EVENT = """
CREATE OR REPLACE TEMP TABLE new_event AS
SELECT t.run_started_at, e.run_id, stream, attempt, seq, event_id::UUID AS event_id,
  event_time::TIMESTAMPTZ AS event_time, event_type, text_ref, attributes::JSON AS attributes, event_hash,
  texts::JSON AS texts
FROM batch_of_events e JOIN touched t ON t.run_id = e.run_id
ORDER BY t.run_started_at, e.run_id, stream, attempt, seq
"""
_SEAL = pa.schema({
    "log_index": pa.int64(), "run_id": pa.string(), "sealed_at": pa.timestamp("us", "UTC"), "root": pa.string(),
    "pre_render_root": pa.string(), "events": pa.int64(), "journals": pa.string(), "seal_hash": pa.string(),
})  # fmt: skip


def load(connection: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    """Insert a batch, what is projected from it, and the places reached, or nothing of it."""
    connection.register("batch_of_events", batch.table())
    with migrations.stored(connection):
        connection.begin()
        project(connection)
        _move_places(connection, batch.places)
        connection.commit()
    connection.unregister("batch_of_events")


def project(connection: duckdb.DuckDBPyConnection) -> None:
    """Insert the events named `batch_of_events` and the rows of every table that follow from them."""
    connection.execute(_TOUCHED)
    connection.execute(_NEW_EVENT)
    _bring_together(connection)
    for table in migrations.tables():
        if "new_seal" not in "".join(table.fill):
            for statement in table.fill:
                connection.execute(statement)


def _bring_together(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the rows of a run its beginning again, where an earlier event than those known has come."""
    if not connection.execute("SELECT 1 FROM touched WHERE run_started_at < before LIMIT 1").fetchone():
        return
    for table in migrations.tables():
        if table.of_runs:
            connection.execute(
                f"UPDATE {table.name} SET run_started_at = t.run_started_at FROM touched t "  # noqa: S608 - our names
                f"WHERE {table.name}.run_id = t.run_id AND {table.name}.run_started_at = t.before"
            )


def _move_places(connection: duckdb.DuckDBPyConnection, places: dict[str, Place]) -> None:
    rows = [{"file": file, **place._asdict()} for file, place in places.items()]
    connection.register("new_places", pa.Table.from_pylist(rows))
    connection.execute("DELETE FROM ingest_offset WHERE file IN (SELECT file FROM new_places)")
    connection.execute("INSERT INTO ingest_offset BY NAME SELECT * FROM new_places")
    connection.unregister("new_places")


def load_seals(connection: duckdb.DuckDBPyConnection, seals: Sequence[dict[str, Any]], place: Place) -> None:
    """Insert seals and the place in the log reached by them, or nothing of it."""
    if not seals:
        return
    connection.register("new_seal", pa.Table.from_pylist(list(seals), schema=_SEAL))
    with migrations.stored(connection):
        connection.begin()
        for table in migrations.tables():
            if table.name == "seal":
                connection.execute(table.fill[0])
        _move_places(connection, {LOG: place})
        connection.commit()
    connection.unregister("new_seal")


def replace_damage(connection: duckdb.DuckDBPyConnection, damage: Iterable[Damage]) -> None:
    """Show exactly this damage."""
    connection.execute("DELETE FROM stored.damage")
    rows = [list(item) for item in damage]
    if rows:
        connection.executemany("INSERT INTO stored.damage VALUES (?, ?, ?)", rows)
