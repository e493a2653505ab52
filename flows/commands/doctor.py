"""`diligence doctor`: what a run needs of this machine."""

from __future__ import annotations

import json

import click

from flows.doctor import examine


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(as_json: bool) -> int:
    """Check Python, packages, pango, disk, server, settings, the published store and the checkpoint's copy."""
    found = list(examine())
    if as_json:
        click.echo(json.dumps({"checks": [one._asdict() for one in found]}, indent=2))
    else:
        click.echo("\n".join(f"{one.health:<8} {one.name:<11} {one.told}" for one in found))
    return 3 if any(one.health == "problem" for one in found) else 0
