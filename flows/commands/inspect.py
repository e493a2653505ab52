"""`diligence inspect ROOM...`: what the branches find, at once and without a trail."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from uuid import uuid4

import click

from flows import settings
from flows.apart import inspect_rooms
from flows.choice import Choice
from flows.choosing import choose
from flows.commands.asking import analyst_option
from flows.inspecting import Asked
from flows.policy import stopped_by
from flows.problems import Stopped


@click.command()
@click.argument("rooms", type=click.Path(path_type=Path), nargs=-1, required=True)
@analyst_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--full", is_flag=True, help="With --json: also the lists of documents, claims, findings and pairs, and the work."
)
def command(rooms: tuple[Path, ...], analyst: tuple[str, ...], as_json: bool, full: bool) -> int:
    """Show what the branches and their comparison find in the folders ROOMS; worked by rules unless told otherwise."""
    current = settings.current()
    choice = choose(", ".join(analyst), current.model_copy(update={"analyst": ""}), Choice("rules")).text()
    batch_id = f"inspect-{uuid4()}"
    asked = [Asked(room, choice, full, current, batch_id) for room in rooms]
    found = inspect_rooms(asked, os.cpu_count() or 1)
    click.echo(
        json.dumps({"rooms": found}, indent=2, ensure_ascii=False) if as_json else "\n\n".join(map(_text, found))
    )
    return _stopped(found)


def _stopped(found: list[dict[str, Any]]) -> int:
    """Say which failure concerned everybody, if there was one, and return the exit code."""
    failures = [
        b["failure"] for room in found for b in (*room["branches"], room.get("synthesis", {})) if "failure" in b
    ]
    why = stopped_by((failure["kind"], failure["message"]) for failure in failures)
    if why:
        click.echo(f"diligence: Stopped: {why}", err=True)
    return Stopped.exit_code if why else 0


def _text(found: dict[str, Any]) -> str:
    lines = [f"{found['target']} ({found['room']})"]
    for b in found["branches"]:
        counts = f"{b['documents']} documents, {b['claims']} claims, {b['findings']} findings"
        failure = f"  [{b['failure']['kind']}: {b['failure']['message']}]" if "failure" in b else ""
        lines.append(f"  {b['branch']:<12} {b['outcome']:<12} {b['analyst']}: {counts}{failure}")
    lines.append(f"  {found['pairs_compared']} pairs compared, {len(found['contradictions'])} contradictions")
    for c in found["contradictions"]:
        lines += [f"  - {c['severity']}: {c['subject']}, {c['metric']} {c['period']}: {c['explanation']}"]
        lines += [f"      {claim['path']}: “{claim['quote']}”" for claim in c["claims"][:2]]
    return "\n".join(lines)
