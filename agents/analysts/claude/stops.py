"""A failure that concerns everybody stops the sending for all processes of a night, or of a run outside of one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import NamedTuple

from agents.analysts.claude.failures import FailureKind
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.shared import FILE, Shared


class Stop(NamedTuple):
    """Why nobody sends any more."""

    kind: FailureKind
    detail: str


class Stops:
    """The stop of one night or run; another model, address or credential is not stopped by it."""

    def __init__(self, shared: Shared, settings: ClaudeSettings) -> None:
        self._shared = shared
        self._scope = _scope(settings) or shared.holder

    def found(self) -> Stop | None:
        """Return the stop, if there is one."""
        found = self._shared.look("SELECT kind, detail FROM stop WHERE scope = ?", (self._scope,))
        return Stop(FailureKind(found[0][0]), found[0][1]) if found else None

    def stop(self, kind: FailureKind, detail: str) -> None:
        """Stop the sending; the first reason stays."""
        with self._shared.transaction() as open_:
            open_.execute("INSERT OR IGNORE INTO stop VALUES (?, ?, ?)", (self._scope, kind.value, detail))


def start_again(settings: ClaudeSettings) -> None:
    """Forget the stop of a night or run that is taken up: whoever does so has seen to its reason."""
    path = settings.state_dir / FILE
    if path.exists():
        with closing(sqlite3.connect(path, timeout=30)) as database, database:
            database.execute("DELETE FROM stop WHERE scope = ?", (_scope(settings),))


def _scope(settings: ClaudeSettings) -> str | None:
    whose = settings.night_id or settings.run_id
    return f"{whose}:{settings.pool}" if whose else None
