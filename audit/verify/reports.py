"""Step 9: every report is the file that was rendered, and the root printed in it is that of its run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audit.canonical import merkle_root
from audit.errors import NotRecordable
from audit.events.catalogue import check
from audit.layout import RECOVERY, Name
from audit.orders import orders, trail_journals
from audit.outcome import Problem, Step
from audit.reading import Line
from audit.verify.journals import Journals


def check_reports(home: Path, journals: Journals, report: Path | None) -> Step:
    """(9) The reports' bytes are those the trail recorded; the pre-render roots are those of the journals."""
    rendered = list(_said(journals, "report.rendered"))
    erased = orders(home, trail_journals(home)).reports
    problems = [found for name, line in rendered for found in _file(home, name, line, erased)]
    problems += [found for name, line in _said(journals, "report.started") for found in _root(journals, name, line)]
    checked = f"{len(rendered)} reports"
    if report is not None:
        checked = f"{report.name} and {checked}"
        problems += _given(report, [line.fields["attributes"] for _, line in rendered])
    return Step(9, "Reports", checked, tuple(problems))


def _said(journals: Journals, event_type: str) -> Iterator[tuple[Name, Line]]:
    for name, lines in journals.items():
        if name.stream == "report":
            yield from ((name, line) for line in lines if line.fields["event_type"] == event_type and _whole(line))


def _whole(line: Line) -> bool:
    """Return whether the event says what it must; where it does not, its seal shows that it was changed."""
    try:
        check(line.fields["event_type"], line.fields["attributes"])
    except NotRecordable:
        return False
    return True


def _file(home: Path, name: Name, line: Line, erased: frozenset[str]) -> list[Problem]:
    stated = line.fields["attributes"]
    path = home / stated["path"]
    if stated["path"] in erased:
        message = "was to be erased and is still there: erase it again"
        return [Problem("incomplete", stated["path"], 0, message)] if path.exists() else []
    if not path.is_file():
        return [Problem("altered", stated["path"], 0, f"is missing; {name.file} says it was rendered")]
    if _hash(path) != stated["sha256"]:
        return [Problem("altered", stated["path"], 0, f"is not the file that {name.file} says was rendered")]
    return []


def _given(report: Path, stated: list[dict[str, Any]]) -> list[Problem]:
    if not report.is_file():
        return [Problem("altered", str(report), 0, "cannot be read")]
    if _hash(report) not in {one["sha256"] for one in stated}:
        return [Problem("altered", str(report), 0, "is no report of this trail, or was changed after it was rendered")]
    return []


def _root(journals: Journals, name: Name, line: Line) -> list[Problem]:
    """Compare the printed root with that of the run's journals as they stood when the report was begun."""
    moment = line.fields["event_time"]
    others = sorted(n for n in journals if n.run_id == name.run_id and n.stream not in ("report", "report" + RECOVERY))
    then = [n for n in others if journals[n] and journals[n][0].fields["event_time"] <= moment]
    stated = line.fields["attributes"]["pre_render_root"]
    # A clock that went back may date a journal after the report that contains it: then all of them count.
    if stated in {_root_of(journals, then), _root_of(journals, others)}:
        return []
    place = line.fields["seq"] + 1
    return [Problem("altered", name.file, place, "the root printed in the report is not that of the run's journals")]


def _root_of(journals: Journals, names: list[Name]) -> str:
    return merkle_root([bytes.fromhex(line.hash) for name in names for line in journals[name]]).hex()


def _hash(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
