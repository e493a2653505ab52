"""Score the rules on sentence pairs of invented companies: precision and recall by kind, half of them controls.

    .venv/bin/python benchmarks/sentence_pairs.py [ID ...] [--show] [--keep FOLDER]

The pairs are self-written (benchmarks/pairs): they were written from the way companies, wires and filings write before
any of them was measured, and they are no measure of other companies. Each is a data room of two small documents. A
pair is found when one flag names both marked places; every other flag is a false alarm.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "benchmarks")]

import pair_documents  # noqa: E402

from agents.analysts import base  # noqa: E402
from agents.branch import wanted, work_branch  # noqa: E402
from agents.evidence import freeze  # noqa: E402
from agents.recorder import NullRecorder  # noqa: E402
from agents.records import BRANCHES, Claim, Contradiction, Synthesis, Target  # noqa: E402
from agents.synthesis import synthesise  # noqa: E402

DATA = PROJECT / "benchmarks" / "pairs"
MARKED = re.compile(r"\[\[(.+?)\]\]")


class SentencePair(NamedTuple):
    """Two small documents, and whether they contradict each other."""

    name: str
    kind: str
    contradicts: bool
    company: str
    title: str
    documents: tuple[tuple[str, str], ...]
    """(frame, words) with the marked places in double brackets."""


class Side(NamedTuple):
    """A marked place: the document and the words that a flag must name."""

    path: str
    words: str


class Scored(NamedTuple):
    """What the rules made of one pair."""

    pair: SentencePair
    found: bool
    false_alarms: tuple[Contradiction, ...]
    compared: int
    verdicts: tuple[str, ...]


def main() -> None:
    """Work the pairs and print the table by kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="pairs, or beginnings of their names")
    parser.add_argument("--show", action="store_true", help="list misses and false alarms")
    parser.add_argument("--keep", type=Path, help="write the rooms to this folder")
    args = parser.parse_args()
    chosen = [p for p in pairs() if not args.names or any(p.name.startswith(name) for name in args.names)]
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        scored = [score(pair, args.keep or Path(folder)) for pair in chosen]
    if args.show:
        show(scored)
    report(scored)
    print(f"{len(scored)} pairs, {time.process_time() - began:.1f} CPU s; self-written, see docs/contradictions.md")


def pairs() -> list[SentencePair]:
    """Return the pairs of all files."""
    return [_pair(text) for path in sorted(DATA.glob("*.txt")) for text in _blocks(path)]


def _blocks(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n## ") if path.stat().st_size else []


def _pair(text: str) -> SentencePair:
    heading, *parts = re.split(r"\n@ ", text.removeprefix("## ").strip())
    name, verdict, company, title = heading.split(" ", 3)
    documents = tuple((frame.strip(), words) for frame, _, words in (part.partition("\n") for part in parts))
    return SentencePair(name, name.rsplit("-", 1)[0], verdict == "contradiction", company.rstrip(":"), title, documents)


def build(pair: SentencePair, folder: Path) -> tuple[Path, tuple[Side, ...]]:
    """Write the pair's data room and return it with its marked places."""
    company = YAML(typ="safe").load(DATA / "companies.yaml")[pair.company]
    room, sides = folder / pair.name, []
    for number, (frame, words) in enumerate(pair.documents, 1):
        written = pair_documents.write(company, frame, MARKED.sub(r"\1", words), number)
        path = room / written.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written.text, encoding="utf-8")
        sides += [Side(written.path, mark) for mark in MARKED.findall(words)]
    if company["described"]:
        _describe(room, company)
    return room, tuple(sides)


def _describe(room: Path, company: dict[str, Any]) -> None:
    known = {"name": company["name"], "aliases": [company["short"]], "identifiers": {"ticker": company["ticker"]}}
    if company.get("affiliates"):
        known["affiliates"] = company["affiliates"]
    with (room / "target.yaml").open("w", encoding="utf-8") as file:
        YAML().dump({**known, "fiscal_year_end": company["end"]}, file)


def score(pair: SentencePair, folder: Path) -> Scored:
    """Work a pair's room and return what was found."""
    room, sides = build(pair, folder)
    synthesis = assess(room)
    hits = [flag for flag in synthesis.contradictions if pair.contradicts and names(flag, sides)]
    others = tuple(flag for flag in synthesis.contradictions if flag not in hits)
    verdicts = tuple(sorted({f"{p.verdict}: {p.rule}" for p in synthesis.pairs}))
    return Scored(pair, bool(hits), others, synthesis.pairs_compared, verdicts)


def assess(room: Path) -> Synthesis:
    """Return what all branches and the synthesis make of a room."""
    described = room / "target.yaml"
    target = Target.model_validate(
        {"name": room.name, **(YAML(typ="safe").load(described) if described.is_file() else {})}
    )
    documents, analyst = freeze(room, target).documents, base.load("rules")
    results = [work_branch(b, target, room, wanted(b, documents), analyst, NullRecorder()) for b in BRANCHES]
    return synthesise(target, results, analyst, NullRecorder())


def names(flag: Contradiction, sides: Sequence[Side]) -> bool:
    """Return whether two claims of a flag stand on the first two marked places."""
    first, second = sides[0], sides[-1]
    return any(
        _stands(one, first) and _stands(other, second)
        for one in flag.claims
        for other in flag.claims
        if one is not other
    )


def _stands(claim: Claim, side: Side) -> bool:
    stated = f"{claim.source.quote} {claim.value.point if claim.value else ''}"
    return claim.source.path == side.path and _plain(side.words) in _plain(stated)


def _plain(words: str) -> str:
    """Return words without case, spaces, bars and signs that a table's cells put between them."""
    return re.sub(r"[\s|$]+", "", words).lower()


def report(scored: Iterable[Scored]) -> None:
    """Print recall, precision and false alarms by kind and in all."""
    kinds: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        kinds[one.pair.kind].append(one)
    print(f"{'kind':12}{'found':>10}{'recall':>8}{'controls flagged':>18}{'other flags':>13}{'precision':>11}")
    for kind in sorted(kinds):
        _line(kind, kinds[kind])
    _line("all", [one for group in kinds.values() for one in group])


def _line(kind: str, group: Sequence[Scored]) -> None:
    wanted_ = [one for one in group if one.pair.contradicts]
    controls = [one for one in group if not one.pair.contradicts]
    found, flagged = sum(one.found for one in wanted_), sum(bool(one.false_alarms) for one in controls)
    strays = sum(len(one.false_alarms) for one in wanted_)
    alarms = strays + sum(len(one.false_alarms) for one in controls)
    share = f"{found / (found + alarms):.2f}" if found + alarms else "-"
    recall = f"{found / len(wanted_):.2f}" if wanted_ else "-"
    print(
        f"{kind:12}{f'{found}/{len(wanted_)}':>10}{recall:>8}{f'{flagged}/{len(controls)}':>18}{strays:13}{share:>11}"
    )


def show(scored: Iterable[Scored]) -> None:
    """Print every miss with the verdicts of its room, and every false alarm with its quotes."""
    for one in scored:
        if one.pair.contradicts and not one.found:
            print(f"MISSED {one.pair.name} {one.pair.title}: {one.compared} compared; {', '.join(one.verdicts)}")
        for flag in one.false_alarms:
            print(f"FALSE {one.pair.name} {one.pair.title}: {flag.severity} {flag.kind}: {flag.explanation}")
            for claim in flag.claims[:3]:
                print(f"      {claim.source.path}: {' '.join(claim.source.quote.split())[:160]}")


if __name__ == "__main__":
    main()
