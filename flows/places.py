"""Where reports lie under the home folder; the folder of a target also tells which runs it had."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path

from flows.problems import Unavailable


def slug(name: str) -> str:
    """Return a folder name for a target: plain letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "target"


def report_folder(home: Path, target: str, run_id: str) -> Path:
    """Return the folder of a run's reports."""
    return home / "reports" / slug(target) / run_id


def next_report(folder: Path, kind: str) -> tuple[Path, int]:
    """Return the next free report of its kind and its number: nothing is ever overwritten."""
    number = 1
    while (path := folder / _name(kind, number)).exists():
        number += 1
    return path, number


def _name(kind: str, number: int) -> str:
    return "draft.pdf" if (kind, number) == ("draft", 1) else f"{kind}-{number}.pdf"


def runs_of(home: Path, target: str) -> list[str]:
    """Return the ids of the runs that a target had, oldest first; another target of the same slug may be among them."""
    folder = home / "reports" / slug(target)
    if not folder.is_dir():
        return []
    return [item.name for item in sorted(folder.iterdir(), key=lambda item: (item.stat().st_ctime_ns, item.name))]


def usable(home: Path) -> Path:
    """Return the home once it is there and can be written; raise Unavailable saying why it cannot."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as probe:
            probe.write(b"0" * 4096)
    except OSError as problem:
        raise unwritable(home, problem) from problem
    return home


def unwritable(home: Path, problem: OSError) -> Unavailable:
    """Return the error of a file under the home that the system refuses."""
    to_do = "free space, mend it or choose another DILIGENCE_HOME, then take it up again; what was finished is kept"
    return Unavailable(f"{problem.filename or home} cannot be used: {problem.strerror or problem}", to_do)
