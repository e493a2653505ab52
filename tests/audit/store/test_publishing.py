"""The published file holds what the journals hold, and nobody who reads it is ever disturbed."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from audit import migrations
from audit.errors import NewerVersion, StoreUnavailable
from audit.journal import Journal, Said, read, runs
from audit.seal import seal
from audit.store import Publisher, publish, query, rebuild
from audit.verify import verify


def counted(home: Path, table: str = "event") -> int:
    """Return a table's number of rows."""
    return int(query(home, f"SELECT count(*) FROM {table}").rows[0][0])


def everything(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all tables with their rows, sorted."""
    tables = [row[0] for row in query(home, "SELECT table_name FROM duckdb_tables() WHERE NOT internal").rows]
    return {table: sorted(query(home, f"FROM {table}").rows, key=repr) for table in tables}


def test_every_event_is_published(assessed: Path) -> None:
    """Every line of every journal is a row."""
    published = publish(assessed)
    assert published is not None
    assert published.events == counted(assessed) == sum(len(read(assessed, run_id)) for run_id in runs(assessed))


def test_publishing_again_adds_only_what_is_new(assessed: Path) -> None:
    """Nothing is taken over twice."""
    publish(assessed)
    before = (assessed / "audit.duckdb").stat()
    again = publish(assessed)
    assert again is not None and again.events == 0
    assert (assessed / "audit.duckdb").stat().st_ino == before.st_ino
    with Journal.create(assessed, "run-2", "press") as journal:
        journal.append(Said("custom.a", {}))
    third = publish(assessed)
    assert third is not None and third.events == 1


def test_publishing_in_many_steps_gives_the_tables_of_one(assessed: Path, tmp_path: Path) -> None:
    """A file grown line by line equals a file made at once from the same journals."""
    journals = sorted((assessed / "journal").rglob("*.jsonl"))
    grown = tmp_path / "grown"
    for path in journals:
        copy = grown / path.relative_to(assessed)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    for step in (3, 5, 9, 40):
        for path in journals:
            lines = path.read_bytes().splitlines(keepends=True)
            (grown / path.relative_to(assessed)).write_bytes(b"".join(lines[:step]))
        publish(grown)
    shutil.rmtree(assessed / "log")
    publish(assessed)
    assert query(grown, "FROM damage").rows == []
    assert everything(grown) == everything(assessed)


def test_rebuilding_gives_the_same_tables(assessed: Path) -> None:
    """The file holds nothing that the journals do not."""
    publish(assessed)
    with Journal.create(assessed, "run-2", "press") as journal:
        journal.append(Said("custom.a", {"n": 1}, {"t": "x"}))
        publish(assessed)
    seal(assessed, "run-2")
    publish(assessed)
    before = everything(assessed)
    rebuild(assessed)
    assert everything(assessed) == before


def test_a_torn_tail_waits_for_its_end(home: Path, journal: Journal) -> None:
    """Only complete lines are taken over; the rest comes when it is complete."""
    journal.append(Said("custom.a", {}, {"t": "1"}), Said("custom.b", {}, {"t": "2"}))
    file = home / "journal/run-1/financial.1.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[:-5])
    publish(home)
    assert counted(home) == 1
    file.write_bytes(whole)
    publish(home)
    assert (counted(home), counted(home, "text")) == (2, 2)


def test_a_held_connection_never_changes(assessed: Path) -> None:
    """An auditor's open connection keeps the snapshot it opened, and blocks no publishing."""
    publish(assessed)
    with duckdb.connect(str(assessed / "audit.duckdb"), read_only=True) as held:
        before = held.execute("SELECT count(*) FROM event").fetchone()
        for number in range(3):
            with Journal.create(assessed, f"later-{number}", "press") as journal:
                journal.append(Said("custom.a", {}))
            publish(assessed)
            assert held.execute("SELECT count(*) FROM event").fetchone() == before
        assert before is not None and counted(assessed) == before[0] + 3


def test_a_new_query_sees_the_newest_file(assessed: Path) -> None:
    """A query sees what was published last, also beside an open connection of the same process."""
    publish(assessed)
    held = duckdb.connect(str(assessed / "audit.duckdb"), read_only=True)
    with Journal.create(assessed, "later", "press") as journal:
        journal.append(Said("custom.a", {}))
    publish(assessed)
    assert query(assessed, "SELECT count(*) FROM event WHERE run_id = ?", ["later"]).rows == [(1,)]
    held.close()


def test_the_file_is_read_only(assessed: Path) -> None:
    """Nobody changes the published file by accident."""
    publish(assessed)
    assert (assessed / "audit.duckdb").stat().st_mode & 0o777 == 0o444
    assert not (assessed / "audit.duckdb.wal").exists()


@pytest.mark.parametrize(("mode", "found"), [(0o644, "writable"), (0o444, "changed")])
def test_a_file_somebody_wrote_to_is_made_again(assessed: Path, mode: int, found: str) -> None:
    """What a stranger wrote into the published file does not survive the next publishing, and the trail says so."""
    publish(assessed)
    path = assessed / "audit.duckdb"
    path.chmod(0o644)
    with duckdb.connect(str(path)) as stranger:
        stranger.execute("DELETE FROM stored.decision")
    path.chmod(mode)
    published = publish(assessed)
    assert published is not None and published.events == counted(assessed)
    assert (counted(assessed, "decision"), published.strange) == (1, found)
    said = query(assessed, "SELECT attributes ->> '$.found' FROM event WHERE event_type = 'store.replaced'").rows
    assert said == [(found,)]
    assert verify(assessed).exit_code == 0
    again = publish(assessed)
    assert again is not None and again.strange == ""


def test_a_strangers_wal_is_not_replayed(assessed: Path) -> None:
    """A write-ahead log left beside the file is not taken for ours."""
    publish(assessed)
    path = assessed / "audit.duckdb"
    path.chmod(0o644)
    stranger = duckdb.connect(str(path))
    stranger.execute("SET checkpoint_threshold = '1GB'")
    stranger.execute("INSERT INTO stored.damage VALUES ('forged', 1, 'forged')")
    wal = Path(f"{path}.wal").read_bytes()
    stranger.close()
    rebuild(assessed)
    Path(f"{path}.wal").write_bytes(wal)
    publish(assessed)
    assert counted(assessed, "damage") == 0
    assert not Path(f"{path}.wal").exists()


def test_a_destroyed_file_is_made_again(assessed: Path) -> None:
    """A published file that is no database is replaced."""
    publish(assessed)
    path = assessed / "audit.duckdb"
    path.unlink()
    path.write_bytes(b"not a database")
    path.chmod(0o444)
    publish(assessed)
    assert counted(assessed, "decision") == 1


def other_version(home: Path, number: int, schema: str) -> None:
    """Put a file of another version in the place of the published one."""
    with duckdb.connect(str(home / "audit.duckdb")) as connection:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}; USE {schema}")
        connection.execute("CREATE TABLE store_version (number INTEGER, tables_sha256 VARCHAR, views_sha256 VARCHAR)")
        connection.execute("INSERT INTO store_version VALUES (?, 'x', 'x')", [number])
        connection.execute("CREATE TABLE event (run_id VARCHAR)")
        if schema != "main":
            connection.execute("CREATE VIEW main.store_version AS FROM stored.store_version")
    (home / "audit.duckdb").chmod(0o444)


