# ruff: noqa: E501 -- records stand whole
"""Patents: title, charges, state and nominal expiry from the office's records and the company's lists."""

from __future__ import annotations

from datetime import date

import pytest

from agents.evidence.types import PatentRecord
from agents.patent import examine
from agents.patent.assets import Asset
from agents.patent.terms import term
from agents.records import Claim, Source, Target

ASSIGNED = ("2018-06-12", "ASSIGNMENT OF ASSIGNORS INTEREST", "FARROW, ELIAS", "ACME CORP.")
TEXT = "patent 19910266\nassignments: 2018-06-12 FARROW to ACME\nstatus: Patented Case\nfiled: 2018-06-05\n"


def record(**more):
    """Return the record of a granted patent with a clean title."""
    given = {
        "number": "19910266", "application_number": "99200174", "status": "Patented Case", "filed": date(2018, 6, 5),
        "granted": date(2020, 12, 8), "inventors": ("Elias Farrow",), "assignments": (ASSIGNED,), "kind": "utility",
        "fields": (("assignments", 16, 55), ("status", 56, 77), ("filed", 78, 95)), "start": 0, "end": len(TEXT), **more,
    }  # fmt: skip
    return PatentRecord(**given)


@pytest.fixture
def examined(document_of, case_of):
    """Examine records and return findings by rule."""

    def run(*records, claims=(), published=date(2025, 1, 1), target=None):
        document = document_of(TEXT, "patent_record", published=published, branches=("patent",), patents=records)
        return examine(case_of("patent", document, claims=claims, target=target))

    return run


@pytest.fixture
def rules(examined):
    """Return (rule, severity) of every finding but the overview."""
    return lambda *records, **more: [
        (f.rule, f.severity) for f in examined(*records, **more).findings if f.rule != "portfolio"
    ]


def test_a_clean_title_is_no_finding(rules):
    """The inventor assigned to the target: nothing to say."""
    assert rules(record()) == []


def test_the_latest_conveyance_decides(rules):
    """A later assignment to another company takes the title with it."""
    sold = ("2024-10-01", "ASSIGNMENT OF ASSIGNORS INTEREST", "ACME CORP.", "ALDGROVE LICENSING LLC")
    assert rules(record(assignments=(sold, ASSIGNED))) == [("title with another", "high")]


def test_the_order_of_the_register_does_not_matter(examined):
    """Execution dates order the conveyances, not their place in the file."""
    sold = ("2024-10-01", "ASSIGNMENT", "ACME CORP.", "ALDGROVE LICENSING LLC")
    one, other = (examined(record(assignments=a)).findings for a in ((sold, ASSIGNED), (ASSIGNED, sold)))
    assert one == other


@pytest.mark.parametrize("kind", ["SECURITY INTEREST", "LIEN", "MORTGAGE", "PATENT SECURITY AGREEMENT"])
def test_a_charge_moves_no_title(rules, kind):
    """A security interest is an encumbrance and not an owner."""
    assert rules(record(assignments=(ASSIGNED, ("2022-01-01", kind, "ACME CORP.", "Big Bank")))) == [
        ("encumbered", "medium")
    ]


def test_a_released_charge_is_gone(rules):
    """A release by the same creditor ends the charge."""
    charge = ("2022-01-01", "SECURITY INTEREST", "ACME CORP.", "BIG BANK, N.A.")
    release = ("2023-01-01", "RELEASE BY SECURED PARTY", "BIG BANK, N.A.", "ACME CORP.")
    assert rules(record(assignments=(ASSIGNED, charge, release))) == []


def test_an_affiliate_that_is_known_is_the_target(rules):
    """Affiliates of the target's description hold for it; by name alone they are asked about."""
    held = (*ASSIGNED[:3], "ACME ANALYTICS GMBH")
    assert rules(record(assignments=(held,))) == [("title with an affiliate", "low")]
    known = Target(name="Acme Corp.", affiliates=("Acme Analytics GmbH",))
    assert rules(record(assignments=(held,)), target=known) == []


def test_an_inventor_who_never_assigned_is_named(rules):
    """Two inventors, one assignment: a share of the title may be missing."""
    assert rules(record(inventors=("Elias Farrow", "Mina Sund"))) == [("inventor without assignment", "medium")]


def test_an_owner_printed_on_the_patent_needs_no_assignor(rules):
    """Where the office names an owner without conveyances, nobody's assignment is missing."""
    printed = ("", "assignee named on the patent", "", "Acme Corp.")
    assert rules(record(assignments=(printed,))) == []


def test_no_assignment_and_no_applicant_is_no_title(rules):
    """Without both, title rests with the inventors."""
    assert rules(record(assignments=())) == [("no title recorded", "medium")]


def test_two_assignees_are_co_owners(rules):
    """One conveyance to two companies makes co-owners, one of them foreign."""
    both = (ASSIGNED, ("2018-06-12", "ASSIGNMENT", "FARROW, ELIAS", "APEX INC."))
    assert rules(record(assignments=both)) == [("title with another", "high"), ("co-owners", "medium")]


@pytest.mark.parametrize("status", ["Patent Expired Due to NonPayment of Maintenance Fees", "Abandoned"])
def test_a_dead_patent_is_named(rules, status):
    """What the office calls expired or abandoned protects nothing."""
    assert ("not in force", "medium") in rules(record(status=status))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, date(2038, 6, 5)),
        ({"term_adjustment_days": 10}, date(2038, 6, 15)),
        ({"parents": (("CON", "1", "2012-03-01"),)}, date(2032, 3, 1)),
        ({"parents": (("is a Continuation of", "1", "2012-03-01"),)}, date(2032, 3, 1)),
        ({"parents": (("PRO", "1", "2017-06-06"),)}, date(2038, 6, 5)),
        ({"parents": (("Claims Priority from Provisional Application", "1", "2017-06-06"),)}, date(2038, 6, 5)),
        ({"kind": "design"}, date(2035, 12, 8)),
        ({"kind": "design", "filed": date(2014, 1, 1)}, date(2034, 12, 8)),
        ({"filed": date(1994, 1, 10), "granted": date(1998, 1, 10)}, date(2015, 1, 10)),
        ({"filed": date(2016, 2, 29)}, date(2036, 2, 29)),
    ],
)
def test_nominal_expiry_follows_the_statute(document_of, more, expected):
    """Twenty years from the family's first filing plus adjustment; designs and old filings by their own rules."""
    assert term(Asset(document_of(TEXT), record(**more))).expiry == expected


def test_a_missing_date_is_named_not_guessed(examined):
    """Without a filing date no expiry is computed."""
    assert examined(record(filed=None)).calculations[0].not_computed == "missing: filing date"


def test_patents_that_end_soon_are_counted(rules):
    """A quarter of the living portfolio within 24 months weighs medium."""
    assert rules(record(), published=date(2037, 1, 1)) == [("expiry", "medium")]


def owner_claim(owner, document_of):
    """Return the claim of a list that somebody owns a patent."""
    sha256 = document_of(TEXT).document.sha256
    source = Source(branch="patent", path="room/a.txt", sha256=sha256, start=0, end=6, quote="patent")
    return Claim(claim_id=owner, kind="owner", subject="patent 1", metric="owner", text=owner, source=source)


def test_a_listed_owner_that_is_not_the_target_is_high(rules, document_of):
    """The company's own list names who owns: the target and its namesakes are left out."""
    claims = [owner_claim(o, document_of) for o in ("Acme Corporation", "Acme Analytics GmbH", "Apex LLC")]
    assert rules(claims=claims) == [("listed owner", "high")]
