"""Disputes, auditors, deals and sums paid: each sentence gives the claim that another document is held against."""

from __future__ import annotations

from datetime import date

import pytest


def only(claims, metric):
    """Return the one claim of a metric."""
    found = [c for c in claims if c.metric == metric]
    assert len(found) == 1, [c.metric for c in claims]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "metric", "status", "other"),
    [
        ("Acme is in talks to acquire Halder Freight.", "talks", "open", "halder freight"),
        ("Acme is not in talks to acquire Halder Freight.", "talks", "none", "halder freight"),
        ("Acme has settled the opioid lawsuit brought by the State of Ohio.", "lawsuit", "settled", "state of ohio"),
        ("The opioid lawsuit brought by the State of Ohio remains pending.", "lawsuit", "pending", "state of ohio"),
    ],
)
def test_a_dispute_is_told_with_its_other_side(read, sentence, metric, status, other):
    """Talks and lawsuits are the same only with the same other side."""
    claim = only(read(sentence, "8-K"), metric)
    assert (claim.text, claim.qualifiers) == (status, (other,))


def test_denied_talks_are_denied(read):
    """A denial is no report of talks."""
    claim = only(read("Acme denied that it is in talks to acquire Halder Freight.", "press_article"), "talks")
    assert (claim.text, claim.modality) == ("open", "denied")


@pytest.mark.parametrize(
    ("sentence", "metric", "status"),
    [
        ("Our disclosure controls and procedures were not effective.", "disclosure_controls", "not_effective"),
        ("Our disclosure controls and procedures were effective.", "disclosure_controls", "effective"),
        ("We were in compliance with all covenants under the agreement.", "covenants", "in_compliance"),
        ("The Company was not in compliance with the leverage covenant.", "covenants", "not_in_compliance"),
        ("There were no disagreements with the auditor on accounting principles.", "disagreement_with_auditor", "none"),
        ("There were disagreements with the auditor on accounting principles.", "disagreement_with_auditor", "open"),
        ("Acme has not recalled any pumps.", "recall", "none"),
        ("Acme is recalling its pumps.", "recall", "open"),
    ],
)
def test_a_status_and_its_opposite_are_two_statuses(read, sentence, metric, status):
    """What a document denies is not what it reports."""
    assert only(read(sentence, "8-K"), metric).text == status


def test_an_investigation_of_a_rival_is_the_rival_s(read):
    """A probe of somebody else says nothing of the target."""
    claim = only(
        read("The SEC is investigating rival Calder Wireless over its accounts.", "press_article"), "investigation"
    )
    assert claim.subject == "Calder Wireless"


def test_a_signature_names_the_auditor_and_the_line_below_its_years(read):
    """Reports are signed; since when a firm serves stands below."""
    text = "/s/ Hartley & Boone LLP\nWe have served as the Company’s auditor since 2014.\n"
    claims = read(text, "10-K", period_end=date(2024, 12, 31))
    assert only(claims, "auditor").text == "Hartley & Boone LLP"
    since = only(claims, "auditor_engaged")
    assert (since.text, since.day) == ("Hartley & Boone LLP", date(2014, 1, 1))


@pytest.mark.parametrize(("words", "status"), [("dismissed Larkin Moss LLP", "dismissed"), ("accepted", None)])
def test_how_an_auditor_left_is_told(read, words, status):
    """Dismissed is not resigned."""
    claims = read(f"On June 7, 2024, the Audit Committee {words} as the auditor.", "8-K")
    assert [c.text for c in claims if c.metric == "auditor_departure"] == ([status] if status else [])


@pytest.mark.parametrize(
    ("sentence", "metric", "day"),
    [
        ("On December 2, 2024, Acme completed its acquisition of Veltrix Imaging, Inc.", "acquisition_closing",
         date(2024, 12, 2)),
        ("On July 8, 2024, Acme entered into a definitive agreement to acquire Oncastra Ltd.", "acquisition_announced",
         date(2024, 7, 8)),
        ("Our 5.875% senior notes mature on June 15, 2029.", "maturity", date(2029, 6, 15)),
        ("The FDA approved Zentimab on August 17, 2024.", "approval", date(2024, 8, 17)),
    ],
)  # fmt: skip
def test_a_dated_event_is_a_date(read, sentence, metric, day):
    """Whether the day stands before or after what happened."""
    assert only(read(sentence, "8-K"), metric).day == day


@pytest.mark.parametrize(
    ("sentence", "metric", "value"),
    [
        ("Acme agreed to pay $65 million to settle claims by the State of Ohio.", "settlement", 65_000_000),
        ("In 2024 we repurchased $210 million of our common stock.", "share_repurchases", 210_000_000),
        ("During 2024, we repurchased shares of our stock for $120 million.", "share_repurchases", 120_000_000),
        ("As of March 31, 2024 the Group owned 60% of Penhale Tin Ltd.", "ownership", 60),
    ],
)
def test_a_sum_is_named_by_what_it_was_paid_for(read, sentence, metric, value):
    """No metric's name stands in these sentences."""
    assert only([c for c in read(sentence, "8-K") if c.value], metric).value.point == value


def test_a_dateline_is_no_period(read):
    """The day a release appeared is not the day of its figures."""
    text = "BOSTON, March 6, 2025 - The Phase 3 trial enrolled 512 patients with asthma."
    claim = only(read(text, "press_article", published=date(2025, 3, 6)), "patients")
    assert claim.period.end is None and claim.source.quote.startswith("The Phase 3")


def test_a_heading_is_no_part_of_the_company(read):
    """ "Item 7. Management's Discussion and Analysis" above a sentence gives its figures no scope."""
    text = "Item 7. Management's Discussion and Analysis\nNet sales for 2024 were $1,284.6 million, up from 2023.\n"
    claim = next(c for c in read(text, "10-K") if c.metric == "revenue")
    assert claim.scope == "unknown" and claim.source.quote.startswith("Net sales")


def test_an_article_s_other_sentences_are_kept_for_its_editions(read):
    """A sentence that no rule reads is a text, so that two editions are aligned by all of them; others are not."""
    text = (
        "Acme said on Tuesday that its plans had not changed at all.\nA second sentence says nothing of use either.\n"
    )
    assert {c.kind for c in read(text, "press_article")} == {"text"}
    assert not read(text, "10-K")
