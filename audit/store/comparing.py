"""Step 8 of the verification: the published file holds exactly what its journals give."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from audit import migrations
from audit.errors import NewerVersion
from audit.layout import names, store_path
from audit.orders import orders, trail_journals
from audit.outcome import Problem, Step
from audit.reading import Place
from audit.seal import seal_rows
from audit.store.batches import Scan
from audit.store.loading import load, load_seals

STORE = "audit.duckdb"
_OWN = frozenset({"damage", "ingest_offset"})
"""Tables of the publisher itself."""
_OF_OTHERS = frozenset({"decision", "erasure", "hold", "retention", "seal"})
"""Tables whose run is not the one whose journal says so: compared only as a whole."""

_OBJECTS = """
SELECT name FROM (
  SELECT database_name, schema_name || '.' || view_name AS name FROM duckdb_views() WHERE NOT internal
  UNION ALL SELECT database_name, schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal
  UNION ALL SELECT database_name, schema_name || '.' || function_name FROM duckdb_functions() WHERE NOT internal
) WHERE database_name IN ('published', 'anew') GROUP BY name HAVING count(DISTINCT database_name) = 1 ORDER BY name
"""
"""What only one of two databases has."""


def compare(home: Path, run_ids: Sequence[str], whole: bool, clean: bool) -> Step:
    """(8) Every table equals what is projected anew from the lines that were published."""
    path = store_path(home)
    if not path.exists():
        return Step(8, "Published file", "none", (Problem("incomplete", STORE, 0, "nothing is published"),))
    if not clean:
        return Step(8, "Published file", "not compared, as its journals are not as written", ())
    problems = _marks(path)
    with tempfile.TemporaryDirectory(prefix="diligence-verify-") as folder, duckdb.connect() as connection:
        try:
            connection.execute(f"ATTACH {_quoted(path)} AS published (READ_ONLY)")
            connection.execute("USE published")
            if not migrations.is_current(connection):
                raise NewerVersion("its tables are not those of this version", "Run `diligence audit rebuild`")
        except (duckdb.Error, NewerVersion) as met:
            return Step(8, "Published file", "cannot be read", (*problems, Problem("altered", STORE, 0, str(met))))
        rows = _project(connection, home, run_ids, Path(folder) / "anew.duckdb")
        odd = {name for (name,) in connection.execute(_OBJECTS).fetchall()}
        problems += [Problem("altered", STORE, 0, f"{name} was added or removed") for name in sorted(odd)]
        for name in _compared(whole):
            if name not in odd:
                problems += _differences(connection, name, list(run_ids), whole)
    return Step(8, "Published file", f"{rows} events", tuple(problems))


def _marks(path: Path) -> list[Problem]:
    problems = []
    if path.stat().st_mode & 0o222:
        problems.append(Problem("altered", STORE, 0, "was made writable"))
    if path.with_name(f"{STORE}.wal").exists():
        problems.append(Problem("altered", f"{STORE}.wal", 0, "somebody opened the published file for writing"))
    return problems


def _project(connection: duckdb.DuckDBPyConnection, home: Path, run_ids: Sequence[str], path: Path) -> int:
    places = connection.execute("SELECT file, bytes, lines, head FROM ingest_offset").fetchall()
    seals = connection.execute("SELECT count(*) FROM seal").fetchone() or (0,)
    connection.execute(f"ATTACH {_quoted(path)} AS anew")
    connection.execute("USE anew")
    connection.begin()
    migrations.create(connection)
    connection.commit()
    journals = [name for run_id in run_ids for name in names(home, run_id)]
    until = {row[0]: Place(*row[1:]) for row in places}
    erased = orders(home, [name for name in trail_journals(home) if name.file in until])
    for batch in Scan(home, journals, {}, until, erased).batches():
        load(connection, batch)
    load_seals(connection, seal_rows(home).rows[: seals[0]], Place())
    return int((connection.execute("SELECT count(*) FROM event").fetchone() or (0,))[0])


def _compared(whole: bool) -> list[str]:
    """Return the tables and views to compare: a view that somebody replaced could hide what its table holds."""
    tables = [table for table in migrations.tables() if table.name not in _OWN]
    stored = [f"{migrations.STORED}.{table.name}" for table in tables if whole or table.name not in _OF_OTHERS]
    seen = [f"main.{table.name}" for table in tables if whole or table.of_runs]
    return stored + seen + [f"main.{view.name}" for view in migrations.views() if whole]


def _differences(connection: duckdb.DuckDBPyConnection, table: str, run_ids: list[str], whole: bool) -> list[Problem]:
    """Return the first rows that only one of the two has, and how many there are."""
    where = "" if whole else "WHERE list_contains($runs, run_id)"
    published, anew = (f"SELECT * FROM {base}.{table} {where}" for base in ("published", "anew"))  # noqa: S608
    problems: list[Problem] = []
    for message, left, right in (
        ("are not what the journals give", published, anew),
        ("are missing or were changed", anew, published),
    ):
        odd = connection.execute(f"({left}) EXCEPT ALL ({right})", {} if whole else {"runs": run_ids})
        columns = [column[0] for column in odd.description or ()]
        rows = odd.fetchall()
        if rows:
            first = dict(zip(columns, rows[0], strict=True))
            problems.append(Problem("altered", STORE, 0, f"{table}: {len(rows)} rows {message}: {_where(first)}"))
    return problems


def _where(row: dict[str, Any]) -> str:
    if {"run_id", "stream", "attempt", "seq"} <= row.keys():
        return f"journal/{row['run_id']}/{row['stream']}.{row['attempt']}.jsonl, line {row['seq'] + 1}"
    return ", ".join(f"{key}={value}" for key, value in list(row.items())[:4])


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
