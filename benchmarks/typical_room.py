"""Measure the cost of a typical room: processor seconds after reading, memory, and inputs made to be slow.

    .venv/bin/python benchmarks/typical_room.py [--keep FOLDER]

The room is written here, with a seed: 400 KB of 10-K text, 30 articles, 20 8-Ks, company facts of 300 concepts over 10
years, and 50 patents. Reading (bytes to text and tables, text to claims) is measured apart, as it is done once for each
content and kept; after it come the five branches and the synthesis. The sum is what a room costs that was never read.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from agents.analysts import base  # noqa: E402
from agents.branch import wanted, work_branch  # noqa: E402
from agents.branch.hostile import guarded  # noqa: E402
from agents.branch.kept import kept_extraction  # noqa: E402
from agents.claims import extract  # noqa: E402
from agents.evidence import freeze, read  # noqa: E402
from agents.evidence.types import ReadDocument  # noqa: E402
from agents.recorder import NullRecorder  # noqa: E402
from agents.records import BRANCHES, Document, Target  # noqa: E402
from agents.synthesis import synthesise  # noqa: E402

T = TypeVar("T")
NAME = "Acmeline Motors, Inc."
TARGET = Target(name=NAME, aliases=("Acmeline",), fiscal_year_end="12-31")
SECONDS, MEGABYTES, SLOWEST = 2.0, 250, 1.0
"""What the room may cost after reading, what the process may hold, and what no input may exceed."""
REPEATED = (
    "A a ", "$1 ", "CEO John ", "(", "revenue of $5 million, ", "in 2020 ", "2021 2020 ", "chief ", "first quarter ",
    "$1 to $2 and ", "1", "A", "Aa", "\n", "LLP ", "/s/ A ", "talks with A ", "own 5% of A ", "5% notes ", "| 1 ",
    "rose 5% to $5 million from $4 million ", "a,b\n", "Item 1. ", "-", "said ", "“", "A. ",
    "Jane Roe, Chair\n", "Prior to her appointment as CEO in May 2017, Ms. Roe ", "A | 1 | 2\n",
    "Jane Roe, 54, Chairman since April 2019 and ", "Jane Roe, 54, Chief Executive Officer\n",
    "On May 5, 2020, Roe notified the company and ", "he joined the Company and ", "Roe to retire on ",
)  # fmt: skip
TOPICS = ("Pumps", "Valves", "Services", "Europe", "Asia Pacific", "North America")
SENTENCES = (
    "{topic} revenue was ${a}.{b} million in {year}, compared with ${c}.{d} million in {before}, an increase of {p}%.",
    "Gross margin in {topic} was {p}.{b}% in {year} and {q}.{d}% in {before}, as material costs and freight fell.",
    "As of December 31, {year}, we had {a} employees in {topic}, of whom {q} were covered by collective agreements.",
    "Capital expenditures of {topic} totaled ${c}.{b} million in {year}, most of it for the plant that opened then.",
    "Operating income of {topic} increased ${q}.{b} million, or {p}%, to ${a}.{d} million in {year}, driven by price.",
)
WORDS = (
    "We may not be able to hire and keep the people we need; competition for engineers is intense in {topic}.",
    "Our ability to sell {topic} depends on the budgets of our customers, which are set each year and may be reduced.",
    "The Company accounts for its leases in {topic} as the standards ask, and shows a right-of-use asset for each.",
    "Litigation is inherently uncertain, and an adverse ruling in a matter about {topic} could harm our reputation.",
    "Demand for {topic} follows the spending of hospitals and utilities, which we can neither control nor foresee.",
)
PROSE = 0.67
"""Share of sentences without a figure."""


def main() -> None:
    """Write the room, measure it, and print what it costs beside what it may cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="write the room to this folder")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        room = args.keep or Path(folder) / "room"
        write_room(room)
        measure(room, Path(folder) / "cache")
    slowest()


def write_room(room: Path) -> None:
    """Write the typical room."""
    chance = random.Random(7)
    documents = {
        "financial/10-K_fy2024.txt": _annual(chance), "financial/companyfacts_CIK0000999300.json": _facts(chance),
        **{f"press/articles/2024{n % 12 + 1:02}{n % 27 + 1:02}_{n}.txt": _article(chance, n) for n in range(30)},
        **{f"regulatory/8k_2024-{n % 12 + 1:02}-{n + 1:02}.txt": _current(chance, n) for n in range(20)},
        "patent/patent_list.csv": _patents(chance),
    }  # fmt: skip
    for path, text in documents.items():
        place = room / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def _sentence(chance: random.Random) -> str:
    """Return a sentence: two of three without a figure, the others always with the same figures for one thing."""
    if chance.random() < PROSE:
        return chance.choice(WORDS).format(topic=chance.choice(TOPICS))
    topic, year, pattern = chance.choice(TOPICS), chance.choice((2024, 2023)), chance.choice(SENTENCES)
    fixed = random.Random(f"{topic} {year} {pattern}")
    numbers = {name: fixed.randint(2, 980) for name in "abcd"}
    return pattern.format(
        topic=topic, year=year, before=year - 1, p=fixed.randint(2, 60), q=fixed.randint(2, 90), **numbers
    )


