"""Every query of the auditors' page runs, from Python and from the command line, and answers something."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from audit import migrations
from audit.store import publish

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "auditors.md").read_text()
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
EMPTY = (
    "FROM damage",
    "FROM open_contradictions",
    "FROM unsealed_runs",
    "FROM erasure",
    "FROM hold",
    "the-hash",
    "FROM refusals",
    "FROM retention;",
    "store.replaced",
)
"""Queries whose answer on the example is rightly empty."""


DUCKDB = Path(sys.executable).with_name("duckdb")
"""The program of the package duckdb-cli, beside the Python that runs the tests."""


@pytest.fixture
def published(assessed: Path) -> Path:
    """Return the published file of an example."""
    publish(assessed)
    return assessed / "audit.duckdb"


def test_every_query_answers_from_python(published: Path) -> None:
    """The cookbook runs as it is printed, on a connection opened as it is printed."""
    with duckdb.connect(str(published), read_only=True) as connection:
        for sql in QUERIES:
            rows = connection.execute(sql).fetchall()
            assert bool(rows) != any(part in sql for part in EMPTY), sql


def test_every_query_answers_from_the_command_line(published: Path) -> None:
    """The cookbook runs in the duckdb program."""
    for sql in QUERIES:
        done = subprocess.run(
            [DUCKDB, "-readonly", "-json", str(published), sql], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (sql, done.stderr)


def test_the_python_example_runs(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's Python lines work when typed as they are printed."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    home = published.parent
    monkeypatch.chdir(home.parent)
    assert home.name == "var"
    exec(code, {})


@pytest.mark.parametrize("definition", migrations.views(), ids=lambda view: view.name)
def test_every_view_is_on_the_page(definition: migrations.Definition) -> None:
    """A view nobody is told of is of no use."""
    assert re.search(rf"\bFROM {definition.name}\b", PAGE)


def test_every_table_view_and_column_has_a_comment(published: Path) -> None:
    """Auditors read in the file itself what everything means."""
    with duckdb.connect(str(published), read_only=True) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        tables = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL "
            "UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
    assert (columns, tables) == ([], [])


def test_every_commented_column_exists(published: Path) -> None:
    """A comment for a column that is gone would mislead."""
    with duckdb.connect(str(published), read_only=True) as connection:
        for definition in (*migrations.tables(), *migrations.views()):
            head = (Path(migrations.__file__).parent / "sql").rglob(f"{definition.name}.sql")
            said = {
                line[3:].split(": ", 1)[0]
                for path in head
                for line in path.read_text().splitlines()[1:]
                if line[:3] == "-- "
            }
            there = {row[0] for row in connection.execute(f"DESCRIBE {definition.name}").fetchall()}
            assert said <= there, definition.name


def test_there_are_no_indexes(published: Path) -> None:
    """Index trees are where DuckDB files broke; uniqueness is proved by `verify`."""
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM duckdb_indexes()").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM duckdb_constraints()").fetchone() == (0,)
