"""The flow for a watchlist, on a real server: isolation, skipping, starting again, and Prefect's own errors."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit import journal
from flows.nights import only_one

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("prefect_server")]


@pytest.fixture
def night(stage: Path, new_room: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A watchlist of three targets, and reports left out: they take seconds and are tested elsewhere."""
    from flows import reporting  # noqa: PLC0415
    from flows.rendering import Rendered  # noqa: PLC0415

    for name in ("beta", "gamma"):
        new_room(stage / "rooms" / name)
    (stage / "watchlist.yaml").write_text("targets:\n  - acme\n  - beta\n  - gamma\n")

    async def blank(home: Path, page: Any, *_: Any) -> Rendered:
        page.path.write_bytes(b"")
        return Rendered(page.path, "0" * 64, 1, ())

    monkeypatch.setattr(reporting, "render", blank)
    return stage


def run(date: str = "2024-05-01") -> Any:
    """Carry out a night and return its state."""
    from flows.nightly import nightly  # noqa: PLC0415 -- Prefect reads its settings when it is imported

    async def carried() -> Any:
        called: Any = nightly(night=date, width=2, return_state=True)
        return await called

    return asyncio.run(carried())


def told(home: Path, state: Any) -> dict[str, list[str]]:
    """Return the targets of a night's journal by event."""
    found: dict[str, list[str]] = {}
    for event in journal.read(home, str(state.state_details.flow_run_id), "night"):
        if "target" in event.attributes:
            found.setdefault(event.event_type, []).append(event.attributes["target"])
    return {kind: sorted(targets) for kind, targets in found.items()}


def test_a_bad_target_never_stops_the_rest(night: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A room that is gone is told as such; the others are assessed."""
    (night / "watchlist.yaml").write_text("targets:\n  - acme\n  - nowhere\n  - beta\n")
    state = run()
    assert (state.name, state.type.value) == ("SomeFailed", "COMPLETED")
    summary, reason = state.message.splitlines()
    assert summary == "3 targets: 2 Assessed, 1 BadInput; not assessed:"
    assert reason.startswith("  nowhere: ") and "does not exist" in reason


def test_a_night_started_again_does_what_is_missing(night: Path) -> None:
    """Targets that are done are not repeated, the missing one is assessed."""
    (night / "rooms" / "gamma").rename(night / "put away")
    assert run().name == "SomeFailed"
    (night / "put away").rename(night / "rooms" / "gamma")
    again = run()
    assert again.name == "AllAssessed"
    assert told(night / "home", again)["target.started"] == ["gamma"]


def test_a_target_with_nothing_new_is_skipped(night: Path) -> None:
    """The next night assesses only the room that changed, and lists what it skipped."""
    assert run().name == "AllAssessed"
    (night / "rooms" / "beta" / "press" / "note.txt").write_text("In 2024 there were 13 things.")
    second = run("2024-05-02")
    assert told(night / "home", second) == {
        "target.skipped": ["acme", "gamma"], "target.started": ["beta"], "target.finished": ["beta"],
    }  # fmt: skip


def test_a_run_with_a_failure_that_may_pass_is_not_skipped(night: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A branch that crashed last night is worth another run, one that met a wrong document is not."""
    (night / "watchlist.yaml").write_text("targets:\n  - room: acme\n    policy: {attempts: 1}\n")
    monkeypatch.setenv("DILIGENCE_ANALYST", "misbehaving:killed_patent")
    assert run().name == "AllAssessed"
    assert "target.skipped" not in told(night / "home", run("2024-05-02"))
    monkeypatch.setenv("DILIGENCE_ANALYST", "misbehaving:malformed_patent")
    assert "target.skipped" not in told(night / "home", run("2024-05-03"))
    assert told(night / "home", run("2024-05-04"))["target.skipped"] == ["acme"]


def test_prefects_own_errors_do_not_lose_a_target(night: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A target whose flow run Prefect refuses is started again; when Prefect keeps refusing, it is told as failed."""
    from flows import nightly  # noqa: PLC0415

    real, calls = nightly.assess, []

    async def unreliable(target: str, **parameters: Any) -> Any:
        calls.append(target)
        if target == "beta" or (target == "acme" and calls.count("acme") == 1):
            raise ConnectionError("503 Service Unavailable")
        return await real(target=target, **parameters)

    monkeypatch.setattr(nightly, "assess", unreliable)
    state = run()
    assert (calls.count("acme"), calls.count("beta")) == (2, 3)
    assert told(night / "home", state)["target.failed"] == ["beta"]
    assert told(night / "home", state)["target.finished"] == ["acme", "gamma"]


def test_a_night_that_still_runs_is_not_started_twice(night: Path) -> None:
    """A second start of the same watchlist ends at once and says so."""
    with only_one(night / "home", night / "watchlist.yaml"):
        state = run()
    assert (state.name, state.type.value) == ("AlreadyRunning", "COMPLETED")
    assert journal.runs(night / "home") == []
