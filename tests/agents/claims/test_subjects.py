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
