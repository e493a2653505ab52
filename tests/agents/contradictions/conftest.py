"""Builders of claims: a test names only what matters to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from agents.contradictions import Comparison, compare
from agents.records import Claim, Interval, Period, Source, Target, short_hash

YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31), fiscal_year=2024, part="FY", label="FY2024")
TARGET = Target(name="Acme Corp", aliases=("Acme",), fiscal_year_end="12-31", affiliates=("Acme Widgets LLC",))
SCALES = {"": 0, "k": 3, "m": 6, "bn": 9}


def interval(written: str) -> Interval:
    """Return the interval of "8.9bn", "4,200,000", "-0.42"."""
    word = written.lstrip("-0123456789.,")
    number = Decimal(written.removesuffix(word).replace(",", ""))
    places = -int(number.as_tuple().exponent)
    point, half = number.scaleb(SCALES[word]), Decimal(5).scaleb(SCALES[word] - places - 1)
    return Interval(low=point - half, high=point + half, point=point)


def make_claim(
    value: str | None = None, path: str = "financial/a.txt", quote: str = "", kind: str = "money", **fields: Any
) -> Claim:
    """Return a claim with plain defaults: revenue of the target, in dollars, for 2024, of the whole company."""
    source_fields = {k: fields.pop(k) for k in ("published", "document_kind", "start", "locator") if k in fields}
    start = source_fields.pop("start", int(hashlib.sha256(f"{value}{quote}{fields}".encode()).hexdigest()[:6], 16))
    text = quote or f"{fields.get('metric', 'revenue')} {value} {fields.get('text', '')}"
    branch = path.split("/", maxsplit=1)[0]
    source = Source(
        branch=branch, path=path, sha256="0" * 64, start=start, end=start + len(text), quote=text,
        kind=source_fields.pop("document_kind", "other"), **source_fields,
    )  # fmt: skip
    defaults: dict[str, Any] = {"subject": "Acme Corp", "metric": "revenue"}
    if kind in ("money", "percent", "count", "per_share"):
        units = {"money": "USD", "percent": "percent", "per_share": "USD/share", "count": None}
        defaults |= {"unit": units[kind], "period": YEAR, "scope": "consolidated", "basis": "gaap"}
    body = {**defaults, **fields}
    return Claim(
        claim_id=short_hash(path, start, kind, value, *sorted(map(str, body.items()))),
        kind=kind, value=interval(value) if value else None, source=source, **body,
    )  # fmt: skip


def run(*claims: Claim) -> Comparison:
    """Return what comparing the claims for the target gives."""
    return compare(TARGET, claims)


@pytest.fixture
def claim() -> Callable[..., Claim]:
    """The builder of claims."""
    return make_claim


@pytest.fixture
def compared() -> Callable[..., Comparison]:
    """The comparison for the test target."""
    return run


@pytest.fixture
def verdict() -> Callable[..., str]:
    """The verdict of two claims, "none" where they were never paired; "contradiction" only where one came out."""

    def judge(first: Claim, second: Claim) -> str:
        result = run(first, second)
        if result.contradictions:
            return "contradiction"
        return next((f"{p.verdict}" for p in result.pairs), "none")

    return judge
