"""`diligence review`: what waits for a decision."""

from __future__ import annotations

import json

import click

from flows import settings
from flows.review import Item, open_items
from reports.view.numbering import called


@click.command()
@click.option("--run", "run_id", metavar="RUN", help="Of this run; otherwise of the newest run of every target.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(run_id: str | None, as_json: bool) -> int:
    """List the contradictions that wait for a decision."""
    items = open_items(settings.current(), run_id)
    if as_json:
        click.echo(json.dumps({"open": [_plain(item) for item in items]}, indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join(map(_text, items)) if items else "nothing waits for a decision")
    return 0


def _plain(item: Item) -> dict[str, object]:
    return {"run_id": item.run_id, "target": item.target, **item.contradiction.plain()}


def _text(item: Item) -> str:
    c = item.contradiction
    quotes = "\n".join(f"    {claim.source.path}: “{claim.source.quote}”" for claim in c.claims[:2])
    decide = f"diligence decide {item.run_id} {c.contradiction_id}"
    return f"{item.target}  {c.severity}: {called(c)}\n  {c.explanation}\n{quotes}\n  {decide}"
