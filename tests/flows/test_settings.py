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


def test_credential_and_address_come_from_the_variables_of_anthropics_tools(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a setting names wins over them; the credential is never shown."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-secret")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "https://gateway.example/")
    (empty / "diligence.toml").write_text('[claude]\nmodel = "claude-opus-5-5"\n')
    found = settings.current().claude
    assert found.api_key is not None and found.api_key.get_secret_value() == "sk-secret"
    assert (found.model, found.base_url) == ("claude-opus-5-5", "https://gateway.example")
    monkeypatch.setenv("DILIGENCE_CLAUDE__BASE_URL", "https://other.example")
    assert settings.current().claude.base_url == "https://other.example"
    assert "sk-secret" not in repr(settings.current()) + str(settings.current().claude.public())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DILIGENCE_CLAUDE__API_KEYS", "sk-secret"),
        ("DILIGENCE_CLAUDE__API_KEY", "sk-secret\n"),
        ("DILIGENCE_CLAUDE__BASE_URL", "https://user:sk-secret@gateway.example"),
        ("DILIGENCE_CLAUDE", "sk-secret"),
        ("ANTHROPIC_API_KEY", "sk-secret\u20ac"),
        ("ANTHROPIC_BASE_URL", "https://sk-secret@gateway.example"),
    ],
)
def test_a_wrong_setting_of_claude_is_told_without_its_value(
    name: str, value: str, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any of them may hold a credential, also one that was written into the wrong place."""
    monkeypatch.setenv(name, value)
    try:
        found = settings.current().claude
    except BadInput as problem:
        assert "claude" in str(problem) and "sk-secret" not in str(problem)
    else:
        assert name.endswith("API_KEY") and "sk-secret" not in repr(found)


def test_the_file_is_found_by_the_processes_that_serve_starts(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They work elsewhere, and read the file of the folder that `serve` was started in."""
    monkeypatch.setenv(settings.FILE_VARIABLE, "")
    monkeypatch.delenv(settings.FILE_VARIABLE)
    (empty / "diligence.toml").write_text('analyst = "claude, press=rules"\n')
    settings.hand_on_file()
    (empty / "elsewhere").mkdir()
    monkeypatch.chdir(empty / "elsewhere")
    assert settings.current().analyst == "claude, press=rules"
