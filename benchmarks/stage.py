"""What the flow benchmarks share: a home, rooms and a Prefect server of their own."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent
sys.path[:0] = [str(BENCHMARKS.parent), str(BENCHMARKS)]

from agents.records import BRANCHES  # noqa: E402
from flows import servers, settings  # noqa: E402
from flows.branches.children import host  # noqa: E402


@contextmanager
def stage(targets: int, branch: float, synthesis: float) -> Iterator[Path]:
    """Set up a server and some small rooms; the home, the watchlist and the pace are in the environment."""
    os.environ["PREFECT_LOGGING_LEVEL"] = "WARNING"
    with tempfile.TemporaryDirectory(prefix="diligence-benchmark-") as name:
        folder = Path(name)
        os.environ["PACE"] = str(folder / "pace")
        set_pace(branch, synthesis)
        for number in range(targets):
            make_room(folder / "rooms" / f"target-{number:03}")
        listed = "".join(f"  - target-{number:03}\n" for number in range(targets))
        (folder / "watchlist.yaml").write_text("targets:\n" + listed)
        settings.override(
            home=folder / "home", rooms=folder / "rooms", watchlist=folder / "watchlist.yaml", analyst="paced:Paced"
        )
        host()
        with servers.temporary(lambda message: print(message, file=sys.stderr)):
            servers.quiet()
            yield folder


def set_pace(branch: float, synthesis: float) -> None:
    """Let every branch and every synthesis from now on take so many seconds."""
    Path(os.environ["PACE"]).write_text(f"{branch} {synthesis}")


def make_room(room: Path) -> None:
    """Write one short document for every branch."""
    for branch in BRANCHES:
        (room / branch).mkdir(parents=True)
        (room / branch / "note.txt").write_text(f"Note of {room.name} on {branch}.\n")
