"""What was made of documents, kept by content: one file each, written whole or not at all."""

from __future__ import annotations

import fcntl
import gzip
import logging
import os
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from agents.records import short_hash

_FAST = 1
"""How hard gzip tries: enough for a tenth of the size, and its checksum tells of a damaged file."""
_log = logging.getLogger(__name__)
T = TypeVar("T")
_PATIENCE, _PAUSE = 120.0, 0.05
"""Seconds for which another's making of an entry is waited for, and between two looks."""


def place_of(cache: Path, sha256: str, *about: object) -> Path:
    """Return where what is made of a content is kept; `about` is everything else that decides what it is."""
    return cache / sha256[:2] / f"{sha256}.{short_hash(*about)}.json.gz"


def through(place: Path | None, of: TypeAdapter[T], make: Callable[[], T]) -> T:
    """Return what is kept, or make and keep it; who wants the same meanwhile waits for the first."""
    if place is None:
        return make()
    found = _load(place, of)
    if found is not None:
        return found
    with _locked(place):
        found = _load(place, of)
        if found is None:
            found = make()
            _keep(place, lambda: of.dump_json(found))
    return found


def _load(place: Path, of: TypeAdapter[T]) -> T | None:
    """Return what is kept; a damaged entry counts as absent and is written again."""
    try:
        return of.validate_json(gzip.decompress(place.read_bytes()))
    except FileNotFoundError:
        return None
    except (ValidationError, OSError, EOFError, zlib.error) as problem:
        _log.warning("cached %s is damaged and is made again: %s", place.name, str(problem)[:200])
        return None


def _keep(place: Path, data: Callable[[], bytes]) -> None:
    """Write the entry beside its place and rename it; a full disk or odd text costs the entry, never the reading."""
    name = ""
    try:
        packed = gzip.compress(data(), _FAST, mtime=0)
        descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".part")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(packed)
        os.replace(name, place)
    except (OSError, ValueError) as problem:
        _log.warning("%s could not be kept: %s", place.name, problem)
        with suppress(OSError):
            os.unlink(name)


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Hold the lock of one entry; without a place for locks the making goes on unlocked."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(place.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        yield
        return
    try:
        _wait(descriptor)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int) -> None:
    """Wait for the lock, but not for ever: its holder may be stopped, or the file system know no locks."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
        except OSError:
            return None