def test_a_file_of_an_earlier_version_is_made_again(assessed: Path) -> None:
    """The journals are the truth: a file with other tables is replaced by one with these."""
    other_version(assessed, 1, "main")
    published = publish(assessed)
    assert published is not None and published.events == counted(assessed)


def test_a_file_of_a_later_version_is_left_alone(assessed: Path) -> None:
    """An old program does not take away what a new one published."""
    other_version(assessed, migrations.NUMBER + 1, "stored")
    with pytest.raises(NewerVersion):
        publish(assessed)
    assert query(assessed, "SELECT number FROM store_version").rows == [(migrations.NUMBER + 1,)]


def test_a_damaged_journal_stops_only_itself(assessed: Path) -> None:
    """Other journals are published, and the damage is a row that names file and line."""
    file = assessed / "journal/run-1/press.1.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"claims":8', b'"claims":9'))
    (assessed / "journal/run-1/notes.txt").write_text("x")
    published = publish(assessed)
    assert published is not None and published.damaged == 2
    rows = query(assessed, "SELECT file, line FROM damage ORDER BY file").rows
    assert rows == [("journal/run-1/notes.txt", 0), ("journal/run-1/press.1.jsonl", 8)]
    assert query(assessed, "SELECT count(*) FROM event WHERE stream = 'financial'").rows == [(8,)]


