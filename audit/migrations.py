"""The published file's tables and views, made from the SQL files; a file of another make is made again.

The file holds nothing that the journals do not: instead of changing its tables step by step, a file whose tables are
not those of this version is rebuilt, and views are replaced. Only a file of a later version is refused.

The tables lie in the schema `stored`; in `main`, where auditors are, each has a view of its name. Rows are stored in
the order of time, but run ids are random, so that DuckDB would have to look for a run everywhere. Every table of a
run's rows therefore begins with `run_started_at`, and its view joins it to the table `run`: from the one row that
`WHERE run_id = '...'` leaves there DuckDB takes the value, and reads only the row groups that can hold it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import duckdb

from audit.canonical import sha256
from audit.errors import NewerVersion

NUMBER = 2
"""Raised when the meaning of a table changes; a program with a lower number refuses the file."""
STORED = "stored"
"""The schema of the tables."""
BEGAN = "run_started_at"
"""The column that keeps a run's rows together; equal to `started_at` of the run."""
_VERSION = """-- Which version of the tables and views this file has.
-- number: Compared with the program that publishes.
-- tables_sha256: Compared with the program that publishes.
-- views_sha256: Compared with the program that publishes.
CREATE TABLE store_version (number INTEGER, tables_sha256 VARCHAR, views_sha256 VARCHAR)
"""


class Definition(NamedTuple):
    """One SQL file: the comments of its head, how it is made, and how it is filled."""

    name: str
    comment: str
    columns: dict[str, str]
    create: str
    fill: tuple[str, ...]

    @property
    def of_runs(self) -> bool:
        """Whether its rows are those of runs and are found by the run's beginning."""
        return BEGAN in self.create


@cache
def tables() -> tuple[Definition, ...]:
    """Return the definitions of all tables in the order they are filled: events first, as others look into them."""
    return tuple(sorted(_definitions("tables"), key=lambda table: (table.name != "event", table.name)))


@cache
def views() -> tuple[Definition, ...]:
    """Return the definitions of all views."""
    return _definitions("views")


def _definitions(folder: str) -> tuple[Definition, ...]:
    found = sorted((files("audit") / "sql" / folder).iterdir(), key=lambda item: item.name)
    return tuple(_definition(item.name.removesuffix(".sql"), item.read_text()) for item in found)


def _definition(name: str, text: str) -> Definition:
    head = re.findall(r"^-- (.*)$", text, re.MULTILINE)
    body = re.sub(r"^-- .*\n", "", text, flags=re.MULTILINE)
    statements = [part.strip() for part in body.split(";\n") if part.strip()]
    columns = dict(_words(), **dict(line.split(": ", 1) for line in head[1:]))
    return Definition(name, head[0], columns, statements[0], tuple(statements[1:]))


@cache
def _words() -> dict[str, str]:
    lines = (files("audit") / "sql" / "words.txt").read_text().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def _fingerprint(definitions: tuple[Definition, ...]) -> str:
    return sha256(repr(definitions).encode()).hex()


def is_current(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the used database has this version's tables; raise NewerVersion for a later one."""
    try:
        found = connection.execute("SELECT number, tables_sha256 FROM store_version").fetchone()
    except duckdb.CatalogException:
        return False
    if found and found[0] > NUMBER:
        message = f"the published file has version {found[0]}, this program knows {NUMBER}"
        raise NewerVersion(message, "Use the version that wrote it")
    return found == (NUMBER, _fingerprint(tables()))


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Create all tables and views in the used, empty database."""
    connection.execute(f"CREATE SCHEMA {STORED}")
    with stored(connection):
        made = (_definition("store_version", _VERSION), *tables())
        for table in made:
            connection.execute(table.create)
        _comment(connection, "TABLE", made)
        connection.execute("INSERT INTO store_version VALUES (?, ?, '')", [NUMBER, _fingerprint(tables())])
    refresh_views(connection)


@contextlib.contextmanager
def stored(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let names mean the tables of the used database instead of its views."""
    (database,) = connection.execute("SELECT current_database()").fetchone() or ("",)
    connection.execute(f'USE "{database}".{STORED}')
    yield
    connection.execute(f'USE "{database}".main')


def refresh_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the views where they are not those of this version."""
    wanted = (*(_view_of(table) for table in (_definition("store_version", _VERSION), *tables())), *views())
    if connection.execute("SELECT views_sha256 FROM stored.store_version").fetchone() == (_fingerprint(wanted),):
        return
    for (old,) in connection.execute(
        "SELECT view_name FROM duckdb_views() WHERE database_name = current_database() AND NOT internal"
    ).fetchall():
        connection.execute(f'DROP VIEW "{old}"')
    for view in wanted:
        connection.execute(view.create)
    _comment(connection, "VIEW", wanted)
    connection.execute("UPDATE stored.store_version SET views_sha256 = ?", [_fingerprint(wanted)])


def _view_of(table: Definition) -> Definition:
    """Return the view through which a table's rows are seen."""
    create = f"CREATE VIEW {table.name} AS FROM {STORED}.{table.name}"
    if table.of_runs:
        create = (
            f"CREATE VIEW {table.name} AS SELECT t.* EXCLUDE ({BEGAN}) FROM {STORED}.{table.name} t "  # noqa: S608
            f"JOIN {STORED}.run r ON r.started_at = t.{BEGAN} AND r.run_id = t.run_id"
        )
    return table._replace(create=create, fill=())


def _comment(connection: duckdb.DuckDBPyConnection, what: str, made: tuple[Definition, ...]) -> None:
    found = connection.execute(
        "SELECT table_name, list(column_name) FROM duckdb_columns() "
        "WHERE database_name = current_database() AND schema_name = current_schema() GROUP BY table_name"
    ).fetchall()
    columns: dict[str, list[str]] = dict(found)
    for definition in made:
        comments = [f"COMMENT ON {what} {definition.name} IS {_quoted(definition.comment)}"] + [
            f'COMMENT ON COLUMN {definition.name}."{column}" IS {_quoted(definition.columns[column])}'
            for column in columns[definition.name]
            if column in definition.columns
        ]
        connection.execute(";".join(comments))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
