"""A message put together from its stream: the text in order, why it stopped, and the usage even of a cut one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from agents.analysts.claude.failures import StreamCut
from agents.analysts.claude.pricing import Usage, usage_of

_GROWS: Mapping[str, str] = {
    "text_delta": "text", "thinking_delta": "thinking", "signature_delta": "signature",
    "input_json_delta": "partial_json",
}  # fmt: skip
"""What each kind of delta adds to its block, by the delta's own key."""


class Message(NamedTuple):
    """A whole answer."""

    id: str
    model: str
    """As the server names it; a gateway may give an alias."""
    stop_reason: str
    stop_details: Mapping[str, Any]
    usage: Usage
    content: list[dict[str, Any]]
    """Blocks as they would be sent back."""

    @property
    def text(self) -> str:
        """The text blocks together; the type decides, as unknown blocks may look like text."""
        return "".join(_said(block.get("text")) for block in self.content if block.get("type") == "text")


class Folding:
    """Takes the events of a stream one by one; strange ones are passed over."""

    def __init__(self) -> None:
        self._message: dict[str, Any] = {}
        self._usage: dict[str, Any] = {}
        self._blocks: dict[int, dict[str, Any]] = {}
        self._parts: dict[int, list[tuple[str, str]]] = {}

    @property
    def usage(self) -> Usage | None:
        """The usage told so far; None before the first event."""
        return usage_of(self._usage) if self._usage else None

    @property
    def about(self) -> Mapping[str, Any]:
        """Id, model and stop reason as far as they were told."""
        return self._message

    def take(self, event: Mapping[str, Any]) -> None:
        """Take one event of the stream."""
        kind, index = event.get("type"), event.get("index")
        if kind == "message_start":
            self._start(_object(event.get("message")))
        elif kind == "message_delta":
            self._message.update({k: v for k, v in _object(event.get("delta")).items() if v is not None})
            self._usage.update({k: v for k, v in _object(event.get("usage")).items() if v is not None})
        elif kind == "content_block_start" and isinstance(index, int):
            self._blocks[index], self._parts[index] = dict(_object(event.get("content_block"))), []
        elif kind == "content_block_delta" and isinstance(index, int) and index in self._parts:
            delta = _object(event.get("delta"))
            key = _GROWS.get(str(delta.get("type")))
            if key:
                self._parts[index].append((key, _said(delta.get(key))))

    def _start(self, message: Mapping[str, Any]) -> None:
        self._message = {k: v for k, v in message.items() if v is not None}
        self._usage = dict(_object(message.get("usage")))

    def whole(self, body: bytes) -> Message:
        """Return the message; `body` is looked at where no events came: some servers answer without streaming.

        Raises StreamCut where nothing says why the model stopped.
        """
        blocks = [self._block(index) for index in sorted(self._blocks)]
        if not self._message:
            plain = _plain(body)
            self._start(plain)
            blocks = [dict(block) for block in plain.get("content", []) if isinstance(block, Mapping)]
        stop = self._message.get("stop_reason")
        if not isinstance(stop, str):
            raise StreamCut("the stream ended without a stop reason" if self._message else "no message in the answer")
        return Message(
            id=_said(self._message.get("id")),
            model=_said(self._message.get("model")),
            stop_reason=stop,
            stop_details=_object(self._message.get("stop_details")),
            usage=usage_of(self._usage),
            content=[_sound(block) for block in blocks],
        )

    def _block(self, index: int) -> dict[str, Any]:
        block = self._blocks[index]
        grown: dict[str, list[str]] = {}
        for key, part in self._parts[index]:
            grown.setdefault(key, []).append(part)
        for key, parts in grown.items():
            block[key] = _said(block.get(key)) + "".join(parts)
        return block


def _plain(body: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) and isinstance(said.get("content"), list) else {}


def _sound(value: Any) -> Any:
    """Replace halves of surrogate pairs, which JSON can hold and no request can carry back."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_sound(key): _sound(item) for key, item in value.items()}
    return [_sound(item) for item in value] if isinstance(value, list) else value


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _said(value: object) -> str:
    return value if isinstance(value, str) else ""
