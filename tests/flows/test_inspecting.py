"""What `diligence inspect --json` tells of a claim."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from agents.records import Claim, Interval, Source
from flows.inspecting import value_of

SOURCE = {"branch": "press", "path": "press/lines.csv", "sha256": "0" * 64, "start": 0, "end": 9, "quote": "Roe is in"}


def _claim(kind: str, source_kind: str, **more: Any) -> Claim:
    source = Source(**SOURCE, kind=source_kind, published=date(2019, 12, 24))  # type: ignore[arg-type]
    return Claim(claim_id="c1", kind=kind, subject="Acme", metric="ceo", source=source, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        (_claim("person", "headlines", text="Roe"), "Roe, 2019-12-24"),
        (_claim("person", "10-K", text="Roe"), "Roe"),
        (_claim("date", "headlines", text="Roe", day=date(2020, 1, 13)), "2020-01-13"),
        (_claim("money", "headlines", value=Interval(low=4, high=6, point=5)), "5"),
    ],
)
def test_a_value_tells_the_day_that_no_quote_holds(claim: Claim, value: str) -> None:
    """A headline's quote is its line's words, and whoever is in office is so on the day of the line."""
    assert value_of(claim) == value
