"""Names of the target: found where they stand for it, and nowhere else."""

# ruff: noqa: E501 -- sentences stand whole

from __future__ import annotations

import pytest

from agents.branch.naming import is_target, names
from agents.records import Target


@pytest.mark.parametrize(
    ("name", "text"),
    [("3m", "3M cuts forecast"), ("coca_cola", "Coca-Cola buys Costa"), ("Acme Corp.", "Acme said"), ("mgm", "the MGM deal"),
     ("foot_locker", "Foot Locker posts loss"), ("Acme", "compname reports q2 loss")],
)  # fmt: skip
def test_a_name_is_found_in_its_spellings(name, text):
    """Folder names, legal forms, hyphens and the mask of news collections meet."""
    assert names(Target(name=name)).search(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [("3m", "fined USD 2.3m"), ("3m", "pay of GBP 2 . 3m"), ("Acme", "Acmeon grows"), ("mgm", "mgmt fee")],
)
def test_a_number_or_a_longer_word_is_no_name(name, text):
    """ "2.3m" is not 3M, and a name within a word is another word."""
    assert names(Target(name=name)).search(text) is None


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("ACME CORPORATION", True),
        ("Acme Corp", True),
        ("Acme Holdings, Inc.", True),
        ("Apex GmbH", True),
        ("Acorn Inc.", False),
    ],
)
def test_owners_are_compared_without_legal_forms(written, same):
    """Legal forms and case do not make another owner; aliases and affiliates are the target's."""
    assert is_target(written, Target(name="Acme Corp.", affiliates=("Apex AG",))) is same
