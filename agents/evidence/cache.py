"""Canonical texts kept by content: one file per content hash, kind and reader version, written whole or not at all."""

from __future__ import annotations

import fcntl
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from agents.evidence.content import Content
from agents.records import Document, short_hash

_CONTENT = TypeAdapter(Content)
_log = logging.getLogger(__name__)


def through(cache: Path | None, document: Document, version: str, parse: Callable[[], Content]) -> Content:
    """Return the kept content, or parse and keep it; who wants the same file meanwhile waits for the first."""
    if cache is None:
        return parse()
    place = (
        cache
        / document.sha256[:2]
        / f"{document.sha256}.{short_hash(version, document.kind, document.media_type, digits=8)}.json"
    )
    found = _load(place)
    if found is not None:
        return found
    with _locked(place):
        found = _load(place)
        if found is None:
            found = parse()
            _keep(place, found)
    return found


def _load(place: Path) -> Content | None:
    """Return what is kept; a damaged entry counts as absent and is written again."""
    try:
        return _CONTENT.validate_json(place.read_bytes())
    except FileNotFoundError:
        return None
    except (ValidationError, OSError) as problem:
        _log.warning("cached text %s is damaged and is read again: %s", place.name, str(problem)[:200])
        return None


def _keep(place: Path, content: Content) -> None:
    """Write the entry beside its place and rename it; a full disk costs the cache, never the reading."""
    try:
        descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".part")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(_CONTENT.dump_json(content))
        os.replace(name, place)
    except OSError as problem:
        _log.warning("text of %s could not be kept: %s", place.name, problem)


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Hold the lock of one entry; without a place for locks the parsing goes on unlocked."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(place.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        yield
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
