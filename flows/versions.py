"""What a run was made with: the versions that are recorded with it."""

from __future__ import annotations

import platform
import subprocess
from functools import cache
from importlib import metadata
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@cache
def versions() -> dict[str, str | None]:
    """Return the versions of the program, Python and Prefect, and the git commit of a checkout."""
    return {
        "diligence": _installed("diligence"),
        "python": platform.python_version(),
        "prefect": _installed("prefect"),
        "git_commit": _commit(),
    }


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _commit() -> str | None:
    if not (PROJECT / ".git").exists():
        return None
    try:
        asked = subprocess.run(
            ["git", "-C", str(PROJECT), "rev-parse", "HEAD"], capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.stdout.strip() or None
