"""Numbers, dates and hashes in their written form."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from reports.view import numbers, words


@pytest.mark.parametrize(
    ("value", "currency", "written"),
    [
        ("1300000000", "USD", "$1.3 billion"),
        ("1500000", "GBP", "£1.5 million"),
        ("-412500000", "EUR", "−€412.5 million"),
        ("0.69", "USD", "$0.69"),
        ("12345678901", "CHF", "CHF 12.3 billion"),
        ("0", "USD", "$0"),
        ("999", None, "999"),
    ],
)
def test_money(value: str, currency: str | None, written: str) -> None:
    """Amounts carry sign, currency and scale, and no idle zeros."""
    assert numbers.money(Decimal(value), currency) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [("36212000000", "$36,212m"), ("412500", "$412,500"), ("-1.25", "−$1.25"), ("1234567", "$1,234,567")],
)
def test_exact_money_keeps_every_digit(value: str, written: str) -> None:
    """Inputs of calculations are written in millions only where no digit is lost."""
    assert numbers.money_exact(Decimal(value), "USD") == written


def test_growth_from_nothing_is_not_a_percentage() -> None:
    """A base of zero or below gives no percentage."""
    assert numbers.growth(Decimal(0), Decimal(5)) is None
    assert numbers.growth(Decimal(-1), Decimal(5)) is None
    assert numbers.growth(Decimal("75.9"), Decimal("84.2")) == "+10.9%"


def test_dates_do_not_depend_on_the_machines_language() -> None:
    """Months are written out here, not by the locale."""
    assert numbers.day(date(2026, 3, 1)) == "1 Mar 2026"
    assert numbers.moment(datetime(2026, 11, 14, 2, 5, tzinfo=UTC)) == "14 Nov 2026, 02:05 UTC"
    assert numbers.day(None) == "–"


@pytest.mark.parametrize(
    ("count", "written"), [(0, "no findings"), (1, "one finding"), (12, "twelve findings"), (1300, "1,300 findings")]
)
def test_counts_agree_with_their_noun(count: int, written: str) -> None:
    """Small counts are words, large ones are grouped digits."""
    assert words.counted(count, "finding") == written


def test_hashes_fall_into_groups() -> None:
    """A root is eight groups of eight digits."""
    assert numbers.groups("0123456789abcdef" * 4) == ["01234567", "89abcdef"] * 4
