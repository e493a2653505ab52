"""From a view to HTML: every text escaped, every unprintable character shown, nothing undefined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.letters import marks, settable
from reports.record import RunRecord
from reports.view import View, view
from reports.view.words import shortened, stopped

ROOM = Path(__file__).resolve().parent
TEMPLATES = ROOM / "templates"
ASSETS = ROOM / "assets"
SECTIONS = ("Contradiction register", "Financial", "Coverage and failures", "Evidence", "Audit seal")
"""Sections that begin on a page of their own, by their headings."""


def html(record: RunRecord, kind: str = "draft", number: int = 1, flowing: Set[str] = frozenset()) -> str:
    """Return the report of a run as HTML; `flowing` names the sections that begin where the one before ends.

    It is set twice: how many characters had to be shown as marks is known only once everything was set.
    """
    seen: Counter[str] = Counter()
    _set(view(record, kind, number), flowing, seen)
    return _set(view(record, kind, number, marks=seen.total()), flowing, Counter())


def _set(shown: View, flowing: Set[str], seen: Counter[str]) -> str:
    def finish(value: Any) -> Any:
        if not isinstance(value, str) or isinstance(value, Markup):
            return value
        seen[""] += marks(value)
        return settable(value)

    environment = _environment().overlay(finalize=finish)
    return environment.get_template("report.html.j2").render(v=shown, flowing=flowing)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,  # by name it would leave *.html.j2 unescaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=0,  # templates keep the finalizer they were compiled with
    )
    environment.filters |= {"shortened": shortened, "stopped": stopped}
    return environment
