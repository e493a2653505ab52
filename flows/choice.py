"""Who works what: one analyst for a run, and exceptions by branch, written as `claude, press=rules`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from agents.analysts.base import FACTORIES, REPLAY
from agents.records import BRANCHES, Branch

STREAMS: tuple[str, ...] = (*BRANCHES, "synthesis")
"""What an analyst can be chosen for; the one of the synthesis looks over the finished branches."""


class Choice(NamedTuple):
    """The analyst of every stream."""

    default: str = ""
    """Of every stream that names no other; empty where it is left to whoever asks further."""
    exceptions: Mapping[str, str] = {}

    def of(self, stream: str) -> str:
        """Return the analyst of a branch or of the synthesis."""
        return self.exceptions.get(stream, self.default)

    def of_branches(self) -> dict[Branch, str]:
        """Return the analyst of each branch."""
        return {branch: self.of(branch) for branch in BRANCHES}

    def names(self) -> frozenset[str]:
        """Return every analyst that has something to do."""
        return frozenset(map(self.of, STREAMS)) - {""}

    def over(self, other: Choice) -> Choice:
        """Return this choice where it says something, the other where it is silent."""
        if self.default:
            return self
        return Choice(other.default, {**other.exceptions, **self.exceptions})

    def text(self) -> str:
        """Return the choice as it is written."""
        return ", ".join(filter(None, [self.default, *(f"{s}={n}" for s, n in sorted(self.exceptions.items()))]))


def parse(text: str) -> Choice:
    """Return a written choice; raises ValueError naming the word that is none."""
    default, exceptions = "", {}
    for word in (part.strip() for part in text.split(",")):
        stream, equals, name = (part.strip() for part in word.partition("="))
        if equals and (stream not in STREAMS or not name):
            raise ValueError(f"{word!r} is no choice of an analyst; write a branch, =, and its analyst: press=rules")
        if equals:
            exceptions[stream] = name
        elif word and default:
            raise ValueError(f"{default!r} and {word!r}: one analyst works what no exception names")
        else:
            default = default or word
    return Choice(default, exceptions)


def is_known(name: str) -> bool:
    """Return whether a name is a known analyst's, not an import path: a form may choose it."""
    return name in FACTORIES or name.startswith(REPLAY)


def asks_a_model(name: str) -> bool:
    """Return whether an analyst may send something: rules and replay never do, of somebody's own it is not known."""
    return name != "rules" and not name.startswith(REPLAY)
