"""From the state a flow ended in to the command's exit code and message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

CODES = {
    "NotAssessable": 1,
    "SomeFailed": 1,
    "BadInput": 2,
    "Unavailable": 3,
    "Cancelled": 4,
    "Crashed": 4,
    "Interrupted": 4,
    "Stopped": 5,
}
"""Exit code by the name of the final state; any other name that completed is 0."""


def exit_code(state: State[Any]) -> int:
    """Return the exit code of a final state; problems are told on stderr."""
    code = CODES.get(state.name or "", 0 if state.is_completed() else 3)
    if code >= 2:
        click.echo(f"diligence: {state.name}: {state.message}", err=True)
    return code
