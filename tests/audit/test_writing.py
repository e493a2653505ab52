"""A journal keeps everything it acknowledged, and takes nothing it could not give back."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit.errors import DiskFull, JournalBroken, JournalBusy, NotRecordable, ReadOnly
from audit.journal import Journal, Said, is_open, read, runs, streams


def lines(home: Path, file: str) -> list[dict[str, object]]:
    """Return the JSON lines of a journal's file."""
    return [json.loads(line) for line in (home / "journal" / "run-1" / file).read_text().splitlines()]


def test_what_was_appended_is_read_back(home: Path, journal: Journal) -> None:
    """Attributes and texts come back as they were given, in order."""
    journal.append(Said("custom.first", {"n": 1, "deep": {"list": [True, None, "é"]}}, {"quote": "a\nb\u2028"}))
    journal.append(Said("custom.second", {}), Said("custom.third", {"k": (1, 2)}))
    events = read(home, "run-1")
    assert [event.event_type for event in events] == ["custom.first", "custom.second", "custom.third"]
    assert events[0].attributes == {"n": 1, "deep": {"list": [True, None, "é"]}}
    assert events[0].texts == {"quote": "a\nb\u2028"}
    assert events[2].attributes == {"k": [1, 2]}


def test_append_returns_the_events_as_read_gives_them(home: Path, journal: Journal) -> None:
    """The writer and the reader see the same events."""
    written = journal.append(Said("custom.said", {"n": 1}, {"t": "words"}), Said("custom.said", {"n": 2}))
    assert written == read(home, "run-1", "financial", 1)


def test_texts_never_stand_in_the_hashed_line(home: Path, journal: Journal) -> None:
    """The journal holds only a reference to the text."""
    journal.append(Said("custom.said", {}, {"quote": "very private words"}))
    assert "private" not in (home / "journal/run-1/financial.1.jsonl").read_text()
    assert lines(home, "financial.1.texts.jsonl")[0]["texts"] == {"quote": "very private words"}


def test_equal_texts_have_different_references(journal: Journal) -> None:
    """Salt keeps short texts from being guessed by their hash."""
    first, second = journal.append(Said("custom.said", {}, {"t": "yes"}), Said("custom.said", {}, {"t": "yes"}))
    assert first.text_ref != second.text_ref


def test_lines_are_chained(home: Path, journal: Journal) -> None:
    """Every line names the hash of the line before, across groups."""
    events = journal.append(Said("custom.a", {}), Said("custom.b", {})) + journal.append(Said("custom.c", {}))
    assert [event.seq for event in events] == [0, 1, 2]
    assert events[0].prev_hash == "0" * 64
    assert len({event.prev_hash for event in events}) == 3


def test_a_new_journal_never_reuses_a_file(home: Path, journal: Journal) -> None:
    """Each opening of a stream is a new attempt."""
    journal.append(Said("custom.a", {}))
    journal.close()
    with Journal.create(home, "run-1", "financial") as second:
        assert second.attempt == 2
    assert streams(home, "run-1") == {"financial": [1, 2]}
    assert runs(home) == ["run-1"]


def test_two_writers_cannot_share_a_stream(home: Path, journal: Journal) -> None:
    """While a process writes a stream nobody else opens it."""
    with pytest.raises(JournalBusy, match=r"financial\.1\.jsonl"):
        Journal.create(home, "run-1", "financial")


def test_another_process_cannot_share_a_stream(home: Path, journal: Journal) -> None:
    """The lock holds between processes, and ends with its owner."""
    code = (
        "from pathlib import Path; from audit.journal import Journal\n"
        f"Journal.create(Path({str(home)!r}), 'run-1', 'financial')"
    )
    busy = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    journal.close()
    free = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "JournalBusy" in busy.stderr
    assert free.returncode == 0, free.stderr


def test_many_processes_get_different_attempts(home: Path) -> None:
    """Processes that open one stream at the same moment never share a file."""
    code = (
        "import sys; from pathlib import Path; from audit.journal import Journal\n"
        f"j = Journal.create(Path({str(home)!r}), 'run-1', sys.argv[1]); print(j.attempt); sys.stdin.read()"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, "press"], stdin=-1, stdout=-1, stderr=-1, text=True)
        for _ in range(4)
    ]
    answers = [process.communicate("") for process in started]
    attempts = [out.strip() for out, _ in answers if out.strip()]
    assert len(attempts) == len(set(attempts)) == len(streams(home, "run-1")["press"])
    assert all(out.strip() or "JournalBusy" in err for out, err in answers)


def test_a_journal_is_open_while_its_owner_lives(home: Path, journal: Journal) -> None:
    """Whether a process still writes is seen from outside."""
    assert is_open(home, "run-1", "financial", 1)
    journal.close()
    assert not is_open(home, "run-1", "financial", 1)
    assert not is_open(home, "run-1", "financial", 2)


