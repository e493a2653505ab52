"""Losses that are no net loss: on a sale, on debt paid early, on securities, or among "gains and losses"."""

from __future__ import annotations

import re
from typing import NamedTuple

LOSSES = frozenset({"loss", "net_income", "pretax_income"})
"""Metrics that the word "loss" names, unless it is the loss on something."""
_OTHER = re.compile(
    r"\b(?:recogni[sz]ed|realized|unrealized|investment|actuarial|translation|hedging|currency|exchange)\s+\Z",
    re.IGNORECASE,
)
"""Before losses that are no net loss: "including net recognized losses of $30 million"."""
_NEAR = 16
_AMONG_GAINS = re.compile(r"\bgains?\s*(?:,|and|or|/|&|\()\s*\(?loss(?:es)?\b", re.IGNORECASE)
_ARTICLE = r"(?:(?:the|an?|our|its|their|this|certain)\s+)?"
_WORD = r"(?!(?:in|within|of|for|during|to|and|was|were|by|at|on|from|that|which|totaling)\b)[A-Za-z][\w’'-]*"
_SUM = r"(?:\s+of\s+(?:approximately\s+|about\s+)?[$€£]\s?[\d.,]+(?:\s+(?:thousand|million|billion|mln|bln))?)?"
_DEAL = re.compile(
    rf"{_SUM}\s+(?:on|from)\s+{_ARTICLE}(?P<deal>(?:(?:early|anticipated|expected|planned|partial)\s+)?"
    r"(?:sales?\b(?!\s+of\s+[$€£\d])|disposals?|dispositions?|divestitures?|extinguishments?|retirements?|redemptions?|"
    r"modifications?|settlements?|deconsolidation|investments?|hedges?|derivatives?|securities|foreign\s+(?:currency|exchange)))"
    rf"(?:\s+of\s+{_ARTICLE}(?P<what>{_WORD}(?:\s+{_WORD})?))?",
    re.IGNORECASE,
)


def is_other_loss(text: str, start: int, at: int) -> bool:
    """Return whether a "loss" at a place in a sentence is one of "gains and losses", or of a kind named before it."""
    return _OTHER.search(text, max(start, at - _NEAR), at) is not None or (
        _AMONG_GAINS.search(text, start, at + _NEAR) is not None
    )


class Deal(NamedTuple):
    """What a loss is on: the name of that measure, and where its words end, before the sum that stands among them."""

    metric: str
    end: int


def deal_of(text: str, at: int, end: int) -> Deal | None:
    """Return what the loss that ends at a place is on: of "net loss on disposal of assets" the disposal, else None."""
    deal = _DEAL.match(text, at, end)
    if deal is None:
        return None
    words = re.findall(r"[a-z]+", f"loss on {deal['deal']} {deal['what'] or ''}".lower())
    sum_first = deal[0].lstrip().lower().startswith("of")
    return Deal("_".join(words), at if sum_first else deal.end())
