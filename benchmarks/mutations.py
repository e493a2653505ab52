"""Alter one figure, date, name or direction in one document of a room, and see whether that is found.

    .venv/bin/python benchmarks/mutations.py [ROOM ...] [--seed N] [--each N] [--workers N] [--missed]

Without rooms it works the real rooms of the shared data folder (DILIGENCE_SHARED, default ../shared), and the examples;
it says so and goes on with the examples where that folder is absent. Places and alterations are drawn with a seed.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "benchmarks")]

from mutants import alterations  # noqa: E402
from mutants.places import KINDS, Place, places, touched  # noqa: E402
from mutants.rooms import Room, altered, claimed, open_room  # noqa: E402

from agents.contradictions import compare  # noqa: E402
from agents.records import Contradiction  # noqa: E402

SHARED = Path(os.environ.get("DILIGENCE_SHARED", PROJECT.parent / "shared")) / "data" / "rooms"
_EVERYWHERE = 0.5
"""Share of mutants in which every mention of the figure, date or name in the document is altered alike."""
_FEW = 8
EXAMPLES = PROJECT / "examples" / "rooms"


class Mutant(NamedTuple):
    """One alteration and what came of it."""

    room: str
    kind: str
    origin: str
    format: str
    path: str
    other: str
    """A document that says what the altered one said."""
    old: str
    new: str
    context: str
    claimed: bool
    """The altered statement had become a claim before."""
    found: bool
    alone: bool
    """Found in a room of the two documents alone that tell of it."""
    strays: int
    """New contradictions that do not name the altered statement."""


class Tally(NamedTuple):
    """What a room gave."""

    room: str
    untouched: int
    """Contradictions of the room as it is."""
    mutants: tuple[Mutant, ...]


def main() -> None:
    """Make the mutants of every room, two rooms at a time, and print what was found."""
    args = _arguments()
    rooms = sorted(args.rooms or default_rooms(), key=_size, reverse=True)
    with ProcessPoolExecutor(min(args.workers, 2)) as pool:
        tallies = list(pool.map(work, rooms, [args.seed] * len(rooms), [args.each] * len(rooms)))
    report(tallies, args.missed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=60, help="mutants of one room")
    parser.add_argument("--workers", type=int, default=2, help="processes, at most 2")
    parser.add_argument("--missed", action="store_true", help="list what was not found, and what else was flagged")
    return parser.parse_args()


def default_rooms() -> list[Path]:
    """Return the real rooms, where they are, and the examples."""
    real = sorted(SHARED.iterdir()) if SHARED.is_dir() else []
    if not real:
        print(f"real rooms absent: {SHARED} (set DILIGENCE_SHARED); examples only")
    return [path for path in (*real, *sorted(EXAMPLES.iterdir())) if path.is_dir()]


def _size(room: Path) -> int:
    return sum(path.stat().st_size for path in room.rglob("*") if path.is_file())


def work(path: Path, seed: int, each: int) -> Tally:
    """Read a room, then alter, read and compare as often as asked."""
    room = open_room(path)
    comparison = room.compared()
    known = {_identity(c) for c in comparison.contradictions}
    random = Random(f"{seed} {path.name}")
    drawn = draw(places(room, comparison), each, random, lambda p: _format(p.path))
    mutants: list[Mutant] = []
    for place in drawn:
        mutants += mutate(room, place, known, random)
        if len(mutants) % 20 == 0:
            print(f"{path.name}: {len(mutants)} of {len(drawn)}", file=sys.stderr, flush=True)
    return Tally(path.name, len(known), tuple(mutants))


def draw(found: Iterable[Place], number: int, random: Random, form: Callable[[Place], str]) -> list[Place]:
    """Return some places at random, as evenly as there are over kind, origin and document format."""
    strata: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for place in found:
        strata[(place.kind, place.origin, form(place))].append(place)
    for key in sorted(strata):
        random.shuffle(strata[key])
    drawn: list[Place] = []
    while len(drawn) < number and any(strata.values()):
        drawn += [members.pop() for _, members in sorted(strata.items()) if members]
    return drawn[:number]


def mutate(room: Room, place: Place, known: set[tuple[str, str]], random: Random) -> Iterator[Mutant]:
    """Yield the mutant of a place, unless what stands there cannot be altered."""
    text = room.documents[place.path].text
    old = text[place.start : place.end]
    new = _altered(place.kind, old, random)
    if new is None or new == old:
        return
    spans = _mentions(text, place) if random.random() < _EVERYWHERE else [(place.start, place.end)]
    document = altered(room, place.path, spans, new)
    claims = claimed(document, room.target)
    comparison = room.compared(place.path, claims)
    fresh = [c for c in comparison.contradictions if _identity(c) not in known]
    alone = compare(room.target, [*claims, *room.claims[place.other]]).contradictions
    before = compare(room.target, [*room.claims[place.path], *room.claims[place.other]]).contradictions
    moved = (len(new) - len(old)) * sum(start < place.start for start, _ in spans)
    hits = [c for c in fresh if names(c, place.path, place.start + moved)]
    first = {_identity(c) for c in before}
    apart = [c for c in alone if _identity(c) not in first and names(c, place.path, place.start + moved)]
    context = " ".join(text[max(0, place.start - 90) : place.end + 60].split())
    yield Mutant(
        room.path.name, place.kind, place.origin, _format(place.path), place.path, place.other, old, new, context,
        touched(place, room.claims[place.path]), bool(hits), bool(apart), len(fresh) - len(hits),
    )  # fmt: skip


def _mentions(text: str, place: Place) -> list[tuple[int, int]]:
    """Return every place of a document where a figure, date or name is written in the same way, where they are few."""
    word = re.escape(text[place.start : place.end])
    found = [m.span() for m in re.finditer(rf"(?<![\w.,]){word}(?![\w]|[.,]\d)", text)]
    alone = place.kind == "direction" or len(found) > _FEW or (place.start, place.end) not in found
    return [(place.start, place.end)] if alone else found


def _altered(kind: str, old: str, random: Random) -> str | None:
    if kind == "figure":
        return alterations.figure(old, random)
    if kind == "date":
        return alterations.day(old, random)
    return alterations.name(old, random) if kind == "name" else alterations.direction(old)


def names(contradiction: Contradiction, path: str, position: int) -> bool:
    """Return whether a contradiction quotes the statement that stands at a position of a document."""
    return any(c.source.path == path and c.source.start <= position < c.source.end for c in contradiction.claims)


def _identity(contradiction: Contradiction) -> tuple[str, str]:
    return contradiction.contradiction_id, contradiction.fingerprint


def _format(path: str) -> str:
    return Path(path).suffix.lstrip(".").lower()


def report(tallies: Iterable[Tally], missed: bool) -> None:
    """Print recall by kind, format and origin, what had been read, and false alarms."""
    tallies = list(tallies)
    mutants = [m for t in tallies for m in t.mutants]
    print(f"{len(mutants)} mutants of {len(tallies)} rooms, found {_share(mutants)}")
    for title, key in (("kind", "kind"), ("format", "format"), ("origin", "origin"), ("room", "room")):
        print(f"\nby {title}")
        for name in sorted({str(getattr(m, key)) for m in mutants}, key=_order):
            print(f"  {name:<12} {_line([m for m in mutants if str(getattr(m, key)) == name])}")
    print("\nby kind and format")
    for pair in sorted({(m.kind, m.format) for m in mutants}):
        print(f"  {' '.join(pair):<16} {_line([m for m in mutants if (m.kind, m.format) == pair])}")
    print("\nuntouched rooms: " + ", ".join(f"{t.room} {t.untouched}" for t in tallies))
    print(f"mutants that brought another flag: {sum(m.strays > 0 for m in mutants)} of {len(mutants)}")
    if missed:
        _list(mutants)


def _line(mutants: list[Mutant]) -> str:
    read, unread = [m for m in mutants if m.claimed], [m for m in mutants if not m.claimed]
    return (
        f"found {_share(mutants):<15} read {len(read)}/{len(mutants)} ({_percent(len(read), len(mutants))}), "
        f"of these found {_share(read)}, of the others {_share(unread)}; "
        f"two documents alone {_percent(sum(m.alone for m in mutants), len(mutants))}"
    )


def _share(mutants: list[Mutant]) -> str:
    hits = sum(m.found for m in mutants)
    return f"{hits}/{len(mutants)} ({_percent(hits, len(mutants))})"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def _order(name: str) -> tuple[int, str]:
    return KINDS.index(name) if name in KINDS else 99, name


def _list(mutants: Iterable[Mutant]) -> None:
    for m in mutants:
        if not m.found or m.strays:
            state = ("found" if m.found else "missed") + (f", {m.strays} other" if m.strays else "")
            state += ", found alone" if m.alone and not m.found else ""
            print(f"\n{m.room} {m.kind} {m.origin} {'read' if m.claimed else 'unread'} {state}: {m.path} {m.other}")
            print(f"  {m.old!r} -> {m.new!r}: {m.context}")


if __name__ == "__main__":
    main()
