"""A night: 40 targets with branches of 10 s and a synthesis of 5 s, 8 at once; and a night of 500 unchanged targets.

Run: python benchmarks/nightly.py [--json] [--targets N] [--unchanged N]. Exit 1 where branches and synthesis take more
than 1.20 times the ideal, a target, flow run or task run is missing, or the unchanged night takes 30 s.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from stage import make_room, set_pace, stage

from audit import journal
from flows import settings
from flows.carrying import PLAIN, carry_out
from flows.order import Order
from flows.places import report_folder
from flows.reporting import Closing, Report
from flows.trail import RunJournal, event
from flows.watchlist import chosen, target_of

BRANCH, SYNTHESIS, WIDTH = 10.0, 5.0, 8
LIMIT, LIMIT_UNCHANGED = 1.20, 30.0
TASKS = 8


def main() -> int:
    """Measure and print."""
    asked = _asked()
    with stage(asked.targets, BRANCH, SYNTHESIS) as folder:
        told: dict[str, Any] = {"night": _night(asked.targets)} if asked.targets else {}
        if asked.unchanged:
            told["unchanged"] = _unchanged(folder, asked.unchanged)
    print(json.dumps(told, indent=2))
    return 0 if _good(told, asked.targets) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--targets", type=int, default=40)
    parser.add_argument("--unchanged", type=int, default=500)
    return parser.parse_args()


def _good(told: dict[str, Any], targets: int) -> bool:
    night = told.get("night", {"ratio": 0, "flow_runs": targets, "task_runs": targets * TASKS, "state": "AllAssessed"})
    unchanged = told.get("unchanged", {"seconds": 0})
    present = night["flow_runs"] == targets and night["task_runs"] == targets * TASKS
    return (
        night["ratio"] <= LIMIT
        and present
        and night["state"] == "AllAssessed"
        and unchanged["seconds"] < LIMIT_UNCHANGED
    )


def _carry(**parameters: object) -> Any:
    from flows.flushing import carry_out  # noqa: PLC0415 -- Prefect reads its settings when it is imported
    from flows.nightly import nightly  # noqa: PLC0415

    return carry_out(nightly, **parameters)


def _night(targets: int) -> dict[str, Any]:
    began = time.monotonic()
    state = _carry(night="2024-01-01", width=WIDTH)
    wall = time.monotonic() - began
    home = settings.current().home
    spans = [span for run_id in journal.runs(home) if (span := _span(home, run_id))]
    worked = (max(end for _, end in spans) - min(start for start, _ in spans)).total_seconds()
    ideal = -(-targets // WIDTH) * (BRANCH + SYNTHESIS)
    each = [(end - start).total_seconds() for start, end in spans]
    runs, tasks = asyncio.run(_present(targets))
    return {
        "state": state.name,
        "targets": targets,
        "ideal": ideal,
        "first_start_to_last_end_of_synthesis": round(worked, 1),
        "ratio": round(worked / ideal, 3),
        "whole_night_with_reports_seals_and_start": round(wall, 1),
        "target_median": round(statistics.median(each), 2),
        "target_worst": round(max(each), 2),
        "flow_runs": runs,
        "task_runs": tasks,
    }


def _span(home: Path, run_id: str) -> tuple[datetime, datetime] | None:
    """Return when a run's journal began and when its synthesis ended."""
    if "synthesis" not in journal.streams(home, run_id):
        return None
    start = journal.read(home, run_id, "run")[0].event_time
    return start, journal.read(home, run_id, "synthesis")[-1].event_time


async def _present(targets: int) -> tuple[int, int]:
    """Return how many finished target runs and task runs of them the server shows, once they have settled."""
    from prefect.client.orchestration import get_client  # noqa: PLC0415

    async with get_client() as client:
        for _ in range(60):
            runs = [r for r in await _all(client.read_flow_runs) if r.name.startswith("target-")]
            tasks = [t for t in await _all(client.read_task_runs) if t.end_time and t.name != "assess"]
            steps = [t for t in tasks if t.flow_run_id in {r.id for r in runs}]
            if len(steps) >= targets * TASKS:
                break
            await asyncio.sleep(1)
        return sum(r.state_type.value == "COMPLETED" for r in runs), len(steps)


async def _all(read: Any) -> list[Any]:
    """Return every row: the server hands out 200 at most."""
    rows: list[Any] = []
    while page := await read(limit=200, offset=len(rows)):
        rows += page
    return rows


def _unchanged(folder: Path, count: int) -> dict[str, Any]:
    """Assess many small targets once, then run the night that skips them all."""
    names = [f"still-{number:03}" for number in range(count)]
    for name in names:
        make_room(folder / "rooms" / name)
    (folder / "watchlist.yaml").write_text("targets:\n" + "".join(f"  - {name}\n" for name in names))
    asyncio.run(_assess_all(names))
    began = time.monotonic()
    state = _carry(night="2024-01-02", width=WIDTH)
    return {
        "targets": count,
        "state": state.name,
        "message": state.message,
        "seconds": round(time.monotonic() - began, 1),
    }


async def _assess_all(names: list[str]) -> None:
    """Make the runs the night looks at, without Prefect and with an empty page: both are measured elsewhere."""
    set_pace(0, 0)
    current = settings.current()
    for name in names:
        entry = chosen(name, current)
        order = Order(
            target_of(entry, current), entry.room.resolve(), journal.new_run_id(), current.analyst, "benchmark"
        )
        await carry_out(order, current, PLAIN._replace(close=_close))


async def _close(closing: Closing, current: settings.Settings) -> Report:
    own = await RunJournal.create(current.home, closing.run_id, "report")
    page = report_folder(current.home, closing.target, closing.run_id) / "draft.pdf"
    page.touch()
    path = page.relative_to(current.home).as_posix()
    await own.say(
        event("report.rendered", path=path, sha256="", bytes=0, pages=0, notes=[]),
        event("run.finished", state=closing.state.name, state_type=closing.state.type, recommendation="proceed"),
    )
    own.close()
    return Report(page)


if __name__ == "__main__":
    sys.exit(main())
