"""What all tests share: the project's place, the real documents, and the rule about skipping."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

PROJECT = Path(__file__).resolve().parent.parent
sys.path.append(str(PROJECT / "tests" / "doubles"))
if TYPE_CHECKING:
    from messages_api.running import Running
NO_SKIP = bool(os.environ.get("DILIGENCE_NO_SKIP"))
ABSENT = "real documents absent"
MAY_BE_ABSENT = (ABSENT, "gateway absent")
"""Why a test may be skipped anywhere: what it needs is not the machine's to have."""
# A test says the same each time; `pytest --hypothesis-profile default` searches at random.
hypothesis.settings.register_profile("repeatable", derandomize=True)
hypothesis.settings.load_profile("repeatable")


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


@pytest.fixture(scope="session", autouse=True)
def no_credentials() -> None:
    """No test ever reaches the real service: whatever credentials or address the machine has are forgotten."""
    for name in [name for name in os.environ if name.startswith("ANTHROPIC_")]:
        del os.environ[name]


@pytest.fixture(scope="session")
def messages_api_process() -> Iterator[Running]:
    """A server that speaks the Messages API, in a process of its own."""
    from messages_api.running import running  # noqa: PLC0415

    with running() as server:
        yield server


@pytest.fixture
def messages_api(messages_api_process: Running) -> Running:
    """The Messages API server, behaving, with nothing seen so far."""
    messages_api_process.reset()
    return messages_api_process


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """With DILIGENCE_NO_SKIP set, a skip is a failure unless it is for what may be absent anywhere."""
    report = yield
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not any(absent in reason for absent in MAY_BE_ABSENT):
            report.outcome = "failed"
            report.longrepr = f"skipped where nothing may be skipped: {reason}"
    return report
