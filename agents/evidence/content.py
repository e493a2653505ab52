"""What a reader gives: the text and everything that points into it, without the place the file lies in."""

from __future__ import annotations

from typing import NamedTuple

from agents.evidence.types import Fact, PatentRecord, Section, Table


class Content(NamedTuple):
    """The content of one file; the same bytes give the same content wherever they lie."""

    text: str = ""
    tables: tuple[Table, ...] = ()
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    patents: tuple[PatentRecord, ...] = ()
    hidden: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
