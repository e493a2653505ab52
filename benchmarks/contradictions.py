"""Score the rules on the labelled rooms: precision and recall of contradictions, and what was compared.

    .venv/bin/python benchmarks/contradictions.py [ROOM ...] [--show] [--full] [--pairs]

Without rooms it works the labelled rooms of the shared data folder (DILIGENCE_SHARED, default ../shared) and runs the
score.py there; it says so and ends where that folder is absent. With rooms it only prints what was found in them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from agents.analysts import base  # noqa: E402
from agents.branch import wanted, work_branch  # noqa: E402
from agents.evidence import freeze  # noqa: E402
from agents.recorder import NullRecorder  # noqa: E402
from agents.records import BRANCHES, BranchResult, Synthesis, Target  # noqa: E402
from agents.synthesis import synthesise  # noqa: E402
from flows.inspecting import shown  # noqa: E402

LABELLED = Path(os.environ.get("DILIGENCE_SHARED", PROJECT.parent / "shared")) / "data" / "contradictions"


def main() -> None:
    """Work the rooms, print what was found, and score it where there are labels."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", type=Path)
    parser.add_argument("--show", action="store_true", help="list misses and false alarms")
    parser.add_argument("--full", action="store_true", help="print every contradiction with its quotes")
    parser.add_argument("--pairs", action="store_true", help="count verdicts by rule")
    args = parser.parse_args()
    rooms = args.rooms or labelled_rooms()
    started = time.process_time()
    found = [work(room, args) for room in rooms]
    print(f"{len(rooms)} rooms, {time.process_time() - started:.1f} CPU s")
    if not args.rooms:
        score(found, args.show)


def labelled_rooms() -> list[Path]:
    """Return the labelled rooms, or end with the reason where they are absent."""
    if not LABELLED.is_dir():
        sys.exit(f"labelled rooms absent: {LABELLED} (set DILIGENCE_SHARED)")
    return sorted(path for path in (LABELLED / "items").iterdir() if path.is_dir())


def work(room: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return a room as `diligence inspect --json` prints it."""
    target = target_of(room)
    frozen = freeze(room, target)
    analyst = base.load("rules")
    results = [
        work_branch(branch, target, room, wanted(branch, frozen.documents), analyst, NullRecorder())
        for branch in BRANCHES
    ]
    synthesis = synthesise(target, results, analyst, NullRecorder())
    describe(room, results, synthesis, args)
    return {
        "room": str(room),
        "target": target.name,
        "branches": [summary(result) for result in results],
        "pairs_compared": synthesis.pairs_compared,
        "contradictions": [shown(c) for c in synthesis.contradictions],
    }


def target_of(room: Path) -> Target:
    """Return the target as its target.yaml describes it; the folder's name serves where there is none."""
    described = room / "target.yaml"
    if not described.is_file():
        return Target(name=room.name)
    return Target.model_validate({"name": room.name, **YAML(typ="safe").load(described)})


def summary(result: BranchResult) -> dict[str, Any]:
    """Return a branch in numbers."""
    work = result.work
    return {
        "branch": result.branch, "outcome": result.outcome, "documents": len(result.documents),
        "claims": len(work.claims), "findings": len(work.findings),
    }  # fmt: skip


def describe(room: Path, results: Iterable[BranchResult], synthesis: Synthesis, args: argparse.Namespace) -> None:
    """Print one line per room, and its contradictions and verdicts where asked for."""
    claims = sum(len(result.work.claims) for result in results)
    unread = [d.path for result in results for d in result.documents if d.unread]
    failed = [f"{r.branch}: {f.kind} {f.message}" for r in results for f in r.failures]
    counts = f"{synthesis.pairs_compared} pairs compared, {len(synthesis.contradictions)} contradictions"
    print(f"{room.name}: {claims} claims, {counts}", *(["unread", *unread] if unread else []), *failed)
    if args.full:
        for contradiction in synthesis.contradictions:
            print(f"  {contradiction.severity} {contradiction.kind}: {contradiction.explanation}")
            for claim in contradiction.claims[:4]:
                print(f"      {claim.source.path}: {' '.join(claim.source.quote.split())[:240]}")
    if args.pairs:
        for (verdict, rule), count in sorted(Counter((p.verdict, p.rule) for p in synthesis.pairs).items()):
            print(f"    {verdict} {rule}: {count}")


def score(found: list[dict[str, Any]], show: bool) -> None:
    """Print the scores of the labelled rooms' own script."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        json.dump({"rooms": found}, file)
    command = [sys.executable, str(LABELLED / "score.py"), str(LABELLED / "contradictions.json"), file.name]
    subprocess.run([*command, *(["--show"] if show else [])], check=True)
    Path(file.name).unlink()


if __name__ == "__main__":
    main()