def test_a_closed_journal_is_free_although_a_child_was_forked(home: Path, journal: Journal) -> None:
    """A process started meanwhile for another purpose does not keep the journal from being sealed."""
    ready, done = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.write(ready[1], b"x")
        os.read(done[0], 1)
        os._exit(0)
    os.read(ready[0], 1)
    journal.close()
    still_open = is_open(home, "run-1", "financial", 1)
    os.write(done[1], b"x")
    os.waitpid(child, 0)
    assert not still_open


def test_a_closed_journal_takes_no_more(journal: Journal) -> None:
    """Closing is final, and closing twice is harmless."""
    journal.close()
    journal.close()
    with pytest.raises(JournalBroken):
        journal.append(Said("custom.a", {}))


@pytest.mark.parametrize("value", [1.5, 2**53, b"x", {1}, object(), {1: "x"}, {"é": 1}])
def test_what_json_cannot_hold_exactly_is_refused(home: Path, journal: Journal, value: object) -> None:
    """Floats, huge integers and foreign objects are refused by name, and nothing of the group is written."""
    with pytest.raises(NotRecordable, match=r"custom\.a.*attributes\.deep"):
        journal.append(Said("custom.ok", {}), Said("custom.a", {"deep": [value]}))
    assert read(home, "run-1") == []
    journal.append(Said("custom.ok", {}))
    assert len(read(home, "run-1")) == 1


def test_half_a_surrogate_pair_is_refused(journal: Journal) -> None:
    """A text that is no Unicode text is named instead of being changed."""
    with pytest.raises(NotRecordable, match="surrogate"):
        journal.append(Said("custom.a", {}, {"t": "\ud800"}))
    with pytest.raises(NotRecordable, match="surrogate"):
        journal.append(Said("custom.a", {"t": "\ud800"}))


def test_a_known_event_with_a_missing_attribute_is_refused(journal: Journal) -> None:
    """An event of the catalogue says everything its class lists."""
    with pytest.raises(NotRecordable, match=r"room\.frozen.*'sha256'"):
        journal.append(Said("room.frozen", {"documents": 1, "bytes": 1}))


def test_a_known_event_with_an_unknown_attribute_is_refused(journal: Journal) -> None:
    """An attribute that no class lists would be invisible to auditors."""
    with pytest.raises(NotRecordable, match="'colour'"):
        journal.append(Said("room.frozen", {"documents": 1, "bytes": 1, "sha256": "x", "colour": "red"}))


@pytest.mark.parametrize("run_id", ["", "../x", "a/b", ".hidden", "a\n"])
def test_a_run_id_that_is_no_folder_name_is_refused(home: Path, run_id: str) -> None:
    """No run id leads out of the journals' folder."""
    with pytest.raises(NotRecordable):
        Journal.create(home, run_id, "run")


def test_a_failed_write_breaks_the_journal(home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """After one failed write nothing more is taken, as it would follow a torn line."""
    journal.append(Said("custom.a", {}))
    monkeypatch.setattr(os, "fdatasync", lambda _: (_ for _ in ()).throw(OSError(errno.EIO, "Input/output error")))
    with pytest.raises(JournalBroken, match="Input/output"):
        journal.append(Said("custom.b", {}))
    monkeypatch.undo()
    with pytest.raises(JournalBroken, match="takes no more"):
        journal.append(Said("custom.c", {}))


def test_a_short_write_breaks_the_journal(home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A torn line is never acknowledged, and what stood before it is still read."""
    journal.append(Said("custom.a", {}))
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:-7]))
    with pytest.raises(DiskFull):
        journal.append(Said("custom.b", {}))
    monkeypatch.undo()
    assert [event.event_type for event in read(home, "run-1")] == ["custom.a"]


def test_a_full_disk_is_named_and_loses_nothing(home: Path) -> None:
    """Writing until the file may not grow: every acknowledged event is read back."""
    code = f"""
import resource, sys
from pathlib import Path
from typing import NamedTuple
from audit.errors import DiskFull
from audit.journal import Journal
class Said(NamedTuple):
    event_type: str; attributes: dict; texts: dict
journal = Journal.create(Path({str(home)!r}), 'run-1', 'press')
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
kept = 0
try:
    while True:
        journal.append(*[Said('custom.a', {{'n': n}}, {{'t': 'words ' * 20}}) for n in range(3)])
        kept += 3
except DiskFull:
    print(kept)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(read(home, "run-1")) >= int(done.stdout) > 0


def test_a_folder_that_refuses_writing_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only disk gives a message with the path."""
    refuse = OSError(errno.EROFS, "Read-only file system")
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: (_ for _ in ()).throw(refuse))
    with pytest.raises(ReadOnly, match="run-9"):
        Journal.create(home, "run-9", "run")


def test_a_forked_child_cannot_write_its_parents_journal(journal: Journal) -> None:
    """Two processes with one chain would break it."""
    child = os.fork()
    if child == 0:
        try:
            journal.append(Said("custom.a", {}))
        except JournalBroken:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
