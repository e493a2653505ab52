"""The target and the policy its run is held to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from agents.records.base import Record
from agents.records.words import Branch

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Seconds = Annotated[float, Field(gt=0, le=604_800)]
"""At most a week: no deadline is meant to be endless."""


def _month_day(written: str) -> str:
    try:
        date.fromisoformat(f"2024-{written}")
    except ValueError:
        raise ValueError("write month and day like '12-31'") from None
    return written


MonthDay = Annotated[str, AfterValidator(_month_day)]
"""A day of every year, MM-DD; 02-29 is one."""


class Identifiers(Record):
    """Public identifiers of the target."""

    cik: str | None = None
    ticker: str | None = None
    lei: str | None = None
    domain: str | None = None


class Deal(Record):
    """What the report says about the transaction; every field may stay open."""

    addressee: str | None = None
    materiality: Decimal | None = None
    """In `currency`."""
    currency: str = "USD"
    price: Decimal | None = None
    information_date: date | None = None
    owner: str | None = None
    owners: dict[Branch, str] = Field(default_factory=dict)


class Policy(Record):
    """The partial-failure policy; printed in the report and held by tests."""

    required: tuple[Branch, ...] = ("financial",)
    """A required branch that is not finished makes the run not assessable."""
    quorum: int = Field(default=3, ge=1, le=5)
    attempts: int = Field(default=3, ge=1, le=10)
    branch_deadline: Seconds = 900
    """Over all attempts of a branch."""
    run_deadline: Seconds = 2700
    budget_usd: Decimal = Decimal("5.00")
    on_gap: Literal["publish_with_disclaimer"] = "publish_with_disclaimer"


class Target(Record):
    """The company being assessed."""

    name: Name
    aliases: tuple[str, ...] = ()
    identifiers: Identifiers = Identifiers()
    fiscal_year_end: MonthDay | None = None
    affiliates: tuple[str, ...] = ()
    deal: Deal = Deal()
    policy: Policy = Policy()

    @field_validator("name")
    @classmethod
    def _one_line(cls, name: str) -> str:
        if not name.isprintable():
            raise ValueError("holds a line break or a control character")
        return name
