"""The trail under load and kill -9: nothing acknowledged is lost, and no auditor is ever disturbed.

    python benchmarks/stress.py [--runs 48] [--writers 8] [--streams 6] [--events 20] [--kills 16] [--seed 1]
                                [--lag 10]

Every run is a process of its own that writes its streams in threads (texts of 2 to 50 KB), publishes as a run does,
and is sealed when it ended; as many as there are writers are at work at once. Some, chosen by the seed, are killed
with SIGKILL after a number of acknowledged events that the seed chooses as well. Two auditors ask all the time: one
holds the connection it opened first, one opens again every second. Exit code 1 where a promise did not hold.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb

from audit.journal import Journal, Said, recover
from audit.seal import seal
from audit.store import Publisher, publish, query
from audit.verify import verify

SPAWN = multiprocessing.get_context("spawn")
Seen = dict[tuple[str, str], int]
"""Events of each (run, stream) that a question found."""


class Acknowledged(NamedTuple):
    """One event that its writer was told is durable."""

    run_id: str
    stream: str
    seq: int
    event_id: str
    moment: float
    wait: float


class Plan(NamedTuple):
    """One run: when it is killed, if it is."""

    run_id: str
    seed: str
    kill_after: int | None


def plans(options: argparse.Namespace) -> list[Plan]:
    """Return the runs; the seed chooses which are killed, and after how many acknowledged events."""
    rng = random.Random(options.seed)
    killed = set(rng.sample(range(options.runs), options.kills))
    most = options.streams * options.events - 1
    return [
        Plan(f"run-{n:03}", f"{options.seed}.{n}", rng.randrange(most) if n in killed else None)
        for n in range(options.runs)
    ]


def write_run(home: Path, plan: Plan, streams: int, events: int) -> None:
    """Write a run's streams in threads and publish beside them, as a run does; tell every acknowledged event."""
    over, turn = threading.Event(), threading.Lock()

    def tell(**said: object) -> None:
        with turn:
            print(json.dumps(said), flush=True)

    def stream(name: str) -> None:
        rng = random.Random(plan.seed + name)
        with Journal.create(home, plan.run_id, name) as journal:
            for number in range(events):
                said = Said("custom.said", {"n": number}, {"text": "lorem ipsum " * rng.randrange(170, 4200)})
                began = time.perf_counter()
                (event,) = journal.append(said)
                wait = time.perf_counter() - began
                tell(stream=name, seq=event.seq, event_id=event.event_id, moment=time.time(), wait=wait)

    def publishing() -> None:
        while not over.wait(0.25):
            Publisher(home).maybe()

    beside = threading.Thread(target=publishing, daemon=True)
    beside.start()
    with ThreadPoolExecutor(streams) as pool:
        list(pool.map(stream, [f"stream{n}" for n in range(streams)]))
    over.set()
    beside.join()


