"""The documents and claims of an invented run; every sentence in them is made up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from agents.records import (
    Branch,
    Claim,
    Document,
    DocumentKind,
    Finding,
    Interval,
    Period,
    Severity,
    Source,
    short_hash,
)

NAME = "Calder Photonics plc"


def document(path: str, kind: DocumentKind, *branches: Branch, **more: Any) -> Document:
    """Return a document of the room."""
    known = {"sha256": short_hash(path, digits=64), "size": 48_213, "media_type": "text/plain", **more}
    return Document(path=path, kind=kind, branches=branches, **known)


def source(branch: Branch, of: Document, quote: str, locator: str | None = None, start: int = 120) -> Source:
    """Return the place of a quote."""
    return Source(
        branch=branch,
        path=of.path,
        sha256=of.sha256,
        start=start,
        end=start + len(quote),
        quote=quote,
        published=of.published,
        kind=of.kind,
        locator=locator,
    )


def money(metric: str, year: int, millions: str, of: Document, start: int = 0) -> Claim:
    """Return an annual amount of the annual report."""
    point = Decimal(millions) * 10**6
    quote = f"{metric.replace('_', ' ').capitalize()} for the year was £{millions}m"
    period = Period(start=date(year - 1, 4, 1), end=date(year, 3, 31), fiscal_year=year, part="FY", label=f"FY{year}")
    return Claim(
        claim_id=short_hash(metric, year),
        kind="money",
        subject=NAME,
        metric=metric,
        unit="GBP",
        period=period,
        value=Interval(low=point - 50_000, high=point + 50_000, point=point),
        scope="consolidated",
        basis="gaap",
        source=source("financial", of, quote, f"note {year - 2018}", start or 1000 + year),
    )


REPORT = document(
    "financial/annual-report-fy25.pdf",
    "annual_report",
    "financial",
    "leadership",
    title="Annual report FY25",
    published=date(2026, 6, 27),
)
SCAN = document(
    "financial/management-accounts.pdf",
    "other",
    "financial",
    unread="no text layer: 14 pages of pictures",
    title="Management accounts",
)
ARTICLE = document(
    "press/photonics-weekly.html",
    "press_article",
    "press",
    title="Photonics Weekly: Order books under the microscope",
    published=date(2026, 9, 2),
)
OLDER = [
    document(
        f"press/item-{n}.html", "press_article", "press", title=f"Trade press item {n}", published=date(2026, 1 + n, 4)
    )
    for n in range(6)
]
LETTER = document(
    "regulatory/wl-2026-0311.txt",
    "letter",
    "regulatory",
    title="Warning letter WL-2026-0311",
    published=date(2026, 3, 11),
    notes=("two passages are hidden from the eye and were not used",),
)
PATENTS = document("patent/families.csv", "patent_list", "patent", title="Family search PQ-17")
MINUTES = document("leadership/minutes.docx", "other", "leadership", title="Board minutes", unread="encrypted")
STRAY = document("misc/picture.bin", "other")
REVENUE = ((2021, "55.3"), (2022, "61.9"), (2023, "70.4"), (2024, "75.9"), (2025, "84.2"))
INCOME = ((2021, "4.1"), (2022, "5.2"), (2023, "-1.4"), (2024, "6.8"), (2025, "7.7"))


def finding(
    branch: Branch, rule: str, severity: Severity, title: str, reason: str, *sources: Source, **more: Any
) -> Finding:
    """Return a finding."""
    return Finding(
        finding_id=f"f-{short_hash(branch, rule, title)}",
        branch=branch,
        rule=rule,
        severity=severity,
        title=title,
        reason=reason,
        sources=sources,
        **more,
    )


def share(claim_id: str, value: str, source: Source, **more: Any) -> Claim:
    """Return a statement on the largest customer."""
    point = Decimal(value)
    return Claim(
        claim_id=claim_id,
        kind="percent",
        subject=NAME,
        metric="customer_concentration",
        unit="percent",
        value=Interval(low=point - 1, high=point + 1, point=point),
        source=source,
        **more,
    )


COMPANY_SHARE = share(
    "c-share-a",
    "10",
    source(
        "financial",
        REPORT,
        "No single customer accounted for more than 10% of Group revenue in the year.",
        "note 4, page 71",
    ),
)
PRESS_SHARE = share(
    "c-share-b",
    "31",
    source(
        "press",
        ARTICLE,
        "Orbital Lidar alone took 31% of Calder’s output last year, said two people who saw the order book.",
        "paragraph 6",
    ),
    attributed_to="two people",
)
CFO_OLD = Claim(
    claim_id="c-cfo-a",
    kind="person",
    subject=NAME,
    metric="cfo",
    text="Rosa Hale",
    source=source("financial", REPORT, "Rosa Hale, Chief Financial Officer", "page 38", 9000),
)
CFO_NEW = Claim(
    claim_id="c-cfo-b",
    kind="person",
    subject=NAME,
    metric="cfo",
    text="Tom Birk",
    source=source("press", ARTICLE, "Calder’s finance chief Tom Birk declined to comment.", "paragraph 9", 900),
)
