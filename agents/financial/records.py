"""The records of scores, computed or not."""

from __future__ import annotations

from collections.abc import Mapping

from agents.financial.figures import Figure
from agents.records import Calculation


def not_for(trade: str | None) -> str | None:
    """Return why a score made for other trades does not apply."""
    return f"not applicable: the documents read like those of {trade}" if trade else None


def not_computed(name: str, formula: str, year: int, given: Mapping[str, Figure], why: str) -> Calculation:
    """Return the record of a score that was not computed, with the inputs that are known."""
    return Calculation(name=name, formula=formula, period=f"FY{year}", inputs=_listed(given), not_computed=why)


def score_record(name: str, formula: str, year: int, given: Mapping[str, Figure], value: str) -> Calculation:
    """Return the record of a score with its inputs."""
    return Calculation(name=name, formula=formula, period=f"FY{year}", value=value, unit="score", inputs=_listed(given))


def _listed(given: Mapping[str, Figure]) -> tuple[tuple[str, str, str], ...]:
    return tuple((n, f"{f.value:f}", f.claim.claim_id) for n, f in given.items())
