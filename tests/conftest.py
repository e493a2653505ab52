"""What all tests share: the project's place, the real documents, and the rule about skipping."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
NO_SKIP = bool(os.environ.get("DILIGENCE_NO_SKIP"))
ABSENT = "real documents absent"


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's root."""
    return PROJECT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real documents, or a skip that says it is absent."""
    folder = Path(os.environ.get("DILIGENCE_SHARED", PROJECT.parent / "shared")) / "data"
    if not folder.is_dir():
        pytest.skip(f"{ABSENT}: {folder} (set DILIGENCE_SHARED)")
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """With DILIGENCE_NO_SKIP set, a skip is a failure unless only the real documents are absent."""
    report = yield
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if ABSENT not in reason:
            report.outcome = "failed"
            report.longrepr = f"skipped where nothing may be skipped: {reason}"
    return report
