"""Targets and watchlists, validated: every error names file, line and field."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from agents.records import Target
from flows.documents import Written, plain, read_yaml, refused, wrong
from flows.problems import BadInput
from flows.settings import Settings

TARGET_FILE = "target.yaml"
TARGET_BYTES = 128 << 10
"""A target.yaml comes with the room: whoever filled the room must not keep this machine busy with it."""


class Entry(NamedTuple):
    """One target of a watchlist, or a room given by hand."""

    label: str
    """Names it on the watchlist and in the UI: the name it is given there, or its folder's."""
    room: Path
    overrides: Mapping[str, Any] = {}
    written: Written | None = None
    """The watchlist it stands in."""
    place: int = 0


def read_watchlist(path: Path, rooms: Path) -> tuple[Entry, ...]:
    """Return the targets of a watchlist; raise BadInput naming file, line and field."""
    try:
        stamp = path.stat()
    except OSError as problem:
        raise BadInput(f"watchlist {path} cannot be read: {problem.strerror}", "check the path") from problem
    entries = _read(path, stamp.st_mtime_ns, stamp.st_size)
    return tuple(entry._replace(room=_room(path, str(entry.room), rooms)) for entry in entries)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> tuple[Entry, ...]:
    """Every target of a night asks again; a long list is read once while it stays as it is, its rooms are not."""
    written = read_yaml(path)
    listed = written.values.get("targets") if isinstance(written.values, Mapping) else None
    if not isinstance(listed, list) or not listed:
        raise wrong(
            written, ["targets"], "a list of targets should stand here", "write `targets:` and one `- room` per line"
        )
    unknown = sorted(set(written.values) - {"targets"})
    if unknown:
        raise wrong(written, [unknown[0]], "not a field of a watchlist", "only `targets:` belongs here")
    entries = tuple(_entry(written, place, item) for place, item in enumerate(listed))
    _no_twice(written, entries)
    return entries


def _entry(written: Written, place: int, item: Any) -> Entry:
    field: list[str | int] = ["targets", place]
    if isinstance(item, str) and item.strip():
        return Entry(Path(item).name, Path(item), written=written, place=place)
    if not isinstance(item, Mapping):
        raise wrong(
            written, field, "neither a room nor a mapping with `room:`", "write a folder, or `room:` and overrides"
        )
    overrides = plain(item)
    given = overrides.pop("room", overrides.get("name"))
    if not isinstance(given, str) or not given.strip():
        raise wrong(written, field, "names no room", "add `room:` with its folder")
    label = overrides.get("name", Path(given).name)
    if not isinstance(label, str):
        raise wrong(written, [*field, "name"], "should be text", "write it in quotes")
    return Entry(label, Path(given), overrides, written, place)


def _room(watchlist: Path, given: str, rooms: Path) -> Path:
    """A room is given relative to the watchlist's folder, or by its name under the rooms folder."""
    beside = watchlist.parent / given
    return beside if beside.is_dir() or not (rooms / given).is_dir() else rooms / given


def _no_twice(written: Written, entries: tuple[Entry, ...]) -> None:
    seen: dict[str, int] = {}
    for entry in entries:
        if entry.label in seen:
            first = f"the same name as target {seen[entry.label] + 1}"
            raise wrong(
                written, ["targets", entry.place], f"{entry.label!r} is {first}", "give one of them another `name:`"
            )
        seen[entry.label] = entry.place


def target_of(entry: Entry, settings: Settings) -> Target:
    """Return the target of an entry: its folder's name, then target.yaml, then the watchlist's overrides."""
    room = entry.room
    if not room.is_dir():
        what = "is not a folder" if room.exists() else "does not exist"
        raise _at(entry, f"data room {room} {what}", "check the path")
    values: dict[str, Any] = {"name": room.resolve().name, "policy": settings.policy.model_dump()}
    path = room / TARGET_FILE
    if path.is_symlink() or path.exists():
        values = _merged(values, _target_file(path, values))
    return _validated(entry, _merged(values, entry.overrides))


def _target_file(path: Path, defaults: Mapping[str, Any]) -> dict[str, Any]:
    if path.is_symlink() or not path.is_file():
        raise BadInput(f"{path} is not a plain file", "put a file there, no link and no folder")
    written = read_yaml(path, TARGET_BYTES)
    if written.values is None:
        return {}
    if not isinstance(written.values, Mapping):
        raise wrong(written, [], "fields like `name:` should stand here", "write one `field: value` per line")
    values: dict[str, Any] = plain(written.values)
    try:
        Target.model_validate(_merged(defaults, values))
    except ValidationError as problem:
        raise refused(written, problem) from problem
    return values


def _validated(entry: Entry, values: dict[str, Any]) -> Target:
    try:
        return Target.model_validate(values)
    except ValidationError as problem:
        if entry.written is None:
            told = "\n".join(f"target {entry.label}, field {e['loc'][0]}: {e['msg']}" for e in problem.errors())
            raise BadInput(told, f"correct it, or write the field in {entry.room / TARGET_FILE}") from problem
        raise refused(entry.written, problem, ["targets", entry.place]) from problem


def _at(entry: Entry, what: str, to_do: str) -> BadInput:
    if entry.written is None:
        return BadInput(what, to_do)
    return wrong(entry.written, ["targets", entry.place], what, to_do)


def _merged(values: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with the others laid over them, mappings field by field."""
    merged = dict(values)
    for key, item in over.items():
        known = merged.get(key)
        merged[key] = _merged(known, item) if isinstance(known, Mapping) and isinstance(item, Mapping) else item
    return merged


def chosen(text: str, settings: Settings) -> Entry:
    """Return what a person named in the UI: a name on the watchlist, or a room under the rooms folder, nothing else."""
    if settings.watchlist.exists():
        for entry in read_watchlist(settings.watchlist, settings.rooms):
            if entry.label == text:
                return entry
    rooms = settings.rooms.resolve()
    try:
        room = (rooms / text).resolve()
    except (OSError, ValueError, RuntimeError) as problem:
        raise _not_found(text, settings) from problem
    if not text.strip() or room == rooms or not room.is_relative_to(rooms) or not room.is_dir():
        raise _not_found(text, settings)
    return Entry(room.name, room)


def _not_found(text: str, settings: Settings) -> BadInput:
    return BadInput(
        f"target {text!r} is neither a name on {settings.watchlist} nor a folder under {settings.rooms}",
        "choose one that is, or set DILIGENCE_ROOMS or DILIGENCE_WATCHLIST",
    )
