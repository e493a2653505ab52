"""Current reports: items read by number and date, clustered by kind."""

# ruff: noqa: E501 -- sentences stand whole

from __future__ import annotations

from datetime import date

import pytest

from agents.regulatory import examine
from agents.regulatory.items import item_reports

COVER = "FORM 8-K\nDate of Report (Date of earliest event reported): {day}\nAcme Corp.\n"
SIGNATURES = "\nSIGNATURES\nPursuant to the requirements of the Securities Exchange Act\n"


def report(items: str, day: str = "March 5, 2024") -> str:
    """Return the text of a current report."""
    return COVER.format(day=day) + items + SIGNATURES


@pytest.fixture
def findings(document_of, case_of):
    """Examine some current reports and return the findings by rule."""

    def examined(*texts: str, kind="8-K"):
        documents = [document_of(t, kind, path=f"{i}.htm") for i, t in enumerate(texts)]
        return examine(case_of("regulatory", *documents)).findings

    return examined


def test_an_item_ends_at_the_next_and_at_the_signatures(document_of):
    """The body of an item is its own."""
    document = document_of(report("Item 2.02 Results.\nFigures.\nItem 9.01 Exhibits.\nList.\n"), "8-K")
    assert [(r.number, r.body.strip().splitlines()[-1]) for r in item_reports(document)] == [
        ("2.02", "Figures."), ("9.01", "List.")
    ]  # fmt: skip


def test_a_heading_in_a_list_of_contents_is_not_the_item(document_of):
    """Of two headings of one number the longer stretch is the item."""
    items = "Item 4.02\nItem 9.01\nItem 4.02 Non-Reliance.\nThe statements are wrong in many ways.\n"
    first = item_reports(document_of(report(items), "8-K"))[0]
    assert "wrong" in first.body


def test_the_day_of_the_event_is_read_from_the_cover(document_of):
    """Not the filing date, but the earliest event reported."""
    assert item_reports(document_of(report("Item 8.01 Other.\n"), "8-K"))[0].day == date(2024, 3, 5)


def test_old_numbers_count_before_the_change_of_2004_only(document_of):
    """Item 4 of 2003 is the auditor; the same words in 2024 are no item."""
    items = "Item 4. Changes in Registrant's Certifying Accountant.\nWe dismissed the auditor.\n"
    old, new = (item_reports(document_of(report(items, day), "8-K")) for day in ("May 2, 2003", "May 2, 2024"))
    assert ([r.number for r in old], new) == (["4"], ())


def test_reports_of_one_kind_are_one_finding(findings):
    """Fourteen acquisitions are one line with fourteen sources."""
    found = [
        f
        for f in findings(*[report("Item 2.01 Completion of Acquisition.\nWe bought it.\n")] * 14)
        if f.rule == "8-K item"
    ]
    assert [(f.severity, len(f.sources)) for f in found] == [("medium", 14)]


@pytest.mark.parametrize(
    ("item", "severity"),
    [("1.03", "critical"), ("2.04", "critical"), ("3.01", "critical"), ("4.02", "critical"), ("1.05", "high"), ("2.06", "high"),
     ("2.05", "medium"), ("3.02", "medium")],
)  # fmt: skip
def test_items_weigh_by_the_table(findings, item, severity):
    """The instructions of the form give the weight."""
    found = [f for f in findings(report(f"Item {item} Something.\nIt happened.\n")) if f.rule == "8-K item"]
    assert [f.severity for f in found] == [severity]


def test_a_repaid_credit_agreement_is_no_loss(findings):
    """Item 1.02 for debt that was repaid weighs low."""
    text = report(
        "Item 1.02 Termination of a Material Definitive Agreement.\nWe repaid and terminated the credit facility.\n"
    )
    assert [f.severity for f in findings(text) if f.rule == "8-K item"] == ["low"]


def test_results_and_exhibits_are_counted_only(findings):
    """Items without weight appear in the count and nowhere else."""
    assert [f.rule for f in findings(report("Item 2.02 Results.\nX.\nItem 9.01 Exhibits.\nY.\n"))] == ["8-K overview"]


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("On May 1 the Committee dismissed Poe LLP. There were no disagreements with Poe LLP.", "high"),
        ("On May 1 Poe LLP resigned as our auditor. There were no disagreements.", "critical"),
        ("The Committee dismissed Poe LLP. There was a disagreement with Poe LLP on revenue.", "critical"),
        (
            "The Committee dismissed Poe LLP. There were no disagreements and no reportable events as defined in Item 304.",
            "high",
        ),
    ],
)
def test_a_change_of_auditor_weighs_by_who_left_and_why(findings, body, severity):
    """A dismissal is high; a resignation or a disagreement is critical; a denial is not a disagreement."""
    found = [
        f
        for f in findings(report(f"Item 4.01 Changes in Certifying Accountant.\n{body}\n"))
        if f.rule == "auditor change"
    ]
    assert [f.severity for f in found] == [severity]


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("On May 1 Jane Roe resigned as Chief Financial Officer of the Company.", "high"),
        ("Jane Roe resigned as Chief Financial Officer. John Poe was appointed Chief Financial Officer.", "medium"),
        ("On May 1 Jane Roe resigned from the Board.", "medium"),
        ("On May 1 Jane Roe resigned from the Board because of a disagreement on strategy.", "high"),
    ],
)
def test_a_post_left_weighs_by_post_successor_and_disagreement(findings, body, severity):
    """The top posts without a successor, and any disagreement, weigh high."""
    text = report(f"Item 5.02 Departure of Directors or Certain Officers.\n{body}\n")
    assert [f.severity for f in findings(text) if f.rule == "post left"] == [severity]


def test_reports_of_one_departure_are_one_finding(findings):
    """What is announced and then repeated is one departure."""
    text = report(
        "Item 5.02 Departure of Directors or Certain Officers.\nJane Roe resigned as Chief Financial Officer.\n"
    )
    later = report(
        "Item 5.02 Departure of Directors or Certain Officers.\nAs reported, Ms. Roe resigned as Chief Financial Officer.\n"
    )
    found = [f for f in findings(text, later) if f.rule == "post left"]
    assert [(f.title.startswith("Jane Roe"), len(f.sources)) for f in found] == [(True, 2)]


def test_pay_without_departure_is_low(findings):
    """An item 5.02 on pay alone is no departure."""
    text = report("Item 5.02 Compensatory Arrangements.\nThe Committee approved a bonus for Jane Roe.\n")
    assert [(f.rule, f.severity) for f in findings(text) if f.rule != "8-K overview"] == [("8-K item", "low")]


@pytest.mark.parametrize(
    ("kind", "text", "severity"),
    [
        ("NT 10-K", "The registrant is unable to file its annual report without unreasonable effort.", "high"),
        ("10-K/A", "This amendment adds the information required by Part III.", "info"),
        ("10-K/A", "The purpose of this Amendment is to restate the statements.", "high"),
        ("10-Q/A", "The purpose of this Amendment is to furnish an exhibit.", "medium"),
        ("letter", "Division of Corporation Finance. Please explain your revenue recognition.", "medium"),
    ],
)
def test_late_and_amended_filings_weigh_by_their_cause(findings, kind, text, severity):
    """Late is high; Part III is ordinary; a restatement is high; a staff letter is medium."""
    assert [f.severity for f in findings(text, kind=kind)] == [severity]
