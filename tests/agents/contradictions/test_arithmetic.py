"""Growth against levels."""

from __future__ import annotations

from datetime import date

import pytest

from agents.records import Period

LAST = Period(start=date(2023, 1, 1), end=date(2023, 12, 31), fiscal_year=2023, part="FY")
B = "press/b.txt"
ROW = {"start": 5, "quote": "Revenue | 110 | 100"}


@pytest.mark.parametrize(
    ("growth", "fields", "expected"),
    [
        ("10", {}, []), ("10.1", {}, []), ("16", {}, ["arithmetic"]), ("-10", {}, ["arithmetic"]),
        ("16", {"basis": "organic"}, []), ("16", {"qualifiers": ("sequential",)}, []),
        ("16", {"scope": "segment:Consumer"}, []), ("16", {"modality": "guidance"}, []),
    ],
)  # fmt: skip
def test_a_growth_rate_follows_from_its_levels(claim, compared, growth, fields, expected):
    """110 after 100 is 10 %, whatever is written; organic, sequential and expected growth are another matter."""
    claims = [
        claim("110m", **ROW),
        claim("100m", period=LAST, **ROW),
        claim(growth, B, kind="percent", metric="revenue_growth", **fields),
    ]
    assert [c.kind for c in compared(*claims).contradictions] == expected


def test_a_missing_level_is_not_checked(claim, compared):
    """Without last year's figure nothing is said."""
    claims = [claim("110m"), claim("16", B, kind="percent", metric="revenue_growth")]
    assert not compared(*claims).contradictions


def test_a_disputed_level_is_not_disputed_twice(claim, compared):
    """Where the level itself is contradicted, the arithmetic adds nothing."""
    claims = [
        claim("150m", **ROW),
        claim("110m", B),
        claim("100m", period=LAST, **ROW),
        claim("10", B, kind="percent", metric="revenue_growth"),
    ]
    assert [c.kind for c in compared(*claims).contradictions] == ["number"]


def test_a_rate_beside_a_parts_level_is_the_parts(claim, compared):
    """ "Sales were $1.9 billion, up 18 %" of a company that filed $11.3 billion speaks of a part of it."""
    told = {"path": "regulatory/call.txt", "scope": "unknown", "start": 10, "document_kind": "earnings_call"}
    filed = {"path": "financial/10k.txt", "document_kind": "10-K"}
    found = compared(
        claim("11,303m", **filed),
        claim("-2", kind="percent", metric="revenue_growth", **filed),
        claim("1.9bn", **told),
        claim("18", kind="percent", metric="revenue_growth", **told),
    )
    assert found.contradictions == ()
