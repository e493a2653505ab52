"""`diligence audit`: the trail, queried, verified, made again, handed out. Prefect is not needed for any of it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from audit import erasure, recovery, retention, store
from audit.journal import runs
from audit.store import Result
from audit.verify import verify as verify_trail
from flows import settings
from flows.problems import BadInput


@click.group()
def command() -> None:
    """Query, verify, rebuild, export, erase from, keep or hold the audit trail."""


@command.command()
@click.argument("query")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def sql(query: str, form: str) -> int:
    """Answer the SQL QUERY from the newest published file, read-only."""
    result = store.query(settings.current().home, query)
    click.echo({"table": _table, "json": _json, "csv": _csv}[form](result))
    return 0


@command.command()
@click.argument("report", type=click.Path(path_type=Path), required=False)
@click.option("--run", "run_id", metavar="RUN", help="Only this run, the log and the anchors.")
@click.option(
    "--anchors", type=click.Path(path_type=Path), multiple=True, metavar="FILE", help="A checkpoint kept outside."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def verify(report: Path | None, run_id: str | None, anchors: tuple[Path, ...], as_json: bool) -> int:
    """Recompute the trail, and REPORT where one is given. Exit 0: as written, 1: altered, 2: incomplete."""
    found = verify_trail(settings.current().home, run_id, anchors, report)
    click.echo(json.dumps(found.plain(), indent=2, ensure_ascii=False) if as_json else found.text())
    return found.exit_code


@command.command()
def rebuild() -> int:
    """Close the attempts of dead processes, then make the published file again from the journals and the log."""
    home = settings.current().home
    closed = sum(len(recovery.recover(home, run_id)) for run_id in runs(home))
    done = store.rebuild(home)
    click.echo(f"{done.events} events, {closed} attempts closed, {done.damaged} damaged files, {done.seconds:.1f} s")
    return 0


@command.command()
@click.option("--run", "run_id", metavar="RUN", required=True, help="The run to hand out.")
@click.argument("file", type=click.Path(path_type=Path))
def export(run_id: str, file: Path) -> int:
    """Write one run as a self-contained DuckDB file FILE."""
    if file.exists():
        raise BadInput(f"{file} is there already and is not overwritten", "name another file")
    store.export(settings.current().home, run_id, file)
    click.echo(str(file))
    return 0


_DAY = click.DateTime(["%Y-%m-%d"])
_BY = click.option("--by", metavar="NAME", required=True, help="Who asks for it.")
_REASON = click.option("--reason", metavar="TEXT", required=True, help="Why; it stays on the trail.")


@command.command()
@click.option("--run", "run_id", metavar="RUN", required=True, help="The run of the event.")
@click.option("--stream", metavar="STREAM", required=True, help="Its stream: financial, ..., synthesis, decision.")
@click.option("--attempt", type=click.IntRange(1), default=1, show_default=True, help="Its attempt.")
@click.option("--seq", type=click.IntRange(0), required=True, help="Its number in the journal.")
@_BY
@_REASON
def erase(run_id: str, stream: str, attempt: int, seq: int, by: str, reason: str) -> int:
    """Erase the texts of one event; hashes, chains and seals stay valid, and the erasure is an event itself."""
    home = settings.current().home
    done = erasure.erase(home, erasure.Place(run_id, stream, attempt, seq), by, reason)
    _forget(home)
    click.echo(done.event_id)
    return 0


@command.command()
@click.option("--run", "run_id", metavar="RUN", default="", help="The run to keep; its reviews are kept as long.")
@click.option("--target", metavar="NAME", default="", help="Or the target whose runs are kept.")
@click.option("--until", type=_DAY, metavar="DATE", help="The last day; without it an earlier date is withdrawn.")
@_BY
@_REASON
def retain(run_id: str, target: str, until: datetime | None, by: str, reason: str) -> int:
    """Set until when a run, or every run of a target, is kept. Nothing is erased by itself: see `due`."""
    day = until.date() if until else None
    click.echo(retention.retain(settings.current().home, day, by, reason, run_id, target).event_id)
    return 0


@command.command()
@click.option("--on", type=_DAY, metavar="DATE", help="As of this day instead of today.")
@click.option("--erase", "erasing", is_flag=True, help="Erase their texts and reports, except held ones.")
@click.option("--by", metavar="NAME", help="Who asks for the erasure.")
@click.option("--reason", metavar="TEXT", help="Why; it stays on the trail.")
def due(on: datetime | None, erasing: bool, by: str | None, reason: str | None) -> int:
    """List the runs whose retention date has passed; with --erase, erase every text and report of those not held."""
    home = settings.current().home
    found = retention.due(home, (on or datetime.now(UTC)).date())
    for one in found:
        held = "  held: not erased" if one.held else ""
        click.echo(f"{one.retain_until}  {one.run_id}  {one.kind}  {one.target or ''}{held}".rstrip())
    if erasing:
        if not (by and reason):
            raise BadInput("an erasure needs a person and a reason", "give --by and --reason")
        done = erasure.erase_runs(home, [one.run_id for one in found if not one.held], by, reason)
        _forget(home)
        click.echo(f"{len(done)} runs erased", err=True)
    return 0


@command.command()
@click.option("--run", "run_id", metavar="RUN", required=True, help="The run to hold.")
@click.option("--release", is_flag=True, help="End the hold instead.")
@_BY
@_REASON
def hold(run_id: str, release: bool, by: str, reason: str) -> int:
    """Place a legal hold on a run: nothing of it may be erased until the hold is released."""
    act = erasure.release if release else erasure.hold
    click.echo(act(settings.current().home, run_id, by, reason).event_id)
    return 0


def _forget(home: Path) -> None:
    """Remove what is kept of documents: nobody knows in which of them the erased words stand."""
    shutil.rmtree(home / "cache" / "text", ignore_errors=True)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | bool | list | dict) else str(value)


def _json(result: Result) -> str:
    rows = [dict(zip(result.columns, map(_plain, row), strict=True)) for row in result.rows]
    return json.dumps(rows, indent=2, ensure_ascii=False, default=str)


def _csv(result: Result) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows(result.rows)
    return text.getvalue().rstrip("\n")


def _table(result: Result) -> str:
    shown = [[_cell(value) for value in row] for row in result.rows]
    widths = [max(map(len, column)) for column in zip(result.columns, *shown, strict=True)]
    lines = [list(result.columns), ["-" * width for width in widths], *shown]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def _cell(value: Any) -> str:
    text = "" if value is None else str(value).replace("\n", " ")
    return text if len(text) <= 100 else text[:99] + "…"
