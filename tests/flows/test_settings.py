"""The settings: where they come from, and how a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import settings
from flows.problems import BadInput


@pytest.fixture(autouse=True)
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DILIGENCE_HOME", raising=False)
    return tmp_path


def test_everything_lives_under_var_unless_told_otherwise(empty: Path) -> None:
    """The default home is relative to the working directory."""
    assert settings.current().home == empty / "var"


def test_the_environment_wins_over_the_file(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """diligence.toml is read, an environment variable beats it."""
    (empty / "diligence.toml").write_text('width = 3\ntimezone = "Europe/Berlin"\n[policy]\nquorum = 2\n')
    monkeypatch.setenv("DILIGENCE_WIDTH", "5")
    found = settings.current()
    assert (found.width, found.timezone, found.policy.quorum) == (5, "Europe/Berlin", 2)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("width = 0", "width"),
        ('timezone = "Mars"', "timezone"),
        ("colour = 1", "colour"),
        ("width = = 1", "diligence.toml"),
    ],
)
def test_a_wrong_setting_is_named(line: str, named: str, empty: Path) -> None:
    """One message says which setting is wrong and where to correct it."""
    (empty / "diligence.toml").write_text(line + "\n")
    with pytest.raises(BadInput, match=named):
        settings.current()


def test_the_checkpoint_goes_to_a_folder_or_a_command(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list is a command, anything else a folder."""
    monkeypatch.setenv("DILIGENCE_CHECKPOINT_TO", "/mnt/auditor")
    assert settings.current().checkpoint_to == Path("/mnt/auditor")
    monkeypatch.setenv("DILIGENCE_CHECKPOINT_TO", '["logger", "-t", "diligence"]')
    assert settings.current().checkpoint_to == ("logger", "-t", "diligence")
