"""What an agent may say to the trail while it works: one method, and the recorder that keeps nothing.

A record becomes one event: its long or personal texts (quotes, names, messages) are kept apart from its attributes,
so that the trail can erase a text and still prove that nothing else changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol, TypeVar

from agents.records import Record

R = TypeVar("R", bound=Record)

TEXT_KEYS = frozenset({
    "quote", "text", "subject", "title", "reason", "severity_reason", "explanation", "question", "message",
    "traceback", "attributed_to", "unread", "locator",
})  # fmt: skip
"""Fields that hold words of documents, people or machines; everything else is an attribute."""


_NESTED = (dict, list, tuple)


class Entry(NamedTuple):
    """One event to be recorded."""

    event_type: str
    """Dotted, past tense: "document.read", "claim.recorded"."""
    attributes: Mapping[str, Any]
    """JSON values; no personal data, no long text."""
    texts: Mapping[str, str] = {}
    """Texts by their path in the record: "subject", "source.quote", "sources.0.quote"."""


class Recorder(Protocol):
    """Where an agent's events go; returns only when they are durable."""

    def record(self, *entries: Entry) -> None:
        """Append the entries in order, as one durable write."""


class NullRecorder:
    """Keeps nothing: for `inspect` and for tests of the agents alone."""

    def record(self, *entries: Entry) -> None:
        """Forget the entries."""


class ListRecorder:
    """Keeps the entries in memory: for tests."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def record(self, *entries: Entry) -> None:
        """Remember the entries."""
        self.entries.extend(entries)


def entry(event_type: str, record: Record, **more: Any) -> Entry:
    """Return the event of a record: its texts apart from its attributes."""
    texts: dict[str, str] = {}
    attributes = _split(record.plain(), "", texts)
    return Entry(event_type, {**attributes, **more}, texts)


def restore(model: type[R], attributes: Mapping[str, Any], texts: Mapping[str, str]) -> R:
    """Return the record an event was made of; attributes the model does not know are left out.

    An erased text comes back as "[erased]", as its event says that something stood there.
    """
    fields = model.model_fields
    return model.model_validate(_join({k: v for k, v in attributes.items() if k in fields}, "", texts))


def _split(value: Any, path: str, texts: dict[str, str]) -> Any:
    if isinstance(value, dict):
        kept: dict[str, Any] = {}
        for key, item in value.items():
            if key in TEXT_KEYS and isinstance(item, str):
                texts[path + key] = item
                kept[key] = None
            else:  # most items are plain: a call for each would be most of the work
                kept[key] = _split(item, f"{path}{key}.", texts) if isinstance(item, _NESTED) else item
        return kept
    if isinstance(value, list):
        return [_split(item, f"{path}{i}.", texts) for i, item in enumerate(value)]
    return value


def _join(value: Any, path: str, texts: Mapping[str, str]) -> Any:
    if isinstance(value, dict):  # concrete types: a run is read back from tens of thousands of events
        return {
            key: texts.get(path + key, "[erased]")
            if item is None and key in TEXT_KEYS
            else _join(item, f"{path}{key}.", texts)
            if isinstance(item, _NESTED)
            else item
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_join(item, f"{path}{i}.", texts) for i, item in enumerate(value)]
    return value
