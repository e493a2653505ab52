"""Reading under the memory limit of a branch attempt."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

READ = """
import json, resource, sys
from pathlib import Path
from agents.evidence import Unreadable, freeze, read

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
room, said = Path(sys.argv[1]), []
for document in freeze(room).documents:
    try:
        said.append(str(len(read(room, document).text) > 0))
    except Unreadable as problem:
        said.append(problem.reason)
print(json.dumps(said))
"""
"""Run in a fresh interpreter: a fork of the test's own process may be larger than the limit before it begins."""


def limited(room: Path) -> list[str]:
    """Return what reading each file of the room says under one gigabyte of address space."""
    done = subprocess.run([sys.executable, "-c", READ, room], capture_output=True, text=True, timeout=120, check=True)
    return list(json.loads(done.stdout))


def test_real_filings_fit(shared_data: Path) -> None:
    """The largest real room is read under one gigabyte."""
    assert set(limited(shared_data / "rooms" / "fedex")) == {"True"}


def test_what_does_not_fit_is_a_reason(tmp_path: Path) -> None:
    """A file that needs more memory than there is has that as its reason, and the next file is read."""
    (tmp_path / "a.json").write_bytes(b"[" + b"{}," * 16_000_000 + b"{}]")
    (tmp_path / "b.txt").write_text("words")
    said = limited(tmp_path)
    assert "memory" in said[0] and said[1] == "True"
