"""What holds for any claims."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.contradictions import compare
from agents.contradictions.numbers import overlap
from agents.records import Claim, Period, Target

from .conftest import TARGET, YEAR, interval, make_claim

LAST_YEAR = Period(start=date(2023, 1, 1), end=date(2023, 12, 31), fiscal_year=2023, part="FY", label="FY2023")
UNSURE = Period(fiscal_year=2024, part="FY", alternatives=(2025,))
numbers = st.builds(
    make_claim,
    st.sampled_from(["4.2m", "4,200,000", "6.1m", "4,214k", "-4.2m", "4.2bn"]),
    path=st.sampled_from(["financial/a.txt", "press/b.txt", "regulatory/c.txt"]),
    period=st.sampled_from([YEAR, UNSURE, Period()]),
    basis=st.sampled_from(["gaap", "non_gaap", "unknown"]),
    scope=st.sampled_from(["consolidated", "unknown", "segment:x"]),
)
people = st.builds(
    make_claim,
    path=st.sampled_from(["leadership/a.txt", "press/b.txt"]),
    kind=st.just("date"),
    metric=st.sampled_from(["cfo_start", "cfo_end"]),
    text=st.sampled_from(["Jane Roe", "Ms. Roe", "John Poe"]),
    day=st.sampled_from([date(2020, 1, 1), date(2021, 6, 1), date(2023, 2, 3)]),
    day_precision=st.sampled_from(["day", "month", "year"]),
    published=st.sampled_from([None, date(2021, 6, 1)]),
)
statuses = st.builds(
    make_claim,
    path=st.sampled_from(["regulatory/a.txt", "press/b.txt"]),
    kind=st.just("status"),
    metric=st.sampled_from(["talks", "lawsuit", "covenants", "disclosure_controls", "auditor_departure"]),
    text=st.sampled_from(["open", "none", "settled", "pending", "effective", "not_effective", "dismissed", "resigned"]),
    qualifiers=st.sampled_from([(), ("globex",)]),
    modality=st.sampled_from(["reported", "denied", "alleged"]),
    published=st.sampled_from([date(2024, 3, 1), date(2024, 3, 9), None]),
)
levels = st.builds(
    make_claim,
    st.sampled_from(["61m", "52m", None]),
    path=st.sampled_from(["financial/a.txt", "press/b.txt"]),
    metric=st.sampled_from(["inventory", "inventory_growth"]),
    direction=st.sampled_from(["up", "down", None]),
    document_kind=st.sampled_from(["10-K", "press_article"]),
)
auditors = st.builds(
    make_claim,
    path=st.sampled_from(["financial/a.txt", "leadership/b.txt"]),
    kind=st.just("text"),
    metric=st.just("auditor"),
    text=st.sampled_from(["Larkin Moss LLP", "Larkin Moss", "Hartley & Boone LLP"]),
    qualifiers=st.sampled_from([(), ("former",)]),
    period=st.sampled_from([YEAR, Period()]),
)
cells = st.builds(
    make_claim,
    st.sampled_from(["100m", "60m", "40m", "70m"]),
    path=st.just("financial/a.txt"),
    metric=st.sampled_from(["revenue", "cost_of_revenue", "gross_profit", "total_assets"]),
    quote=st.sampled_from(["Net sales | 1", "Cost of sales | 1", "Gross profit | 1", "Total net sales | 1"]),
    start=st.sampled_from([0, 20, 40, 60]),
    period=st.sampled_from([YEAR, LAST_YEAR]),
    rule=st.just("table.known"),
)
rooms = st.lists(numbers | people | statuses | levels | auditors | cells, max_size=12)


@settings(max_examples=150, deadline=None)
@given(rooms, st.randoms(use_true_random=False))
def test_the_order_of_claims_never_matters(claims: list[Claim], shuffler: random.Random):
    """Any order of files and claims gives the same pairs and contradictions."""
    shuffled = list(claims)
    shuffler.shuffle(shuffled)
    assert compare(TARGET, claims) == compare(TARGET, shuffled)


@settings(max_examples=150, deadline=None)
@given(numbers, numbers)
def test_comparison_is_symmetric(first: Claim, second: Claim):
    """Which of two is first changes nothing."""
    assert compare(TARGET, [first, second]) == compare(TARGET, [second, first])


@settings(max_examples=150, deadline=None)
@given(rooms)
def test_an_agreeing_document_never_adds_a_contradiction(claims: list[Claim]):
    """A document that repeats what another one says brings no new disagreement."""
    before = {c.contradiction_id for c in compare(TARGET, claims).contradictions}
    copies = [
        c.model_copy(
            update={"claim_id": f"copy-{c.claim_id}", "source": c.source.model_copy(update={"path": "press/z.txt"})}
        )
        for c in claims
        if c.source.path == "financial/a.txt"
    ]
    after = {c.contradiction_id for c in compare(TARGET, [*claims, *copies]).contradictions}
    assert after <= before


@settings(max_examples=100, deadline=None)
@given(rooms)
def test_a_claim_never_contradicts_its_own_copy(claims: list[Claim]):
    """The same room twice has no contradiction a single one did not have."""
    once = compare(TARGET, claims).contradictions
    assert compare(TARGET, [*claims, *claims]).contradictions == once


@settings(max_examples=200, deadline=None)
@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_the_interval_of_a_number_overlaps_its_own_rounding(number: int, digits: int):
    """A figure and the same figure rounded never contradict."""
    rounded = round(number, -digits)
    exact = interval(str(number))
    coarse = exact.model_copy(
        update={"low": rounded - 5 * 10 ** (digits - 1), "high": rounded + 5 * 10 ** (digits - 1), "point": rounded}
    ) if digits else exact  # fmt: skip
    assert overlap(exact, coarse)


def test_ids_name_the_disagreement_and_fingerprints_its_values():
    """Another figure for the same thing keeps the id, and reopens the decision."""
    target = Target(name="Acme Corp")
    first, press = make_claim("8.9bn"), "press/b.txt"
    a = compare(target, [first, make_claim("9.8bn", press)]).contradictions[0]
    b = compare(target, [first, make_claim("7.7bn", press)]).contradictions[0]
    repeated = [first, make_claim("9.8bn", press), make_claim("9.8bn", "press/c.txt")]
    c = compare(target, repeated).contradictions
    assert a.contradiction_id == b.contradiction_id and a.fingerprint != b.fingerprint
    assert [(x.contradiction_id, x.fingerprint) for x in c] == [(a.contradiction_id, a.fingerprint)]


def test_three_documents_that_disagree_are_one_contradiction():
    """However many repeat a figure, there is one disagreement, with every document behind it."""
    claims = [make_claim("8.9bn"), make_claim("9.8bn", "press/b.txt"), make_claim("7.7bn", "regulatory/c.txt")]
    found = compare(TARGET, claims).contradictions
    assert len(found) == 1 and len(found[0].claims) == 3
    assert found[0].branches == ("financial", "press", "regulatory")


def test_a_big_room_compares_in_seconds():
    """Twenty thousand claims stay within the caps, and what was left out is counted."""
    values = [f"{n}.{n % 10}m" for n in range(1, 1001)]
    claims = [make_claim(v, f"press/{i % 20}.txt", metric=f"metric_{i % 50}") for i, v in enumerate(values * 20)]
    result = compare(TARGET, claims)
    assert len(result.pairs) <= 50 * 4000 and result.left_out >= 0
