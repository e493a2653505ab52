"""The writing of a journal: one append-only, hash-chained file per (run, stream, attempt), with one writer.

The texts of a group of events are durable before the events that cite them; the events are durable before anybody is
told so. After one failed or short write a journal takes no more: what follows a torn line could not be trusted.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import secrets
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self

from audit.canonical import canonical, leaf, plain
from audit.clock import Clock, new_uuid7, utc_now, written
from audit.errors import JournalBroken, JournalBusy, NotRecordable, from_os
from audit.events.base import VERSION, Event
from audit.events.catalogue import check
from audit.layout import STREAM, Name, names, next_attempt, run_folder, sync_folder
from audit.reading import START, is_open, text_ref

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC


class Entry(Protocol):
    """What can be appended: a type, its attributes, and the texts kept apart from them."""

    @property
    def event_type(self) -> str:
        """Dotted, past tense."""

    @property
    def attributes(self) -> Mapping[str, Any]:
        """JSON values without floats."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Texts by their path."""


class Said(NamedTuple):
    """An entry, for those who have no class of their own."""

    event_type: str
    attributes: Mapping[str, Any]
    texts: Mapping[str, str] = {}


class Journal:
    """The one writer of a (run, stream, attempt); others see that it lives by the lock it holds."""

    def __init__(self, home: Path, name: Name, events: int, texts: int, clock: Clock) -> None:
        self.name = name
        self.attempt = name.attempt
        self._path, self._texts_path = name.path(home), name.texts_path(home)
        self._events, self._texts = events, texts
        self._clock = clock
        self._seq, self._head = 0, START
        self._broken: str | None = None
        self._owner = os.getpid()
        self._turn = threading.Lock()

    @classmethod
    def create(cls, home: Path, run_id: str, stream: str, clock: Clock = utc_now) -> Journal:
        """Open the stream's next free attempt; raise JournalBusy while another process writes the stream."""
        if not STREAM.fullmatch(stream):
            raise NotRecordable(f"{stream!r} is no stream name", "Use lower-case letters, digits, '_' and '-'")
        folder = run_folder(home, run_id)
        try:
            with _folder_lock(folder):
                name = _next_free(home, run_id, stream)
                journal = cls(home, name, *_new_files(home, name), clock)
                sync_folder(folder)
        except OSError as problem:
            raise from_os(problem, folder) from problem
        return journal

    def append(self, *entries: Entry) -> list[Event]:
        """Append the entries as one durable group, each its own chained line; return them as events."""
        with self._turn:
            self._check_open()
            events, lines, texts = self._compose(entries)
            if texts:
                self._write(self._texts, self._texts_path, texts)
            if lines:
                self._write(self._events, self._path, lines)
                self._seq, self._head = self._seq + len(lines), leaf(lines[-1]).hex()
        return events

    def _check_open(self) -> None:
        if self._broken:
            raise JournalBroken(
                f"{self._path} takes no more: {self._broken}", "Take the run up again: a new attempt is opened"
            )
        if os.getpid() != self._owner:
            raise JournalBroken(f"{self._path} belongs to process {self._owner}", "Open a journal of your own")

    def _compose(self, entries: Sequence[Entry]) -> tuple[list[Event], list[bytes], list[bytes]]:
        events: list[Event] = []
        lines: list[bytes] = []
        texts: list[bytes] = []
        head = self._head
        for entry in entries:
            ref, line = _texts_line(entry)
            fields = self._envelope(entry, self._seq + len(lines), head, ref)
            lines.append(_encoded(entry, fields))
            texts += [line] if line else []
            head = leaf(lines[-1]).hex()
            events.append(_event(fields, entry))
        return events, lines, texts

    def _envelope(self, entry: Entry, seq: int, head: str, ref: str | None) -> dict[str, Any]:
        attributes = plain(entry.attributes, f"event {entry.event_type}: attributes")
        check(entry.event_type, attributes)
        return {
            "version": VERSION,
            **self.name._asdict(),
            "seq": seq,
            "event_id": new_uuid7(),
            "event_time": written(self._clock()),
            "event_type": entry.event_type,
            "attributes": attributes,
            "text_ref": ref,
            "prev_hash": head,
        }

    def _write(self, descriptor: int, path: Path, lines: list[bytes]) -> None:
        data = b"\n".join(lines) + b"\n"
        try:
            done = os.write(descriptor, data)
            if done != len(data):
                raise OSError(errno.ENOSPC, f"only {done} of {len(data)} bytes were written")
            os.fdatasync(descriptor)
        except OSError as problem:
            self._broken = str(problem)
            raise from_os(problem, path) from problem

    def close(self) -> None:
        """Give the lock back; the journal is never opened for writing again."""
        if self._broken != "closed":
            self._broken = "closed"
            # Not left to closing: a child that is just being forked for another purpose shares lock and descriptor.
            fcntl.flock(self._events, fcntl.LOCK_UN)
            os.close(self._events)
            os.close(self._texts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _event(fields: dict[str, Any], entry: Entry) -> Event:
    moment = datetime.fromisoformat(fields["event_time"])
    return Event.model_construct(**{**fields, "event_time": moment, "texts": dict(entry.texts)})


def _texts_line(entry: Entry) -> tuple[str | None, bytes | None]:
    if not entry.texts:
        return None, None
    texts = plain(entry.texts, f"event {entry.event_type}: texts")
    strange = [key for key, text in texts.items() if not isinstance(text, str)]
    if strange:
        raise NotRecordable(f"event {entry.event_type}: text {strange[0]!r} is no string", "Only words belong in texts")
    salt = secrets.token_hex(16)
    try:
        ref = text_ref(salt, texts)
        return ref, canonical({"ref": ref, "salt": salt, "texts": texts})
    except UnicodeEncodeError as problem:
        raise _no_unicode(entry) from problem


def _encoded(entry: Entry, fields: dict[str, Any]) -> bytes:
    try:
        return canonical(fields)
    except UnicodeEncodeError as problem:
        raise _no_unicode(entry) from problem


def _no_unicode(entry: Entry) -> NotRecordable:
    return NotRecordable(
        f"event {entry.event_type} holds half a surrogate pair", "Clean the text when the document is read"
    )


@contextlib.contextmanager
def _folder_lock(folder: Path) -> Iterator[None]:
    """Only one process at a time chooses the next attempt of a run's streams."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        sync_folder(folder.parent)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _next_free(home: Path, run_id: str, stream: str) -> Name:
    for name in (name for name in names(home, run_id) if name.stream == stream):
        if is_open(home, *name):
            raise JournalBusy(
                f"{name.file} is being written by a living process", "Wait for it, or stop it, before taking the run up"
            )
    return Name(run_id, stream, next_attempt(home, run_id, stream))


def _new_files(home: Path, name: Name) -> tuple[int, int]:
    """Create texts before events: a journal that exists always has the file its texts go to."""
    texts = os.open(name.texts_path(home), _NEW | os.O_NOFOLLOW, 0o640)
    try:
        events = os.open(name.path(home), _NEW | os.O_NOFOLLOW, 0o640)
    except OSError:
        os.close(texts)
        raise
    fcntl.flock(events, fcntl.LOCK_EX)
    return events, texts
