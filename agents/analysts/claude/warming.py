"""What a first call would make anew in every process: made once, in the process that attempts are forked from."""

from __future__ import annotations

from importlib import import_module

from anthropic import types

from agents.analysts.claude.client import connect
from agents.analysts.claude.settings import ClaudeSettings

EVENTS = (
    types.RawMessageStartEvent, types.RawContentBlockStartEvent, types.RawContentBlockDeltaEvent,
    types.RawContentBlockStopEvent, types.RawMessageDeltaEvent, types.RawMessageStopEvent,
)  # fmt: skip
"""Models the SDK builds when the first of each kind arrives."""


def warm() -> None:
    """Import and build what a call needs; nothing is sent and no connection is opened."""
    connect(ClaudeSettings()).messages  # noqa: B018 -- importing and building is all that is wanted of it
    import_module("anyio._backends._asyncio")
    for event in EVENTS:
        event.model_rebuild()
