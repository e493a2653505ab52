"""Steps 1 to 3: the files' names, the chains of their lines, and the texts the lines cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from audit.errors import AuditError, JournalDamaged
from audit.layout import Name, foreign, names
from audit.orders import orders, trail_journals
from audit.outcome import Problem, Step
from audit.reading import Line, Texts, complete, is_open, journal_lines, texts_line

Journals = Mapping[Name, list[Line]]
"""The lines of every journal, as far as they are as written."""


def check_names(home: Path, run_ids: list[str], whole: bool) -> Step:
    """(1) Nothing lies among the journals that is none."""
    found = foreign(home)
    if not whole:
        found = [file for file in found if file.split("/")[1] in run_ids]
    problems = tuple(Problem("altered", file, 0, "no file of this trail") for file in found)
    return Step(1, "Names", f"{len(run_ids)} runs", problems)


def check_chains(home: Path, run_ids: list[str]) -> tuple[Step, Journals]:
    """(2) Every line is canonical, numbered without gaps, and names the hash of the line before."""
    journals: dict[Name, list[Line]] = {}
    problems: list[Problem] = []
    for name in (name for run_id in run_ids for name in names(home, run_id)):
        journals[name] = []
        try:
            for line in journal_lines(name, name.path(home).read_bytes()):
                journals[name].append(line)
        except JournalDamaged as met:
            problems.append(Problem("altered", met.file, met.line, met.problem))
        except AuditError as met:
            problems.append(Problem("incomplete", name.file, len(journals[name]) + 1, met.message))
    problems += [back for name, lines in journals.items() for back in _clock(name, lines)]
    events = sum(len(lines) for lines in journals.values())
    return Step(2, "Chains", f"{events} events in {len(journals)} journals", tuple(problems)), journals


def _clock(name: Name, lines: list[Line]) -> Iterator[Problem]:
    """Yield where the machine's clock went back: the order of the lines is proved, their times are not."""
    for before, line in pairwise(lines):
        if line.fields["event_time"] < before.fields["event_time"]:
            yield Problem("note", name.file, line.fields["seq"] + 1, "the clock went back before this event")


def check_texts(home: Path, journals: Journals) -> Step:
    """(3) The texts are those the events cite, in their order; erased ones were erased by an event of the trail."""
    erased = orders(home, trail_journals(home))
    problems: list[Problem] = []
    texts = 0
    for name, lines in journals.items():
        try:
            for number, found in enumerate(_texts_of(home, name, lines), 1):
                texts += 1
                problems += _as_ordered(name, number, found, erased.cover(name, found.ref))
        except JournalDamaged as met:
            problems.append(Problem("altered", met.file, met.line, met.problem))
    return Step(3, "Texts", f"{texts} lines of texts", tuple(problems))


def _as_ordered(name: Name, number: int, found: Texts, ordered: bool) -> Iterator[Problem]:
    if found.texts is None and not ordered:
        yield Problem("altered", name.texts_file, number, f"text {found.ref} erased without an event")
    if found.texts is not None and ordered:
        message = "was to be erased and is still there: erase it again, and rebuild the published file"
        yield Problem("incomplete", name.texts_file, number, message)


def _texts_of(home: Path, name: Name, lines: list[Line]) -> Iterator[Texts]:
    """Yield a journal's texts; what lies beyond those its events cite was left by a process that died."""
    cited = [line.fields["text_ref"] for line in lines if line.fields["text_ref"] is not None]
    path = name.texts_path(home)
    if not path.exists():
        raise JournalDamaged(name.texts_file, 0, "is missing")
    found, tail = complete(path.read_bytes())
    for number, (raw, ref) in enumerate(zip(found, cited, strict=False), 1):
        texts = texts_line(name.texts_file, raw, number)
        if texts.ref != ref:
            raise JournalDamaged(name.texts_file, number, "not the texts the event cites: lines were moved")
        yield texts
    if len(found) < len(cited):
        raise JournalDamaged(name.texts_file, len(found) + 1, f"{len(cited) - len(found)} cited texts are missing")
    if (tail or len(found) > len(cited)) and _spoken(lines) and not is_open(home, *name):
        raise JournalDamaged(name.texts_file, len(cited) + 1, "holds texts that no event cites")


def _spoken(lines: list[Line]) -> bool:
    """Return whether the journal ended as a living process ends it, so that nothing may be left over."""
    return bool(lines) and lines[-1].fields["event_type"].endswith((".finished", ".rendered"))
