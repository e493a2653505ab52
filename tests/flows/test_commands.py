"""The `diligence` command: exit codes, one message per problem, results on stdout, and what is imported for what."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit.journal import Journal, Said
from flows import commands

COMMANDS = ("assess", "nightly", "inspect", "estimate", "review", "decide", "audit", "serve", "doctor")


def run(*words: str | Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run a command in this process; return exit code, stdout and stderr."""
    code = commands.run([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_every_command_has_help_with_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit codes are documented where people look first."""
    for name in COMMANDS:
        code, out, _ = run(name, "--help", capsys=capsys)
        assert code == 0
        assert "4  interrupted" in out


def test_the_list_of_commands_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    """What --help lists can be imported, and what can be imported is listed."""
    _, out, _ = run("--help", capsys=capsys)
    assert all(f"  {name} " in out for name in COMMANDS)
    assert tuple(commands.COMMANDS) == COMMANDS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["assess", "nowhere"], "does not exist"),
        (["assess", "watchlist.yaml"], "is not a folder"),
        (["nightly", "missing.yaml"], "cannot be read"),
        (["nightly", "watchlist.yaml"], "line 1"),
        (["inspect", "nowhere"], "does not exist"),
        (["inspect", "rooms/acme", "--analyst", "nobody"], "neither a known analyst"),
        (["decide", "no-run", "c1", "--ruling", "confirmed", "--reviewer", "A", "--reason", "B"], "cannot be reviewed"),
        (["assess"], "Missing argument"),
        (["frobnicate"], "No such command"),
    ],
)
def test_bad_input_is_one_message_and_exit_code_2(
    words: list[str], told: str, stage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What happened and to what, on stderr; nothing on stdout; no traceback."""
    (stage / "watchlist.yaml").write_text("targets: none\n")
    code, out, err = run(*words, capsys=capsys)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [
        ["assess", "rooms/acme", "--analyst", "claude"],
        ["nightly", "watchlist.yaml", "--analyst", "rules", "--analyst", "press=both"],
        ["inspect", "rooms/acme", "--analyst", "both"],
        ["estimate", "rooms/acme", "--count-tokens"],
        ["serve"],
    ],
)
def test_claude_without_credentials_is_exit_code_5_before_anything_begins(
    words: list[str], stage: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says what to set, and nothing was written."""
    monkeypatch.setenv("DILIGENCE_ANALYST", "claude" if words == ["serve"] else "")
    (stage / "watchlist.yaml").write_text("targets:\n  - acme\n")
    code, out, err = run(*words, capsys=capsys)
    assert (code, out, (stage / "home").exists()) == (5, "", False)
    assert "set ANTHROPIC_API_KEY" in err


def test_an_empty_room_is_bad_input(stage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without a document is told as such."""
    (stage / "rooms" / "empty").mkdir()
    code, _, err = run("inspect", stage / "rooms" / "empty", capsys=capsys)
    assert code == 2
    assert "empty" in err


def test_a_wrong_setting_is_bad_input(
    stage: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The setting is named."""
    monkeypatch.setenv("DILIGENCE_WIDTH", "none")
    code, _, err = run("doctor", capsys=capsys)
    assert code == 3
    code, _, err = run("inspect", stage / "rooms" / "acme", capsys=capsys)
    assert code == 2
    assert "setting width" in err


def test_a_configured_server_that_does_not_answer_is_exit_code_3(
    stage: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The run is not quietly carried out on another server."""
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    code, out, err = run("assess", stage / "rooms" / "acme", capsys=capsys)
    assert (code, out) == (3, "")
    assert "http://127.0.0.1:9/api is configured" in err


def test_nothing_published_is_exit_code_3(stage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A query before the first run says so."""
    code, _, err = run("audit", "sql", "SELECT 1", capsys=capsys)
    assert code == 3
    assert "Nothing is published yet" in err


def test_inspect_prints_the_documented_object(stage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The keys are fixed; others build on them."""
    code, out, _ = run("inspect", stage / "rooms" / "acme", "--json", "--analyst", "misbehaving:well", capsys=capsys)
    (room,) = json.loads(out)["rooms"]
    assert code == 0
    assert set(room) == {"room", "target", "branches", "pairs_compared", "contradictions"}
    assert [set(branch) for branch in room["branches"]] == [
        {"branch", "outcome", "analyst", "documents", "claims", "findings"} for _ in range(5)
    ]
    _, out, _ = run("inspect", stage / "rooms" / "acme", "--json", "--full", capsys=capsys)
    (told,) = json.loads(out)["rooms"]
    assert {"documents", "claims", "findings", "pairs", "work"} < set(told)
    assert told["work"]["pairs"] | {"by_rule": {}} == {
        "considered": len(told["pairs"]), "compared": told["pairs_compared"], "by_rule": {}
    }  # fmt: skip
    assert sum(told["work"]["pairs"]["by_rule"].values()) == len(told["pairs"])
    assert sum(n for kinds in told["work"]["claims"].values() for n in kinds.values()) == len(told["claims"])
    assert told["contradictions"] or told["work"]["result"].startswith("no rule fired on ")


@pytest.mark.parametrize("words", ["inspect rooms/acme --analyst misbehaving:well", "audit --help", "review", "--help"])
def test_prefect_is_not_loaded_for_what_does_not_need_it(words: str, stage: Path) -> None:
    """Importing Prefect takes two seconds."""
    program = "import sys; from flows.commands import run; run(sys.argv[1:]); sys.exit('prefect' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    asked = subprocess.run(
        [sys.executable, "-c", program, *words.split()], env=environment, capture_output=True, check=False
    )
    assert asked.returncode == 0, asked.stderr.decode()


def test_a_foreign_package_of_the_same_name_is_refused(tmp_path: Path) -> None:
    """`agents` is also the name of somebody else's package: the command refuses to start."""
    (tmp_path / "agents").mkdir()
    (tmp_path / "agents" / "__init__.py").write_text("")
    program = "import sys; from flows.commands import run; sys.exit(run(['doctor']))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    asked = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=False, cwd=tmp_path
    )
    assert asked.returncode == 3
    assert b"not the one of this project" in asked.stderr


def test_what_is_due_is_listed_and_erased_by_a_person(stage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Dates are set and listed; an erasure without a person and a reason is refused, one with both is carried out."""
    with Journal.create(stage / "home", "run-1", "press") as journal:
        journal.append(Said("custom.a", {}, {"t": "words"}))
    by = ("--by", "Records", "--reason", "seven years")
    assert run("audit", "retain", "--run", "run-1", "--until", "2030-01-01", *by, capsys=capsys)[0] == 0
    assert run("audit", "due", "--on", "2030-01-01", capsys=capsys)[:2] == (0, "")
    code, out, _ = run("audit", "due", "--on", "2030-01-02", capsys=capsys)
    assert (code, out) == (0, "2030-01-01  run-1  assessment\n")
    assert run("audit", "due", "--on", "2030-01-02", "--erase", capsys=capsys)[0] == 2
    assert run("audit", "due", "--on", "2030-01-02", "--erase", *by, capsys=capsys)[0] == 0
    assert run("audit", "due", "--on", "2030-01-02", capsys=capsys)[:2] == (0, "")


@pytest.mark.parametrize("how", ["erase", "due"])
def test_an_erasure_forgets_what_is_kept_of_documents(
    how: str, stage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The erased words may stand in a text or a quote that is kept."""
    with Journal.create(stage / "home", "run-1", "press") as journal:
        journal.append(Said("custom.a", {}, {"t": "words"}))
    by = ("--by", "Records", "--reason", "asked to")
    run("audit", "retain", "--run", "run-1", "--until", "2030-01-01", *by, capsys=capsys)
    kept = stage / "home" / "cache" / "text" / "ab" / "kept.json.gz"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"words")
    order = ("erase", "--run", "run-1", "--stream", "press", "--seq", "0")
    assert (
        run("audit", *(order if how == "erase" else ("due", "--on", "2030-01-02", "--erase")), *by, capsys=capsys)[0]
        == 0
    )
    assert not kept.exists()
