"""What disks, clocks, strangers and later versions do to the trail: named, nothing overwritten, all readable."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.canonical import canonical
from audit.erasure import Place, erase, hold, is_held, release
from audit.errors import ErasureRefused, NewerVersion
from audit.journal import Journal, Said, read, recover
from audit.seal import seal
from audit.store import publish, query, rebuild
from audit.verify import verify

FULL = """
import sys
from pathlib import Path
from audit.errors import AuditError, DiskFull, StoreUnavailable
from audit.journal import Journal, Said, read, recover
from audit.seal import seal
from audit.store import publish, query
from audit.verify import verify

home, filler = Path(sys.argv[1]) / "var", Path(sys.argv[1]) / "filler"

def write(stream):
    with Journal.create(home, "run-1", stream) as journal:
        return len(journal.append(*(Said("custom.a", {"n": n}, {"t": "words " * 30}) for n in range(20))))

def refused(kind, act):
    try:
        act()
    except kind as problem:
        return str(problem)
    raise AssertionError(f"{act} was not refused")

kept = write("financial")
publish(home)
with filler.open("wb", buffering=0) as opened:
    try:
        while opened.write(b"0" * 4096):
            pass
    except OSError:
        opened.truncate(opened.tell() - 65536)
journal = None
try:
    journal = Journal.create(home, "run-1", "press")
    while True:
        journal.append(Said("custom.a", {"n": kept}, {"t": "words " * 30}))
        kept += 1
except DiskFull as problem:
    said = str(problem)
    assert "disk full" in said and "run-1" in said, said
if journal:
    journal.close()
assert "audit.duckdb failed" in refused(StoreUnavailable, lambda: publish(home))
assert "disk full" in refused(DiskFull, lambda: seal(home, "run-1"))
assert len(read(home, "run-1")) >= kept
assert query(home, "SELECT count(*) FROM event").rows == [(20,)]
assert verify(home).exit_code == 2, verify(home).text()
filler.unlink()
write("press")
recover(home, "run-1")
seal(home, "run-1")
publish(home)
assert len(read(home, "run-1")) >= kept + 20
assert verify(home).exit_code == 0, verify(home).text()
print("kept", kept)
"""
READ_ONLY = """
import os, sys
from pathlib import Path
from audit.errors import ReadOnly, StoreUnavailable
from audit.erasure import hold
from audit.journal import Journal, Said, read
from audit.seal import seal
from audit.store import publish, query
from audit.verify import verify

home = Path(sys.argv[1]) / "var"
with Journal.create(home, "run-1", "press") as journal:
    journal.append(Said("custom.a", {}, {"t": "words"}))
seal(home, "run-1")
publish(home)
assert os.system(f"mount -o remount,ro {sys.argv[1]}") == 0
for kind, act in (
    (ReadOnly, lambda: Journal.create(home, "run-2", "press")), (ReadOnly, lambda: Journal.create(home, "run-1", "a")),
    (ReadOnly, lambda: seal(home, "run-1")), (StoreUnavailable, lambda: publish(home)),
    (ReadOnly, lambda: hold(home, "run-1", "x", "x")),
):
    try:
        act()
    except kind as problem:
        assert str(home) in str(problem), problem
        continue
    raise AssertionError("was not refused")
assert len(read(home, "run-1")) == 1
assert query(home, "SELECT count(*) FROM event").rows == [(1,)]
assert verify(home).exit_code == 0, verify(home).text()
"""


def on_a_disk(tmp_path: Path, size: str, code: str) -> subprocess.CompletedProcess[str]:
    """Run code with a small disk of its own, which nobody else sees."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = f'mount -t tmpfs -o size={size} tmpfs "$0" && exec "$1" -c "$2" "$0"'
    own = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    command = [*own, "sh", "-c", script, str(disk), sys.executable, code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_full_disk_is_named_and_nothing_is_lost(tmp_path: Path) -> None:
    """Writing, publishing and sealing say so; what was acknowledged is read, and goes on when there is space again."""
    done = on_a_disk(tmp_path, "48m", FULL)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_read_only_disk_is_named_and_can_be_read_and_proved(tmp_path: Path) -> None:
    """Whatever would write says so; questions and verification need no writing."""
    done = on_a_disk(tmp_path, "16m", READ_ONLY)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def newer(home: Path) -> Path:
    """Return a home with one run of ours and one whose second line a later version wrote."""
    for run_id in ("run-1", "run-2"):
        with Journal.create(home, run_id, "press") as journal:
            journal.append(Said("custom.a", {"n": 1}), Said("custom.a", {"n": 2}))
    seal(home, "run-1")
    path = home / "journal/run-2/press.1.jsonl"
    lines = path.read_bytes().splitlines()
    path.write_bytes(lines[0] + b"\n" + canonical({**json.loads(lines[1]), "version": 2}) + b"\n")
    return home


def test_a_later_versions_journal_is_named_and_left_alone(newer: Path) -> None:
    """It is neither read further nor sealed nor closed as crashed; the rest of the trail is published."""
    before = (newer / "journal/run-2/press.1.jsonl").read_bytes()
    assert recover(newer, "run-2") == []
    with pytest.raises(NewerVersion, match=r"journal/run-2/press\.1\.jsonl, line 2"):
        seal(newer, "run-2")
    publish(newer)
    assert query(newer, "SELECT file, line FROM damage").rows == [("journal/run-2/press.1.jsonl", 2)]
    assert query(newer, "SELECT count(*) FROM event WHERE run_id = 'run-1'").rows == [(2,)]
    found = verify(newer)
    assert (found.exit_code, "journal/run-2/press.1.jsonl, line 2 has version 2" in found.text()) == (2, True)
    assert (newer / "journal/run-2/press.1.jsonl").read_bytes() == before


def test_a_damaged_run_does_not_keep_others_from_being_closed(home: Path) -> None:
    """What cannot be read is named by verification, and is not explained away as crashed."""
    for run_id in ("run-1", "run-2"):
        with Journal.create(home, run_id, "run") as journal:
            journal.append(Said("custom.a", {"n": 1}), Said("custom.a", {"n": 2}))
    path = home / "journal/run-1/run.1.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"n":1', b'"n":7'))
    assert (recover(home, "run-1"), len(recover(home, "run-2"))) == ([], 1)
    rebuild(home)
    assert query(home, "SELECT file FROM damage").rows == [("journal/run-1/run.1.jsonl",)]


def test_a_hold_is_in_force_although_the_clock_went_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last word on a hold is the last in the log of seals, whatever the clock said."""
    with Journal.create(home, "run-1", "press") as journal:
        journal.append(Said("custom.a", {}, {"t": "x"}))
    hold(home, "run-1", "Legal", "case 7")
    release(home, "run-1", "Legal", "closed")
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    monkeypatch.setattr("audit.writing.utc_now", lambda: long_ago)
    monkeypatch.setattr(Journal.create.__func__, "__defaults__", (lambda: long_ago,))  # type: ignore[attr-defined]
    hold(home, "run-1", "Legal", "case 8")
    assert read(home, sorted(path.name for path in (home / "journal").glob("trail-*"))[-1])[0].event_time == long_ago
    assert is_held(home, "run-1")
    with pytest.raises(ErasureRefused, match="legal hold"):
        erase(home, Place("run-1", "press", 1, 0), by="x", reason="x")
