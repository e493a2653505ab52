"""What people see of a run with Claude: state, store and report say who worked what, what was refused, what it cost."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from acme import of
from messages_api.running import KEY, Running

from audit import store
from reports import record

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("prefect_server")]


def assessed(stage: Path) -> tuple[Any, str, str]:
    """Carry the flow out; return its state, its id and the text of its report."""
    from flows.assess import assess  # noqa: PLC0415 -- Prefect reads its settings when it is imported

    async def carried() -> Any:
        called: Any = assess(target="acme", return_state=True)
        return await called

    state = asyncio.run(carried())
    run_id = str(state.state_details.flow_run_id)
    (rendering,) = record.load(stage / "home", run_id).renderings
    return state, run_id, text_of(stage / "home" / rendering.path)


def text_of(pdf: Path) -> str:
    """Return the text of a report."""
    import pypdfium2  # noqa: PLC0415

    with pypdfium2.PdfDocument(pdf) as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(text.split())


def test_a_refused_branch_is_a_gap_in_the_report(claude: Running, stage: Path) -> None:
    """The report names the branch, that the model declined, and never reads as if nothing had been found."""
    claude.scenarios({"do": "refused", "value": "bio", "contains": of("press")})
    state, run_id, text = assessed(stage)
    assert state.name == "AssessedWithGaps"
    rows = store.query(stage / "home", "SELECT stream, kind FROM failure WHERE run_id = ?", [run_id]).rows
    assert rows == [("press", "refused")]
    assert "refused" in text
    models = {one["body"]["model"] for one in claude.requests()}
    assert models == {"claude-sonnet-5-5"}


def test_a_whole_run_stands_on_the_documents(claude: Running, stage: Path) -> None:
    """Every claim of the model is quoted from its document, in the store as in the report; six calls made it."""
    state, run_id, text = assessed(stage)
    assert state.name == "Assessed"
    rows = store.query(
        stage / "home", "SELECT count(*) FROM claim WHERE run_id = ? AND analyst = 'claude'", [run_id]
    ).rows
    assert rows[0][0] >= 10
    assert len(claude.requests()) == 6
    assert "claude" in text.lower()


def test_no_secret_is_anywhere(claude: Running, stage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is in no journal, no store, no log and no report, also where the server repeats it."""
    secret = f"{KEY}-0123456789abcdef"
    monkeypatch.setenv("ANTHROPIC_API_KEY", secret)
    from flows.assess import assess  # noqa: PLC0415

    async def carried() -> Any:
        called: Any = assess(target="acme", return_state=True)
        return await called

    asyncio.run(carried())
    held = [path for path in (stage / "home").rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]
    assert (len(claude.requests()) > 0, held) == (True, [])
