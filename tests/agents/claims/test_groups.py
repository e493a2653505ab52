"""Counts of some of a known number, and words before a figure that name no part of the company."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("Sales rose, driven by double-digit growth in six of 10 business units.", "units_of_10", "6"),
        ("We saw double digit sales growth in eight of our 10 businesses.", "units_of_10", "8"),
        ("All five segments delivered growth.", "units_of_5", "5"),
        ("We gained share in 3 out of the company's 12 markets.", "markets_of_12", "3"),
        ("EPS rose in nine of the last 12 quarters.", "quarters_of_12", "9"),
    ],
)
def test_some_of_a_group_are_counted(read: Any, text: str, metric: str, value: str) -> None:
    """What holds for some of a known number is a count of its own, and no figure of another measure."""
    found = read(text, "earnings_call", path="room/call_q3_2021.txt")
    assert [(c.metric, c.value.point) for c in found if c.value] == [(metric, Decimal(value))]


@pytest.mark.parametrize(
    "text", ["We expect gross margin of approximately 44%.", "quarter-end backlog of $4.3 billion.",
             "Capital expenditures are now expected to be $430 million."],
)  # fmt: skip
def test_words_about_a_figure_or_a_time_name_no_part(read: Any, text: str) -> None:
    """Neither "approximately" nor "quarter-end" nor the measure itself is a part of the company."""
    (found,) = read(text, "earnings_call", path="room/call_q3_2021.txt")
    assert found.scope == "unknown"
