"""Whose figure a statement gives: the target's, another company's, or a brand's maker's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

PRESS = {"kind": "press_article", "target": "PepsiCo", "published": date(2022, 2, 10)}


HEAD = "PepsiCo shares rise\n\n"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("PepsiCo posted revenue of $79.5 billion in 2021.", "PepsiCo"),
        ("Wexley Haulage, which PepsiCo was said to court, made a loss on revenue of $88 million in 2021.", "Wexley"),
        ("PepsiCo, the maker of Lay's chips and Gatorade, posted revenue of $79.5 billion in 2021.", "PepsiCo"),
        ("Shares rose after the maker of Lay's chips and Gatorade posted revenue of $79.5 billion in 2021.", "PepsiCo"),
        ("Its rival Keurig posted revenue of $12.7 billion in 2021.", "Keurig"),
    ],
)
def test_a_figure_is_the_company_s_the_sentence_is_about(read: Any, text: str, subject: str) -> None:
    """No other company's revenue is the target's, and a brand has none."""
    (claim,) = [c for c in read(HEAD + text, **PRESS) if c.metric == "revenue"]
    assert str(claim.subject).startswith(subject)


def test_a_name_with_an_article_inside_is_read_whole(read: Any) -> None:
    """The end of a company's name is no other company, and a year over it no part of it."""
    text = (
        "Results for 2024\n\nApril 2, 2025\n\nLogistic Properties of the Americas (NYSE American: LPA), an owner of "
        "warehouses, today announced results.\n\nLogistic Properties of the Americas lost $14.9 million in 2024."
    )
    found = read(text, "press_article", target="Logistic Properties of the Americas", published=date(2025, 4, 2))
    assert {c.subject for c in found} == {"Logistic Properties of the Americas"}
