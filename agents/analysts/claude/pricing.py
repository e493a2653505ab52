"""What an answer cost, from the usage in its own bytes; a model without a known price is unpriced, never free."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from agents.analysts.claude.models import Price, dearest, known

MILLION = Decimal(1_000_000)
BYTES_PER_TOKEN = 2.5
"""Of a request, for its upper bound: English text has about 3.3 to 4 bytes a token, figures and names fewer."""


MOST = 10**12
"""Tokens: what a server counts beyond it is nonsense, and no whole number of the trail."""


class Usage(NamedTuple):
    """Tokens as the server counted them (OTel: gen_ai.usage.*, but input without cached tokens)."""

    input_tokens: int = 0
    """Neither read from nor written to the cache."""
    output_tokens: int = 0
    """Generated, thinking included."""
    cache_read_input_tokens: int = 0
    cache_creation_5m: int = 0
    cache_creation_1h: int = 0

    @property
    def prompt_tokens(self) -> int:
        """All tokens of the prompt, cached or not."""
        return self.input_tokens + self.cache_read_input_tokens + self.cache_creation_input_tokens

    @property
    def cache_creation_input_tokens(self) -> int:
        """Tokens written to the cache."""
        return self.cache_creation_5m + self.cache_creation_1h

    def plus(self, other: Usage) -> Usage:
        """Return both together."""
        return Usage(*(a + b for a, b in zip(self, other, strict=True)))


def usage_of(said: Mapping[str, Any]) -> Usage:
    """Return the usage of a message's `usage` object; what is missing or no count is zero."""
    written = said.get("cache_creation")
    written = written if isinstance(written, Mapping) else {}
    hour = _count(written.get("ephemeral_1h_input_tokens"))
    total = max(_count(said.get("cache_creation_input_tokens")), hour)
    return Usage(
        input_tokens=_count(said.get("input_tokens")),
        output_tokens=_count(said.get("output_tokens")),
        cache_read_input_tokens=_count(said.get("cache_read_input_tokens")),
        cache_creation_5m=total - hour,
        cache_creation_1h=hour,
    )


def _count(value: object) -> int:
    return min(value, MOST) if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def price_of(model: str, overrides: Mapping[str, Price]) -> Price | None:
    """Return a model's price, or None: unpriced."""
    return overrides.get(model) or known(model).price


def cost(usage: Usage, price: Price) -> Decimal:
    """Return US dollars: tokens x price per million; a prompt above the price's threshold costs `long` as a whole."""
    if price.above is not None and price.long is not None and usage.prompt_tokens > price.above:
        price = price.long
    figures = (
        (usage.input_tokens, price.input),
        (usage.output_tokens, price.output),
        (usage.cache_read_input_tokens, price.cache_read),
        (usage.cache_creation_5m, price.cache_write_5m),
        (usage.cache_creation_1h, price.cache_write_1h),
    )
    return sum((tokens * each for tokens, each in figures), Decimal(0)) / MILLION


def ceiling(body_bytes: int, max_tokens: int, price: Price | None) -> Decimal:
    """Return the most a request can cost: every token written to the cache, the answer as long as it may be."""
    dear = price or dearest()
    dear = dear.long or dear
    each = max(dear.input, dear.cache_write_5m, dear.cache_write_1h)
    return (Decimal(int(body_bytes / BYTES_PER_TOKEN) + 1) * each + max_tokens * dear.output) / MILLION
