"""Text that addresses a machine: how much of a corpus of attacks is found where it is planted, and how often in vain.

    python benchmarks/instructions.py [ATTACKS.json ...]

Each attack text (a JSON file of lists by category) is planted into every press document of the example rooms: at its
end, on a line of its own, and in its middle. False alarms are counted over the real rooms and the examples, unplanted.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from agents import evidence
from agents.branch.instructions import instructions
from agents.branch.sentences import sentences
from agents.evidence.types import ReadDocument
from agents.records import Target

PROJECT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DILIGENCE_SHARED", PROJECT.parent / "shared")) / "data"
EXAMPLES = PROJECT / "examples" / "rooms"


def main() -> None:
    """Print recall by place and corpus, and false alarms by kind of document."""
    corpora = [Path(name) for name in sys.argv[1:]] or sorted((SHARED / "injection").glob("*.json"))
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        hosts = [d for _, d in _documents(EXAMPLES, cache) if d.document.path.startswith("press/")]
        for corpus in corpora:
            _recall(corpus, hosts)
        for rooms in (EXAMPLES, SHARED / "rooms"):
            _alarms(rooms, cache)


def _documents(rooms: Path, cache: Path) -> Iterator[tuple[str, ReadDocument]]:
    for room in sorted(rooms.iterdir()) if rooms.is_dir() else ():
        for listed in evidence.freeze(room, Target(name=room.name)).documents:
            try:
                yield room.name, evidence.read(room, listed, cache)
            except evidence.Unreadable:
                continue


def _recall(corpus: Path, hosts: list[ReadDocument]) -> None:
    attacks = [text for texts in json.loads(corpus.read_text()).values() for text in texts]
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for host in hosts:
        for attack in attacks:
            for place, text in _planted(host, attack):
                start = text.index(attack)
                told = instructions(host.model_copy(update={"text": text}))
                hit = any(i.start < start + len(attack) and start < i.end for i in told)
                found[place] += hit
                missed[attack] += not hit
    each = len(hosts) * len(attacks)
    print(f"{corpus.name}: {len(attacks)} texts in {len(hosts)} press documents")
    for place, hits in found.items():
        print(f"  {place}: {hits} of {each} ({hits / each:.1%})")
    for attack, times in missed.most_common(10):
        if times:
            print(f"  missed {times} times: {attack[:100]}")


def _planted(host: ReadDocument, attack: str) -> Iterator[tuple[str, str]]:
    text = host.text.rstrip()
    parts = sentences(host)
    middle = parts[len(parts) // 2].start
    yield "at the end", f"{text} {attack}"
    yield "on a line of its own", f"{text}\n\n{attack}\n"
    yield "in the middle", f"{host.text[:middle]}{attack} {host.text[middle:]}"


def _alarms(rooms: Path, cache: Path) -> None:
    seen = alarms = 0
    began = 0.0
    for room, document in _documents(rooms, cache):
        before = time.process_time()
        told = instructions(document)
        began += time.process_time() - before
        seen += 1
        alarms += len(told)
        for one in told:
            print(f"  false alarm ({one.sort}) in {room}/{document.document.path}: {one.text[:100]}")
    print(
        f"{rooms.parent.name}/{rooms.name}: {alarms} false alarms in {seen} documents, {began:.1f} s of processor time"
    )


if __name__ == "__main__":
    main()
