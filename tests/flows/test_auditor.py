"""What an auditor can explain who was given the published file, one PDF and the auditors' page, and nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from audit import journal
from flows import settings
from flows.carrying import carry_out
from flows.order import Order
from flows.review import Ruled, decide, open_items
from flows.watchlist import chosen, target_of
from reports.completeness import page_texts

REASON = "Management confirmed the higher figure by mail."


@pytest.fixture
def handed_over(stage: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `audit.duckdb` and `report.pdf` of an example whose documents contradict each other."""
    shutil.copytree(project / "examples/rooms/kestrova", stage / "rooms/kestrova")
    monkeypatch.setenv("DILIGENCE_ANALYST", "rules")
    current = settings.current()
    entry = chosen("kestrova", current)
    order = Order(target_of(entry, current), entry.room, journal.new_run_id(), current.analyst, "a test")
    asyncio.run(carry_out(order, current))
    item = next(one for one in open_items(current) if one.contradiction.severity == "high")
    ruled = Ruled(order.run_id, item.contradiction.contradiction_id, "confirmed", "Ada Reviewer", REASON)
    report = asyncio.run(decide(ruled, current)).report.path
    assert report is not None
    handed = stage / "handed"
    handed.mkdir()
    shutil.copy(report, handed / "report.pdf")
    shutil.copy(current.home / "audit.duckdb", handed / "audit.duckdb")
    (stage / "home").rename(stage / "out of reach")
    return handed


@pytest.mark.slow
def test_a_contradiction_is_explained_back_to_documents_analyst_time_and_person(
    handed_over: Path, stage: Path, project: Path
) -> None:
    """The queries of one section of the page, with the ids that the PDF shows, answer everything."""
    pdf = (handed_over / "report.pdf").read_bytes()
    ask = asker(handed_over, project, pdf)
    (report,) = ask("FROM report WHERE report_sha256")
    assert (report["kind"], report["number"]) == ("draft", 2)
    assert report["pre_render_root"] in joined(pdf)
    (told,) = ask("FROM contradictions")
    assert (told["ruling"], told["reviewer"], told["reason"]) == ("confirmed", "Ada Reviewer", REASON)
    assert told["decided_at"] < report["rendered_at"]
    sides = ask("FROM lineage")
    assert [side["path"] for side in sides[:2]] == [told["first_path"], told["second_path"]]
    for side in sides:
        document = (stage / "rooms/kestrova" / side["path"]).read_bytes()
        assert side["document_sha256"] == hashlib.sha256(document).hexdigest()
        assert (side["analyst"], side["recorded_at"] < told["decided_at"]) == ("rules", True)
    assert all(re.sub(r"\W", "", side["quote"]) in re.sub(r"\W", "", joined(pdf)) for side in sides[:2])
    branches = {row["branch"]: row for row in ask("JOIN timeline")}
    assert all(
        branches[s["branch"]]["started_at"] < s["recorded_at"] < branches[s["branch"]]["ended_at"] for s in sides
    )
    assert "contradiction" in {row["verdict"] for row in ask("FROM pair")}


def joined(pdf: bytes) -> str:
    """Return the PDF's text without the breaks of its lines."""
    return re.sub(r"\s", "", "".join(page_texts(pdf)))


def asker(handed: Path, project: Path, pdf: bytes) -> Callable[[str], list[dict[str, Any]]]:
    """Return how to ask the section's query that has some words in it, with the ids found in the PDF."""
    text = joined(pdf)
    item = re.findall(r"·([0-9a-f]{16})A", text.split("Confirmed" + re.sub(r"\s", "", REASON))[0])[-1]
    run = re.findall(r"Run([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})", text)[0]
    page = (project / "docs/auditors.md").read_text()
    section = page.split("## One contradiction from end to end")[1].split("\n## ")[0]
    queries = re.findall(r"```sql\n(.*?)```", section, re.DOTALL)

    def ask(words: str) -> list[dict[str, Any]]:
        (sql,) = [query for query in queries if words in query]
        for placeholder, value in (("run-1", run), ("k-1", item), ("the-hash", hashlib.sha256(pdf).hexdigest())):
            sql = sql.replace(placeholder, value)
        with duckdb.connect(str(handed / "audit.duckdb"), read_only=True) as connection:
            found = connection.execute(sql)
            columns = [column[0] for column in found.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    return ask
