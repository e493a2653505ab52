"""A database filled from batches: rows, places and everything projected from them in one transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from audit import migrations
from audit.reading import Damage, Place
from audit.store.batches import Batch

_NEW_EVENT = """
CREATE OR REPLACE TEMP TABLE new_event AS
SELECT run_id, stream, attempt, seq, event_id::UUID AS event_id, event_time::TIMESTAMPTZ AS event_time, event_type,
  text_ref, attributes::JSON AS attributes, event_hash, texts::JSON AS texts
FROM batch_of_events
"""
_SEAL = pa.schema({
    "log_index": pa.int64(), "run_id": pa.string(), "sealed_at": pa.timestamp("us", "UTC"), "root": pa.string(),
    "pre_render_root": pa.string(), "events": pa.int64(), "journals": pa.string(), "seal_hash": pa.string(),
})  # fmt: skip


def load(connection: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    """Insert a batch, what is projected from it, and the places reached, or nothing of it."""
    connection.register("batch_of_events", batch.table())
    connection.execute(_NEW_EVENT)
    connection.execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT run_id FROM new_event")
    connection.begin()
    for table in migrations.tables():
        if "new_seal" not in "".join(table.fill):
            for statement in table.fill:
                connection.execute(statement)
    _move_places(connection, batch.places)
    connection.commit()
    connection.unregister("batch_of_events")


def _move_places(connection: duckdb.DuckDBPyConnection, places: dict[str, Place]) -> None:
    rows = [{"file": file, **place._asdict()} for file, place in places.items()]
    connection.register("new_places", pa.Table.from_pylist(rows))
    connection.execute("DELETE FROM ingest_offset WHERE file IN (SELECT file FROM new_places)")
    connection.execute("INSERT INTO ingest_offset BY NAME SELECT * FROM new_places")
    connection.unregister("new_places")


def load_seals(connection: duckdb.DuckDBPyConnection, seals: Sequence[dict[str, Any]]) -> None:
    """Insert the seals that are not yet there."""
    if not seals:
        return
    connection.register("new_seal", pa.Table.from_pylist(list(seals), schema=_SEAL))
    for table in migrations.tables():
        if table.name == "seal":
            connection.execute(table.fill[0])
    connection.unregister("new_seal")


def replace_damage(connection: duckdb.DuckDBPyConnection, damage: Iterable[Damage]) -> None:
    """Show exactly this damage."""
    connection.execute("DELETE FROM damage")
    rows = [list(item) for item in damage]
    if rows:
        connection.executemany("INSERT INTO damage VALUES (?, ?, ?)", rows)
