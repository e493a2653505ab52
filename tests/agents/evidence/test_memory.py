"""Reading under the memory limit of a branch attempt."""

from __future__ import annotations

import multiprocessing
import resource
from pathlib import Path

from agents.evidence import Unreadable, freeze, read

LIMIT = 1 << 30


def _read_limited(room: Path, says: multiprocessing.connection.Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    said = []
    for document in freeze(room).documents:
        try:
            said.append(str(len(read(room, document).text) > 0))
        except Unreadable as problem:
            said.append(problem.reason)
    says.send(said)


def limited(room: Path) -> list[str]:
    """Return what reading each file of the room says under one gigabyte of address space."""
    ours, theirs = multiprocessing.get_context("fork").Pipe()
    child = multiprocessing.get_context("fork").Process(target=_read_limited, args=(room, theirs))
    child.start()
    said = ours.recv() if ours.poll(120) else []
    child.join(10)
    assert child.exitcode == 0
    return list(said)


def test_real_filings_fit(shared_data: Path) -> None:
    """The largest real room is read under one gigabyte."""
    assert set(limited(shared_data / "rooms" / "fedex")) == {"True"}


def test_what_does_not_fit_is_a_reason(tmp_path: Path) -> None:
    """A file that needs more memory than there is has that as its reason, and the next file is read."""
    (tmp_path / "a.json").write_bytes(b"[" + b"{}," * 16_000_000 + b"{}]")
    (tmp_path / "b.txt").write_text("words")
    said = limited(tmp_path)
    assert "memory" in said[0] and said[1] == "True"
