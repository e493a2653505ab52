"""Press events: found where the target acts or is hit, by date and story."""

from __future__ import annotations

from datetime import date

import pytest

from agents.press import examine
from agents.press.lexicon import GROUPS
from agents.records import Target

DAY = date(2024, 5, 2)

TOLD = [
    ("profit warning", "Acme cuts 2024 profit forecast on weak demand"),
    ("profit warning", "Acme Corp ( ACM.N ) lowered its full-year outlook on Thursday."),
    ("profit warning", "Acme withdraws 2024 financial targets"),
    ("job cuts", "Acme to cut about 900 jobs"),
    ("recall", "Acme recalls 20,000 pumps"),
    ("investigation", "China to probe Acme after complaint"),
    ("investigation", "Acme is under investigation by the regulator"),
    ("accounting", "Acme to restate two years of results"),
    ("insolvency", "Acme files for bankruptcy"),
    ("lawsuit", "Minnesota sues Acme over pollution claims"),
    ("lawsuit", "Acme to pay $3 million over hiring"),
    ("breach", "Acme hit by ransomware"),
    ("loss", "Acme posts quarterly loss"),
    ("new at the top", "Acme names Jane Roe as CFO"),
    ("leaving the top", "Acme CEO John Poe to step down before contract ends"),
    ("deal", "Acme to buy Brazilian orthodontic products maker"),
    ("raised outlook", "Acme raises full-year forecast"),
]
NOT_TOLD = [
    "Brokerage cuts price target on Acme",
    "Acme could cut 900 jobs",
    "Acme denies it is under investigation",
    "Rivals of Acme cut 900 jobs",
    "Acme sues distributor for price gouging",
    "Acme wins appeal in suit",
    "Acme posts smaller loss",
    "A chemical used by Acme is being investigated for health effects",
    "Acme Bottling reports large loss on charge",
    "Last year Acme cut 900 jobs",
    "Apex cuts profit forecast",
    "Acme names former director Jane Roe chairman of its China unit",
]


@pytest.fixture
def rules(document_of, case_of):
    """The rules that fire on a text of the press."""

    def fired(text, **more):
        document = document_of(text, **{"kind": "press_article", "published": DAY, **more})
        return [f.rule for f in examine(case_of("press", document)).findings]

    return fired


@pytest.mark.parametrize(("rule", "text"), TOLD)
def test_an_event_of_the_target_is_found(rules, text, rule):
    """Each group of the lexicon knows its headline."""
    assert rules(text) == [rule]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_events_of_others_possible_past_and_denied_ones_are_not(rules, text):
    """The target must be who acts or who is hit, now and in fact."""
    assert rules(text) == []


def test_a_headline_is_dated_by_its_row(document_of, case_of):
    """Each row of a list of headlines has its own date."""
    document = document_of("date,headline\n2019-03-19,Acme cuts profit forecast\n", "headlines")
    finding = examine(case_of("press", document)).findings[0]
    assert finding.sources[0].published == date(2019, 3, 19)


def test_reports_within_a_month_are_one_story(document_of, case_of):
    """Two papers on one event are one finding with two sources; half a year later it is another."""
    days = (date(2024, 1, 2), date(2024, 1, 20), date(2024, 8, 1))
    documents = [
        document_of(f"Acme cuts profit forecast. {i}", "press_article", f"{i}.txt", published=d)
        for i, d in enumerate(days)
    ]
    found = examine(case_of("press", *documents)).findings
    assert [len(f.sources) for f in found] == [2, 1]


def test_good_news_of_a_kind_is_one_finding(document_of, case_of):
    """Strengths are gathered: the committee reads the risks first."""
    documents = [
        document_of(f"Acme raises forecast. {y}", "press_article", f"{y}.txt", published=date(y, 1, 1))
        for y in range(2015, 2020)
    ]
    found = examine(case_of("press", *documents)).findings
    assert [(f.polarity, len(f.sources)) for f in found] == [("strength", 5)]


def test_the_reason_says_whose_word_it_is(document_of, case_of):
    """A report that names its source is attributed to it."""
    document = document_of("Acme to cut 440 jobs: sources", "press_article", published=DAY)
    assert "names its source (sources)" in examine(case_of("press", document)).findings[0].reason


def test_a_press_report_alone_is_never_critical():
    """One sentence matched is a lead and not a verdict."""
    assert {g.name for g in GROUPS if g.severity in {"critical", "high"}} == {"insolvency"}


def test_an_article_on_a_namesake_is_left_out(document_of, case_of):
    """An article that spells the acronym out differently and lacks our exchange code is about another company."""
    ours = [document_of(f"MGM Mirage ( MGM.N ) opened a hall. {i}", "press_article", f"{i}.txt") for i in range(3)]
    other = document_of("MGM files for bankruptcy. Metro-Goldwyn-Mayer owes $4 billion.", "press_article", "x.txt")
    target = Target(name="mgm")
    assert examine(case_of("press", *ours, other, target=target)).findings == ()
    assert examine(case_of("press", other, target=target)).findings != ()
