"""The auditors' questions on a large published file: medians of warm queries, file size, and the time to publish.

    python benchmarks/audit_queries.py [--events 10000000] [--home FOLDER]

The file is made by `many_runs`; a folder that holds one already is used as it is. Each question is asked on one
connection with the settings DuckDB chooses, after a first time that does not count. Beside the clock stands what the
processor worked, all threads together: where nothing else runs the clock shows no more than that, and where something
else does, it is what can be compared.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import duckdb
from many_runs import make

from audit.journal import Journal, Said, new_run_id
from audit.store import publish
from audit.store.copying import BEFORE

ASKED = 15
"""Times, after the first."""


class Question(NamedTuple):
    """What an auditor asks."""

    name: str
    sql: str
    limit: int | None = None
    """Milliseconds."""


QUESTIONS = (
    Question("everything about a run", "SELECT event_time, stream, attempt, event_type, attributes FROM event "
             "WHERE run_id = '{run}' ORDER BY event_time, stream, seq", 10),
    Question("a run in one line", "FROM runs WHERE run_id = '{run}'", 10),
    Question("timeline of a run", "FROM timeline WHERE run_id = '{run}'", 10),
    Question("inputs of a branch", "FROM branch_inputs WHERE run_id = '{run}' AND branch = 'press'", 10),
    Question("outputs of a branch", "FROM branch_outputs WHERE run_id = '{run}' AND branch = 'press'", 10),
    Question("failures of 30 days by branch and kind", "SELECT stream, kind, count(*) FROM failures "
             "WHERE recorded_at > now() - INTERVAL 30 DAY GROUP BY ALL", 20),
    Question("lineage of a statement", "FROM lineage WHERE run_id = '{run}' AND statement_id = '{statement}'", 20),
    Question("contradictions of a run", "FROM contradictions WHERE run_id = '{run}'"),
    Question("coverage of a run", "FROM coverage WHERE run_id = '{run}'"),
    Question("cost by model and month", "SELECT month, request_model, sum(cost_usd), sum(input_tokens), "
             "sum(output_tokens) FROM model_costs GROUP BY ALL", 500),
    Question("everything asked of a model in a run", "FROM model_attempts WHERE run_id = '{run}'"),
    Question("open contradictions older than 7 days", "FROM open_contradictions WHERE age > INTERVAL 7 DAY"),
    Question("decisions by reviewer", "FROM decisions_by_reviewer"),
    Question("all runs", "FROM runs"),
    Question("how many events there are", "SELECT count(*) FROM event"),
)  # fmt: skip


def ask(path: Path) -> None:
    """Print the median time of each question, warm."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(
            "SELECT run_id, min(contradiction_id) FROM contradiction GROUP BY run_id, recorded_at "
            "ORDER BY abs(epoch(recorded_at) - (SELECT avg(epoch(started_at)) FROM run)) LIMIT 1"
        ).fetchone()
        run, statement = found or ("", "")
        for question in QUESTIONS:
            _ask(connection, question, question.sql.format(run=run, statement=statement))


def _ask(connection: duckdb.DuckDBPyConnection, question: Question, sql: str) -> None:
    clock, processor, rows = [], [], 0
    for _ in range(ASKED + 1):
        began = time.perf_counter(), time.process_time()
        rows = len(connection.execute(sql).fetchall())
        clock.append((time.perf_counter() - began[0]) * 1e3)
        processor.append((time.process_time() - began[1]) * 1e3)
    took, worked = statistics.median(clock[1:]), statistics.median(processor[1:])
    verdict = "met" if question.limit and took <= question.limit else "missed by the clock"
    if question.limit and worked <= question.limit < took:
        verdict += ", met by the processor"
    against = f"limit {question.limit:3} ms: {verdict}" if question.limit else ""
    print(f"{question.name:42} {took:8.1f} ms, processor {worked:8.1f} ms {rows:6} rows   {against}", flush=True)


def publish_more(home: Path, what: str) -> None:
    """Publish 1000 more events and print what it took."""
    with Journal.create(home, new_run_id(), "press") as journal:
        journal.append(*(Said("custom.said", {"n": n}, {"t": "words " * 50}) for n in range(1000)))
    began = time.process_time(), time.perf_counter()
    done = publish(home)
    assert done is not None and done.events == 1000, done
    processor, clock = time.process_time() - began[0], time.perf_counter() - began[1]
    print(f"publishing 1000 more events, {what:38} {clock:6.2f} s, of the processor {processor:.2f} s", flush=True)


def publish_all_ways(home: Path) -> None:
    """Print what publishing costs, as a copy and in turn."""
    (home / BEFORE).unlink(missing_ok=True)
    publish_more(home, "into a copy of the file")
    for _ in range(3):
        publish_more(home, "into the file before the last")
    with duckdb.connect(str(home / "audit.duckdb"), read_only=True):
        publish_more(home, "while an auditor reads the last")
        publish_more(home, "while he still reads it: a copy")
    publish_more(home, "into the file before the last again")
    began = time.perf_counter()
    assert publish(home)
    print(f"publishing when there is nothing new{'':32} {time.perf_counter() - began:6.2f} s")


def main() -> None:
    """Make the file, ask, publish more into it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="diligence-bench-") as folder:
        home = given.home or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        if not (home / "audit.duckdb").exists():
            began = time.perf_counter()
            made = make(home, given.events)
            print(f"{made} events made in {time.perf_counter() - began:.0f} s")
        size = (home / "audit.duckdb").stat().st_size
        with duckdb.connect(str(home / "audit.duckdb"), read_only=True) as connection:
            (events, runs) = connection.execute("SELECT sum(events), count(*) FROM run").fetchone() or (0, 0)
        print(
            f"{events} events in {runs} runs, {size / 1e6:.0f} MB, {size / int(events):.0f} bytes an event; "
            f"duckdb {duckdb.__version__}"
        )
        ask(home / "audit.duckdb")
        publish_all_ways(home)


if __name__ == "__main__":
    main()
