"""From a view to HTML: every text escaped, every unprintable character shown, nothing undefined."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.letters import marks, settable
from reports.record import RunRecord
from reports.view import View, view
from reports.view.words import shortened

ROOM = Path(__file__).resolve().parent
TEMPLATES = ROOM / "templates"
ASSETS = ROOM / "assets"


def html(record: RunRecord, kind: str = "draft", number: int = 1, compact: bool = False) -> str:
    """Return the report of a run as HTML; compact means that sections follow each other without new pages.

    It is set twice: how many characters had to be shown as marks is known only once everything was set.
    """
    seen: Counter[str] = Counter()
    _set(view(record, kind, number), compact, seen)
    return _set(view(record, kind, number, marks=seen.total()), compact, Counter())


def _set(shown: View, compact: bool, seen: Counter[str]) -> str:
    def finish(value: Any) -> Any:
        if not isinstance(value, str) or isinstance(value, Markup):
            return value
        seen[""] += marks(value)
        return settable(value)

    environment = _environment().overlay(finalize=finish)
    return environment.get_template("report.html.j2").render(v=shown, compact=compact)


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
    environment.filters["shortened"] = shortened
    return environment
