"""Freezing a room: list, hash, identify and route its files, so that everything after works on exactly these bytes."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from agents.evidence import media, openings, routing
from agents.evidence.errors import Changed, RoomMissing, Unreadable
from agents.evidence.identity import Identity
from agents.records import Document, Target

IGNORED = frozenset({"target.yaml", "target.yml", "Thumbs.db", "desktop.ini"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class FrozenRoom(NamedTuple):
    """A room as it was when the run began."""

    documents: tuple[Document, ...]
    sha256: str
    """Over the paths and hashes of all documents: equal rooms, equal hash."""


def freeze(room: Path, target: Target | None = None) -> FrozenRoom:
    """Return the room's documents in the order of their paths; raise RoomMissing where there is nothing to freeze."""
    check(room)
    paths = sorted(_files(room, ""))
    documents = tuple(_frozen(room, path) for path in paths)
    listing = json.dumps([[d.path, d.sha256] for d in documents])
    return FrozenRoom(documents, hashlib.sha256(listing.encode()).hexdigest())


def check(room: Path) -> None:
    """Raise RoomMissing where there is nothing to freeze, without reading a file."""
    if not room.is_dir():
        what = "is not a folder" if room.exists() else "does not exist"
        raise RoomMissing(f"data room {room} {what}; give the folder that holds the target's documents")
    if next(_files(room, ""), None) is None:
        raise RoomMissing(f"data room {room} holds no documents; put files or branch folders into it")


def _files(room: Path, folder: str) -> Iterator[str]:
    """Yield the paths of all files below the room, never through a link."""
    with os.scandir(room / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name.startswith((".", "~$")) or path in IGNORED or entry.name in IGNORED:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(room, path)
            else:
                yield path


def _frozen(room: Path, path: str) -> Document:
    """Return one document; a file that cannot be identified is listed with the reason."""
    place = room / path
    if _legible(path) != path:
        return _refused(_legible(path), place, "its name is not plain UTF-8 text; rename the file")
    if place.is_symlink():
        return _refused(path, place, "a link, not a file; links are not followed")
    if not place.is_file():
        return _refused(path, place, "not a plain file")
    size, sha256 = _hashed(place)
    identity, media_type, reason = Identity(), media.UNKNOWN, None
    try:
        data = openings.content(room, path)
        media_type = media.media_type(data)
        identity = openings.identify(data, media_type, path)
    except Unreadable as problem:
        reason = problem.reason
    except MemoryError:
        reason = "needs more memory than there is"
    except Exception as problem:
        reason = f"cannot be identified: {type(problem).__name__}: {problem}"[:300]
    return Document(
        path=path, sha256=sha256, size=size, media_type=media_type, kind=identity.kind,
        branches=routing.route(path, identity.kind),
        title=identity.title, published=identity.published, period_end=identity.period_end, unread=reason,
    )  # fmt: skip


def _legible(path: str) -> str:
    """Return a path as text that can be written down: what is no UTF-8, or controls a terminal, as its digits."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _refused(path: str, place: Path, reason: str) -> Document:
    named = f"{path}\0{os.readlink(place) if place.is_symlink() else ''}"
    return Document(
        path=path, sha256=hashlib.sha256(named.encode("utf-8", "surrogateescape")).hexdigest(), size=0,
        media_type=media.UNKNOWN, branches=routing.route(path, "other"), unread=reason,
    )  # fmt: skip


def _hashed(place: Path) -> tuple[int, str]:
    try:
        with place.open("rb") as stream:
            return os.fstat(stream.fileno()).st_size, hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError as problem:
        raise Changed(str(place)) from problem
    except OSError:
        return 0, hashlib.sha256(b"").hexdigest()
