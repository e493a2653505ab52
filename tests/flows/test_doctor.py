"""What `diligence doctor` says of a machine that lacks something."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from flows import doctor, settings


def test_missing_pango_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The typesetter prints a page of advice on stdout, which would break --json."""

    def fails(_: str) -> None:
        print("a page of advice")
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(importlib, "import_module", fails)
    found = doctor._pango()
    assert (found.health, capsys.readouterr().out) == ("problem", "")
    assert "install libpango-1.0-0" in found.told


@pytest.mark.parametrize(
    ("variables", "health", "told"),
    [
        ({}, "ok", "rules: nothing leaves this machine"),
        ({"DILIGENCE_ANALYST": "claude"}, "problem", "set ANTHROPIC_API_KEY"),
        ({"DILIGENCE_ANALYST": "claude, sales=rules"}, "problem", "sales=rules"),
        (
            {"ANTHROPIC_API_KEY": "sk-secret", "DILIGENCE_ANALYST": "claude"},
            "ok",
            "claude-sonnet-5-5 at https://api.anthropic.com",
        ),
        (
            {"ANTHROPIC_API_KEY": "sk-secret", "DILIGENCE_ANALYST": "both", "DILIGENCE_CLAUDE__MODEL": "other"},
            "warning",
            "its price is not known",
        ),
        (
            {"DILIGENCE_ANALYST": "press=claude", "ANTHROPIC_BASE_URL": "http://gateway.example"},
            "warning",
            "unencrypted",
        ),
    ],
)
def test_the_analyst_is_checked_without_asking_it(
    variables: dict[str, str], health: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who works the branches, where documents would be sent, and whether costs can be known; never the credential."""
    monkeypatch.chdir(tmp_path)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    found = {one.name: one for one in doctor.examine()}
    one = found.get("analyst", found["settings"])
    assert (one.health, told in one.told) == (health, True), one.told
    assert "sk-secret" not in str(found)


def test_a_trail_without_a_copy_of_its_checkpoint_is_warned_of(stage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who can write everything could rewrite everything; a copy elsewhere shows it."""
    assert doctor._checkpoint(settings.current()).health == "warning"
    (stage / "outside").mkdir()
    monkeypatch.setenv("DILIGENCE_CHECKPOINT_TO", str(stage / "outside"))
    assert doctor._checkpoint(settings.current()).health == "ok"
