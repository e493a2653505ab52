"""XBRL: facts keep what their tags say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from agents.evidence.types import ReadDocument

from .test_rooms import spans_hold

ReadOne = Callable[[str, bytes | str], ReadDocument]

PAGE = """<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"
xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:xbrli="http://www.xbrl.org/2003/instance"><body>
<div style="display:none"><ix:header><ix:resources><xbrli:context id="c"><xbrli:period>
<xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header></div>
<p>Net loss was <ix:nonFraction name="us-gaap:NetIncomeLoss" contextRef="c" unitRef="u" decimals="-5" scale="6"
sign="-">1,234.5</ix:nonFraction> million.</p></body></html>"""

INSTANCE = """<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:us-gaap="http://fasb.org/us-gaap/2024"
xmlns:xbrldi="http://xbrl.org/2006/xbrldi"><context id="c"><entity><segment>
<xbrldi:explicitMember dimension="us-gaap:ProductAxis">acme:ToolsMember</xbrldi:explicitMember></segment></entity>
<period><instant>2024-12-31</instant></period></context><unit id="u"><divide>
<unitNumerator><measure>iso4217:USD</measure></unitNumerator><unitDenominator><measure>shares</measure></unitDenominator>
</divide></unit><us-gaap:Price contextRef="c" unitRef="u" decimals="2">12.50</us-gaap:Price></xbrl>"""

COMPANY = """{"cik": 1, "entityName": "Acme", "facts": {"us-gaap": {"EarningsPerShareBasic": {"label": "EPS", "units":
{"USD/shares": [{"start": "2024-01-01", "end": "2024-12-31", "val": 2.50, "form": "10-K/A", "filed": "2025-04-01",
"accn": "0001-25-1"}]}}}}}"""


def test_inline_figures_are_facts(read_one: ReadOne) -> None:
    """A tagged figure has its concept, period, unit, decimals, scale and sign, below the page's own text."""
    found = read_one("financial/a.htm", PAGE)
    (fact,) = found.facts
    assert (fact.concept, fact.value) == ("us-gaap:NetIncomeLoss", Decimal("-1234500000"))
    assert (fact.unit, fact.decimals) == ("USD", -5)
    assert (fact.period_start, fact.period_end) == (date(2024, 1, 1), date(2024, 12, 31))
    assert found.text.startswith("Net loss was 1,234.5 million.")
    assert found.hidden == () and spans_hold(found)


def test_instances_keep_dimensions(read_one: ReadOne) -> None:
    """A fact of an instance keeps its members, its instant and its written value."""
    found = read_one("financial/a.xml", INSTANCE)
    (fact,) = found.facts
    assert (fact.value, fact.unit) == (Decimal("12.50"), "USD/shares")
    assert (fact.period_start, fact.period_end) == (None, date(2024, 12, 31))
    assert fact.dimensions == (("us-gaap:ProductAxis", "acme:ToolsMember"),) and spans_hold(found)


def test_company_facts_keep_the_written_value_and_the_filing(read_one: ReadOne) -> None:
    """A value of company facts keeps its digits, its form, its day of filing and its accession number."""
    (fact,) = read_one("financial/a.json", COMPANY).facts
    assert str(fact.value) == "2.50"
    assert (fact.form, fact.filed, fact.accession) == ("10-K/A", date(2025, 4, 1), "0001-25-1")
