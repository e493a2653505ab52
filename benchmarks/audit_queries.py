"""The auditors' questions on a large published file: medians of warm queries, file size, and the time to publish.

    python benchmarks/audit_queries.py [--events 10000000]

The rows are made in DuckDB, in run order, as the publisher appends them: journals of that size would take hours to
write and prove nothing more about the queries. Then one real run is written and published into the file.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import duckdb

from audit import migrations
from audit.journal import Journal, Said, new_run_id
from audit.store import publish

PER_RUN = 1000
"""Events per run: 5 branches of 180 claims, 20 contradictions, the rest lifecycle."""
RUN = "concat('00000000-', lpad(r::VARCHAR, 8, '0'))"
MOMENT = "TIMESTAMPTZ '2023-01-01 02:00:00+00' + INTERVAL (r * 144) MINUTE + INTERVAL (i) SECOND"
BRANCH = "['financial', 'press', 'regulatory', 'patent', 'leadership'][1 + (i % 5)]"
FILL = [
    f"INSERT INTO event SELECT {RUN}, {BRANCH}, 1, i // 5, uuid(), {MOMENT}, 'claim.recorded', "
    "sha256(concat(r, '.', i)), "
    "json_object('claim_id', concat('c', i), 'kind', 'money', 'metric', 'revenue', 'value', (i * 7919)::VARCHAR), "
    "sha256(concat('h', r, '.', i)) FROM range($runs) a(r), range($per_run) b(i)",
    f"INSERT INTO run BY NAME SELECT {RUN} AS run_id, 'assessment' AS kind, concat('Target ', r % 500) AS target, "
    "TIMESTAMPTZ '2023-01-01 02:00:00+00' + INTERVAL (r * 144) MINUTE AS started_at, started_at + INTERVAL 900 SECOND "
    "AS last_event_at, 'Assessed' AS state, $per_run AS events FROM range($runs) a(r)",
    f"INSERT INTO claim BY NAME SELECT {RUN} AS run_id, {BRANCH} AS branch, 1 AS attempt, i AS seq, "
    f"{MOMENT} AS recorded_at, "
    "concat('c', i) AS claim_id, 'money' AS kind, 'revenue' AS metric, (i * 7919)::VARCHAR AS value, "
    "concat('Revenue was ', i * 7919, ' in that year, as the document says') AS quote, concat('doc', i % 40) AS path, "
    "sha256(concat('d', i % 40)) AS document_sha256, 'rules' AS analyst FROM range($runs) a(r), range(900) b(i)",
    f"INSERT INTO branch_attempt BY NAME SELECT {RUN} AS run_id, {BRANCH} AS branch, 1 AS attempt, 'rules' AS analyst, "
    f"{MOMENT} AS started_at, started_at + INTERVAL 300 SECOND AS ended_at, 'complete' AS outcome "
    "FROM range($runs) a(r), range(5) b(i)",
    f"INSERT INTO contradiction BY NAME SELECT {RUN} AS run_id, 1 AS attempt, i AS seq, {MOMENT} AS recorded_at, "
    "concat('k', r % 500, '.', i) AS contradiction_id, 'fp' AS fingerprint, 'high' AS severity, "
    "'They differ' AS explanation, "
    "[concat('c', i), concat('c', i + 1)] AS claim_ids FROM range($runs) a(r), range(20) b(i)",
    f"INSERT INTO judgement BY NAME SELECT {RUN} AS run_id, run_id AS judged_run_id, {MOMENT} AS recorded_at, "
    "'proceed' AS recommendation FROM range($runs) a(r), range(1) b(i)",
    f"INSERT INTO failure BY NAME SELECT {RUN} AS run_id, {BRANCH} AS stream, 1 AS attempt, {MOMENT} AS recorded_at, "
    "'deadline' AS kind FROM range($runs) a(r), range(3) b(i) WHERE r % 7 = 0",
]
QUESTIONS = {
    "everything about one run": "SELECT event_time, stream, event_type, attributes FROM event "
    "WHERE run_id = '{run}' ORDER BY event_time, stream, seq",
    "runs, one line": "SELECT * FROM runs WHERE run_id = '{run}'",
    "timeline of one run": "SELECT * FROM timeline WHERE run_id = '{run}'",
    "failures of the last 30 days": "SELECT stream, kind, count(*) FROM failure "
    "WHERE recorded_at > (SELECT max(recorded_at) - INTERVAL 30 DAY FROM failure) GROUP BY ALL",
    "lineage of one contradiction": "SELECT * FROM lineage WHERE run_id = '{run}' AND statement_id = '{contradiction}'",
    "open contradictions older than 7 days": "SELECT * FROM open_contradictions WHERE age > INTERVAL 7 DAY",
}


def make(path: Path, runs: int) -> None:
    """Make a published file of that many runs."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{path}' AS audit (STORAGE_VERSION 'v1.0.0'); USE audit")
        connection.begin()
        migrations.create(connection)
        connection.commit()
        for statement in FILL:
            wanted = {"runs": runs} | ({"per_run": PER_RUN} if "$per_run" in statement else {})
            connection.execute(statement, wanted)
        connection.execute("CHECKPOINT audit")
    path.chmod(0o444)


def ask(path: Path, run: int) -> None:
    """Print the median time of each question, warm."""
    named = {"run": f"00000000-{run:08d}", "contradiction": f"k{run % 500}.7"}
    with duckdb.connect(str(path), read_only=True) as connection:
        for name, sql in QUESTIONS.items():
            times, rows = [], 0
            for _ in range(11):
                began = time.perf_counter()
                rows = len(connection.execute(sql.format(**named)).fetchall())
                times.append(time.perf_counter() - began)
            print(f"{name:40} {statistics.median(times[1:]) * 1e3:9.1f} ms   {rows} rows")


def main() -> None:
    """Make the file, ask, publish one more run into it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000)
    runs = parser.parse_args().events // PER_RUN
    with tempfile.TemporaryDirectory(prefix="diligence-bench-") as folder:
        home = Path(folder)
        began = time.perf_counter()
        make(home / "audit.duckdb", runs)
        size = (home / "audit.duckdb").stat().st_size / 1e6
        print(f"{runs * PER_RUN} events in {runs} runs, {size:.0f} MB, made in {time.perf_counter() - began:.0f} s")
        ask(home / "audit.duckdb", runs // 2)
        with Journal.create(home, new_run_id(), "press") as journal:
            journal.append(*(Said("custom.said", {"n": n}, {"t": "words " * 50}) for n in range(1000)))
        print(f"publishing 1000 more events: {publish(home)}")


if __name__ == "__main__":
    main()
