"""A Prefect server of the tests' own, and small rooms with the analysts that misbehave."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agents.records import BRANCHES
from flows import servers, settings

FAULTS = str(Path(__file__).resolve().parent.parent / "faults")


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running server with its files in a temporary folder, known to Prefect in this process."""
    servers.quiet()
    os.environ["PREFECT_LOGGING_LEVEL"] = "WARNING"
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("prefect")
    with servers.running(folder, servers.free_port()) as url:
        with temporary_settings({PREFECT_API_URL: url, PREFECT_HOME: folder}):
            yield url
            _flush()


def _flush() -> None:
    from prefect.events.worker import EventsWorker  # noqa: PLC0415
    from prefect.logging.handlers import APILogWorker  # noqa: PLC0415

    APILogWorker.drain_all(timeout=30)
    EventsWorker.drain_all(timeout=30)


@pytest.fixture(scope="session", autouse=True)
def analysts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make the misbehaving analysts importable here and in the processes started from here."""
    os.environ.setdefault("MISBEHAVING_MARKS", str(tmp_path_factory.mktemp("marks")))
    sys.path.append(FAULTS)
    yield
    sys.path.remove(FAULTS)


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, a rooms folder with the room `acme`, and settings that let a test fail fast."""
    make_room(tmp_path / "rooms" / "acme")
    monkeypatch.chdir(tmp_path)
    values = {"HOME": tmp_path / "home", "ROOMS": tmp_path / "rooms", "WATCHLIST": tmp_path / "watchlist.yaml"}
    quick = {"ANALYST": "misbehaving:well", "RETRY_DELAY": "0.02", "STAGGER": "0.05", "COMPUTE_SLOTS": "8"}
    for name, value in {**values, **quick}.items():
        monkeypatch.setenv(settings.PREFIX + name, str(value))
    return tmp_path


@pytest.fixture
def new_room() -> Callable[[Path], None]:
    """What makes a room with a document for every branch."""
    return make_room


def make_room(room: Path) -> None:
    """Write one short document for every branch."""
    for branch in BRANCHES:
        (room / branch).mkdir(parents=True)
        (room / branch / "note.txt").write_text(f"In 2024 there were 12 things of {branch} in {room.name}.\n")
