"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real documents, or a skip that says it is absent."""
    folder = Path(os.environ.get("DILIGENCE_SHARED", PROJECT.parent / "shared")) / "data"
    if not folder.is_dir():
        pytest.skip(f"real documents absent: {folder} (set DILIGENCE_SHARED)")
    return folder
