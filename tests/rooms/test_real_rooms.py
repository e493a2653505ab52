"""One night over the eight real data rooms: outcomes, coverage, claims, and reports complete against the trail."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from audit.verify import verify
from reports.check import check
from reports.completeness import folded, page_texts
from reports.letters import settable
from reports.record import load

pytestmark = [pytest.mark.slow, pytest.mark.server, pytest.mark.timeout(1800)]
BRANCHES = ("financial", "press", "regulatory", "patent", "leadership")
WITHOUT = {
    "3m": (),
    "coca_cola": ("patent",),
    "corning": ("patent",),
    "fedex": ("patent",),
    "foot_locker": ("patent",),
    "mgm": ("patent",),
    "nuance": ("patent",),
    "verizon": ("patent",),
}
"""The branches each room has no document for: no room has a leadership folder, but 10-Ks serve that branch."""
ROOM = pytest.mark.parametrize("room", WITHOUT)
TEXTS = """
SELECT title FROM finding WHERE run_id = $run UNION ALL SELECT reason FROM finding WHERE run_id = $run
UNION ALL SELECT quote FROM finding_source WHERE run_id = $run
UNION ALL SELECT explanation FROM contradiction WHERE run_id = $run
UNION ALL SELECT contradiction_id FROM contradiction WHERE run_id = $run
UNION ALL SELECT c.quote FROM contradiction k JOIN claim c
  ON c.run_id = k.run_id AND c.claim_id IN (k.claim_ids[1], k.claim_ids[2]) WHERE k.run_id = $run
UNION ALL SELECT message FROM failure WHERE run_id = $run
"""


class Night:
    """A finished night and its published trail."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def rows(self, sql: str, **values: str) -> list[tuple[Any, ...]]:
        """Return the answer of the published trail."""
        with duckdb.connect(str(self.home / "audit.duckdb"), read_only=True) as trail:
            return trail.execute(sql, values or None).fetchall()

    def run_of(self, room: str) -> str:
        """Return the id of the room's run."""
        ((run_id,),) = self.rows("SELECT run_id FROM runs WHERE target = $room", room=room)
        return str(run_id)


