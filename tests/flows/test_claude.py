"""Claude by the command line, over HTTP, against a server of the tests' own: estimate, inspect, assess, nightly."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from agents.records import BRANCHES
from audit import journal, store
from flows import commands
from reports import record

if TYPE_CHECKING:
    from messages_api.running import Running

KEY = "test-key"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def claude(stage: Path, messages_api: Running, monkeypatch: pytest.MonkeyPatch) -> Running:
    """A stage whose branches are worked by Claude because there are credentials, and by nothing else."""
    monkeypatch.delenv("DILIGENCE_ANALYST", raising=False)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", messages_api.url)
    return messages_api


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command and return exit code, stdout and stderr."""

    def command(*words: str) -> tuple[int, str, str]:
        code = commands.run(list(words))
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_an_estimate_sends_nothing(claude: Running, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs neither network nor credentials, and says of every branch what would be asked and what it may cost."""
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    code, out, _ = run("estimate", "rooms/acme", "--json")
    told = json.loads(out)
    (target,) = told["targets"]
    assert (code, claude.requests()) == (0, [])
    assert [row["branch"] for row in target["branches"]] == [*BRANCHES, "synthesis"]
    assert all(row["requests"] == 1 and row["input_tokens"] > 500 for row in target["branches"])
    assert 0 < float(told["total"]["cost_usd"]["usual"]) < float(told["total"]["cost_usd"]["most"])
    assert "nothing was sent" in told["notes"][0]


def test_an_unknown_model_is_unpriced_never_free(
    claude: Running, run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cost that is not known is told as such, in every sum."""
    monkeypatch.setenv("DILIGENCE_CLAUDE__MODEL", "somebody-elses")
    _, out, _ = run("estimate", "rooms/acme")
    assert "unpriced" in out and " USD" not in out.split("note:")[0]


def test_tokens_are_counted_by_the_server_only_where_asked(claude: Running, run: Command) -> None:
    """The counted figures come from the server; estimates keep to within a third of them."""
    estimated = json.loads(run("estimate", "rooms/acme", "--json")[1])["targets"][0]["branches"]
    counted = json.loads(run("estimate", "rooms/acme", "--json", "--count-tokens")[1])["targets"][0]["branches"]
    assert claude.requests() == []
    for guess, true in zip(estimated[:5], counted[:5], strict=True):
        assert (guess["counted"], true["counted"]) == (False, True)
        assert guess["input_tokens"] == pytest.approx(true["input_tokens"], rel=1 / 3)


def test_rooms_are_inspected_by_claude(claude: Running, run: Command) -> None:
    """As with rules, and besides who worked each branch, what was asked and what of the answers stands."""
    code, out, _ = run("inspect", "rooms/acme", "--analyst", "claude", "--json")
    (room,) = json.loads(out)["rooms"]
    assert code == 0
    assert {b["analyst"] for b in room["branches"]} == {"claude"}
    assert all(b["asked"]["attempts"] == 1 and float(b["asked"]["cost_usd"]) > 0 for b in room["branches"])
    assert all(
        b["claims"] and b["grounding"]["claims_proposed"] >= b["grounding"]["claims_grounded"] for b in room["branches"]
    )


def test_credentials_that_are_not_taken_end_an_inspection_with_5(claude: Running, run: Command) -> None:
    """The failure is in the result, and the exit code says that it concerns everybody."""
    claude.scenarios({"do": "unauthorized"})
    code, out, err = run("inspect", "rooms/acme", "--analyst", "claude", "--json")
    assert (code, "Stopped: auth" in err) == (5, True)
    assert {b["failure"]["kind"] for b in json.loads(out)["rooms"][0]["branches"]} == {"auth"}


@pytest.mark.server
def test_a_run_is_claudes_where_there_are_credentials(
    stage: Path, claude: Running, run: Command, prefect_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trail, store and report name analyst and model; no file of ours or of Prefect's server holds the credential."""
    from prefect.settings import PREFECT_HOME  # noqa: PLC0415 -- Prefect reads its settings when it is imported

    monkeypatch.setenv("PREFECT_API_URL", prefect_server)
    code, out, err = run("assess", "rooms/acme", "--json")
    told = json.loads(out)
    loaded = record.load(stage / "home", told["run_id"])
    assert code == 0, err
    assert set(told["analysts"].values()) == {"claude"} and loaded.settings["claude"]["model"] == "claude-sonnet-5-5"
    assert loaded.initiated_by not in {"", "a person"}
    assert store.query(stage / "home", "SELECT DISTINCT analyst FROM branch_outcome").rows == [("claude",)]
    assert KEY not in out + err + _text(stage / "home" / loaded.renderings[-1].path)
    written = [*_files(stage), *_files(PREFECT_HOME.value())]
    assert [path for path in written if KEY.encode() in path.read_bytes()] == []


@pytest.mark.server
def test_a_refused_branch_is_a_gap_with_its_reason(
    stage: Path, claude: Running, run: Command, prefect_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No other model is asked, the run goes on, and the next night asks only about the missing branch."""
    monkeypatch.setenv("PREFECT_API_URL", prefect_server)
    claude.scenarios({"do": "refused", "contains": "branch of a due-diligence review: press", "times": 1})
    code, out, _ = run("assess", "rooms/acme", "--json")
    first = record.load(stage / "home", json.loads(out)["run_id"])
    assert (code, first.state) == (0, "AssessedWithGaps")
    assert [one.kind for one in first.results["press"].failures] == ["refused"]
    asked = len(claude.requests())
    second = record.load(stage / "home", json.loads(run("assess", "rooms/acme", "--json")[1])["run_id"])
    assert {b: r.reused_run_id for b, r in second.results.items()} == {
        branch: None if branch == "press" else first.run_id for branch in BRANCHES
    }
    assert len(claude.requests()) == asked + 2  # the branch and the synthesis


@pytest.mark.server
def test_a_spend_limit_ends_the_night_and_the_next_start_does_the_rest(
    stage: Path,
    claude: Running,
    run: Command,
    prefect_server: str,
    new_room: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit code 5, nothing sent after it, what was finished is kept and not paid again."""
    monkeypatch.setenv("PREFECT_API_URL", prefect_server)
    for name in ("beta", "gamma"):
        new_room(stage / "rooms" / name)
    (stage / "watchlist.yaml").write_text("targets:\n  - acme\n  - beta\n  - gamma\n")
    night = ("nightly", "--night", "2024-05-01", "--width", "1")
    claude.scenarios({"do": "spend_limit", "skip": 8})
    code, _, err = run(*night)
    assert (code, "spend_limit" in err) == (5, True)
    sent = len(claude.requests())
    assert sent <= 8 + len(BRANCHES)
    kinds = store.query(stage / "home", "SELECT DISTINCT kind FROM failure WHERE stream = 'night'").rows
    assert kinds == [("spend_limit",)]
    claude.scenarios()
    assert run(*night)[0] == 0
    assert store.query(stage / "home", "SELECT state, count(*) FROM runs GROUP BY 1").rows == [("Assessed", 3)]
    finished = [a for run_id in journal.runs(stage / "home") for a in _finished(stage / "home", run_id)]
    assert len(finished) == 15


def _finished(home: Path, run_id: str) -> list[str]:
    events = [e for b in BRANCHES if b in journal.streams(home, run_id) for e in journal.read(home, run_id, b)]
    return [event.stream for event in events if event.event_type == "branch.finished"]


def _text(report: Path) -> str:
    with pypdfium2.PdfDocument(report) as pages:
        return "".join(page.get_textpage().get_text_range() for page in pages)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.server
def test_a_run_is_replayed_from_the_trail_without_sending_anything(
    stage: Path, claude: Running, run: Command, prefect_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same claims and contradictions, also of branches whose answers lie in an earlier run still."""
    monkeypatch.setenv("PREFECT_API_URL", prefect_server)
    first = json.loads(run("assess", "rooms/acme", "--json")[1])["run_id"]
    second = json.loads(run("assess", "rooms/acme", "--json")[1])["run_id"]
    sent = len(claude.requests())
    code, out, err = run("assess", "rooms/acme", "--json", "--analyst", f"replay:{second}")
    told = json.loads(out)
    assert (code, len(claude.requests())) == (0, sent), err
    assert set(told["analysts"].values()) == {"replay"}
    before, after = (record.load(stage / "home", run_id) for run_id in (first, told["run_id"]))
    assert {b: r.work.claims for b, r in after.results.items()} == {b: r.work.claims for b, r in before.results.items()}
    assert {r.outcome for r in after.results.values()} == {"complete"}
