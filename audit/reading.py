"""Journals read back: complete lines only, each checked against its place in the chain."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from audit.canonical import canonical, leaf, sha256
from audit.errors import JournalDamaged, NewerVersion
from audit.events.base import VERSION, Event
from audit.layout import Name, names

START = "0" * 64
"""What the first line names as its predecessor."""
_ENVELOPE = frozenset(Event.model_fields) - {"texts"}


class Line(NamedTuple):
    """One checked line of a journal."""

    raw: bytes
    fields: dict[str, Any]
    hash: str


class Place(NamedTuple):
    """How far a journal was read: bytes, lines, and the hash the next line must name."""

    bytes: int = 0
    lines: int = 0
    head: str = START


class Damage(NamedTuple):
    """A file that is not as it was written."""

    file: str
    line: int
    """From 1; 0 for the whole file."""
    problem: str


class Texts(NamedTuple):
    """One line of a texts file."""

    ref: str
    texts: dict[str, str] | None
    """None where they were erased."""
    erased: dict[str, str] | None = None


def complete(data: bytes) -> tuple[list[bytes], bytes]:
    """Return the complete lines without their line breaks, and the torn tail."""
    end = data.rfind(b"\n") + 1
    return (data[:end].split(b"\n")[:-1] if end else []), data[end:]


def journal_lines(name: Name, data: bytes, place: Place = Place()) -> Iterator[Line]:  # noqa: B008
    """Yield the checked lines of what follows a place; raise JournalDamaged at the first that is not as written."""
    head = place.head
    for number, raw in enumerate(complete(data)[0], place.lines):
        fields = _checked(name, raw, number, head)
        head = leaf(raw).hex()
        yield Line(raw, fields, head)


def _checked(name: Name, raw: bytes, seq: int, head: str) -> dict[str, Any]:
    fields = parsed(name.file, raw, seq + 1)
    if fields.keys() != _ENVELOPE:
        raise JournalDamaged(name.file, seq + 1, "not an event of this trail")
    if Name(fields["run_id"], fields["stream"], fields["attempt"]) != name:
        raise JournalDamaged(name.file, seq + 1, "belongs to another journal")
    if fields["seq"] != seq:
        raise JournalDamaged(
            name.file, seq + 1, f"has number {fields['seq']} instead of {seq}: lines were removed, added or moved"
        )
    if fields["prev_hash"] != head:
        raise JournalDamaged(name.file, seq + 1, "does not follow from the line before: one of the two was changed")
    return fields


def parsed(file: str, raw: bytes, number: int) -> dict[str, Any]:
    """Return the fields of a line whose bytes are those the trail writes; raise JournalDamaged otherwise."""
    try:
        fields = json.loads(raw)
        same = canonical(fields) == raw
    except (ValueError, RecursionError):
        raise JournalDamaged(file, number, "not JSON as the trail writes it") from None
    if isinstance(fields, dict) and isinstance(fields.get("version"), int) and fields["version"] > VERSION:
        raise NewerVersion(
            f"{file}, line {number} has version {fields['version']}", "Install the version that wrote it"
        )
    if not same or not isinstance(fields, dict):
        raise JournalDamaged(file, number, "not the bytes that were written")
    return fields


def texts_line(file: str, raw: bytes, number: int) -> Texts:
    """Return the checked texts of one line; raise JournalDamaged when they are not what the reference says."""
    fields = parsed(file, raw, number)
    if fields.keys() == {"erased", "ref"}:
        return Texts(fields["ref"], None, fields["erased"])
    if fields.keys() != {"ref", "salt", "texts"}:
        raise JournalDamaged(file, number, "not texts of this trail")
    if fields["ref"] != text_ref(fields["salt"], fields["texts"]):
        raise JournalDamaged(file, number, "the texts are not those the event cites")
    return Texts(fields["ref"], fields["texts"])


def text_ref(salt: str, texts: dict[str, str]) -> str:
    """Return the reference an event holds instead of its texts: salted, so that short texts cannot be guessed."""
    try:
        raw = bytes.fromhex(salt)
        return sha256(raw + canonical(texts)).hex() if raw.hex() == salt else ""
    except (TypeError, ValueError):
        return ""


def read_texts(name: Name, home: Path) -> dict[str, dict[str, str]]:
    """Return a journal's texts by reference; erased ones are empty."""
    try:
        lines, _ = complete(name.texts_path(home).read_bytes())
    except FileNotFoundError:
        return {}
    checked = (texts_line(name.texts_file, raw, number) for number, raw in enumerate(lines, 1))
    return {line.ref: line.texts or {} for line in checked}


def read(home: Path, run_id: str, stream: str | None = None, attempt: int | None = None) -> list[Event]:
    """Return a run's events in (stream, attempt, seq) order with their texts.

    A torn last line is ignored, as nobody was told that it was kept; a damaged line raises JournalDamaged.
    """
    wanted = [n for n in names(home, run_id) if stream in (None, n.stream) and attempt in (None, n.attempt)]
    return [event for name in wanted for event in read_journal(home, name)]


def read_journal(home: Path, name: Name) -> Iterator[Event]:
    """Yield the events of one journal; the journal is read before its texts, so that no text can be missing."""
    data = name.path(home).read_bytes()
    texts = read_texts(name, home)
    for line in journal_lines(name, data):
        yield event_of(name, line, texts)


def event_of(name: Name, line: Line, texts: dict[str, dict[str, str]]) -> Event:
    """Return the event of a checked line."""
    ref = line.fields["text_ref"]
    if ref is not None and ref not in texts:
        raise JournalDamaged(name.file, line.fields["seq"] + 1, f"its texts are missing in {name.texts_file}")
    moment = datetime.fromisoformat(line.fields["event_time"])
    # The line was checked field by field: validating it again would double the time of reading a run back.
    return Event.model_construct(**{**line.fields, "event_time": moment, "texts": texts[ref] if ref else {}})


def is_open(home: Path, run_id: str, stream: str, attempt: int) -> bool:
    """Return whether a living process holds the journal."""
    try:
        descriptor = os.open(Name(run_id, stream, attempt).path(home), os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
