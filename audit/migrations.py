"""The published file's tables and views, made from the SQL files; a file of another make is made again.

The file holds nothing that the journals do not: instead of changing its tables step by step, a file whose tables are
not those of this version is rebuilt, and views are replaced. Only a file of a later version is refused.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import duckdb

from audit.canonical import sha256
from audit.errors import NewerVersion

NUMBER = 1
"""Raised when the meaning of a table changes; a program with a lower number refuses the file."""
_VERSION = "CREATE TABLE store_version (number INTEGER, tables_sha256 VARCHAR, views_sha256 VARCHAR)"


class Definition(NamedTuple):
    """One SQL file: the comments of its head, how it is made, and how it is filled."""

    name: str
    comment: str
    columns: dict[str, str]
    create: str
    fill: tuple[str, ...]


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
    connection.execute(_VERSION)
    connection.execute("COMMENT ON TABLE store_version IS 'Which version of the tables and views this file has.'")
    for name in ("number", "tables_sha256", "views_sha256"):
        connection.execute(f"COMMENT ON COLUMN store_version.{name} IS 'Compared with the program that publishes.'")
    connection.execute("INSERT INTO store_version VALUES (?, ?, '')", [NUMBER, _fingerprint(tables())])
    for table in tables():
        connection.execute(table.create)
        _comment(connection, "TABLE", table)
    refresh_views(connection)


def refresh_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the views where they are not those of this version."""
    wanted = _fingerprint(views())
    if connection.execute("SELECT views_sha256 FROM store_version").fetchone() == (wanted,):
        return
    for (old,) in connection.execute(
        "SELECT view_name FROM duckdb_views() WHERE database_name = current_database() AND NOT internal"
    ).fetchall():
        connection.execute(f'DROP VIEW "{old}"')
    for view in views():
        connection.execute(view.create)
        _comment(connection, "VIEW", view)
    connection.execute("UPDATE store_version SET views_sha256 = ?", [wanted])


def _comment(connection: duckdb.DuckDBPyConnection, what: str, definition: Definition) -> None:
    found = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database() AND table_name = ?",
        [definition.name],
    ).fetchall()
    comments = [f"COMMENT ON {what} {definition.name} IS {_quoted(definition.comment)}"] + [
        f'COMMENT ON COLUMN {definition.name}."{column}" IS {_quoted(definition.columns[column])}'
        for (column,) in found
        if column in definition.columns
    ]
    connection.execute(";".join(comments))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
