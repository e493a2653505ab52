"""Measure reading: seconds of processor time per megabyte and format, and loading from the cache.

    python benchmarks/reading.py [ROOM ...]

Without rooms, every room of the folder of real documents (DILIGENCE_SHARED, default ../shared) is read.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from agents.evidence import Unreadable, freeze, read
from agents.records import Document

MB = 1024 * 1024


class Measured(NamedTuple):
    """One document: its format, its size, and the processor time its reading and its loading took."""

    media_type: str
    size: int
    reading: float
    loading: float
    cells: int
    path: str


def main() -> None:
    """Print the table, slowest format last, and the slowest documents."""
    rooms = [Path(argument) for argument in sys.argv[1:]] or default_rooms()
    if not rooms:
        sys.exit("no rooms: give some, or set DILIGENCE_SHARED to the folder of real documents")
    with tempfile.TemporaryDirectory() as cache:
        measured = [m for room in rooms for m in measure(room, Path(cache))]
    report(measured)
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def default_rooms() -> list[Path]:
    """Return the real rooms, if they are there."""
    folder = Path(os.environ.get("DILIGENCE_SHARED", "../shared")) / "data" / "rooms"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def measure(room: Path, cache: Path) -> list[Measured]:
    """Freeze a room and read each document twice, the second time from the cache."""
    began = time.process_time()
    frozen = freeze(room)
    seconds = time.process_time() - began
    print(f"{room.name}: {len(frozen.documents)} documents frozen in {seconds:.2f} s", file=sys.stderr)
    return [found for document in frozen.documents if (found := _one(room, document, cache))]


def _one(room: Path, document: Document, cache: Path) -> Measured | None:
    began = time.process_time()
    try:
        found = read(room, document, cache)
    except Unreadable as problem:
        print(f"  {document.path}: {problem}", file=sys.stderr)
        return None
    middle = time.process_time()
    read(room, document, cache)
    cells = sum(len(row) for table in found.tables for row in table.rows)
    loading = time.process_time() - middle
    return Measured(document.media_type, document.size, middle - began, loading, cells, document.path)


def report(measured: list[Measured]) -> None:
    """Print seconds per megabyte by format."""
    formats: dict[str, list[Measured]] = defaultdict(list)
    for one in measured:
        formats[one.media_type.rsplit("/", 1)[-1][-20:]].append(one)
    print(f"{'format':22}{'files':>7}{'MB':>8}{'read s':>9}{'s/MB':>7}{'worst s/MB':>12}{'cached s':>10}{'cells':>9}")
    for name, group in sorted(formats.items(), key=lambda item: sum(m.reading for m in item[1])):
        size, seconds = sum(m.size for m in group) / MB, sum(m.reading for m in group)
        worst = max((m.reading / m.size * MB for m in group if m.size > MB // 4), default=0.0)
        loading, cells = sum(m.loading for m in group), sum(m.cells for m in group)
        speed = f"{seconds:9.2f}{seconds / size:7.2f}{worst:12.2f}{loading:10.2f}"
        print(f"{name:22}{len(group):7}{size:8.2f}{speed}{cells:9}")
    for one in sorted(measured, key=lambda m: -m.reading)[:5]:
        print(f"  {one.path}: {one.size / MB:.2f} MB read in {one.reading:.2f} s, loaded in {one.loading:.2f} s")


if __name__ == "__main__":
    main()