def carry_out(home: Path, plan: Plan, options: argparse.Namespace) -> list[Acknowledged]:
    """Start one run's process, kill it where the plan says so, close and seal what it left behind."""
    command = [sys.executable, __file__, "--write", str(home), *plan[:2]]
    command += ["--streams", str(options.streams), "--events", str(options.events)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = []
    for line in writer.stdout:
        told.append(Acknowledged(plan.run_id, **json.loads(line)))
        if plan.kill_after is not None and len(told) > plan.kill_after:
            writer.kill()
    code = writer.wait()
    assert code in ((0, -9) if plan.kill_after is not None else (0,)), f"{plan.run_id} ended with {code}"
    recover(home, plan.run_id)
    seal(home, plan.run_id)
    return told


class Auditor(SPAWN.Process):  # type: ignore[name-defined, misc]
    """A process that asks the published file until it is told that the work is over."""

    def __init__(self, home: Path, pause: float) -> None:
        super().__init__(daemon=True)
        self.path, self.pause = home / "audit.duckdb", pause
        self.over, self.told = SPAWN.Event(), SPAWN.Queue()
        self.questions, self.problems, self.seen = 0, list[str](), list[tuple[float, Seen]]()

    def run(self) -> None:
        """Ask, pause, ask; at the end tell what was found."""
        while not self.over.wait(self.pause):
            if not self.path.exists():
                continue
            try:
                self.questions += 1
                self.ask()
            except (duckdb.Error, AssertionError) as problem:
                self.problems.append(f"{type(problem).__name__}: {problem}")
        self.told.put((self.questions, self.problems, self.seen))

    @abstractmethod
    def ask(self) -> None:
        """Ask what this auditor asks."""

    def end(self) -> None:
        """Have the process tell what it found, and end it."""
        self.over.set()
        self.questions, self.problems, self.seen = self.told.get(timeout=60)
        self.join()


HELD = """
SELECT count(*), count(DISTINCT event_id), sum(hash(event_hash, attributes)), (SELECT count(*) FROM text),
  (SELECT sum(hash(text)) FROM text), (SELECT count(*) FROM runs), (SELECT count(*) FROM seal) FROM event
"""


class Holder(Auditor):
    """Holds the first connection it gets: whatever is published meanwhile, its answers stay the same."""

    def __init__(self, home: Path) -> None:
        super().__init__(home, 0.5)
        self.connection: duckdb.DuckDBPyConnection | None = None
        self.first: object = None

    def ask(self) -> None:
        """Ask the same of the same connection."""
        if self.connection is None:
            self.connection = duckdb.connect(str(self.path), read_only=True)
            self.first = self.connection.execute(HELD).fetchone()
        assert self.connection.execute(HELD).fetchone() == self.first, "the held connection's answer changed"


class Opener(Auditor):
    """Opens the file again every second: it never loses what it once showed."""

    def __init__(self, home: Path) -> None:
        super().__init__(home, 1.0)

    def ask(self) -> None:
        """Open, count every journal, close."""
        moment = time.time()
        with duckdb.connect(str(self.path), read_only=True) as connection:
            rows = connection.execute(
                "SELECT run_id, stream, count(*), max(seq) + 1 FROM event GROUP BY ALL"
            ).fetchall()
        assert all(count == high for *_, count, high in rows), "a journal is shown with gaps"
        now: Seen = {(run_id, stream): count for run_id, stream, count, _ in rows}
        before: Seen = self.seen[-1][1] if self.seen else {}
        assert all(now.get(key, 0) >= count for key, count in before.items()), "events were shown and are gone"
        self.seen.append((moment, now))

    def lags(self, told: list[Acknowledged]) -> list[float]:
        """Return, for each opening, how long the oldest event it did not show had been acknowledged."""
        journals: dict[tuple[str, str], list[Acknowledged]] = defaultdict(list)
        for one in told:
            journals[one.run_id, one.stream].append(one)
        return [
            max([0.0, *(moment - events[shown.get(key, 0)].moment
                        for key, events in journals.items() if shown.get(key, 0) < len(events))])
            for moment, shown in self.seen
        ]  # fmt: skip


@contextmanager
def asking(*auditors: Auditor) -> Iterator[None]:
    """Have auditors ask while the work goes on."""
    for auditor in auditors:
        auditor.start()
    try:
        yield
    finally:
        for auditor in auditors:
            auditor.end()


def stress(home: Path, options: argparse.Namespace) -> bool:
    """Carry out the runs under the eyes of two auditors; print the figures and return whether all promises held."""
    planned = plans(options)
    holder, opener = Holder(home), Opener(home)
    began = time.time()
    with asking(holder, opener), ThreadPoolExecutor(options.writers) as pool:
        told = [one for run in pool.map(lambda plan: carry_out(home, plan, options), planned) for one in run]
        seconds = time.time() - began
        publish(home)
        time.sleep(3)  # both see the last file
    print(
        f"seed {options.seed}: {options.runs} runs of {options.streams} streams, {options.writers} at once, "
        f"{options.kills} killed with SIGKILL, {seconds:.0f} s, DuckDB {duckdb.__version__}, "
        f"load {os.getloadavg()[0]:.0f} on {os.cpu_count()} processors"
    )
    _print_waits(sorted(one.wait for one in told), seconds)
    asked = _all_answered(holder, opener)
    return all((_all_kept(home, told), asked, _soon_seen(opener.lags(told), options.lag), _proved(home)))


def _print_waits(waits: list[float], seconds: float) -> None:
    p50, p99 = statistics.median(waits) * 1e3, waits[int(len(waits) * 0.99) - 1] * 1e3
    print(f"writing    {len(waits) / seconds:.0f} events/s; durable after p50 {p50:.1f} ms, p99 {p99:.1f} ms")


def _all_kept(home: Path, told: list[Acknowledged]) -> bool:
    rows = [str(row[0]) for row in query(home, "SELECT event_id FROM event").rows]
    lost = {one.event_id for one in told} - set(rows)
    print(f"events     {len(told)} acknowledged, {len(lost)} of them lost; {len(rows)} rows, {len(set(rows))} distinct")
    return not lost and len(rows) == len(set(rows))


def _all_answered(holder: Holder, opener: Opener) -> bool:
    for name, auditor in (("holding", holder), ("opening", opener)):
        print(f"{name}    {auditor.questions} questions, {len(auditor.problems)} errors {auditor.problems[:3] or ''}")
    return holder.questions > 1 and opener.questions > 1 and not holder.problems and not opener.problems


def _soon_seen(lags: list[float], most: float) -> bool:
    print(f"lag        of {len(lags)} openings p50 {statistics.median(lags):.1f} s, most {max(lags):.1f} s")
    return max(lags) <= most


def _proved(home: Path) -> bool:
    found = verify(home)
    print(f"verify     exit code {found.exit_code}, {len(found.problems)} problems {found.problems[:3] or ''}")
    return found.exit_code == 0


def main() -> int:
    """Stress a home of its own, or write one run of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    defaults = {"runs": 48, "writers": 8, "streams": 6, "events": 20, "kills": 16, "seed": 1, "lag": 10}
    for option, default in defaults.items():
        parser.add_argument(f"--{option}", type=int, default=default)
    parser.add_argument("--write", nargs=3, metavar=("HOME", "RUN", "SEED"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write_run(
            Path(options.write[0]), Plan(options.write[1], options.write[2], None), options.streams, options.events
        )
        return 0
    with tempfile.TemporaryDirectory(prefix="diligence-stress-") as folder:
        return 0 if stress(Path(folder), options) else 1


if __name__ == "__main__":
    sys.exit(main())
