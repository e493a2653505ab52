"""The trail beside its alternatives, under one load, in one run: journals, one shared .duckdb, Parquet per branch.

    python benchmarks/audit_trail.py [--processes 4] [--streams 6] [--events 40]

Every process works its streams in threads; every event carries a text of 2 to 20 KB. Printed per design: durable
events per second, the wait for an event to be durable (p50, p99), events that were acknowledged and lost, and how
many of an auditor's openings failed meanwhile.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from audit.journal import Journal, Said, read, runs
from audit.store import Publisher, publish

Write = Callable[[Path, str, str, Iterator[Said]], list[float]]
"""Write a stream's entries and return the seconds each waited until it was durable."""
PATIENCE = 60.0
"""Seconds after which a design is stopped, finished or not."""


class Load(NamedTuple):
    """How much is written."""

    processes: int
    streams: int
    events: int


def entries(seed: str, count: int) -> Iterator[Said]:
    """Yield a stream's entries, the same for every design."""
    rng = random.Random(seed)
    for number in range(count):
        yield Said("custom.said", {"n": number}, {"text": "lorem ipsum " * rng.randrange(170, 1700)})


def to_journal(home: Path, run_id: str, stream: str, said: Iterator[Said]) -> list[float]:
    """Append each entry to the stream's journal."""
    waits = []
    with Journal.create(home, run_id, stream) as journal:
        for one in said:
            began = time.perf_counter()
            journal.append(one)
            waits.append(time.perf_counter() - began)
    return waits


def to_duckdb(home: Path, run_id: str, stream: str, said: Iterator[Said]) -> list[float]:
    """Open the shared file, insert, close; again while somebody else holds it."""
    waits, stop = [], time.monotonic() + PATIENCE
    for one in said:
        began = time.perf_counter()
        if not _inserted(home, [run_id, stream, one.attributes["n"], one.texts["text"]], stop):
            break
        waits.append(time.perf_counter() - began)
    return waits


def _inserted(home: Path, row: list[object], stop: float) -> bool:
    while time.monotonic() < stop:
        try:
            with duckdb.connect(str(home / "shared.duckdb")) as connection:
                connection.execute("INSERT INTO event VALUES (?, ?, ?, ?)", row)
            return True
        except duckdb.Error:
            time.sleep(random.random() / 50)
    return False


def to_parquet(home: Path, run_id: str, stream: str, said: Iterator[Said]) -> list[float]:
    """Keep the entries in memory and write one file at the end of the stream: until then nothing is durable."""
    began, rows = [], []
    for one in said:
        began.append(time.perf_counter())
        rows.append({"run_id": run_id, "stream": stream, "n": one.attributes["n"], "text": one.texts["text"]})
    pq.write_table(pa.Table.from_pylist(rows), home / f"{run_id}.{stream}.parquet", compression="zstd")
    return [time.perf_counter() - moment for moment in began]


class Worked(NamedTuple):
    """What one process did, and when; starting it does not count."""

    began: float
    ended: float
    waits: list[float]


def process(write: Write, home: Path, run_id: str, load: Load, done: multiprocessing.Queue[Worked]) -> None:
    """Work the streams of one run, each in a thread."""
    began = time.time()
    streams = [f"stream{n}" for n in range(load.streams)]
    with ThreadPoolExecutor(load.streams) as pool:
        waits = pool.map(lambda stream: write(home, run_id, stream, entries(run_id + stream, load.events)), streams)
        flat = [one for stream in waits for one in stream]
        done.put(Worked(began, time.time(), flat))


class Auditor(threading.Thread):
    """Opens the published place again and again, and counts."""

    def __init__(self, sql: Callable[[], str | None]) -> None:
        super().__init__(daemon=True)
        self.sql, self.opened, self.failed, self.over = sql, 0, 0, threading.Event()

    def run(self) -> None:
        """Open, ask, close, five times a second."""
        while not self.over.wait(0.2):
            question = self.sql()
            if question:
                self._ask(question)

    def _ask(self, question: str) -> None:
        self.opened += 1
        try:
            with duckdb.connect() as connection:
                connection.execute(question)
        except duckdb.Error:
            self.failed += 1


