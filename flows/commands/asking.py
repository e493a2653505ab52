"""What several commands ask for: the analyst, and who it is that asks."""

from __future__ import annotations

import os
import pwd
from collections.abc import Callable
from typing import Any, TypeVar

import click

from flows import settings
from flows.choice import Choice
from flows.choosing import choose, read

F = TypeVar("F", bound=Callable[..., Any])
HELP = (
    "Who works the branches: rules, claude, both, replay:RUN, or an import path package.module:Name. "
    "Once more for a single branch or the synthesis: --analyst claude --analyst press=rules. "
    "Unless told otherwise claude where there are credentials, else rules."
)


def analyst_option(command: F) -> F:
    """Add `--analyst`, which may be given several times."""
    return click.option("--analyst", multiple=True, metavar="[BRANCH=]A", help=HELP)(command)


def chosen(words: tuple[str, ...]) -> Choice:
    """Return the choice of the command line laid over that of the settings; raises Problem for what cannot be."""
    return choose(", ".join(words), settings.current())


def ask_for(words: tuple[str, ...]) -> None:
    """Make the command line's choice the setting of this process and of those it starts, and check it."""
    if words:
        asked = read(", ".join(words)).over(read(settings.current().analyst))
        settings.override(analyst=asked.text())
    chosen(())


def person() -> str:
    """Return the name of the operating system's user, or "" where the system knows none."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""
