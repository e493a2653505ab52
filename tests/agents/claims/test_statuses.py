"""Statuses, auditors and deals: what is stated, never what is only possible."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "metric", "status"),
    [
        ("The financial statements should no longer be relied upon.", "financial_statements_reliance", "non_reliance"),
        ("The company will restate its 2019 results.", "restatement", "restated"),
        ("Management identified a material weakness in revenue recognition.", "internal_control", "material_weakness"),
        ("We did not identify any material weaknesses.", "internal_control", "none"),
        ("Our internal control over financial reporting was not effective.", "internal_control", "not_effective"),
        ("Our internal control over financial reporting is effective.", "internal_control", "effective"),
        ("Substantial doubt about its ability to continue as a going concern.", "going_concern", "substantial_doubt"),
        ("The SEC is investigating the company's accounting.", "investigation", "open"),
        ("We are not a party to any material pending legal proceedings.", "litigation", "none"),
        ("Acme filed a voluntary petition on Monday.", "bankruptcy", "filed"),
    ],
)  # fmt: skip
def test_a_status_is_read_as_stated(read: Any, text: str, metric: str, status: str) -> None:
    """Each matter has the status its sentence gives it."""
    assert (metric, status) in {(c.metric, c.text) for c in read(text, "10-K") if c.kind == "status"}


@pytest.mark.parametrize(
    "text",
    [
        "If we identify a material weakness, investors may lose confidence.",
        "The company may be subject to an investigation by the SEC.",
        "There is a risk that the financial statements should no longer be relied upon.",
        "We could face a subpoena from the Department of Justice.",
    ],
)
def test_a_possibility_is_no_status(read: Any, text: str) -> None:
    """Risk factors state nothing."""
    assert [c for c in read(text, "10-K") if c.kind == "status"] == []


def test_an_auditor_leaves_and_another_comes(read: Any) -> None:
    """Dismissal and engagement have a firm and a day."""
    text = (
        "On March 3, 2020, the Audit Committee dismissed KPMG LLP as independent registered public accounting firm. "
        "The Company engaged Deloitte & Touche LLP as its new independent registered public accounting firm on "
        "March 9, 2020."
    )
    found = {(c.metric, c.text, c.day) for c in read(text, "8-K") if c.kind == "date"}
    assert found == {
        ("auditor_end", "KPMG LLP", date(2020, 3, 3)),
        ("auditor_start", "Deloitte & Touche LLP", date(2020, 3, 9)),
    }


def test_a_deal_has_a_price_and_a_closing(read: Any) -> None:
    """What is paid, for what, and when it closed."""
    text = (
        "Acme agreed to buy Widget Corp for about $5.2 billion. "
        "Acme completed its acquisition of Widget Corp on June 30, 2021."
    )
    found = read(text, "press_article")
    (price,) = [c for c in found if c.metric == "acquisition_price"]
    assert price.value.approximate and int(price.value.point) == 5_200_000_000 and price.qualifiers == ("widget",)
    assert date(2021, 6, 30) in {c.day for c in found if c.metric == "acquisition_closing"}


def test_a_patent_in_prose_has_owner_and_expiry(read: Any) -> None:
    """A numbered patent is a subject of its own."""
    text = "U.S. Patent No. 7,123,456 is owned by Widget Holdings Inc. and expires in March 2031."
    found = {(c.subject, c.metric, c.text or str(c.day)) for c in read(text, "10-K")}
    assert ("patent 7123456", "patent_expiry", "2031-03-01") in found
    assert any(s == "patent 7123456" and m == "owner" and t.startswith("Widget Holdings") for s, m, t in found)
