"""Matters are findings where they are reported, and nothing where they are possible, denied or defined."""

# ruff: noqa: E501 -- sentences stand whole

from __future__ import annotations

import pytest

from agents.branch.matters import MATTERS, matters, reported

BY_NAME = {m.name: m for m in MATTERS}

REPORTED = [
    ("material weakness", "Management identified a material weakness in our controls over revenue."),
    ("material weakness", "We had a material weakness related to tax accounting at September 30, 2005."),
    ("controls not effective", "Our internal control over financial reporting was not effective as of June 30, 2024."),
    ("controls not effective", "Disclosure controls and procedures were not effective at year end."),
    (
        "going concern",
        "These losses raise substantial doubt about the Company's ability to continue as a going concern.",
    ),
    ("restatement", "The Board concluded that the statements should no longer be relied upon."),
    ("restatement", "We have restated our previously issued consolidated financial statements."),
    ("investigation", "In December 2019, the Company received a grand jury subpoena from the U.S. Attorney's Office."),
    ("investigation", "The Company is cooperating with an investigation by the SEC."),
    ("bankruptcy", "On May 3, 2024, the Company filed a voluntary petition under chapter 11."),
]
NOT_REPORTED = [
    ("material weakness", "We could identify a material weakness in the future."),
    ("material weakness", "A material weakness is a deficiency, or a combination of deficiencies."),
    ("material weakness", "We did not identify any material weaknesses."),
    ("material weakness", "If we had a material weakness, investors may lose confidence."),
    ("material weakness", "Our audit included assessing the risk that a material weakness exists."),
    ("controls not effective", "If our internal control over financial reporting is not effective, our share price may fall."),
    ("going concern", "We evaluated whether conditions raise substantial doubt about our ability to continue as a going concern."),
    ("going concern", "Management's plans alleviated the substantial doubt about our ability to continue as a going concern."),
    ("restatement", "Incentive pay is recouped if we restate our previously issued financial statements."),
    ("investigation", "We may be subject to an investigation by the SEC."),
    ("investigation", "We are not the subject of any investigation by the Department of Justice."),
    ("bankruptcy", "We wrote down our investment in a startup which filed for bankruptcy."),
    ("bankruptcy", "The Company's largest customer filed for bankruptcy in May."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), REPORTED)
def test_a_reported_matter_is_found(document_of, name, text):
    """A matter told as a fact is quoted."""
    assert [s.text for s in reported(BY_NAME[name], document_of(text))] == [text]


@pytest.mark.parametrize(("name", "text"), NOT_REPORTED)
def test_a_possible_denied_or_defined_matter_is_not(document_of, name, text):
    """What could happen, did not, happened to others or is only defined is no finding."""
    assert reported(BY_NAME[name], document_of(text)) == []


def test_a_matter_is_one_finding_with_all_its_documents(document_of, case_of):
    """Two documents that report the same matter make one finding that quotes both."""
    text = REPORTED[0][1]
    found = list(matters(case_of("regulatory", document_of(text, path="a.txt"), document_of(text, path="b.txt"))))
    assert [f.rule for f in found] == ["material weakness"]
    assert [s.path for s in found[0].sources] == ["a.txt", "b.txt"]


def test_every_quote_stands_where_it_says(document_of, case_of):
    """The source of a finding is verbatim."""
    document = document_of("Preface.\n\n" + REPORTED[0][1] + " More follows.")
    source = next(matters(case_of("regulatory", document))).sources[0]
    assert document.text[source.start : source.end] == source.quote == REPORTED[0][1]


def test_a_grand_jury_weighs_high(document_of, case_of):
    """An investigation weighs medium, a criminal one high."""
    plain = document_of("The Company received a subpoena from the SEC.")
    criminal = document_of("The Company received a grand jury subpoena.")
    levels = [next(matters(case_of("regulatory", d))).severity for d in (plain, criminal)]
    assert levels == ["medium", "high"]
