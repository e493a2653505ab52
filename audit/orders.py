"""What the trail was ordered to erase: read from its own journals, and honoured wherever texts are shown or proved."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from audit.errors import AuditError
from audit.layout import TRAIL, Name, names, runs
from audit.reading import journal_lines


class Orders(NamedTuple):
    """The orders to erase that were recorded."""

    number: int = 0
    texts: frozenset[tuple[str, str]] = frozenset()
    """Single texts: run and reference."""
    journals: frozenset[Name] = frozenset()
    """Journals whose texts are all to go."""
    reports: frozenset[str] = frozenset()
    """Reports to go with them, relative to the home folder."""

    def cover(self, name: Name, ref: str) -> bool:
        """Return whether a journal's text was ordered to be erased."""
        return name in self.journals or (name.run_id, ref) in self.texts


def trail_journals(home: Path) -> list[Name]:
    """Return the journals in which the trail records about itself: an order in any other is none."""
    return [name for run_id in runs(home) if run_id.startswith(TRAIL) for name in names(home, run_id)]


def orders(home: Path, journals: Iterable[Name]) -> Orders:
    """Return the orders that lie in some journals of the trail; of a damaged one those before the damage."""
    found: list[Orders] = []
    for name in journals:
        with contextlib.suppress(AuditError):  # verification names the line
            for line in journal_lines(name, name.path(home).read_bytes()):
                found += _order(line.fields["event_type"], line.fields["attributes"])
    return Orders(
        len(found),
        frozenset(text for one in found for text in one.texts),
        frozenset(journal for one in found for journal in one.journals),
        frozenset(report for one in found for report in one.reports),
    )


def _order(event_type: str, said: dict[str, object]) -> list[Orders]:
    match said:
        case {"run_id": str(run_id), "text_ref": str(ref)} if event_type == "text.erased":
            return [Orders(texts=frozenset({(run_id, ref)}))]
        case {"run_id": str(run_id), "journals": list(journals), "reports": list(reports)} if (
            event_type == "run.erased"
        ):
            names_ = frozenset(Name(run_id, one["stream"], one["attempt"]) for one in journals)
            return [Orders(journals=names_, reports=frozenset(reports))]
    return []
