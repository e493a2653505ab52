"""The supervisor's own journal of a run, and the publishing of the store; neither blocks the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from agents.recorder import Entry, entry
from agents.records import Record
from audit import journal


class RunJournal:
    """One journal, written from the event loop: each call returns when its entries are durable."""

    def __init__(self, own: journal.Journal) -> None:
        self._journal = own
        self._turn = asyncio.Lock()
        self.attempt = own.attempt

    @classmethod
    async def create(cls, home: Path, run_id: str, stream: str) -> Self:
        """Open the stream's next attempt."""
        return cls(await asyncio.to_thread(journal.Journal.create, home, run_id, stream))

    async def say(self, *entries: Entry) -> None:
        """Append the entries in order, as one durable write."""
        async with self._turn:
            await asyncio.to_thread(self._journal.append, *entries)

    def say_now(self, *entries: Entry) -> None:
        """Append at once: for the last words of a run that is being cancelled."""
        self._journal.append(*entries)

    def close(self) -> None:
        """Give the journal's lock back."""
        self._journal.close()


def event(event_type: str, texts: Mapping[str, str] | None = None, **attributes: Any) -> Entry:
    """Return an entry whose attributes the trail takes: floats become whole numbers or strings."""
    return Entry(event_type, exact(attributes), texts or {})


def exact(value: Any) -> Any:
    """Return the value with every float as a whole number or a string: the trail holds no floats."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else repr(value)
    if isinstance(value, Mapping):
        return {key: exact(item) for key, item in value.items()}
    return [exact(item) for item in value] if isinstance(value, list | tuple) else value


def parts(name: str, record: Record) -> Entry:
    """Return a record as one attribute of an event: its plain values, and its texts under the attribute's name."""
    split = entry(name, record)
    return Entry(name, exact(split.attributes), {f"{name}.{key}": text for key, text in split.texts.items()})
