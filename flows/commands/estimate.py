"""`diligence estimate WATCHLIST`: tokens and cost before anything is sent."""

from __future__ import annotations

import asyncio
import json
import tempfile
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import click

from flows import settings
from flows.choice import Choice
from flows.choosing import choose, read
from flows.commands.asking import analyst_option
from flows.estimating import Asked, entries_of, estimate

CENT = Decimal("0.01")


@click.command()
@click.argument("watchlist", type=click.Path(path_type=Path), required=False)
@analyst_option
@click.option(
    "--count-tokens", "count", is_flag=True, help="Send the prompts to the server's token counter, which is free."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(watchlist: Path | None, analyst: tuple[str, ...], count: bool, as_json: bool) -> int:
    """Show what the targets of WATCHLIST, or of a data room, would cost; worked by claude unless told otherwise."""
    current = settings.current()
    entries = entries_of(watchlist or current.watchlist, current)
    words = ", ".join(analyst)
    choice = choose(words, current, Choice("claude")) if count else _offline(words, current)
    with tempfile.TemporaryDirectory(prefix="diligence-") as texts:
        say = partial(click.echo, err=True)
        told = asyncio.run(estimate(Asked(entries, choice, current, count, Path(texts), say)))
    click.echo(json.dumps(told, indent=2, ensure_ascii=False) if as_json else _text(told))
    return 0


def _offline(words: str, current: settings.Settings) -> Choice:
    """Nothing is sent, so nobody needs credentials yet."""
    return read(words).over(read(current.analyst)).over(Choice("claude"))


def _text(told: dict[str, Any]) -> str:
    lines = [f"{told['model']} at {told['base_url']}"]
    for target in told["targets"]:
        lines.append(_line(target["target"], target["total"], _remark(target)))
        lines += [_line(f"  {row['branch']}", row, row.get("why", "")) for row in target["branches"]]
    return "\n".join([*lines, _line("total", told["total"], ""), *(f"note: {note}" for note in told["notes"])])


def _remark(target: dict[str, Any]) -> str:
    if "unchanged_since" in target:
        return f"nothing new since run {target['unchanged_since']}"
    return f"may pass its budget of {target['budget_usd']} USD" if target["over_budget"] else ""


def _line(name: str, row: dict[str, Any], remark: str) -> str:
    usual, most = (_dollars(row["cost_usd"][which]) for which in ("usual", "most"))
    cost = "unpriced" if most is None else f"{usual} to {most} USD"
    tokens = f"{row['input_tokens']:>11,} in {row['output_tokens']['most']:>9,} out at most"
    return f"{name:<26} {row['requests']:>4} requests {tokens}  {cost:<20} {remark}".rstrip()


def _dollars(cost: str | None) -> str | None:
    return None if cost is None else str(Decimal(cost).quantize(CENT, rounding="ROUND_UP"))
