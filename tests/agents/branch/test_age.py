"""What is long past weighs one step less, and says so."""

from __future__ import annotations

from datetime import date

import pytest

from agents.branch.age import aged

TODAY = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("severity", "days", "expected"),
    [
        ("high", [date(2018, 1, 1)], "medium"),
        ("high", [date(2018, 1, 1), date(2023, 1, 1)], "high"),
        ("low", [date(2018, 1, 1)], "low"),
        ("info", [date(2018, 1, 1)], "info"),
        ("high", [None], "high"),
        ("high", [date(2018, 1, 1), None], "high"),
    ],
)
def test_only_events_all_over_three_years_back_weigh_less(severity, days, expected):
    """One recent or undated event keeps the severity; nothing falls below low by age."""
    assert aged(severity, days, TODAY)[0] == expected


def test_the_reason_names_the_newest_event():
    """Whoever reads the lower severity sees why."""
    assert "2018-01-01" in aged("high", [date(2018, 1, 1)], TODAY)[1]
