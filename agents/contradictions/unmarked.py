"""Unmarked earnings per share: a call that leaves "adjusted" out means the measure that all others tell as adjusted.

Only where nothing else is told: the call gives one figure for the period, the other documents give it on adjusted
terms alone, and either the call names no accounting standard and no net income, or another of its unmarked figures is
the adjusted one of another document, or the two figures have the same digits in another order. And where a document
says of a figure elsewhere that it is the adjusted one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from agents.contradictions import periods
from agents.contradictions.statements import Statement
from agents.records import Interval

_CONTINUING = "continuing"
_OPERATIONS = re.compile(r"\bcontinuing\s+operations\b", re.IGNORECASE)
_EARNED = frozenset({"net_income", "continuing_income", "net_income_common"})


def with_bases(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, earnings per share without a basis on the one that everybody else tells them on."""
    groups: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.measure.name == "eps" and s.claim.value is not None and s.scope in {"unknown", "consolidated"}:
            groups[(s.entity, periods.name(s.period), s.claim.modality)].append(s)
    by_the_book = _by_the_book(statements) - {d for group in groups.values() for d in _leaving_out(group)}
    adjusted = {
        s.claim.claim_id for group in groups.values() for s in (*_adjusted(group, by_the_book), *_also_told(group))
    }
    return [s._replace(basis="non_gaap") if s.claim.claim_id in adjusted else s for s in statements]


def with_operations(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, earnings per share told in a sentence about continuing operations as those of them alone.

    Only where another document tells the two apart for that time; elsewhere the words narrow nothing.
    """
    apart = {
        (s.entity, periods.name(s.period), s.document)
        for s in statements
        if s.measure.name == "eps" and _CONTINUING in s.qualifiers
    }
    return [s._replace(qualifiers=s.qualifiers | {_CONTINUING}) if _is_part(s, apart) else s for s in statements]


def _is_part(s: Statement, apart: set[tuple[str, str, str]]) -> bool:
    if s.measure.name != "eps" or _CONTINUING in s.qualifiers or not s.claim.rule.startswith("prose"):
        return False
    if _OPERATIONS.search(s.claim.source.quote) is None:
        return False
    return any(one[:2] == (s.entity, periods.name(s.period)) and one[2] != s.document for one in apart)


def _by_the_book(statements: Iterable[Statement]) -> set[str]:
    """Return the documents that tell profits by the accounting standards: they name them, or give the net income."""
    return {
        s.document
        for s in statements
        if (s.basis == "gaap" and s.claim.basis == "gaap")
        or (s.measure.name in _EARNED and s.basis == s.scope == "unknown" and s.claim.value is not None)
    }


def _leaving_out(group: Sequence[Statement]) -> set[str]:
    """Return the documents with an unmarked figure that another document gives as adjusted, digit by digit."""
    adjusted = [(s.document, s.value.low, s.value.high) for s in group if s.basis == "non_gaap"]
    plain = [(s.document, s.value.low, s.value.high) for s in group if s.basis == "unknown"]
    return {own for own, *value in plain for other, *same in adjusted if own != other and value == same}


def _adjusted(group: Sequence[Statement], by_the_book: set[str]) -> list[Statement]:
    """Return the unmarked figures of a period that can only be the adjusted ones of the other documents."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for s in group:
        told[s.document].append(s)
    found = []
    for document, ones in told.items():
        others = {s.basis for s in group if s.document != document}
        spoken = all(s.claim.source.kind == "earnings_call" for s in ones)
        plain = spoken and {s.basis for s in ones} == {"unknown"} and _one_value([s.value for s in ones])
        if plain and others == {"non_gaap"} and (document not in by_the_book or _mistyped(ones[0], group)):
            found += ones
    return found


def _mistyped(one: Statement, group: Sequence[Statement]) -> bool:
    """Return whether another document's adjusted figure has the digits of this one in another order."""
    adjusted = (s.value.point for s in group if s.basis == "non_gaap" and s.document != one.document)
    return any(point != one.value.point and sorted(f"{point}") == sorted(f"{one.value.point}") for point in adjusted)


def _also_told(group: Sequence[Statement]) -> list[Statement]:
    """Return the unmarked figures that their own document gives as adjusted elsewhere, and not as reported.

    Bullets that give one twice unmarked, as their headline and as a line, tell it by the standards and as adjusted.
    """
    told: dict[str, set[tuple[str, Decimal, Decimal]]] = defaultdict(set)
    for s in group:
        told[s.document].add((s.basis, s.value.low, s.value.high))
    plain = Counter((s.document, s.value.low, s.value.high) for s in group if s.basis == "unknown")
    return [
        s
        for s in group
        if s.basis == "unknown"
        and ("non_gaap", s.value.low, s.value.high) in told[s.document]
        and ("gaap", s.value.low, s.value.high) not in told[s.document]
        and not (s.claim.source.kind == "press_bullets" and plain[(s.document, s.value.low, s.value.high)] > 1)
    ]


def _one_value(values: Sequence[Interval]) -> bool:
    return len({(value.low, value.high) for value in values}) == 1
