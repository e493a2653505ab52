"""Drawings of figures as SVG: columns and a line, with values on the marks and a title that is read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup, escape

INK, SECOND, RULE, MUTED = "#12263a", "#8fa6b8", "#c9d1d8", "#5b6770"
WIDTH, HEIGHT, TOP, FOOT = 230, 118, 16, 17
"""In points; the plot lies between TOP and HEIGHT - FOOT."""


class Point(NamedTuple):
    """One value with its label and its written form."""

    label: str
    value: Decimal
    text: str


def columns(points: Sequence[Point], title: str, width: int = WIDTH) -> Markup:
    """Return columns from zero, the last one emphasised; negative values hang below the zero line."""
    low, high = _range([point.value for point in points])
    zero = _height(Decimal(0), low, high)
    step = width / len(points)
    bar = min(step * 0.58, 46.0)
    parts = []
    for place, point in enumerate(points):
        middle, end = step * (place + 0.5), _height(point.value, low, high)
        last = place == len(points) - 1
        parts.append(_rect(middle - bar / 2, min(zero, end), bar, max(abs(end - zero), 0.6), INK if last else SECOND))
        parts.append(_text(middle, end - 4 if point.value >= 0 else end + 9, point.text, last))
        parts.append(_text(middle, HEIGHT - 4, point.label, last=False, colour=MUTED))
    parts.append(_rule(zero, width, INK, 0.8))
    return _svg("".join(parts), title, width)


def line(points: Sequence[Point], title: str, width: int = WIDTH) -> Markup:
    """Return a line through the values, the last one emphasised; zero is a dashed rule where it is crossed."""
    values = [point.value for point in points]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or Decimal(1)) * Decimal("0.25")
    low, high = low - room, high + room
    step = width / len(points)
    places = [(step * (i + 0.5), _height(point.value, low, high)) for i, point in enumerate(points)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts = [f'<polyline points="{path}" fill="none" stroke="{INK}" stroke-width="1.6"/>']
    if low < 0 < high:
        parts.insert(0, _rule(_height(Decimal(0), low, high), width, RULE, 0.6))
    for (x, y), point in zip(places, points, strict=True):
        last = point is points[-1]
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2.6 if last else 1.8}" fill="{INK}"/>')
        parts.append(_text(x, y - 6, point.text, last) + _text(x, HEIGHT - 4, point.label, last=False, colour=MUTED))
    return _svg("".join(parts) + _rule(HEIGHT - FOOT, width, INK, 0.8), title, width)


def _range(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    low, high = min(*values, Decimal(0)), max(*values, Decimal(0))
    if low < 0:
        low -= (high - low) * Decimal("0.16")  # room for the values below the columns
    return low, high or (Decimal(1) if low == 0 else Decimal(0))


def _height(value: Decimal, low: Decimal, high: Decimal) -> float:
    share = (value - low) / (high - low)
    return TOP + float(1 - share) * (HEIGHT - FOOT - TOP)


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _rule(y: float, length: float, colour: str, width: float) -> str:
    return f'<line x1="0" y1="{y:.1f}" x2="{length:.1f}" y2="{y:.1f}" stroke="{colour}" stroke-width="{width}"/>'


def _text(x: float, y: float, text: str, last: bool, colour: str = INK) -> str:
    weight = 600 if last else 400
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-family="Report Sans" font-size="8" '
        f'font-weight="{weight}" fill="{colour}">{escape(text)}</text>'
    )


def _svg(parts: str, title: str, width: int) -> Markup:
    return Markup(  # noqa: S704 - every text above is escaped, every number is formatted here
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}pt" '
        f'height="{HEIGHT}pt" role="img"><title>{escape(title)}</title>{parts}</svg>'
    )