def measure(name: str, write: Write, load: Load, prepare: Callable[[Path], None], ask: str) -> None:
    """Run one design under the load and print its line."""
    with tempfile.TemporaryDirectory(prefix="diligence-bench-") as folder:
        home = Path(folder)
        prepare(home)
        auditor = Auditor(
            lambda: ask.format(home=home) if any(home.glob("*.duckdb")) or any(home.glob("*.parquet")) else None
        )
        publisher = Publisher(home) if write is to_journal else None
        auditor.start()
        worked = _work(write, home, load, publisher)
        seconds = max(one.ended for one in worked) - min(one.began for one in worked)
        waits = [wait for one in worked for wait in one.waits]
        auditor.over.set()
        auditor.join()
        kept = _kept(write, home)
    wanted = load.processes * load.streams * load.events
    ranked = sorted(waits) or [float("nan")]
    print(
        f"{name:34} {len(waits) / seconds:8.0f} events/s   p50 {statistics.median(ranked) * 1e3:8.1f} ms   "
        f"p99 {ranked[int(len(ranked) * 0.99) - 1] * 1e3:8.1f} ms   acknowledged {len(waits)} of {wanted}, "
        f"lost {len(waits) - kept}   auditor: {auditor.failed} of {auditor.opened} openings failed"
    )


def _work(write: Write, home: Path, load: Load, publisher: Publisher | None) -> list[Worked]:
    spawn = multiprocessing.get_context("spawn")
    done: multiprocessing.Queue[Worked] = spawn.Queue()
    workers = [spawn.Process(target=process, args=(write, home, f"run-{n}", load, done)) for n in range(load.processes)]
    for worker in workers:
        worker.start()
    worked: list[Worked] = []
    while len(worked) < len(workers):
        if publisher:
            publisher.maybe()
        while not done.empty():
            worked.append(done.get())
        time.sleep(0.05)
    for worker in workers:
        worker.join()
    return worked


def _kept(write: Write, home: Path) -> int:
    if write is to_journal:
        published = publish(home)
        with duckdb.connect(str(home / "audit.duckdb"), read_only=True) as connection:
            (rows,) = connection.execute("SELECT count(DISTINCT event_id) FROM event").fetchone() or (0,)
        assert published is not None and rows == sum(len(read(home, run_id)) for run_id in runs(home))
        return int(rows)
    source = f"'{home}/*.parquet'" if write is to_parquet else "event"
    with duckdb.connect(str(home / "shared.duckdb") if write is to_duckdb else ":memory:") as connection:
        return int(
            (connection.execute(f"SELECT count(DISTINCT (run_id, stream, n)) FROM {source}").fetchone() or (0,))[0]
        )


def _shared(home: Path) -> None:
    with duckdb.connect(str(home / "shared.duckdb")) as connection:
        connection.execute("CREATE TABLE event (run_id VARCHAR, stream VARCHAR, n INTEGER, text VARCHAR)")


def main() -> None:
    """Measure every design under the same load."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option, default in (("--processes", 4), ("--streams", 6), ("--events", 40)):
        parser.add_argument(option, type=int, default=default)
    load = Load(**vars(parser.parse_args()))
    print(json.dumps({"duckdb": duckdb.__version__, **load._asdict()}))
    attach = "ATTACH '{home}/%s' AS a (READ_ONLY); SELECT count(*) FROM a.event"
    measure("journals, published as one file", to_journal, load, lambda _: None, attach % "audit.duckdb")
    measure("one shared .duckdb with retry", to_duckdb, load, _shared, attach % "shared.duckdb")
    measure("Parquet per branch", to_parquet, load, lambda _: None, "SELECT count(*) FROM '{home}/*.parquet'")


if __name__ == "__main__":
    main()
