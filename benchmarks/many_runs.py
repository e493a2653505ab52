"""A published file of millions of events: runs of the example rooms, worked once, then repeated with other words.

Writing journals of that size would take hours. So the five example rooms are worked for real, each run is written to
journals and published; then their events are repeated in SQL with ids, times, hashes and figures of their own, and
everything else in the file is projected from them by the very statements that `publish` runs
(`audit.store.loading.project`): left out is only the reading of the journals. In their places lie empty files of the
size that the published file knows, so that a publishing looks through as many as it would have to.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from agents import evidence
from agents.analysts import base
from agents.branch import work_branch
from agents.judgement import judge
from agents.recorder import Entry, entry
from agents.records import BRANCHES, BranchResult, Decision, Document, Synthesis, Target
from agents.synthesis import synthesise
from audit import migrations
from audit.clock import utc_now
from audit.journal import Journal
from audit.layout import look
from audit.store.batches import Scan
from audit.store.loading import project
from flows.settings import Settings
from flows.trail import event, parts
from flows.watchlist import Entry as Listed
from flows.watchlist import target_of

ROOMS = Path(__file__).resolve().parent.parent / "examples" / "rooms"
MONTHS = 33
"""Over which the runs are spread."""
AT_ONCE = 200
"""Runs per transaction."""
TARGETS = 500
"""Companies that are assessed again and again: their ids stay, as the watchlist's do."""


class Said(NamedTuple):
    """Puts what an agent says into a journal."""

    journal: Journal

    def record(self, *entries: Entry) -> None:
        """Append the entries."""
        self.journal.append(*entries)


def write_run(home: Path, room: Path, run_id: str, fails: bool) -> None:
    """Work a room as a run does, one branch after the other, and write what a run writes."""
    target = target_of(Listed(room.name, room), Settings())
    frozen = evidence.freeze(room, target)
    analyst = base.load("rules")
    with Journal.create(home, run_id, "run") as own:
        own.append(*_beginning(room, target, frozen))
        results = [_worked(home, run_id, branch, target, room, frozen.documents, fails) for branch in BRANCHES]
        own.append(*(_settled(result) for result in results))
        with Journal.create(home, run_id, "synthesis") as journal:
            synthesis = synthesise(target, results, analyst, Said(journal))
            journal.append(*_calls("synthesis"))
        own.append(entry("judgement.made", judge(results, synthesis, (), target.policy)))
    with Journal.create(home, run_id, "report") as journal:
        journal.append(*_ending(run_id, "draft"))
    write_review(home, run_id, target, results, synthesis)


def _beginning(room: Path, target: Target, frozen: evidence.FrozenRoom) -> Iterator[Entry]:
    split = parts("target", target)
    versions = {"diligence": "0.1.0", "python": "3.11", "prefect": "3.8.8", "git_commit": "0" * 40}
    yield event(
        "run.started", split.texts, target=split.attributes, room=str(room), policy=target.policy.plain(),
        analyst="rules", analysts=dict.fromkeys(BRANCHES, "rules"), settings={}, versions=versions,
        initiated_by="benchmark", night=None, resumed=False,
    )  # fmt: skip
    size = sum(document.size for document in frozen.documents)
    yield event("room.frozen", documents=len(frozen.documents), bytes=size, sha256=frozen.sha256)
    for document in frozen.documents:
        yield entry("document.listed", document)


def _worked(
    home: Path, run_id: str, branch: str, target: Target, room: Path, documents: tuple[Document, ...], fails: bool
) -> BranchResult:
    """Work a branch; where the run is one that fails, its press branch first does so once."""
    if fails and branch == "press":
        with Journal.create(home, run_id, branch) as journal:
            journal.append(event("branch.failed", {"message": "no answer in time"}, kind="deadline", attempt=1))
    with Journal.create(home, run_id, branch) as journal:
        journal.append(*_calls(branch))
        return work_branch(branch, target, room, documents, base.load("rules"), Said(journal))  # type: ignore[arg-type]


