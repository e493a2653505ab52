"""Where the trail's files lie under the home folder, and what their names mean."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import NamedTuple

from audit.errors import NoSuchRun, NotRecordable

RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
STREAM = re.compile(r"[a-z][a-z0-9_-]{0,63}")
RECOVERY = "-recovery"
"""Appended to a stream's name: the journal that closes its crashed attempts."""
TRAIL = "trail-"
"""Run ids of what the trail records about itself begin so."""
_JOURNAL = re.compile(rf"(?P<stream>{STREAM.pattern})\.(?P<attempt>[1-9][0-9]{{0,5}})\.jsonl")
_TEXTS = re.compile(rf"(?P<stream>{STREAM.pattern})\.(?P<attempt>[1-9][0-9]{{0,5}})\.texts\.jsonl")


class Name(NamedTuple):
    """Which journal: run, stream and attempt, in the order the trail sorts by."""

    run_id: str
    stream: str
    attempt: int

    def path(self, home: Path) -> Path:
        """Return the journal's file."""
        return run_folder(home, self.run_id) / f"{self.stream}.{self.attempt}.jsonl"

    def texts_path(self, home: Path) -> Path:
        """Return the file of the journal's texts."""
        return run_folder(home, self.run_id) / f"{self.stream}.{self.attempt}.texts.jsonl"

    @property
    def file(self) -> str:
        """The journal's file relative to the home folder, as messages and tables show it."""
        return f"journal/{self.run_id}/{self.stream}.{self.attempt}.jsonl"

    @property
    def texts_file(self) -> str:
        """The texts' file relative to the home folder."""
        return f"journal/{self.run_id}/{self.stream}.{self.attempt}.texts.jsonl"


def run_folder(home: Path, run_id: str) -> Path:
    """Return the folder of a run's journals; refuse ids that are no plain folder name."""
    if not RUN_ID.fullmatch(run_id):
        raise NotRecordable(f"{run_id!r} is no run id", "Use letters, digits, '.', '_' and '-'")
    return home / "journal" / run_id


def store_path(home: Path) -> Path:
    """Return the published file."""
    return home / "audit.duckdb"


def log_folder(home: Path) -> Path:
    """Return the folder of seals, checkpoint and keys."""
    return home / "log"


def runs(home: Path) -> list[str]:
    """Return the ids of all runs that have a folder of journals, sorted."""
    folder = home / "journal"
    if not folder.is_dir():
        return []
    with os.scandir(folder) as found:
        return sorted(item.name for item in found if item.is_dir() and RUN_ID.fullmatch(item.name))


def names(home: Path, run_id: str) -> list[Name]:
    """Return the journals of a run in (stream, attempt) order."""
    try:
        files = os.listdir(run_folder(home, run_id))
    except FileNotFoundError as problem:
        raise NoSuchRun(f"no journals of run {run_id} under {home}", "Check the id and DILIGENCE_HOME") from problem
    matches = (_JOURNAL.fullmatch(file) for file in files)
    return sorted(Name(run_id, match["stream"], int(match["attempt"])) for match in matches if match)


def streams(home: Path, run_id: str) -> dict[str, list[int]]:
    """Return the attempts of every stream of a run."""
    found: dict[str, list[int]] = {}
    for name in names(home, run_id):
        found.setdefault(name.stream, []).append(name.attempt)
    return found


def next_attempt(home: Path, run_id: str, stream: str) -> int:
    """Return the first number that no file has: a process killed between its two files leaves only the texts'."""
    files = os.listdir(run_folder(home, run_id))
    matches = [match for file in files if (match := _JOURNAL.fullmatch(file) or _TEXTS.fullmatch(file))]
    return max((int(match["attempt"]) for match in matches if match["stream"] == stream), default=0) + 1


class Found(NamedTuple):
    """What lies among the journals."""

    sizes: dict[Name, int]
    """Every journal's size in bytes."""
    foreign: list[str]
    """What is none, relative to the home folder, sorted."""


def look(home: Path) -> Found:
    """Look once through the folders of all runs, opening no file."""
    sizes: dict[Name, int] = {}
    strange: list[str] = []
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(home / "journal") as found:
        for item in found:
            if item.is_dir() and RUN_ID.fullmatch(item.name):
                _look_into(item, sizes, strange)
            else:
                strange.append(f"journal/{item.name}")
    return Found(sizes, sorted(strange))


def _look_into(run: os.DirEntry[str], sizes: dict[Name, int], strange: list[str]) -> None:
    with os.scandir(run) as found:
        files = {item.name: item for item in found}
    for file, item in files.items():
        match = _JOURNAL.fullmatch(file)
        if match:
            sizes[Name(run.name, match["stream"], int(match["attempt"]))] = item.stat().st_size
        elif not _TEXTS.fullmatch(file) or (
            file.replace(".texts.jsonl", ".jsonl") not in files
            and item.stat().st_size > 0  # empty: killed before the journal was made
        ):
            strange.append(f"journal/{run.name}/{file}")


def foreign(home: Path) -> list[str]:
    """Return what lies among the journals and is none, relative to the home folder, sorted."""
    return look(home).foreign


def sync_folder(path: Path) -> None:
    """Make the folder's entries durable."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