def _paragraphs(chance: random.Random, size: int) -> Iterator[str]:
    written = 0
    while written < size:
        paragraph = " ".join(_sentence(chance) for _ in range(chance.randint(3, 7)))
        written += len(paragraph) + 2
        yield paragraph


def _annual(chance: random.Random) -> str:
    head = f"{NAME} | Form 10-K | period of report 2024-12-31 | filed 2025-02-20 | CIK 0000999300\n\n"
    return head + "Item 7. Management's Discussion and Analysis\n" + "\n\n".join(_paragraphs(chance, 400_000))


def _article(chance: random.Random, number: int) -> str:
    day = date(2024, 1, 3) + timedelta(days=11 * number)
    head = f"-- Acmeline looks at {chance.choice(TOPICS)}\n-- \n-- {day:%a %b} {day.day}, {day.year} 8:12am EST\n"
    link = f"-- http://www.tidewire.example/article/{day:%Y/%m/%d}/acmeline\n\n \n\n (Tidewire) - "
    return head + link + f"{NAME} said on Tuesday. " + " \n ".join(_paragraphs(chance, 3_500))


def _current(chance: random.Random, number: int) -> str:
    filed = date(2024, number % 12 + 1, number + 1)
    head = f"{NAME} | Form 8-K | filed {filed} | CIK 0000999300\n\nItem 2.02 Results of Operations.\n"
    return head + "\n".join(_paragraphs(chance, 5_000))


def _facts(chance: random.Random) -> str:
    concepts = {}
    for number in range(300):
        facts = [
            {
                "start": f"{year}-01-01", "end": f"{year}-12-31", "val": chance.randint(10**6, 10**9), "fy": year,
                "accn": f"0000999300-{year % 100}-000007", "fp": "FY", "form": "10-K", "filed": f"{year + 1}-02-20",
            }
            for year in range(2015, 2025)
            for _ in range(3)
        ]  # fmt: skip
        concepts[f"Concept{number}"] = {"label": "x", "description": "x", "units": {"USD": facts}}
    return json.dumps({"cik": 999300, "entityName": NAME.upper(), "facts": {"us-gaap": concepts}})


def _patents(chance: random.Random) -> str:
    rows = [
        f'{19950000 + n},Valve seat {n},2015-03-{n % 27 + 1:02},2018-08-{n % 27 + 1:02},"{NAME}",in force'
        for n in range(50)
    ]
    return "patent number,title,filed,granted,owner,status\n" + "\n".join(rows) + "\n"


def measure(room: Path, cache: Path) -> None:
    """Print the cost of freezing and reading, and of working and comparing what was read."""
    documents, texts = timed(lambda: _texts(room, cache))
    _, stated = timed(lambda: _claims(room, documents, cache))
    analyst = base.load("rules")
    results, working = timed(
        lambda: [
            work_branch(b, TARGET, room, wanted(b, documents), analyst, NullRecorder(), cache=cache) for b in BRANCHES
        ]
    )
    synthesis, comparing = timed(lambda: synthesise(TARGET, results, analyst, NullRecorder()))
    claims = sum(len(result.work.claims) for result in results)
    size = sum(document.size for document in documents) / 1024
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(documents)} documents, {size:.0f} KB; {claims} claims, {synthesis.pairs_compared} pairs compared")
    print(f"reading       {texts + stated:5.2f} CPU s: texts and tables {texts:.2f}, claims {stated:.2f}")
    cost = working + comparing
    print(f"after reading {cost:5.2f} CPU s ({SECONDS} wanted): branches {working:.2f}, comparing {comparing:.2f}")
    print(f"all of it     {texts + stated + cost:5.2f} CPU s for a room never read before")
    print(f"peak memory   {held:5.0f} MB ({MEGABYTES} wanted)")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what the work gives, and its processor seconds."""
    began = time.process_time()
    return work(), time.process_time() - began


def _texts(room: Path, cache: Path) -> tuple[Document, ...]:
    documents = freeze(room, TARGET).documents
    for document in documents:
        read(room, document, cache)
    return documents


def _claims(room: Path, documents: Sequence[Document], cache: Path) -> None:
    """Read what each branch takes from its documents, as its attempt does."""
    for branch in BRANCHES:
        for document in guarded([read(room, d, cache) for d in wanted(branch, documents)], cache).documents:
            kept_extraction(document, TARGET, branch, cache)


def slowest() -> None:
    """Print the slowest of the repeated inputs."""
    found = sorted(
        ((_repeated(unit, size), unit, size) for unit in REPEATED for size in (60_000, 160_000)), reverse=True
    )
    print(f"{len(found)} inputs of 60 and 160 KB of repeats, slowest first ({SLOWEST} CPU s wanted)")
    for seconds, unit, size in found[:5]:
        print(f"  {seconds:5.2f} s  {size // 1000} KB of {unit!r}")


def _repeated(unit: str, size: int) -> float:
    text = unit * (size // len(unit))
    digest = sha256(text.encode()).hexdigest()
    document = Document(path="regulatory/a.txt", sha256=digest, size=len(text), media_type="text/plain", kind="10-K")
    began = time.process_time()
    extract(ReadDocument(document=document, text=text, text_sha256=digest), TARGET, "regulatory")
    return time.process_time() - began


if __name__ == "__main__":
    main()
