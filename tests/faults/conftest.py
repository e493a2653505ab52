"""A small room with documents for every branch, and runs on it without Prefect."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agents.records import BRANCHES, Policy, Target
from audit.journal import new_run_id
from flows import settings
from flows.branches import children
from flows.carrying import PLAIN, Carried, carry_out
from flows.order import Order
from flows.reporting import Closing, Report

HERE = str(Path(__file__).parent)
Carry = Callable[..., Carried]


async def unrendered(closing: Closing, settings: settings.Settings) -> Report:
    """Leave the report out: it takes seconds and no fault of a branch is in it."""
    return Report(None, problem="not asked for")


UNRENDERED = PLAIN._replace(close=unrendered)


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data room with two documents for every branch."""
    folder = tmp_path_factory.mktemp("rooms") / "room"
    for branch in BRANCHES:
        (folder / branch).mkdir(parents=True)
        for year in (2023, 2024):
            (folder / branch / f"{year}.txt").write_text(f"In {year} there were 1,234 things of {branch}.\n")
    return folder


@pytest.fixture(scope="session", autouse=True)
def marks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the analysts leave word of what they did, with the one process that all attempts are forked from."""
    folder = Path(os.environ.setdefault("MISBEHAVING_MARKS", str(tmp_path_factory.mktemp("marks"))))
    sys.path.append(HERE)
    children.host()
    yield folder
    sys.path.remove(HERE)


@pytest.fixture
def home(tmp_path: Path, marks: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, with settings that let a test fail fast."""
    for mark in marks.iterdir():
        mark.unlink()
    for name, value in {"HOME": tmp_path, "RETRY_DELAY": "0.02", "MEMORY_MB": "1024", "COMPUTE_SLOTS": "8"}.items():
        monkeypatch.setenv(settings.PREFIX + name, str(value))
    return tmp_path


@pytest.fixture
def carry(home: Path, room: Path) -> Carry:
    """Carry out a run with an analyst and a policy, without Prefect."""

    def carried(analyst: str, run_id: str = "", where: Path = room, **policy: object) -> Carried:
        target = Target(name="Target", policy=Policy.model_validate({"branch_deadline": 20, **policy}))
        order = Order(target, where, run_id or new_run_id(), f"misbehaving:{analyst}", "a test")
        return asyncio.run(carry_out(order, settings.current(), UNRENDERED))

    return carried


def alive(pid: int) -> bool:
    """Whether a process runs and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
