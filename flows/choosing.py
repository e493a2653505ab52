"""From what was asked for and what is set to who works what in a run."""

from __future__ import annotations

from agents.analysts.base import FACTORIES
from agents.analysts.claude.settings import BASE_URL
from flows.choice import Choice, is_known, parse
from flows.problems import BadInput, Stopped
from flows.settings import Settings

ASKING = frozenset({"claude", "both"})
"""Known analysts that ask Claude."""


def choose(asked: str, settings: Settings, before: Choice = Choice()) -> Choice:  # noqa: B008
    """Return who works what: what is asked for, then what is set, then who did `before`, then who works by itself.

    Raises BadInput for what is no choice, Stopped where Claude is chosen and there are no credentials.
    """
    choice = read(asked).over(read(settings.analyst)).over(before).over(Choice(by_itself(settings)))
    if ASKING & choice.names() and not reachable(settings):
        what = f"the analyst {' and '.join(sorted(ASKING & choice.names()))} is chosen and there are no credentials"
        raise Stopped(what, "set ANTHROPIC_API_KEY, or choose the analyst `rules`")
    return choice


def allowed(asked: str, settings: Settings) -> str:
    """Return what a form asks for: it must not make the machine import any code but that of the settings."""
    taken = read(settings.analyst).names()
    for name in sorted(read(asked).names() - taken):
        if not is_known(name):
            known = ", ".join((*FACTORIES, *sorted(taken - FACTORIES.keys())))
            raise BadInput(f"analyst {name!r} is not allowed here", f"choose one of {known}")
    return asked


def read(text: str) -> Choice:
    """Return a written choice; raises BadInput naming the word that is none."""
    try:
        return parse(text)
    except ValueError as problem:
        raise BadInput(f"analyst: {problem}") from problem


def by_itself(settings: Settings) -> str:
    """Return the analyst of whoever says nothing: Claude where there are credentials."""
    return "claude" if settings.claude.api_key else "rules"


def reachable(settings: Settings) -> bool:
    """Return whether Claude can be asked at all: a server that is not Anthropic's may want no credentials."""
    return settings.claude.api_key is not None or settings.claude.base_url != BASE_URL
