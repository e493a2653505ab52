"""`diligence nightly WATCHLIST`: the nightly flow, started by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows import servers, settings
from flows.branches.children import host
from flows.commands.asking import analyst_option, ask_for, person
from flows.commands.ending import exit_code
from flows.places import usable
from flows.watchlist import read_watchlist

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


@click.command()
@click.argument("watchlist", type=click.Path(path_type=Path), required=False)
@click.option(
    "--night", default="", metavar="DATE", help="The night's date, YYYY-MM-DD; tonight unless told otherwise."
)
@click.option("--width", type=click.IntRange(1, 64), help="How many targets at once.")
@analyst_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(watchlist: Path | None, night: str, width: int | None, analyst: tuple[str, ...], as_json: bool) -> int:
    """Assess every target of WATCHLIST that has something new; started again it does what is missing."""
    settings.override(watchlist=watchlist.absolute() if watchlist else None)
    ask_for(analyst)
    current = settings.current()
    read_watchlist(current.watchlist, current.rooms)
    usable(current.home)
    host()
    with servers.server(current, lambda message: click.echo(message, err=True)):
        state = _run(night, width or 0)
    told = {"state": state.name, "message": state.message, "run_id": str(state.state_details.flow_run_id)}
    click.echo(json.dumps(told, indent=2) if as_json else f"{state.name}: {state.message}")
    return exit_code(state)


def _run(night: str, width: int) -> State[Any]:
    from flows.assess import INITIATOR  # noqa: PLC0415
    from flows.flushing import carry_out  # noqa: PLC0415
    from flows.nightly import nightly  # noqa: PLC0415 -- Prefect reads its settings when it is imported

    INITIATOR.set(person())
    return carry_out(nightly, night=night, width=width)
