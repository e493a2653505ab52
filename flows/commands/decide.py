"""`diligence decide`: a person's ruling on a contradiction."""

from __future__ import annotations

import asyncio
import json
from typing import get_args

import click

from agents.records import Ruling
from flows import settings
from flows.policy import message
from flows.review import Reviewed, Ruled, decide


@click.command()
@click.argument("run_id", metavar="RUN")
@click.argument("contradiction_id", metavar="CONTRADICTION")
@click.option("--ruling", type=click.Choice(get_args(Ruling)), required=True, help="What was decided.")
@click.option("--reviewer", required=True, help="Who decided.")
@click.option("--reason", required=True, help="Why, for those who read the report.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(run_id: str, contradiction_id: str, ruling: Ruling, *, reviewer: str, reason: str, as_json: bool) -> int:
    """Record a ruling on CONTRADICTION of RUN, judge the run again and render its report again."""
    reviewed = asyncio.run(decide(Ruled(run_id, contradiction_id, ruling, reviewer, reason), settings.current()))
    click.echo(json.dumps(_plain(reviewed), indent=2) if as_json else _text(reviewed))
    return 0 if reviewed.report.path else 3


def _plain(reviewed: Reviewed) -> dict[str, object]:
    return {
        "review_id": reviewed.review_id,
        "contradiction_id": reviewed.decision.contradiction_id,
        "ruling": reviewed.decision.ruling,
        "recommendation": reviewed.judgement.recommendation,
        "undecided": reviewed.judgement.undecided,
        "notes": list(reviewed.notes),
        "report": str(reviewed.report.path) if reviewed.report.path else None,
        "problem": reviewed.report.problem or None,
    }


def _text(reviewed: Reviewed) -> str:
    decision, report = reviewed.decision, reviewed.report
    lines = [f"{decision.contradiction_id}: {decision.ruling} by {decision.reviewer}", message(reviewed.judgement)]
    lines += [f"note    {note}" for note in reviewed.notes]
    lines += [f"review  {reviewed.review_id}", f"report  {report.path or f'not rendered: {report.problem}'}"]
    return "\n  ".join(lines)
