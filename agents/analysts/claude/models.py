"""What is known of each model: prices, window and the longest answer; dated, as the vendor changes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

DATE = "2026-11-20"
"""The day the table was written down."""
_DATED = re.compile(r"-\d{8}$")


class Price(BaseModel):
    """US dollars per million tokens."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: Decimal = Field(ge=0)
    """Tokens that are neither read from nor written to the cache."""
    output: Decimal = Field(ge=0)
    """Generated tokens."""
    cache_read: Decimal = Field(ge=0)
    """Tokens read from the cache."""
    cache_write_5m: Decimal = Field(ge=0)
    """Tokens written to the cache for five minutes."""
    cache_write_1h: Decimal = Field(ge=0)
    """Tokens written to the cache for an hour."""
    above: int | None = Field(default=None, ge=1)
    """Prompts of more tokens, cached ones included, cost `long` instead, as a whole."""
    long: Price | None = None


class Model(NamedTuple):
    """What a model takes and gives."""

    price: Price | None
    """None where no price is known."""
    window: int = 200_000
    """Tokens of prompt and answer together."""
    output: int | None = 64_000
    """The longest answer in tokens; None where unknown."""


def _price(given: str, out: str, read: str, write_5m: str, write_1h: str) -> Price:
    figures = dict(zip(("input", "output", "cache_read", "cache_write_5m", "cache_write_1h"),
                       map(Decimal, (given, out, read, write_5m, write_1h)), strict=True))  # fmt: skip
    return Price(**figures)


_HAIKU = _price("0.10", "0.50", "0.01", "0.125", "0.20").model_copy(
    update={"above": 100_000, "long": _price("0.50", "2.50", "0.05", "0.625", "1.00")}
)
MODELS: Mapping[str, Model] = {
    "claude-haiku-5-5": Model(_HAIKU),
    "claude-sonnet-5-5": Model(_price("2", "10", "0.10", "2.50", "4"), 1_000_000, 128_000),
    "claude-opus-5-5": Model(_price("4", "20", "0.20", "5", "8"), 1_000_000, 128_000),
    "claude-fable-5-1": Model(_price("10", "50", "0.25", "12.5", "20")),
    "claude-sonnet-5": Model(_price("2", "10", "0.20", "2.50", "4")),
    "claude-opus-5": Model(_price("5", "25", "0.50", "6.25", "10")),
    "claude-opus-4-8": Model(_price("5", "25", "0.50", "6.25", "10")),
    "claude-opus-4-5": Model(_price("5", "25", "0.50", "6.25", "10")),
    "claude-haiku-4-5": Model(_price("1", "5", "0.10", "1.25", "2")),
    "claude-sonnet-4-6": Model(_price("3", "15", "0.30", "3.75", "6")),
}
"""Windows and longest answers are stated where documented; the smallest of the vendor's models is assumed elsewhere."""
UNKNOWN = Model(None, output=None)


def known(model: str) -> Model:
    """Return what is known of a model, with or without the date at the end of its name."""
    return MODELS.get(model) or MODELS.get(_DATED.sub("", model)) or UNKNOWN


def dearest() -> Price:
    """Return the highest price of each kind: what an unpriced model is held to while its cost stays unknown."""
    listed = [model.price for model in MODELS.values() if model.price is not None]
    fields = ("input", "output", "cache_read", "cache_write_5m", "cache_write_1h")
    return Price(**{name: max(getattr(price, name) for price in listed) for name in fields})
