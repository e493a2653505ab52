"""Journals, the record of truth: written by one process each, read by anybody, closed for the dead."""

from __future__ import annotations

from collections.abc import Callable

from audit.clock import new_uuid7
from audit.events.base import Event
from audit.layout import runs, streams
from audit.reading import is_open, read
from audit.recovery import recover
from audit.writing import Entry, Journal, Said

__all__ = ["Entry", "Event", "Journal", "Said", "is_open", "new_run_id", "read", "recover", "runs", "streams"]

new_run_id: Callable[[], str] = new_uuid7
"""Time-ordered, so that the published rows of a run lie together."""