@pytest.fixture(scope="module")
def night(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Night:
    """All eight rooms, assessed by the command a deal team uses."""
    folder = tmp_path_factory.mktemp("night")
    watchlist = folder / "watchlist.yaml"
    rooms = sorted(path for path in (shared_data / "rooms").iterdir() if path.is_dir())
    watchlist.write_text("targets:\n" + "".join(f"  - room: {room}\n" for room in rooms))
    command = [Path(sys.executable).with_name("diligence"), "nightly", watchlist]
    environment = {**os.environ, "DILIGENCE_HOME": str(folder / "home")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return Night(folder / "home")


@ROOM
def test_every_branch_with_documents_makes_claims(night: Night, room: str) -> None:
    """A branch that had something to read is complete and claims something; the others say there was nothing."""
    run = night.run_of(room)
    outcomes = dict(night.rows("SELECT branch, outcome FROM branch_outcome WHERE run_id = $run", run=run))
    without = WITHOUT[room]
    assert outcomes == {b: "no_evidence" if b in without else "complete" for b in BRANCHES}
    claims = dict(night.rows("SELECT branch, count(*) FROM claim WHERE run_id = $run GROUP BY branch", run=run))
    assert set(claims) == set(BRANCHES) - set(without)


@ROOM
def test_every_document_is_read_or_has_a_reason(night: Night, shared_data: Path, room: str) -> None:
    """No file of the room is missing from the trail, and none is silently unread."""
    listed = night.rows("SELECT path, read_by, unread FROM coverage WHERE run_id = $run", run=night.run_of(room))
    files = [path for path in (shared_data / "rooms" / room).rglob("*") if path.is_file()]
    assert len(listed) == len(files)
    assert [path for path, read_by, unread in listed if not read_by and not unread] == []


@ROOM
def test_the_report_holds_what_the_trail_holds(night: Night, room: str) -> None:
    """Every finding, contradiction, cited quote and failure in DuckDB is in the PDF's text."""
    run = night.run_of(room)
    ((path,),) = night.rows("SELECT path FROM report WHERE run_id = $run", run=run)
    pdf = (night.home / path).read_bytes()
    text = folded("".join(page_texts(pdf)))
    expected = [value for (value,) in night.rows(TEXTS, run=run) if value]
    assert [value for value in expected if folded(settable(value)) not in text] == []
    assert check(pdf, load(night.home, run)) == []


def test_the_trail_of_the_night_verifies(night: Night) -> None:
    """After the night, nothing on the trail is altered or missing."""
    command = [Path(sys.executable).with_name("diligence"), "audit", "verify"]
    environment = {**os.environ, "DILIGENCE_HOME": str(night.home)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@ROOM
def test_each_report_is_proved_with_its_run(night: Night, room: str, tmp_path: Path) -> None:
    """A PDF that somebody was handed is the one that was rendered, and its run is as it was sealed."""
    run = night.run_of(room)
    ((path,),) = night.rows("SELECT path FROM report WHERE run_id = $run", run=run)
    handed = tmp_path / "handed.pdf"
    shutil.copy(night.home / path, handed)
    found = verify(night.home, run, report=handed)
    assert (found.exit_code, "handed.pdf" in found.text()) == (0, True)


def test_every_query_of_the_cookbook_answers(night: Night, project: Path) -> None:
    """Each query of the auditors' page runs as printed on eight real runs, with ids put in as the page says."""
    run = night.run_of("mgm")
    ((night_run,),) = night.rows("SELECT run_id FROM nights")
    flagged = night.rows("SELECT run_id, contradiction_id FROM open_contradictions ORDER BY ALL")
    page = (project / "docs/auditors.md").read_text()
    for sql in re.findall(r"```sql\n(.*?)```", page, re.DOTALL):
        about, item = flagged[0] if flagged and "k-1" in sql else (run, "k-1")
        put_in = sql.replace("night-1", night_run).replace("run-1", about).replace("k-1", item)
        rows = night.rows(put_in)
        assert rows or any(part in sql for part in RIGHTLY_EMPTY) or ("k-1" in sql and not flagged), put_in


def test_an_alteration_of_a_real_run_is_named(night: Night) -> None:
    """Of a real run's journals and texts: flipped bytes, dropped, doubled and swapped lines, cut and removed files."""
    rng, run = random.Random(8), night.run_of("mgm")
    files = sorted((night.home / "journal" / run).iterdir())
    for number in range(12):
        path = rng.choice(files)
        good = path.read_bytes()
        what = ALTERATIONS[number % len(ALTERATIONS)]
        bad = what(good, rng)
        if bad == good:
            continue
        try:
            path.write_bytes(bad) if bad is not None else path.unlink()
            found = verify(night.home, run)
        finally:
            path.write_bytes(good)
        named = {problem.file for problem in found.problems if problem.kind == "altered"}
        assert (found.exit_code, str(path.relative_to(night.home)) in named) == (1, True), (what.__name__, path.name)
    assert verify(night.home, run).exit_code == 0


def flipped(data: bytes, rng: random.Random) -> bytes:
    """Return the data with one bit flipped."""
    position = rng.randrange(len(data)) if data else 0
    return data[:position] + bytes([data[position] ^ 1 << rng.randrange(8)]) + data[position + 1 :] if data else b"x"


def dropped(data: bytes, rng: random.Random) -> bytes:
    """Return the data without one of its lines."""
    lines = data.splitlines(keepends=True)
    position = rng.randrange(len(lines)) if lines else 0
    return b"".join(lines[:position] + lines[position + 1 :])


def doubled(data: bytes, rng: random.Random) -> bytes:
    """Return the data with one of its lines twice."""
    lines = data.splitlines(keepends=True)
    position = rng.randrange(len(lines)) if lines else 0
    return b"".join(lines[: position + 1] + lines[position:])


def swapped(data: bytes, rng: random.Random) -> bytes:
    """Return the data with two neighbouring lines exchanged."""
    lines = data.splitlines(keepends=True)
    if len(lines) > 1:
        position = rng.randrange(len(lines) - 1)
        lines[position : position + 2] = reversed(lines[position : position + 2])
    return b"".join(lines)


def shortened(data: bytes, rng: random.Random) -> bytes:
    """Return a beginning of the data."""
    return data[: rng.randrange(len(data))] if data else data


def removed(_: bytes, __: random.Random) -> None:
    """Return nothing: the file is gone."""


ALTERATIONS: tuple[Callable[[bytes, random.Random], bytes | None], ...] = (
    flipped, dropped, doubled, swapped, shortened, removed,
)  # fmt: skip
RIGHTLY_EMPTY = (
    "FROM damage", "FROM open_contradictions", "FROM unsealed_runs", "FROM erasure", "FROM hold", "the-hash",
    "FROM failures", "FROM failures_by_kind", "FROM decisions", "FROM decisions_by_reviewer",
    "FROM contradictions WHERE", "FROM retention", "FROM model_", "FROM refusals", "FROM grounding", "store.replaced",
    "FROM claim_rejection", "FROM analyst_comparison",
)  # fmt: skip
"""Queries that may answer nothing after an undisturbed night that nobody has reviewed."""