def _calls(purpose: str) -> Iterator[Entry]:
    """Yield two model calls as the Claude analyst records them; the file has no more than this of their bytes."""
    for number in range(2):
        call_id = hashlib.sha256(f"{purpose} {number}".encode()).hexdigest()[:16]
        about = {
            "call_id": call_id, "http_attempt": 1, "branch": purpose, "purpose": "branch", "operation": "chat",
            "provider": "anthropic", "server_address": "https://api.anthropic.com", "request_model": f"model-{number}",
            "headers": {"content-type": "application/json"},
        }  # fmt: skip
        yield event(
            "model.requested", {"request": "{}"}, **about, turn="first", mode="structured", max_tokens=16000,
            effort=None, request_key="9" * 64, request_sha256="a" * 64, request_bytes=60000, prompt_sha256="b" * 64,
            schema_sha256="c" * 64, reserved_usd="0.400000", sdk_version="2.1.0",
        )  # fmt: skip
        yield event(
            "model.answered", {"response": "{}"}, **about, response_model=f"model-{number}", response_id=call_id,
            request_id=call_id, status_code=200, finish_reason="end_turn", input_tokens=21000 + number,
            output_tokens=3000, cache_read_input_tokens=9000, cache_creation_input_tokens=0, cost_usd="0.151234",
            charged_usd="0.151234", priced=True, price_date="2026-01-01", sent=True, complete=True, latency_ms=41000,
            first_byte_ms=900, limits={}, error_type=None, category=None, response_sha256="e" * 64,
            response_bytes=12000,
        )  # fmt: skip


def _settled(result: BranchResult) -> Entry:
    return event(
        "branch.settled", branch=result.branch, outcome=result.outcome, attempts=1, analyst="rules", reused=False
    )


def _ending(run_id: str, kind: str) -> Iterator[Entry]:
    yield event("report.started", pre_render_root="c" * 64, kind=kind, number=1)
    yield event(
        "report.rendered", path=f"reports/{run_id}/{kind}.pdf", sha256="d" * 64, bytes=99999, pages=24, notes=[]
    )
    yield event("run.finished", state="NeedsReview", state_type="COMPLETED", recommendation="not_assessable")


def write_review(home: Path, run_id: str, target: Target, results: list[BranchResult], synthesis: Synthesis) -> None:
    """Rule on the run's first contradiction, where it has one, in a run of its own."""
    for contradiction in synthesis.contradictions[:1]:
        decision = Decision(
            contradiction_id=contradiction.contradiction_id, fingerprint=contradiction.fingerprint,
            ruling="explained", reviewer="Kim Roe", reason="Two fiscal years", decided_at=utc_now(),
        )  # fmt: skip
        with Journal.create(home, f"review-{run_id}", "decision") as journal:
            journal.append(entry("decision.recorded", decision, run_id=run_id))
            judgement = judge(results, synthesis, (decision,), target.policy)
            journal.append(entry("judgement.made", judgement))
        with Journal.create(home, f"review-{run_id}", "report") as journal:
            journal.append(*_ending(f"review-{run_id}", "final"))


