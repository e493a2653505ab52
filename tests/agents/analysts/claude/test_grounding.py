"""A quote stands word for word where it is said to stand, and a number is one that was written."""

from __future__ import annotations

import pytest

from agents.analysts.claude.grounding import Place, locate, unsupported

TEXT = (
    "Acme said “net revenue rose 12.4% to $1,204.5 million” in fiscal 2024.\n"
    "It spent 3 billion² on plants — twice as much as before — and ﬁnished the work.\n"
    "Debt was $112.4 million at year end. Net income was (2.1) million."
)


@pytest.mark.parametrize(
    "quote",
    [
        "net revenue rose 12.4% to $1,204.5 million",
        'Acme said "net revenue rose 12.4% to $1,204.5 million"',
        "on plants - twice as much as before - and finished the work",
        "in fiscal 2024. It spent",
        "Acme said “net revenue ... in fiscal 2024",
    ],
)
def test_typography_and_white_space_are_folded(quote):
    """Quotation marks, dashes, ligatures, line breaks and an ordered ellipsis are not the words."""
    place = locate(TEXT, quote)
    assert isinstance(place, Place)
    assert TEXT[place.start : place.end].split(maxsplit=1)[0].strip('“"').startswith(quote.split()[0].strip('"'))


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("net revenue rose 21.4% to $1,204.5 million", "not_found"),
        ("net revenue rose 12.4% to $1,205.4 million", "not_found"),
        ("It spent 3 billion2 on plants", "not_found"),
        ("2.4% to $1,204.5 million", "cuts_a_number"),
        ("revenue rose 12.4% to $1,204", "cuts_a_number"),
        ("ebt was $112.4 million", "cuts_a_number"),
        ("12.4%", "too_short"),
        ("$1,204.5 12.4 2024", "too_short"),
        ("x" * 3000, "too_long"),
        ("in fiscal 2024 ... net revenue rose", "not_found"),
        ("net Revenue rose 12.4%", "not_found"),
    ],
)
def test_what_is_not_there_word_for_word_is_not_found(quote, why):
    """Digits are exact, numbers are whole, order holds, and a bare number is no quote."""
    assert locate(TEXT, quote) == why


def test_a_quote_is_looked_for_in_its_part_first():
    """Of a document in parts, the words of the part that was shown are meant."""
    text = "Revenue was flat again. " * 3
    place = locate(text, "Revenue was flat again.", 24, 48)
    assert isinstance(place, Place)
    assert place.start == 24


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Revenue rose 12.4 percent", None),
        ("Revenue rose 12 percent", "12"),
        ("Revenue of $1.2 billion", "$1.2 billion"),
        ("Revenue of $1,204.5 million in 2024", None),
        ("Revenue of $1,204.5 billion", "$1,204.5 billion"),
        ("Revenue of 1204.5 million", None),
        ("Two directors left", "Two"),
        ("Three directors left", None),
        ("In Q3 2024 it fell", None),
        ("No number at all", None),
    ],
)
def test_a_number_is_one_that_its_grounds_write(said, number):
    """Every number of a statement stands in its quotes at the same scale; things may be counted."""
    grounds = ["revenue rose 12.4% to $1,204.5 million in fiscal 2024"]
    assert unsupported(said, grounds, 3) == number


def test_a_table_without_scale_allows_the_scale_of_its_header():
    """The cell says 1,204.5; whoever read the header says million."""
    assert unsupported("Revenue of $1,204.5 million", ["Total revenue | 1,204.5 | 1,100.2"]) is None
