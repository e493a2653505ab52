"""A failure that concerns everybody stops the sending of a whole batch: a file tells every process of it.

The batch is the night, or the run where it belongs to none: another one begins unstopped.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple, get_args

from agents.records import FailureKind
from flows.settings import Settings

CALLS = "claude.db"
"""What the calls of all processes share, their own stop included; it is there once something was sent."""


class Stop(NamedTuple):
    """Why nothing more is sent."""

    kind: FailureKind
    message: str


def stop(home: Path, batch_id: str, why: Stop) -> None:
    """Stop a batch; the first reason stays."""
    file = _file(home, batch_id)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="utf-8") as written:
        written.write(f"{why.kind} {why.message}")


def stopped(home: Path, batch_id: str) -> Stop | None:
    """Return why a batch was stopped, or None."""
    try:
        kind, _, message = _file(home, batch_id).read_text(encoding="utf-8").partition(" ")
    except FileNotFoundError:
        return None
    return Stop(kind if kind in get_args(FailureKind) else "bug", message)  # type: ignore[arg-type]


def again(settings: Settings, batch_id: str) -> None:
    """Let a batch that is taken up again send once more: whoever does so has seen to the reason."""
    _file(settings.home, batch_id).unlink(missing_ok=True)
    folder = settings.home / "lock"
    if (folder / CALLS).exists():
        from agents.analysts.claude.stops import start_again  # noqa: PLC0415 -- loads the SDK, which few runs need

        start_again(settings.claude.model_copy(update={"night_id": batch_id, "state_dir": folder}))


def _file(home: Path, batch_id: str) -> Path:
    return home / "lock" / f"stopped-{batch_id}"