_TEMPLATE = """
CREATE TABLE template AS
SELECT room, made_id, run_id, stream, attempt, seq, event_type, text_ref IS NOT NULL AS has_text, attributes, texts,
  event_time::TIMESTAMPTZ - min(event_time::TIMESTAMPTZ) OVER (PARTITION BY room) AS later
FROM events JOIN rooms ON contains(events.run_id, made_id)
"""
_RUNS = """
CREATE TABLE repeated AS
SELECT n, n % (SELECT count(*) FROM rooms) AS room, lpad((n % $targets)::VARCHAR, 4, '0') AS target,
  now() - INTERVAL ($months) MONTH + n * (INTERVAL ($months) MONTH / $runs) AS began,
  concat_ws('-', m[1:8], m[9:12], '4' || m[14:16], 'a' || m[18:20], m[21:32]) AS run_id
FROM (SELECT n, md5(n::VARCHAR) AS m FROM range($runs) numbers(n))
"""
_EVENTS = """
CREATE OR REPLACE TEMP TABLE batch_of_events AS
SELECT replace(t.run_id, t.made_id, k.run_id) AS run_id, t.stream, t.attempt, t.seq, uuid() AS event_id,
  k.began + t.later AS event_time, t.event_type,
  CASE WHEN t.has_text THEN sha256(concat(k.n, t.stream, t.seq)) END AS text_ref,
  regexp_replace(regexp_replace(replace(t.attributes, t.made_id, k.run_id), '"([0-9a-f]{12})[0-9a-f]{4}"',
    '"\\1' || k.target || '"', 'g'), '"name":"', '"name":"' || k.target || ' ') AS attributes,
  regexp_replace(t.texts, '([0-9])[0-9]{2}', '\\1' || lpad((k.n % 100)::VARCHAR, 2, '0'), 'g') AS texts,
  sha256(concat(k.n, t.run_id, t.stream, t.attempt, t.seq)) AS event_hash
FROM work.repeated k JOIN work.template t ON t.room = k.room
WHERE k.n >= $first AND k.n < $first + $count
"""
_PLACES = """
INSERT INTO ingest_offset
SELECT 'journal/' || run_id || '/' || stream || '.' || attempt || suffix, sum(length(attributes) + 300), count(*), 'h'
FROM batch_of_events, (VALUES ('.jsonl'), ('.texts.jsonl')) suffixes(suffix) GROUP BY run_id, stream, attempt, suffix
"""
_SEALS = """
INSERT INTO seal
SELECT (SELECT count(*) FROM seal) + row_number() OVER (ORDER BY run_started_at) - 1, run_id, began + INTERVAL 1 HOUR,
  sha256(run_id), sha256(run_id || '1'), events, '[]', sha256(run_id || '2')
FROM (SELECT run_id, run_started_at, any_value(t.run_started_at) AS began, count(*) AS events
  FROM new_event t GROUP BY ALL)
"""


def make(home: Path, events: int) -> int:
    """Make a home whose published file has about that many events; return how many it has."""
    with tempfile.TemporaryDirectory(prefix="diligence-bench-") as folder, duckdb.connect() as connection:
        worked = Path(folder)
        connection.execute("ATTACH ':memory:' AS work")
        _template(connection, worked)
        (length,) = connection.execute("SELECT count(*) / count(DISTINCT room) FROM work.template").fetchone() or (1,)
        runs = round(events / length)
        with connection.cursor() as cursor:
            cursor.execute("USE work")
            cursor.execute(_RUNS, {"runs": runs, "months": MONTHS, "targets": TARGETS})
        _fill(connection, home, runs)
        (made,) = connection.execute("SELECT count(*) FROM audit.stored.event").fetchone() or (0,)
        connection.execute("CHECKPOINT audit")
        for file, size in connection.execute("SELECT file, bytes FROM audit.stored.ingest_offset").fetchall():
            _lay(home / file, size)
    (home / "audit.duckdb").chmod(0o444)
    return int(made)


def _template(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    rooms = sorted(room for room in ROOMS.iterdir() if room.is_dir())
    for number, room in enumerate(rooms):
        write_run(home, room, f"made-{room.name}", fails=number == 0)
    tables = [batch.table() for batch in Scan(home, look(home).sizes, {}).batches()]
    with connection.cursor() as cursor:
        cursor.execute("USE work")
        cursor.register("events", pa.concat_tables(tables))
        cursor.execute("CREATE TABLE rooms (room INTEGER, made_id VARCHAR)")
        cursor.executemany(
            "INSERT INTO rooms VALUES (?, ?)", [[n, f"made-{room.name}"] for n, room in enumerate(rooms)]
        )
        cursor.execute(_TEMPLATE)


def _fill(connection: duckdb.DuckDBPyConnection, home: Path, runs: int) -> None:
    connection.execute(f"ATTACH '{home / 'audit.duckdb'}' AS audit (STORAGE_VERSION 'v1.0.0'); USE audit")
    connection.begin()
    migrations.create(connection)
    connection.commit()
    with migrations.stored(connection):
        for first in range(0, runs, AT_ONCE):
            connection.begin()
            connection.execute(_EVENTS, {"first": first, "count": min(AT_ONCE, runs - first)})
            project(connection)
            connection.execute(_PLACES)
            connection.execute(_SEALS)
            connection.commit()


def _lay(path: Path, size: int) -> None:
    """Lay an empty file of that size in its place; it takes no room on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.truncate(path, size)
