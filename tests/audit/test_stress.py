"""The stress of the trail, as `make stress` puts it on, in short."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_nothing_is_lost_and_no_auditor_disturbed_under_load_and_kills(project: Path) -> None:
    """Six runs beside each other, two of them killed: nothing acknowledged is lost, held answers stay."""
    command = [sys.executable, project / "benchmarks/stress.py", "--runs", "6", "--writers", "3", "--events", "10"]
    done = subprocess.run(
        [*map(str, command), "--kills", "2", "--seed", "7", "--lag", "600"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
