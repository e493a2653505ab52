"""The report in a process of its own: a page that never ends or eats the memory dies with its process."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import NamedTuple

from flows.problems import Problem, Unavailable

MEMORY_MB = 4096
OPEN_FILES = 512
NICE = 10
"""Branches that compute go before pages that are laid out."""


class Rendered(NamedTuple):
    """A report that was written."""

    path: Path
    sha256: str
    pages: int
    notes: tuple[str, ...]


class RenderFailed(Problem):
    """The report could not be rendered; the run's results are kept."""

    kind = "error"


class PastDeadline(RenderFailed):
    """Rendering took longer than allowed and was killed."""

    kind = "deadline"


class Page(NamedTuple):
    """What is to be rendered: which run, to which new file."""

    run_id: str
    path: Path
    kind: str
    number: int


async def render(home: Path, page: Page, seconds: float, at_once: int) -> Rendered:
    """Render a run's report to a new file; raise RenderFailed saying why it could not be."""
    run_id = page.run_id
    args = [str(home), run_id, str(page.path), page.kind, str(page.number), str(int(seconds) + 1), str(at_once)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "flows.rendering", *args, stdout=asyncio.subprocess.PIPE, start_new_session=True
    )
    try:
        said, _ = await asyncio.wait_for(process.communicate(), seconds)
    except TimeoutError as problem:
        raise PastDeadline(
            f"the report of run {run_id} was not rendered within {seconds:g} s and was stopped"
        ) from problem
    finally:
        if process.returncode is None:
            _kill(process.pid)
            await process.wait()
    return _read(said, run_id, process.returncode)


def _kill(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _read(said: bytes, run_id: str, code: int | None) -> Rendered:
    try:
        told = json.loads(said.splitlines()[-1])
    except (ValueError, IndexError):
        raise RenderFailed(f"rendering the report of run {run_id} ended with exit code {code} and no word") from None
    if "problem" in told:
        missing = told.get("environment")
        raise Unavailable(told["problem"]) if missing else RenderFailed(told["problem"])
    return Rendered(Path(told["path"]), told["sha256"], told["pages"], tuple(told["notes"]))


def main(argv: list[str]) -> int:
    """Be the process that renders."""
    from flows.branches import limits, slots  # noqa: PLC0415 -- only the rendering process needs them
    from reports.errors import DiskFull, NotWritable, PangoMissing, ReportError  # noqa: PLC0415
    from reports.render import render as write  # noqa: PLC0415 -- loads the layout engine

    home, run_id, path, kind, number, seconds, at_once = argv
    os.nice(NICE)
    limits.die_with(os.getppid())
    limits.Limits(MEMORY_MB, int(seconds), 1024, OPEN_FILES).impose()
    try:
        with slots.compute_slots(Path(home), int(at_once), "render")():
            made = write(Path(home), run_id, Path(path), kind, int(number))
    except ReportError as problem:
        environment = isinstance(problem, DiskFull | NotWritable | PangoMissing)
        print(json.dumps({"problem": str(problem), "environment": environment}))
        return 1
    told = {"path": str(made.path), "sha256": made.sha256, "pages": made.pages, "notes": list(made.notes)}
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
