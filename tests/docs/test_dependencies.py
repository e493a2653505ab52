"""Each dependency earns its place in writing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path


def test_every_dependency_is_documented(project: Path) -> None:
    """A package in pyproject.toml has a row in docs/dependencies.md, and no row is left over."""
    meta = tomllib.loads((project / "pyproject.toml").read_text())
    wanted = [*meta["project"]["dependencies"], *meta["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=!~ \[;]", line, maxsplit=1)[0] for line in wanted}
    rows = set(re.findall(r"^\| `([\w.-]+)`", (project / "docs" / "dependencies.md").read_text(), re.MULTILINE))
    assert rows == names


def test_no_package_of_a_taken_name(project: Path) -> None:
    """openai-agents is never installed: its import name is the name of one of our rooms."""
    assert 'name = "openai-agents"' not in (project / "uv.lock").read_text()
