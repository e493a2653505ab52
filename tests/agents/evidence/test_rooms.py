"""Real rooms: every file is read or has a reason, every offset holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.evidence import Unreadable, freeze, read
from agents.evidence.types import ReadDocument


def spans_hold(document: ReadDocument) -> bool:
    """Return whether everything that points into the text points at what it says."""
    text = document.text
    cells = all(text[c.start : c.end] == c.text for table in document.tables for row in table.rows for c in row)
    tables = all(text[t.start : t.end].startswith(t.caption.split("\n")[0]) for t in document.tables)
    sections = all(0 <= s.start <= s.end <= len(text) for s in document.sections)
    facts = all(str(f.value) in text[f.start : f.end] or f.text is not None for f in document.facts)
    patents = all(p.start <= start < end <= p.end for p in document.patents for _, start, end in p.fields)
    return cells and tables and sections and facts and patents


@pytest.mark.parametrize("group", ["rooms", "contradictions/items"])
def test_every_real_file_is_read(shared_data: Path, group: str) -> None:
    """Every file of the real rooms has text, and everything in it points at what it says."""
    for room in sorted((shared_data / group).iterdir()):
        for document in freeze(room).documents:
            assert document.branches, document.path
            try:
                found = read(room, document)
            except Unreadable as problem:
                pytest.fail(f"{room.name}/{document.path}: {problem}")
            assert found.text.strip() and spans_hold(found), document.path
