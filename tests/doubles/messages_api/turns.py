"""The rules of `messages`: roles, blocks, and tool calls with their results."""

from __future__ import annotations

import re
from typing import Any

from .errors import invalid
from .shapes import BLOCKS, needed, one_of, only, typed

Turn = dict[str, Any]
TOOL_ID = re.compile(r"[a-zA-Z0-9_-]+")
ONLY_OF_USER = frozenset({"tool_result", "document", "image", "search_result"})
ONLY_OF_ASSISTANT = frozenset({"tool_use", "thinking", "redacted_thinking"})


def check(messages: list[Any], tools: bool, prefill: bool) -> None:
    """Refuse turns in the wrong order, of the wrong role or with the wrong blocks."""
    if not messages:
        raise invalid("messages: at least one message is required")
    for number, message in enumerate(messages):
        _turn(typed(message, dict, f"messages.{number}"), f"messages.{number}")
    if messages[0]["role"] != "user":
        raise invalid('messages: first message must use the "user" role')
    if messages[-1]["role"] == "assistant" and not prefill:
        raise invalid(
            "This model does not support assistant message prefill. The conversation must end with a user message."
        )
    _tool_calls(_joined(messages), tools)


def blocks(turn: Turn) -> list[dict[str, Any]]:
    """Return the content of a turn as blocks, a plain string being one block of text."""
    content = turn["content"]
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def _turn(turn: Turn, place: str) -> None:
    only(turn, frozenset({"role", "content"}), place)
    role = one_of(needed(turn, "role", str, place), {"user", "assistant", "system"}, f"{place}.role")
    if "content" not in turn:
        raise invalid(f"{place}.content: Field required")
    if not isinstance(turn["content"], str):
        typed(turn["content"], list, f"{place}.content")
    if not turn["content"]:
        raise invalid(f"{place}: all messages must have non-empty content except for the optional final assistant turn")
    for number, block in enumerate(blocks(turn)):
        _block(typed(block, dict, f"{place}.content.{number}"), role, f"{place}.content.{number}")


def _block(block: dict[str, Any], role: str, place: str) -> None:
    kind = one_of(needed(block, "type", str, place), BLOCKS, f"{place}.type")
    only(block, BLOCKS[kind], f"{place}.{kind}")
    if (kind in ONLY_OF_USER and role != "user") or (kind in ONLY_OF_ASSISTANT and role != "assistant"):
        raise invalid(f"{place}: `{kind}` blocks are not permitted in `{role}` messages")
    if role == "system" and kind != "text":
        raise invalid(f"{place}: `{kind}` blocks are not permitted in `system` messages")
    if kind == "text" and not needed(block, "text", str, place).strip():
        raise invalid("messages: text content blocks must contain non-whitespace text")
    if kind == "tool_use":
        _tool_use(block, place)
    if kind == "tool_result":
        _tool_result(block, place)


def _tool_use(block: dict[str, Any], place: str) -> None:
    if not TOOL_ID.fullmatch(needed(block, "id", str, place)):
        raise invalid(f"{place}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'")
    needed(block, "name", str, place)
    needed(block, "input", dict, place)


def _tool_result(block: dict[str, Any], place: str) -> None:
    needed(block, "tool_use_id", str, place)
    content = block.get("content", "")
    for number, part in enumerate([] if isinstance(content, str) else typed(content, list, f"{place}.content")):
        at = f"{place}.content.{number}"
        one_of(needed(typed(part, dict, at), "type", str, at), {"text", "image", "document", "search_result"}, at)
        only(part, BLOCKS[part["type"]], at)
        if part["type"] == "text":
            needed(part, "text", str, at)


def _joined(messages: list[Turn]) -> list[Turn]:
    """Consecutive turns of one role are one turn."""
    joined: list[Turn] = []
    for turn in messages:
        if joined and joined[-1]["role"] == turn["role"]:
            joined[-1] = {"role": turn["role"], "content": [*blocks(joined[-1]), *blocks(turn)]}
        else:
            joined.append(turn)
    return joined


def _tool_calls(turns: list[Turn], tools: bool) -> None:
    seen: set[str] = set()
    for number, turn in enumerate(turns):
        called = [b["id"] for b in blocks(turn) if b["type"] == "tool_use"]
        if len({*called, *seen}) < len(called) + len(seen):
            raise invalid(f"messages.{number}: `tool_use` ids must be unique")
        seen.update(called)
        following = turns[number + 1] if number + 1 < len(turns) else None
        _answered(number, called, following)
        _asked(number, turn, turns[number - 1] if number else None)
        if not tools and any(b["type"] in {"tool_use", "tool_result"} for b in blocks(turn)):
            raise invalid("Requests which include `tool_use` or `tool_result` blocks must define tools")


def _answered(number: int, called: list[str], following: Turn | None) -> None:
    results = {b["tool_use_id"] for b in blocks(following) if b["type"] == "tool_result"} if following else set()
    open_calls = [one for one in called if one not in results]
    if open_calls:
        raise invalid(
            f"messages.{number}: `tool_use` ids were found without `tool_result` blocks immediately after: "
            f"{', '.join(open_calls)}. Each `tool_use` block must have a corresponding `tool_result` block in the "
            "next message."
        )


def _asked(number: int, turn: Turn, before: Turn | None) -> None:
    called = {b["id"] for b in blocks(before) if b["type"] == "tool_use"} if before else set()
    others = False
    for place, block in enumerate(blocks(turn)):
        if block["type"] != "tool_result":
            others = True
        elif block["tool_use_id"] not in called:
            raise invalid(
                f"messages.{number}.content.{place}: unexpected `tool_use_id` found in `tool_result` blocks: "
                f"{block['tool_use_id']}. Each `tool_result` block must have a corresponding `tool_use` block in the "
                "previous message."
            )
        elif others:
            raise invalid(f"messages.{number}: `tool_result` blocks must come first in the content")
