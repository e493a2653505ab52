# ruff: noqa: E501 -- sentences stand whole
"""Leadership: who holds a post now, who only for a time, who left, and how settled the top is."""

from __future__ import annotations

from datetime import date

import pytest

from agents.leadership import examine
from agents.leadership.posts import posts
from agents.leadership.stability import current
from agents.records import Claim, Period, Source

DAY = date(2025, 4, 30)


@pytest.fixture
def holds(document_of):
    """Build the claim that a person holds a post, or starts or ends in it."""

    def build(
        person, role, *, published=DAY, start=None, end=None, subject="Acme Corp.", path="room/a.txt", at=0, **more
    ):
        document = document_of(f"{person} " * 9, path=path).document
        source = Source(branch="leadership", path=path, sha256=document.sha256, start=at, end=at + len(person),
                        quote=more.pop("quote", person), published=published)  # fmt: skip
        period = Period(start=start, end=end)
        return Claim(claim_id=f"{person}{role}{published}{start}{end}{path}{at}", kind="person", subject=subject, metric=role,
                     text=person, period=period, source=source, **more)  # fmt: skip

    return build


@pytest.fixture
def rules(document_of, case_of):
    """Return (rule, severity) of what is unsettled, the roster left out."""

    def run(*claims, text="Nothing.", kind="officer_list", published=DAY):
        document = document_of(text, kind, published=published, branches=("leadership",))
        findings = examine(case_of("leadership", document, claims=claims)).findings
        return [(f.rule, f.severity) for f in findings if f.rule != "roster"]

    return run


def now(case_of, *claims):
    """Return who holds what by the newest documents."""
    return {h.role: h.person for h in current(posts(case_of("leadership", claims=claims)), DAY)}


def test_the_newest_document_names_the_holder(case_of, holds):
    """A successor replaces who was listed a year before."""
    old, new = holds("Jane Roe", "cfo", published=date(2024, 4, 1)), holds("John Poe", "cfo")
    assert now(case_of, old, new) == {"cfo": "John Poe"}


def test_spellings_of_one_person_are_one_holder(case_of, holds):
    """Initials and titles do not make another person."""
    held = posts(
        case_of(
            "leadership",
            claims=[holds("Jane A. Roe", "cfo"), holds("Jane Roe", "cfo", at=20), holds("Ms. Roe", "cfo", at=40)],
        )
    )
    assert [h.person for h in held["cfo"]] == ["Jane A. Roe"]


def test_posts_at_other_companies_do_not_count(case_of, holds):
    """A director's career elsewhere is not our roster."""
    assert now(case_of, holds("Jane Roe", "ceo", subject="Apex Inc.")) == {}


def test_the_head_of_a_unit_is_not_the_head_of_the_whole(case_of, holds):
    """ "CEO of Acme Logistics" yields to who leads the company."""
    unit = holds("Patrick Moe", "ceo", quote="Patrick Moe is Chief Executive Officer of Acme Logistics")
    whole = holds("Ann Zed", "ceo", at=30)
    assert now(case_of, unit, whole) == {"ceo": "Ann Zed"}


def test_who_is_not_named_in_the_quote_is_not_listed(case_of, holds):
    """ "He became chief executive" may be anybody."""
    assert now(case_of, holds("Jane Roe", "ceo", quote="He became chief executive in 2004.")) == {}


def test_an_interim_holder_is_a_risk(rules, holds):
    """A post filled for a time only is open."""
    assert rules(holds("Jane Roe", "cfo", qualifiers=("interim",))) == [("interim holder", "medium")]


def test_one_person_as_chief_and_finance_chief_is_high(rules, holds):
    """Two posts in one statement: nobody checks the figures."""
    assert rules(holds("Jane Roe", "ceo"), holds("Jane Roe", "cfo")) == [("two posts", "high")]


def test_chief_and_chair_in_one_hand_is_low(rules, holds):
    """Usual, and worth knowing."""
    assert rules(holds("Jane Roe", "ceo"), holds("Jane Roe", "chair")) == [("two posts", "low")]


def test_less_than_a_year_in_a_top_post_is_a_risk(rules, holds):
    """Someone who goes so soon has a reason."""
    short = holds("Jane Roe", "cfo", start=date(2024, 1, 10), end=date(2024, 9, 1))
    assert rules(short, holds("John Poe", "cfo", at=30, start=date(2024, 9, 2))) == [("short tenure", "medium")]


def test_three_holders_in_five_years_are_turnover(rules, holds):
    """The third start within five years makes a pattern; over ten years it does not."""
    starts = (date(2021, 1, 1), date(2022, 6, 1), date(2024, 1, 1))
    people = ("Ann Zed", "Bob Yale", "Cyd Xu")
    assert rules(*(holds(p, "ceo", start=s) for p, s in zip(people, starts, strict=True))) == [("turnover", "medium")]
    slow = (date(2010, 1, 1), date(2016, 6, 1), date(2024, 1, 1))
    assert rules(*(holds(p, "ceo", start=s) for p, s in zip(people, slow, strict=True))) == []


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("8-K", "Jane Roe resigned as Chief Financial Officer.", [("leaving", "medium")]),
        ("8-K", "Jane Roe resigned from the Board.", [("leaving", "low")]),
        ("10-K", "Jane Roe retired as Chief Executive Officer of Apex Inc. in 2004.", []),
        ("10-K", "Jane Roe retired as our Chief Executive Officer in March 2025.", [("leaving", "medium")]),
    ],
)
def test_who_leaves_us_is_told_from_who_left_others(rules, kind, text, expected):
    """Reports of events count; lives told in a yearly report count only for our own posts."""
    assert rules(text=text, kind=kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe serves on the boards of Apex Inc, Bolt Corp, Core Ltd and Dune Plc.", [("overboarding", "low")]),
        ("Jane Roe serves on the board of Apex Inc.", []),
    ],
)
def test_many_other_boards_are_watched(rules, text, expected):
    """Four other boards leave little time."""
    assert rules(text=text, kind="DEF 14A") == expected
