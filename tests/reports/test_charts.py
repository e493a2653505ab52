"""Drawings: bars from zero, values on the marks, and a title that is read aloud."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from reports.charts import HEIGHT, TOP, Point, columns, line

SVG = "{http://www.w3.org/2000/svg}"


def points(*values: str) -> list[Point]:
    """Return points labelled by their place."""
    return [Point(f"FY{n}", Decimal(value), value) for n, value in enumerate(values)]


@pytest.mark.parametrize("draw", [columns, line])
@pytest.mark.parametrize("values", [("1", "2"), ("0", "0"), ("-3", "-1"), ("-5", "5", "0"), ("7",)])
def test_every_value_is_drawn_within_the_picture(draw: type, values: tuple[str, ...]) -> None:
    """Whatever the signs, each value is written once and nothing leaves the drawing."""
    picture = ElementTree.fromstring(draw(points(*values), "title"))
    texts = picture.findall(f"{SVG}text")
    assert [text.text for text in texts if not (text.text or "").startswith("FY")] == list(values)
    assert all(0 < float(text.get("y") or 0) <= HEIGHT for text in texts)
    assert all(float(rect.get("y") or 0) >= TOP - 1 for rect in picture.findall(f"{SVG}rect"))


def test_columns_start_at_zero() -> None:
    """A column of half the value has half the height."""
    picture = ElementTree.fromstring(columns(points("50", "100"), "title"))
    low, high = (float(rect.get("height") or 0) for rect in picture.findall(f"{SVG}rect"))
    assert low == pytest.approx(high / 2, abs=0.1)


def test_the_title_is_what_a_screen_reader_says() -> None:
    """A drawing carries its finding and values as title; markup in it is escaped."""
    picture = ElementTree.fromstring(columns(points("1", "2"), "Revenue <b> grew"))
    assert picture.findtext(f"{SVG}title") == "Revenue <b> grew"
    assert picture.get("role") == "img"
