"""`diligence inspect ROOM...`: what the branches find, at once and without a trail."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from flows import settings
from flows.apart import inspect_rooms
from flows.inspecting import Asked


@click.command()
@click.argument("rooms", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--analyst", default="rules", show_default=True, help="rules, or an import path package.module:Name.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--full", is_flag=True, help="With --json: also the lists of documents, claims, findings and pairs.")
def command(rooms: tuple[Path, ...], analyst: str, as_json: bool, full: bool) -> int:
    """Show what the branches and their comparison find in the folders ROOMS."""
    current = settings.current()
    asked = [Asked(room, analyst, full, current) for room in rooms]
    found = inspect_rooms(asked, os.cpu_count() or 1)
    click.echo(
        json.dumps({"rooms": found}, indent=2, ensure_ascii=False) if as_json else "\n\n".join(map(_text, found))
    )
    return 0


def _text(found: dict[str, Any]) -> str:
    lines = [f"{found['target']} ({found['room']})"]
    for b in found["branches"]:
        counts = f"{b['documents']} documents, {b['claims']} claims, {b['findings']} findings"
        failure = f"  [{b['failure']['kind']}: {b['failure']['message']}]" if "failure" in b else ""
        lines.append(f"  {b['branch']:<12} {b['outcome']:<12} {counts}{failure}")
    lines.append(f"  {found['pairs_compared']} pairs compared, {len(found['contradictions'])} contradictions")
    for c in found["contradictions"]:
        lines += [f"  - {c['severity']}: {c['subject']}, {c['metric']} {c['period']}: {c['explanation']}"]
        lines += [f"      {claim['path']}: “{claim['quote']}”" for claim in c["claims"][:2]]
    return "\n".join(lines)
