"""What is asked of the model, and the checked answer with what it took."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel

from agents.analysts.claude.pricing import Usage

A = TypeVar("A", bound=BaseModel)
Mode = Literal["structured", "schema_in_prompt"]


@dataclass(frozen=True)
class Request(Generic[A]):
    """A question: a prompt, and the model that its answer must validate against."""

    purpose: str
    """`branch`, `part` (of a branch whose documents do not fit at once) or `synthesis`."""
    system: str
    messages: list[dict[str, Any]]
    """Turns of content blocks, as the Messages API takes them."""
    answer: type[A]
    """Keeps to what structured output can hold: every field required, no free keys, no recursion."""
    max_tokens: int | None = None
    """Where it is to differ from the setting."""


@dataclass(frozen=True)
class Answer(Generic[A]):
    """A checked answer and what it took."""

    value: A
    call_id: str
    attempts: int
    """HTTP attempts, over all turns."""
    mode: Mode
    usage: Usage
    """Of all attempts together."""
    cost_usd: Decimal | None
    """Of all attempts; None where one is unpriced or its cost unknown."""
    stop_reason: str
