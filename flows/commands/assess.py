"""`diligence assess ROOM`: one target through the real flow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agents.evidence import freezing
from agents.evidence.errors import RoomMissing
from flows import servers, settings
from flows.branches.children import host
from flows.commands.asking import analyst_option, ask_for, person
from flows.commands.ending import exit_code
from flows.places import usable
from flows.problems import BadInput
from flows.watchlist import Entry, target_of

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


@click.command()
@click.argument("room", type=click.Path(path_type=Path))
@analyst_option
@click.option("--resume", default="", metavar="RUN", help="Take a killed, cancelled or failed run up again.")
@click.option("--fresh", is_flag=True, help="Work every branch, also one an earlier run worked on the same inputs.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(room: Path, analyst: tuple[str, ...], resume: str, fresh: bool, as_json: bool) -> int:
    """Assess the target whose data room is the folder ROOM."""
    place = room.resolve()
    settings.override(rooms=place.parent, watchlist=place / "no watchlist")
    if not resume or analyst:  # a run that is taken up goes on with its own analyst
        ask_for(analyst)
    current = settings.current()
    _check(place)
    usable(current.home)
    host()
    with servers.server(current, lambda message: click.echo(message, err=True)):
        state, run_id = _run(place.name, resume, fresh)
    _print(state, run_id, current, as_json)
    return exit_code(state)


def _check(place: Path) -> None:
    """Say what is wrong with the room before a server is started for it."""
    try:
        freezing.check(place)
    except RoomMissing as problem:
        raise BadInput(str(problem)) from problem
    target_of(Entry(place.name, place), settings.current())


def _run(target: str, resume: str, fresh: bool) -> tuple[State[Any], str]:
    from flows.assess import BEGUN, INITIATOR, assess  # noqa: PLC0415 -- Prefect reads its settings when it is imported
    from flows.flushing import carry_out  # noqa: PLC0415

    begun: list[str] = []
    BEGUN.set(begun.append)
    INITIATOR.set(person())
    try:
        state = carry_out(assess, target=target, resume=resume, fresh=fresh)
    except BaseException as problem:
        if begun and not isinstance(problem, Exception):
            click.echo(f"diligence: to take the run up again, add --resume {begun[0]} to the same command", err=True)
        raise
    return state, resume or str(state.state_details.flow_run_id)


def _print(state: State[Any], run_id: str, current: settings.Settings, as_json: bool) -> None:
    from reports import record  # noqa: PLC0415 -- only once there is something to show
    from reports.errors import ReportError  # noqa: PLC0415

    told: dict[str, Any] = {"run_id": run_id, "state": state.name, "message": state.message}
    try:
        loaded = record.load(current.home, run_id)
    except ReportError:
        loaded = None
    if loaded:
        told["target"] = loaded.target.name
        told["branches"] = {branch: result.outcome for branch, result in loaded.results.items()}
        told["analysts"] = {branch: result.analyst for branch, result in loaded.results.items()}
        told["taken_from"] = {b: r.reused_run_id for b, r in loaded.results.items() if r.reused_run_id}
        told["recommendation"] = loaded.judgement.recommendation if loaded.judgement else None
        told["report"] = str(current.home / loaded.renderings[-1].path) if loaded.renderings else None
    click.echo(json.dumps(told, indent=2) if as_json else _text(told))


def _text(told: dict[str, Any]) -> str:
    lines = [f"{told.get('target', told['run_id'])}: {told['state']}", f"  {told['message']}"]
    for branch, outcome in told.get("branches", {}).items():
        earlier = f", results of run {told['taken_from'][branch]}" if branch in told["taken_from"] else ""
        lines.append(f"  {branch:<12} {outcome:<14} {told['analysts'][branch]}{earlier}")
    lines += [f"  run     {told['run_id']}"]
    return "\n".join([*lines, f"  report  {told['report']}"] if told.get("report") else lines)
