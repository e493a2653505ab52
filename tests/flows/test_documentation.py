"""docs/operations.md says what there is: every setting, every command, every final state, every exit code."""

from __future__ import annotations

from pathlib import Path

from flows.commands import COMMANDS
from flows.policy import FINAL_STATES, NIGHT_STATES
from flows.settings import Settings

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    """A setting nobody can find does not exist."""
    assert [name for name in Settings.model_fields if f"| `{name}` |" not in TEXT] == []


def test_every_command_is_documented() -> None:
    """With its words."""
    assert [name for name in COMMANDS if f"`diligence {name}" not in TEXT] == []


def test_every_final_state_is_documented() -> None:
    """Whoever sees a state in Prefect finds what it means."""
    states = [rule.name for rule in FINAL_STATES] + list(NIGHT_STATES)
    assert [name for name in states if f"`{name}`" not in TEXT] == []
