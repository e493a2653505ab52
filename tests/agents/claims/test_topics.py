"""Topics: which part of the company the sentences of a call speak of."""

from __future__ import annotations

from typing import Any

import pytest


def _scope(read: Any, opening: str, told: str = "Second quarter revenue increased 38%.") -> str:
    found = read(f"{opening}\n{told}", "earnings_call", path="room/call_q2_2022.txt")
    return next(c.scope for c in found if c.metric.startswith("revenue"))


@pytest.mark.parametrize(
    "opening",
    [
        "Moving on to Europe.",
        "Turning to Europe.",
        "Let me now turn over to our European business.",
        "Moving to segment performance, starting with Europe.",
        "Now let's discuss the Europe segment.",
        "Now on to the Europe division, which had a strong start.",
        "At Acme Europe, we continue to see solid demand.",
    ],
)
def test_a_turn_to_a_part_gives_its_sentences_the_parts_name(read: Any, opening: str) -> None:
    """However a call turns to a place, the place alone is the scope, without the words that lead to it."""
    assert _scope(read, opening) == "geography:europe"


@pytest.mark.parametrize(
    "opening",
    [
        "Now let's review the business segments.",
        "With that, let's move to Q&A.",
        "Let's turn to our commitment to financial stewardship.",
        "We execute well across the company.",
        "Now on to fiscal 2022.",
    ],
)
def test_a_turn_to_no_part_narrows_nothing(read: Any, opening: str) -> None:
    """What names no part leaves the figures after it to the whole company."""
    assert _scope(read, opening) == "unknown"


def test_a_segment_without_a_name_is_the_topics(read: Any) -> None:
    """The segment that a sentence does not name is the one the call speaks of, and never a topic of its own."""
    told = "Segment profit was $98 million.\nBacklog in the segment ended the quarter at $3.5 billion."
    found = read(f"At Aviation, demand was solid.\n{told}", "earnings_call", path="room/call_q3_2021.txt")
    assert {c.metric: c.scope for c in found} == {"segment_profit": "segment:aviation", "backlog": "segment:aviation"}


def test_a_part_is_named_alike_in_a_topic_and_in_a_sentence(read: Any) -> None:
    """Turning to "the Solutions segment" and "Solutions sales" give one scope."""
    turned = read("Turning to the Solutions segment.\nSales rose 5%.", "earnings_call", path="room/call_q3_2021.txt")
    said = read("q3 solutions sales rose 5%.", "press_bullets", path="room/bullets_q3_2021.txt")
    assert [c.scope for c in turned] == [c.scope for c in said]


@pytest.mark.parametrize(
    "told",
    [
        "As Walter has discussed, revenue for the second quarter totaled $171.7 million.",
        "We're very pleased with our second quarter results. Revenue increased 11.4%.",
        "For the quarter, we reported record sales of $2 billion.",
        "In total, revenue was $171.7 million.",
        "This enabled Acme to generate revenue of $171.7 million.",
    ],
)
def test_a_part_that_was_only_mentioned_is_left_for_the_company(read: Any, told: str) -> None:
    """Who repeats what another has said, or speaks of "our second quarter results", speaks of the whole."""
    opening = "Television revenue was $50.5 million for the quarter."
    found = read(f"{opening}\n{told}", "earnings_call", path="room/call_q2_2022.txt")
    assert [c.scope for c in found if c.metric.startswith("revenue")] == ["segment:television", "unknown"]


@pytest.mark.parametrize(
    "opening", ["Let me turn the conference over to Karen Colonias.", "Turning to slides three and four."]
)
def test_a_person_and_a_page_are_no_part(read: Any, opening: str) -> None:
    """Where a call is handed over, or a page is turned."""
    assert _scope(read, opening) == "unknown"


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [("We have increased the total revenue on this account by 13%.", "segment:account"),
     ("Our diversified platform generated revenue of $9.8 billion.", "unknown"),
     ("Our retail platform generated revenue of $9.8 billion.", "segment:retail platform")],
)  # fmt: skip
def test_a_single_case_is_a_part_and_praise_is_none(read: Any, sentence: str, scope: str) -> None:
    """One account is not the company; what is only called diversified is."""
    found = read(sentence, "earnings_call", path="room/call_q2_2022.txt")
    assert {c.scope for c in found if c.metric.startswith("revenue")} == {scope}


def test_guidance_that_names_its_year_leaves_a_part_that_was_mentioned(read: Any) -> None:
    """A call goes through its guidance line by line; one of them may be of a part."""
    text = (
        "Full year COVID-related sales are now expected in the range of $240 million and $245 million.\n"
        "Full year non-GAAP operating margin is forecasted to be about 19.5%."
    )
    found = read(text, "earnings_call", path="room/call_q3_2021.txt")
    assert {c.scope for c in found if c.metric == "operating_margin"} == {"unknown"}


@pytest.mark.parametrize("part", ["diagnostic testing", "licensing", "imaging", "leasing"])
def test_a_part_that_ends_like_a_verb_is_a_part(read: Any, part: str) -> None:
    """ "Our licensing revenues" are not the company's."""
    found = read(f"Our {part} revenues totaled $480 million.", "earnings_call", path="room/call_q2_2021.txt")
    assert {c.scope for c in found if c.metric == "revenue"} == {f"segment:{part}"}


@pytest.mark.parametrize("words", ["square feet of leasing", "square feet of leases"])
def test_an_area_that_was_let_is_no_building_s(read: Any, words: str) -> None:
    """What was let in a quarter, and what a building has, are two measures."""
    found = read(f"We signed 1.2 million {words}.", "earnings_call", path="room/call_q2_2021.txt")
    assert {c.metric for c in found if c.value} == {"square_feet_leased"}
