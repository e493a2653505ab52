"""`diligence serve`: Prefect for this machine in one command."""

from __future__ import annotations

import click

from flows import settings
from flows.serve import serve


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), help="The port of the UI and the API; 4200 unless set otherwise."
)
def command(port: int | None) -> int:
    """Run Prefect's server, a work pool with a worker, the deployments and the automation for dead runs."""
    settings.override(port=port)
    serve(settings.current(), lambda message: click.echo(message, err=True))
    return 0
