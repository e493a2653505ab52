"""The house: four packages of ours, each library behind one door."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOMS = ("flows", "agents", "reports", "audit")
DOORS = {
    "prefect": ("flows/",),
    "duckdb": ("audit/store", "audit/migrations"),
    "weasyprint": ("reports/render",),
    "starlette": ("reports/desk",),
    "anthropic": ("agents/analysts",),
}


def imported(path: Path) -> set[str]:
    """Return the top-level names of the modules a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_ours(room: str, project: Path) -> None:
    """Each package name resolves to this project, not to somebody else's distribution."""
    spec = importlib.util.find_spec(room)
    assert spec is not None and spec.origin is not None
    assert Path(spec.origin).is_relative_to(project)


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(library: str, project: Path) -> None:
    """A library that shapes the house is imported in its one place only."""
    outside = [
        str(path.relative_to(project))
        for room in ROOMS
        for path in (project / room).rglob("*.py")
        if library in imported(path) and not str(path.relative_to(project)).startswith(DOORS[library])
    ]
    assert outside == []


def test_the_import_rules_hold(project: Path) -> None:
    """Nobody imports against the direction of the house."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_files_stay_small(project: Path) -> None:
    """No module outgrows 300 lines."""
    long = {
        str(path.relative_to(project)): lines
        for room in ROOMS
        for path in (project / room).rglob("*.py")
        if (lines := len(path.read_text().splitlines())) > 300
    }
    assert long == {}
