"""Questions to the published file: read-only, each sees the newest file, none stays open."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from audit.errors import AuditError, StoreUnavailable
from audit.layout import store_path


class QueryRefused(AuditError):
    """The query is not one the published file can answer."""


class Result(NamedTuple):
    """The answer to a query."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def query(home: Path, sql: str, params: Iterable[object] = ()) -> Result:
    """Return the answer of the newest published file; nothing can be written, and no other file is reachable."""
    with open_published(store_path(home)) as connection:
        try:
            connection.execute(sql, list(params))
            columns = tuple(column[0] for column in connection.description or ())
            return Result(columns, connection.fetchall())
        except duckdb.Error as problem:
            raise QueryRefused(
                f"the query failed ({problem})", "docs/auditors.md lists the tables and views"
            ) from problem


def open_published(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a published file read-only.

    Attached to a new database in memory: a connection to the path itself would share the file that another
    connection of this process opened before it was replaced.
    """
    if not path.exists():
        raise StoreUnavailable(f"{path} does not exist", "Nothing is published yet: assess a target first")
    connection = duckdb.connect()
    try:
        quoted = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS audit (READ_ONLY)")
        connection.execute("USE audit")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as problem:
        connection.close()
        raise StoreUnavailable(f"{path} cannot be opened ({problem})", "Run `diligence audit rebuild`") from problem
    return connection
