"""Runs are kept until their date; then they are listed as due, and a person erases them, unless a hold forbids it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from audit.erasure import erase_runs, hold, release
from audit.errors import NoSuchRun, NotRecordable
from audit.retention import due, retain
from audit.store import query
from audit.verify import verify

LATER, MUCH_LATER = date(2032, 1, 1), date(2040, 1, 1)


def run_ids(home: Path, on: date) -> list[str]:
    """Return the ids of the runs that are due."""
    return [one.run_id for one in due(home, on)]


def test_nothing_is_due_without_a_date(assessed: Path) -> None:
    """Where nobody said until when, everything is kept."""
    assert due(assessed, MUCH_LATER) == []


def test_a_date_of_a_target_holds_for_its_runs_and_their_reviews(assessed: Path) -> None:
    """On the last day nothing is due yet; the day after, everything about the target is."""
    retain(assessed, LATER, "Records", "seven years", target="Acme")
    assert run_ids(assessed, LATER) == []
    assert sorted(run_ids(assessed, date(2032, 1, 2))) == ["review-1", "run-1"]


def test_the_date_of_a_run_goes_before_that_of_its_target(assessed: Path) -> None:
    """The last word counts, and a withdrawn date is none."""
    retain(assessed, LATER, "Records", "seven years", target="Acme")
    retain(assessed, MUCH_LATER, "Records", "litigation expected", run_id="run-1")
    assert run_ids(assessed, date(2035, 1, 1)) == []
    retain(assessed, None, "Records", "no date is known", run_id="run-1")
    assert run_ids(assessed, date(2050, 1, 1)) == []
    retain(assessed, date(2030, 1, 1), "Records", "settled", run_id="run-1")
    assert "run-1" in run_ids(assessed, LATER)


def test_a_hold_wins_over_a_date(assessed: Path) -> None:
    """A held run is listed as held, until the hold is released."""
    retain(assessed, LATER, "Records", "seven years", target="Acme")
    hold(assessed, "run-1", "Legal", "case 7")
    assert {(one.run_id, one.held) for one in due(assessed, MUCH_LATER)} == {("run-1", True), ("review-1", True)}
    release(assessed, "run-1", "Legal", "closed")
    assert {one.held for one in due(assessed, MUCH_LATER)} == {False}


def test_what_was_erased_is_no_longer_due(assessed: Path) -> None:
    """The erasure with its person and reason is on record, and everything is proved."""
    retain(assessed, LATER, "Records", "seven years", target="Acme")
    erase_runs(assessed, run_ids(assessed, MUCH_LATER), "Data Protection", "retention date passed")
    assert due(assessed, MUCH_LATER) == []
    assert query(assessed, "SELECT DISTINCT erased_by, reason FROM erasure").rows == [
        ("Data Protection", "retention date passed")
    ]
    assert verify(assessed).exit_code == 0, verify(assessed).text()


def test_a_date_is_about_one_run_or_one_target(assessed: Path) -> None:
    """A date for nothing, for both, or for a run that does not exist is refused."""
    with pytest.raises(NotRecordable):
        retain(assessed, LATER, "x", "x")
    with pytest.raises(NotRecordable):
        retain(assessed, LATER, "x", "x", run_id="run-1", target="Acme")
    with pytest.raises(NoSuchRun):
        retain(assessed, LATER, "x", "x", run_id="run-7")
