"""The flow for one target, on a real server: states, tasks, artifacts, cancelling, and what a form may ask for."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from agents.records import BRANCHES
from audit import journal, store
from reports import record

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("prefect_server")]


async def run(**parameters: str) -> Any:
    """Carry out the flow and return its state."""
    from flows.assess import assess  # noqa: PLC0415 -- Prefect reads its settings when it is imported

    called: Any = assess(return_state=True, **parameters)
    return await called


async def shown(flow_run_id: Any) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """Return what the server shows of a flow run, once all its tasks have arrived: run, tasks, artifacts."""
    from prefect.client.orchestration import get_client  # noqa: PLC0415
    from prefect.client.schemas.filters import (  # noqa: PLC0415
        ArtifactFilter,
        ArtifactFilterFlowRunId,
        FlowRunFilter,
        FlowRunFilterId,
    )

    chosen = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id]))
    async with get_client() as client:
        for _ in range(60):
            tasks = await client.read_task_runs(flow_run_filter=chosen)
            if len(tasks) == 8 and all(task.state and task.state.is_final() for task in tasks):
                break
            await asyncio.sleep(0.5)
        wanted = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[flow_run_id]))
        artifacts = await client.read_artifacts(artifact_filter=wanted)
        flow_run = await client.read_flow_run(flow_run_id)
    return flow_run, {task.name: task.state for task in tasks}, {a.key: a.data for a in artifacts}


def test_a_gap_is_told_by_state_tag_task_artifacts_store_and_report(stage: Path, monkeypatch: Any) -> None:
    """One branch fails: every place where people look says so, with the failure's kind."""
    monkeypatch.setenv("DILIGENCE_ANALYST", "misbehaving:raises_press")

    async def both() -> tuple[Any, Any]:
        state = await run(target="acme")
        return state, await shown(state.state_details.flow_run_id)

    state, (flow_run, tasks, artifacts) = asyncio.run(both())
    run_id = str(flow_run.id)
    assert (state.name, flow_run.name, flow_run.tags) == ("AssessedWithGaps", "acme", ["gaps"])
    assert (tasks["press"].type.value, tasks["press"].message.split(":")[0]) == ("FAILED", "error")
    assert {tasks[branch].name for branch in BRANCHES if branch != "press"} == {"Complete"}
    assert set(artifacts) == {"summary", "coverage", "report", "progress"}
    assert "press" in artifacts["summary"]
    rows = store.query(stage / "home", "SELECT stream, kind FROM failure WHERE run_id = ?", [run_id]).rows
    assert rows == [("press", "error")]
    (rendering,) = record.load(stage / "home", run_id).renderings
    assert "LookupError: the analyst lost its way" in _text(stage / "home" / rendering.path)


def test_a_missing_required_branch_fails_the_flow(stage: Path, monkeypatch: Any) -> None:
    """Not assessable is a failed flow run, and still has its report, seal and trail."""
    monkeypatch.setenv("DILIGENCE_ANALYST", "misbehaving:raises_financial")
    state = asyncio.run(run(target="acme"))
    assert (state.name, state.type.value) == ("NotAssessable", "FAILED")
    loaded = record.load(stage / "home", str(state.state_details.flow_run_id))
    assert (loaded.state, len(loaded.renderings)) == ("NotAssessable", 1)


def test_cancelled_in_prefect_and_taken_up_again(stage: Path, monkeypatch: Any) -> None:
    """Cancelling a run that no worker watches ends it as cancelled; taken up, it repeats nothing that was finished."""
    from flows import assess  # noqa: PLC0415

    monkeypatch.setattr(assess, "EVERY", 0.2)
    monkeypatch.setenv("DILIGENCE_ANALYST", "misbehaving:sleeps_press")
    state = asyncio.run(_cancelled(stage / "home"))
    (run_id,) = journal.runs(stage / "home")
    assert state.name == "Cancelled"
    assert record.load(stage / "home", run_id).cancelled
    monkeypatch.setenv("DILIGENCE_ANALYST", "misbehaving:slow_press")
    assert asyncio.run(run(target="acme", resume=run_id)).name == "Assessed"
    loaded = record.load(stage / "home", run_id)
    assert {b: r.attempts for b, r in loaded.results.items()} == {b: 1 for b in BRANCHES}
    assert [len(journal.streams(stage / "home", run_id)[b]) for b in BRANCHES] == [1, 2, 1, 1, 1]


@pytest.mark.parametrize(
    "parameters",
    [
        {"target": "../acme"},
        {"target": "/etc"},
        {"target": "acme", "analyst": "os:system"},
        {"target": "acme", "resume": "no-such-run"},
        {"target": "acme", "resume": "../../etc"},
    ],
)
def test_a_form_reaches_nothing_it_should_not(parameters: dict[str, str], stage: Path) -> None:
    """Other folders, other code and other runs are bad input; nothing is read, imported or recorded."""
    state = asyncio.run(run(**parameters))
    assert (state.name, state.type.value) == ("BadInput", "FAILED")
    assert journal.runs(stage / "home") == []


async def _cancelled(home: Path) -> Any:
    """Start the flow, and cancel it through the API when four branches are through."""
    from prefect.client.orchestration import get_client  # noqa: PLC0415
    from prefect.states import Cancelling  # noqa: PLC0415

    running = asyncio.create_task(run(target="acme"))
    while not any(_settled(home, run_id) == 4 for run_id in journal.runs(home)):
        assert not running.done()
        await asyncio.sleep(0.1)
    async with get_client() as client:
        for flow_run in await client.read_flow_runs():
            if str(flow_run.id) in journal.runs(home):
                await client.set_flow_run_state(flow_run.id, Cancelling())
    return await running


def _settled(home: Path, run_id: str) -> int:
    if "run" not in journal.streams(home, run_id):
        return 0
    return sum(event.event_type == "branch.settled" for event in journal.read(home, run_id, "run"))


def _text(pdf: Path) -> str:
    import pypdfium2  # noqa: PLC0415

    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(text.split())


def test_a_run_without_its_report_has_not_finished(stage: Path, monkeypatch: Any) -> None:
    """The state says that there is no report and why; taken up, only the report is made."""
    from flows import reporting  # noqa: PLC0415
    from flows.problems import Unavailable  # noqa: PLC0415

    async def fails(*_: object) -> None:
        raise Unavailable("pango is missing")

    with monkeypatch.context() as patched:
        patched.setattr(reporting, "render", fails)
        state = asyncio.run(run(target="acme"))
    (run_id,) = journal.runs(stage / "home")
    assert (state.name, state.type.value) == ("Unavailable", "FAILED")
    assert "no report was made: pango is missing" in state.message
    assert run_id in state.message
    assert asyncio.run(run(target="acme", resume=run_id)).name == "Assessed"
    assert [len(journal.streams(stage / "home", run_id)[branch]) for branch in BRANCHES] == [1] * 5
    assert len(record.load(stage / "home", run_id).renderings) == 1