def test_damage_that_was_repaired_is_no_longer_shown(assessed: Path) -> None:
    """A journal put back as it was is taken over to its end."""
    file = assessed / "journal/run-1/press.1.jsonl"
    good = file.read_bytes()
    file.write_bytes(good.replace(b'"claims":8', b'"claims":9'))
    publish(assessed)
    file.write_bytes(good)
    publish(assessed)
    assert counted(assessed, "damage") == 0
    assert query(assessed, "SELECT count(*) FROM event WHERE stream = 'press'").rows == [(8,)]


def test_a_journal_cut_after_publishing_is_damage(assessed: Path) -> None:
    """A journal that is shorter than what was published of it is named."""
    publish(assessed)
    file = assessed / "journal/run-1/press.1.jsonl"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:3]))
    publish(assessed)
    assert query(assessed, "SELECT file FROM damage").rows == [("journal/run-1/press.1.jsonl",)]


def test_an_event_of_unexpected_form_does_not_stop_publishing(home: Path, journal: Journal) -> None:
    """What a record holds beyond or beside the expected types becomes NULL in its column, and stays in the event."""
    odd = {"name": "n", "formula": "f", "period": "p", "inputs": "none", "value": {"deep": [1]}, "unit": 7}
    journal.append(Said("calculation.recorded", odd))
    publish(home)
    assert query(home, "SELECT name, inputs, value FROM calculation").rows == [("n", None, '{"deep":[1]}')]


def test_only_one_process_publishes_at_a_time(assessed: Path) -> None:
    """Who does not want to wait is told that somebody else is at it."""

    (assessed / "lock").mkdir()
    descriptor = os.open(assessed / "lock/publish.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    assert publish(assessed, wait=False) is None
    os.close(descriptor)
    assert publish(assessed, wait=False) is not None


def test_a_publisher_leaves_pauses(assessed: Path) -> None:
    """Within two seconds of anybody's publishing nothing is done."""
    moment = [1e12]
    publisher = Publisher(assessed, clock=lambda: moment[0])
    assert publisher.maybe() is not None

    moment[0] = time.time() + 1
    assert publisher.maybe() is None
    moment[0] += 3600
    assert publisher.maybe() is not None


def test_a_killed_publishers_spilled_texts_are_removed(assessed: Path) -> None:
    """What DuckDB put aside for a publisher that was killed may hold texts that are erased later."""
    left = assessed / "lock/spill/duckdb_temp_storage-0.tmp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"texts")
    publish(assessed)
    assert not left.exists()


def test_a_full_disk_leaves_the_file_before(assessed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publishing that fails changes nothing and says so."""
    publish(assessed)
    with Journal.create(assessed, "later", "press") as journal:
        journal.append(Said("custom.a", {}))
    before = counted(assessed)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("audit.store.copying._put_in_place", full)
    with pytest.raises(StoreUnavailable, match="No space left"):
        publish(assessed)
    assert counted(assessed) == before
    assert list(assessed.glob(".audit.*")) == []


def test_a_file_that_may_not_grow_leaves_the_file_before(assessed: Path) -> None:
    """A publisher that meets the end of its space says so, and auditors keep the file before."""
    publish(assessed)
    before = counted(assessed)
    with Journal.create(assessed, "later", "press") as journal:
        journal.append(*(Said("custom.a", {}, {"t": os.urandom(500).hex()}) for _ in range(3000)))
    size = (assessed / "audit.duckdb").stat().st_size
    code = (
        "import resource, signal, sys; from pathlib import Path; from audit.store import publish\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
        "publish(Path(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(assessed)], capture_output=True, text=True, check=False)
    assert "StoreUnavailable" in done.stderr
    assert counted(assessed) == before
    publish(assessed)
    assert counted(assessed) == before + 3000


def test_nothing_published_is_named(home: Path) -> None:
    """A query before the first publishing says what to do."""
    with pytest.raises(StoreUnavailable, match="Nothing is published"):
        query(home, "SELECT 1")
