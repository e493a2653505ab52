"""Sentences with exact offsets."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agents.claims.sentences import LIMIT, blocks, sentences


def cut(text: str) -> list[str]:
    """Return the sentences' own words."""
    return [text[s.start : s.end] for s in sentences(text)]


@given(st.text(alphabet='aA .\n"”$1(),;!?•-é', max_size=400))
def test_sentences_never_overlap_and_lose_no_letter(text: str) -> None:
    """Every character that is no blank lies in exactly one sentence."""
    spans = list(sentences(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())


def test_titles_and_initials_do_not_end_a_sentence() -> None:
    """ "Mr. Roe" and "Jane A. Roe" go on."""
    assert len(cut("Mr. Roe met Jane A. Roe in the U.S. market on Jan. 5 with Acme Inc. executives.")) == 1


def test_a_wrapped_line_goes_on_and_a_heading_ends() -> None:
    """Line breaks end a sentence only where the line was meant to end."""
    text = "Employees\nAs of June 30, 2020 the company had a staff of 1,200 people in its\noffices and plants.\n\nNext"
    assert cut(text)[0] == "Employees"
    assert cut(text)[1].endswith("plants.")


def test_each_line_of_bullets_is_a_sentence() -> None:
    """Bullets end with their line."""
    assert len(cut("q3 sales rose 7 percent.\nsees fy profit of $2.\ncuts jobs.")) == 3


def test_a_sentence_without_end_is_cut() -> None:
    """No sentence is longer than the limit."""
    assert all(s.end - s.start <= LIMIT for s in sentences("word " * 5_000))


def test_a_title_over_two_lines_is_one_block() -> None:
    """Rosters print a title over several lines."""
    text = "Jane Roe\n54\nExecutive Vice President, Chief\nFinancial Officer\n2019\n"
    found = [" ".join(text[b.start : b.end].split()) for b in blocks(text, list(sentences(text)))]
    assert "Executive Vice President, Chief Financial Officer 2019" in found
    assert "Jane Roe" in found


def test_in_an_unwrapped_text_every_line_ends_a_sentence() -> None:
    """A heading after "Item 7." is not the beginning of the paragraph under it."""
    text = (
        "Item 7. Discussion of Financial Condition and Results of Operations and all that\nRevenue rose."
        + ("\n" + "A long paragraph that nobody wrapped. " * 6) * 2
    )
    assert "Revenue rose." in [text[s.start : s.end] for s in sentences(text)]
