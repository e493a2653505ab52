"""Properties of reading as a whole: exact offsets, the same claims each time, bounded cost, and real labelled rooms."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.claims import extract, same_company, same_period, same_person
from agents.evidence import freeze
from agents.evidence import read as read_document
from agents.recorder import entry, restore
from agents.records import Claim, DocumentKind, Target
from tests.agents.claims.conftest import made
from tests.growth import grows_with_length

TARGET = Target(name="Acme")
STATEMENTS = (
    "Acme's Q3 2021 revenue was $8.9 billion.",
    "Diluted earnings per share were $2.45 in the third quarter of 2021.",
    "As of December 31, 2020, the company had approximately 80,300 employees.",
    "Organic sales fell 9% in fiscal 2021.",
    "Jane Roe has served as Chief Financial Officer since April 2019.",
    "For full year 2022 Acme expects revenue of $35 billion to $36 billion.",
)


def claims_of(text: str) -> tuple[Claim, ...]:
    """Return the claims of a text."""
    return extract(made(text, "10-K"), TARGET, "financial").claims


@given(st.text(alphabet="Rrevenue $1234567890.,%() millionbQFY\n-–‘’“”é", max_size=300))
@settings(max_examples=150, deadline=None)
def test_every_quote_is_the_text_at_its_place(text: str) -> None:
    """Offsets are exact, whatever the text."""
    for claim in claims_of(text):
        assert text[claim.source.start : claim.source.end] == claim.source.quote
        assert claim.value_start is not None and claim.value_end is not None
        assert claim.source.start <= claim.value_start <= claim.value_end <= claim.source.end


@given(st.permutations(STATEMENTS))
@settings(max_examples=40, deadline=None)
def test_the_order_of_sentences_changes_no_claim(order: list[str]) -> None:
    """A sentence that says everything itself says it anywhere."""

    def said(text: str) -> set[tuple[object, ...]]:
        return {
            (c.metric, c.text, c.value.point if c.value else c.day, c.period.label, c.basis, c.scope, c.modality)
            for c in claims_of(text)
        }

    assert said("\n\n".join(order)) == said("\n\n".join(STATEMENTS))


def test_the_same_text_gives_the_same_claims() -> None:
    """Ids and all: reading is deterministic."""
    text = "\n\n".join(STATEMENTS)
    assert claims_of(text) == claims_of(text)
    assert len({c.claim_id for c in claims_of(text)}) == len(claims_of(text))


def test_a_claim_survives_the_trail() -> None:
    """What is recorded comes back equal."""
    for claim in claims_of("\n\n".join(STATEMENTS)):
        event = entry("claim.recorded", claim)
        assert restore(Claim, event.attributes, event.texts) == claim


@pytest.mark.parametrize(
    "unit",
    [
        "A a ",
        "$1 ",
        "CEO John ",
        "(",
        "revenue of $5 million, ",
        "in 2020 ",
        "2021 2020 ",
        "chief ",
        "first quarter ",
        "$1 to $2 and ",
        "1",
        "A",
        "Aa",
        "\n",
        "\r\n ",
    ],
)
def test_no_repetition_costs_more_than_its_length(unit: str) -> None:
    """Neither sentences nor tables nor names are read more than once."""
    assert grows_with_length(claims_of, unit * (80_000 // len(unit)) + "x")


@pytest.mark.parametrize("kind", ["10-K", "officer_list", "headlines", "earnings_call"])
@pytest.mark.parametrize(
    "unit", ["A", "1", "Aa", "A's EPS B's EPS ", "Jane Roe | CEO | 54 | ", "executive officers of Acme "]
)
def test_no_repetition_hides_whose_a_document_is(unit: str, kind: DocumentKind) -> None:
    """In a room that is only numbered the company's name is looked for in its documents, once."""

    def read(text: str) -> object:
        return extract(made(text, kind), Target(name="D101"), "press")

    assert grows_with_length(read, unit * (80_000 // len(unit)) + "x")


def test_the_reading_counts_what_was_there_and_what_became_claims() -> None:
    """Coverage is told for each document."""
    reading = extract(made("Revenue was $5 million. See page 7. Then $3 billion."), TARGET, "press").reading
    assert (reading.quantities, reading.quantities_claimed) == (2, 1)


def test_names_are_compared_whole() -> None:
    """A subsidiary is not its parent, spelling variants are one, namesakes differ."""
    assert same_company("STMicroelectronics SA", "STMicroelectronics S.A.")
    assert same_company("Finland's Nordia", "Nordia") and not same_company("Macy's Inc", "Kohl's Inc")
    assert not same_company("Delhivery Limited", "Delhivery Cross Border Limited")
    assert same_person("Bob Roe", "Robert B. Roe") and same_person("Roe", "Jane Roe")
    assert not same_person("Robert Jones", "Roberta Jones")


def sides(item: dict[str, Any]) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the two sides of each contradiction of a labelled room."""
    for label in item["expected"]:
        yield label["values"][0], label["values"][-1]


def states(claim: Claim, side: dict[str, Any]) -> bool:
    """Return whether a claim says what a label says: its value up to a power of a thousand, its day or its name."""
    wanted = str(side["value"])
    if claim.value is None:
        said = claim.day.isoformat() if claim.day else claim.text or ""
        return said.startswith(wanted) or wanted.lower() in said.lower()
    digits = "".join(ch for ch in wanted if ch in "0123456789.")
    value = abs(float(claim.value.point))
    return bool(digits) and any(abs(value - float(digits) * 10**p) <= 0.0005 * max(value, 1e-9) for p in (0, 3, 6, 9))


def keyed(one: Claim, other: Claim) -> bool:
    """Return whether two claims speak of the same thing of the same time."""
    if (one.subject, one.metric, one.kind, one.unit) != (other.subject, other.metric, other.kind, other.unit):
        return False
    return one.kind in {"date", "person"} or same_period(one.period, other.period) in {"same", "likely", "unknown"}


def test_both_sides_of_real_contradictions_become_claims(shared_data: Path) -> None:
    """Of the labelled rooms nine in ten are read on both sides, and eight in ten under one key."""
    items = json.loads((shared_data / "contradictions/contradictions.json").read_text())["items"]
    total = found = comparable = 0
    for item in items:
        room = shared_data / "contradictions/items" / item["id"]
        target = Target(name=room.name)
        claims: dict[str, tuple[Claim, ...]] = {}
        for document in freeze(room, target).documents if item["expected"] else ():
            read = read_document(room, document, None)
            claims[document.path] = extract(read, target, document.branches[0]).claims
        for first, second in sides(item):
            said = [
                [c for c in claims[s["path"].split(f"{room.name}/", 1)[1]] if states(c, s)] for s in (first, second)
            ]
            total, found = total + 1, found + all(map(bool, said))
            comparable += any(keyed(a, b) for a in said[0] for b in said[1])
    assert found >= 0.9 * total, f"{found} of {total} read on both sides"
    assert comparable >= 0.8 * total, f"{comparable} of {total} comparable"
