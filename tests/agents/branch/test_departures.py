"""Departures: who leaves which post, by sentences that report it."""

# ruff: noqa: E501 -- sentences stand whole

from __future__ import annotations

import re

import pytest

from agents.branch.departures import departures

OURS = re.compile("Acme")
LEAVE = [
    ("Effective May 6, 2008, Charles Berger resigned from our Board of Directors.", "Charles Berger", "director"),
    ("Richard A. Johnson will step down as President and Chief Executive Officer of the Company.", "Richard A. Johnson", "ceo"),
    ("On March 8, 2014, Janet Dillione, Executive Vice President of Acme, notified the Company of her decision to step down from her position.", "Janet Dillione", "officer"),
    ("Mr. Lenz will retire from his position as Executive Vice President and Chief Financial Officer.", "Mr. Lenz", "cfo"),
    ("On July 26, V. James Vena notified Acme Corporation that he was resigning from the Board.", "V. James Vena", "director"),
    ("The Company's current CEO, Paul Ricci, will retire from the Company on March 29.", "Paul Ricci", "ceo"),
    ("Jane Roe, the Chief Financial Officer of Acme, resigned on May 1.", "Jane Roe", "cfo"),
    ("Paul Ricci terminated employment with the Company and no longer is the Company's Chief Executive Officer.", "Paul Ricci", "ceo"),
]  # fmt: skip
STAY = [
    "Jane Roe may resign as Chief Executive Officer for good reason.",
    "Upon his resignation as Chief Executive Officer, John Poe is entitled to severance.",
    "Mr. Berger's decision to resign from the Board did not involve any disagreement.",
    "Jane Roe was appointed Chief Financial Officer.",
    "In connection with Mr. Roe's retirement, Paul Ricci, CEO, commented on his service.",
]


@pytest.mark.parametrize(("text", "person", "role"), LEAVE)
def test_a_reported_departure_names_person_and_post(document_of, text, person, role):
    """Who leaves and what is read from one sentence."""
    assert [(d.person, d.role) for d in departures(document_of(text), OURS)] == [(person, role)]


@pytest.mark.parametrize("text", STAY)
def test_what_may_happen_or_speaks_of_others_is_no_departure(document_of, text):
    """Possibilities, possessives and appointments are not departures."""
    assert list(departures(document_of(text), OURS)) == []


def test_several_people_may_leave_in_one_sentence(document_of):
    """Everybody who is a subject of the verb leaves."""
    text = "Ann Poe, Katharine A. Martin and Philip J. Quigley notified the Company that they intended to retire from the Board."
    assert [d.person for d in departures(document_of(text), OURS)] == [
        "Ann Poe",
        "Katharine A. Martin",
        "Philip J. Quigley",
    ]


def test_each_of_several_leaves_the_post_in_apposition(document_of):
    """Two people and two posts in one sentence stay apart."""
    text = "Sheldrake P. Voss, the Chief Executive Officer, and Anatole Brisbane, the Chief Financial Officer, resigned from Acme."
    told = [(d.person, d.role) for d in departures(document_of(text), OURS)]
    assert told == [("Sheldrake P. Voss", "ceo"), ("Anatole Brisbane", "cfo")]


def test_who_is_succeeded_leaves_the_post_of_the_appointment(document_of):
    """ "He succeeds ..., who will retire" takes the post from the sentence before."""
    text = (
        "The Board appointed John Poe as Chief Executive Officer. He succeeds Jane Roe, who will retire on May 8, 2024."
    )
    assert [(d.person, d.role) for d in departures(document_of(text), OURS)] == [("Jane Roe", "ceo")]


def test_the_company_is_not_a_person(document_of):
    """ "Acme Stores ... retire as director" is a misreading of a long sentence, not a departure."""
    text = "You informed the Board of Acme Stores that you intend to retire from the Board."
    assert list(departures(document_of(text), OURS)) == []


def test_the_heading_of_the_item_is_no_post(document_of):
    """ "Departure of Directors" in the item's title does not make an officer a director."""
    text = (
        "Item 5.02 Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers; "
        "Compensatory Arrangements of Certain Officers (b) On January 13, Robert Schassler resigned from the Company."
    )
    assert list(departures(document_of(text), OURS)) == []
