"""Decisions: recorded, judged, rendered; the last one makes the report final."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from agents.records import Ruling
from audit import journal
from audit.verify import verify
from flows import commands, reporting, servers, settings
from flows.carrying import Carried, carry_out
from flows.order import Order
from flows.problems import BadInput
from flows.rendering import Rendered
from flows.reporting import Report
from flows.review import Reviewed, Ruled, decide, open_items
from flows.watchlist import chosen, target_of
from reports import record


@pytest.fixture
def judged(stage: Path, monkeypatch: pytest.MonkeyPatch) -> Carried:
    """A run with two contradictions to decide; its pages are left blank, as rendering is tested elsewhere."""
    monkeypatch.setenv("DILIGENCE_ANALYST", "misbehaving:disagreeing")
    monkeypatch.setattr(reporting, "render", blank)
    current = settings.current()
    entry = chosen("acme", current)
    order = Order(target_of(entry, current), entry.room, journal.new_run_id(), current.analyst, "a test")
    return asyncio.run(carry_out(order, current))


async def blank(home: Path, page: Any, *_: Any) -> Rendered:
    """Write a blank page."""
    page.path.write_bytes(b"")
    return Rendered(page.path, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 1, ())


def rule(judged: Carried, contradiction_id: str, ruling: Ruling = "explained") -> Reviewed:
    """Decide as a person would."""
    ruled = Ruled(judged.order.run_id, contradiction_id, ruling, "Ada Reviewer", "Two different years.")
    return asyncio.run(decide(ruled, settings.current()))


def test_what_waits_is_listed(judged: Carried) -> None:
    """A run with undecided contradictions needs review, and they are listed by its newest run."""
    items = open_items(settings.current())
    assert judged.state.name == "NeedsReview"
    assert [(item.run_id, item.contradiction.metric) for item in items] == [
        (judged.order.run_id, "first"), (judged.order.run_id, "second"),
    ]  # fmt: skip


def test_the_last_decision_makes_the_report_final(judged: Carried) -> None:
    """One decision: another draft. The last one: the final report, and nothing waits any more."""
    first, second = [item.contradiction.contradiction_id for item in open_items(settings.current())]
    one, two = rule(judged, first), rule(judged, second, "false_alarm")
    names = [report.path.name for report in (judged.report, one.report, two.report) if report.path]
    assert names == ["draft.pdf", "draft-2.pdf", "final-1.pdf"]
    assert (one.judgement.undecided, two.judgement.undecided) == (1, 0)
    assert open_items(settings.current()) == []


def test_a_decision_is_a_sealed_run_of_its_own(judged: Carried, stage: Path) -> None:
    """The judged run's journals are not touched; the decision's are verified beside them."""
    (first, _) = [item.contradiction.contradiction_id for item in open_items(settings.current())]
    before = sorted(p.stat().st_mtime_ns for p in (stage / "home" / "journal" / judged.order.run_id).iterdir())
    reviewed = rule(judged, first)
    assert sorted(p.stat().st_mtime_ns for p in (stage / "home" / "journal" / judged.order.run_id).iterdir()) == before
    assert list(journal.streams(stage / "home", reviewed.review_id)) == ["decision", "report"]
    assert verify(stage / "home").exit_code == 0
    (ruled,) = record.load(stage / "home", judged.order.run_id).decisions
    assert (ruled.decision.reviewer, ruled.decision.ruling) == ("Ada Reviewer", "explained")


def test_a_decision_holds_for_the_next_run(judged: Carried) -> None:
    """The same disagreement of the same values is not asked again."""
    for item in open_items(settings.current()):
        rule(judged, item.contradiction.contradiction_id)
    order = judged.order._replace(run_id=journal.new_run_id())
    assert asyncio.run(carry_out(order, settings.current())).judgement.undecided == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"contradiction_id": "ffffffff"}, "0 contradictions"),
        ({"run_id": "no-run"}, "cannot be reviewed"),
        ({"reason": " "}, "reason of a decision is empty"),
        ({"reviewer": ""}, "reviewer of a decision is empty"),
    ],
)
def test_a_decision_that_cannot_stand_is_refused(
    change: dict[str, str], told: str, judged: Carried, stage: Path
) -> None:
    """Nothing is recorded of it."""
    (first, _) = [item.contradiction.contradiction_id for item in open_items(settings.current())]
    ruled = Ruled(judged.order.run_id, first, "confirmed", "Ada", "Because.")._replace(**change)
    with pytest.raises(BadInput, match=told):
        asyncio.run(decide(ruled, settings.current()))
    assert journal.runs(stage / "home") == [judged.order.run_id]


def test_the_commands_list_and_decide(judged: Carried, capsys: pytest.CaptureFixture[str]) -> None:
    """`review` names what `decide` takes."""
    assert commands.run(["review", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["open"][0]
    words = ["--ruling", "confirmed", "--reviewer", "Ada", "--reason", "It stands.", "--json"]
    assert commands.run(["decide", first["run_id"], first["contradiction_id"][:8], *words]) == 0
    assert json.loads(capsys.readouterr().out)["undecided"] == 1


def test_a_person_is_told_whose_ruling_theirs_replaces(judged: Carried) -> None:
    """Two people decide the same item: both decisions are kept, the second holds and says what it replaces."""
    (first, _) = [item.contradiction.contradiction_id for item in open_items(settings.current())]
    assert rule(judged, first).notes == ()
    (note,) = rule(judged, first, "confirmed").notes
    assert note.startswith("replaces 'explained' by Ada Reviewer, 20")


@pytest.mark.parametrize(
    ("analyst", "told"),
    [
        ("misbehaving:disagreeing", "it holds for the newer run"),
        ("misbehaving:disagreeing_otherwise", "it does not hold for the newer run"),
        ("misbehaving:well", "does not have this contradiction"),
    ],
)
def test_a_person_is_told_what_a_decision_on_an_old_run_means_for_the_newer(
    analyst: str, told: str, judged: Carried
) -> None:
    """A decision holds for the values it ruled on; a run since then may have found others."""
    first = open_items(settings.current())[0].contradiction.contradiction_id
    newer = judged.order._replace(run_id=journal.new_run_id(), analyst=analyst)
    asyncio.run(carry_out(newer, settings.current()))
    (note,) = rule(judged, first).notes
    assert told in note
    assert newer.run_id in note


def test_the_form_tells_when_a_decision_has_no_report(judged: Carried) -> None:
    """The decision is recorded and counts; that its report is missing is told where people look first."""
    servers.quiet()
    from flows.deciding import summary, told  # noqa: PLC0415 -- Prefect reads its settings when it is imported

    reviewed = rule(judged, open_items(settings.current())[0].contradiction.contradiction_id)
    failed = reviewed._replace(report=Report(None, problem="no pango"))
    assert told(reviewed) == "proceed with conditions; 1 contradiction waits for a decision"
    assert told(failed) == "proceed with conditions; 1 contradiction waits for a decision; no report: no pango"
    assert "**No report:** no pango" in summary(failed)
