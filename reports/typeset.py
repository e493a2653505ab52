"""From a view to HTML: every text escaped, every unprintable character shown, nothing undefined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from contextvars import ContextVar
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
_SEEN: ContextVar[Counter[str]] = ContextVar("seen", default=Counter())  # noqa: B039 -- counts while compiling
"""Counts the marks of what is being set. Templates keep the finalizer they were compiled with, so it stands outside:
compiling them takes as long as laying a short report out, and they are compiled once."""


def html(record: RunRecord, kind: str = "draft", number: int = 1, flowing: Set[str] = frozenset()) -> str:
    """Return the report of a run as HTML; `flowing` names the sections that begin where the one before ends.

    It is set twice: how many characters had to be shown as marks is known only once everything was set.
    """
    seen: Counter[str] = Counter()
    _set(view(record, kind, number), flowing, seen)
    return _set(view(record, kind, number, marks=seen.total()), flowing, Counter())


def warm() -> None:
    """Compile the templates."""
    for name in _environment().list_templates():
        _environment().get_template(name)


def _set(shown: View, flowing: Set[str], seen: Counter[str]) -> str:
    counting = _SEEN.set(seen)
    try:
        return _environment().get_template("report.html.j2").render(v=shown, flowing=flowing)
    finally:
        _SEEN.reset(counting)


def _finish(value: Any) -> Any:
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    _SEEN.get()[""] += marks(value)
    return settable(value)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,  # by name it would leave *.html.j2 unescaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finish,
        auto_reload=False,
    )
    environment.filters |= {"shortened": shortened, "stopped": stopped}
    return environment
