"""docs/operations.md and docs/claude.md say what there is: settings, commands, final states, exit codes, prices."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from agents.analysts.claude.failures import FailureKind
from agents.analysts.claude.models import DATE, MODELS
from agents.analysts.claude.settings import ClaudeSettings
from flows.commands import COMMANDS
from flows.policy import FINAL_STATES, NIGHT_STATES
from flows.settings import OF_THE_RUN, Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = (DOCS / "operations.md").read_text(encoding="utf-8")
CLAUDE = (DOCS / "claude.md").read_text(encoding="utf-8")


def test_every_setting_price_and_failure_of_claude_is_documented() -> None:
    """What can be set, what it costs and what can go wrong stand on Claude's page as they stand in the code."""
    rows = [line for line in CLAUDE.splitlines() if line.startswith("| `")]
    first = " ".join(row.split("|")[1] for row in rows)
    known = ClaudeSettings.model_fields.keys() - OF_THE_RUN
    assert [name for name in (*known, *FailureKind, *MODELS) if f"`{name}`" not in first] == []
    assert DATE in CLAUDE
    for name, model in MODELS.items():
        (row,) = [row for row in rows if f"`{name}`" in row.split("|")[1] and "above" not in row]
        shown = [Decimal(cell.strip()) for cell in row.split("|")[2:7]]
        price = model.price
        assert price and shown == [
            price.input, price.output, price.cache_read, price.cache_write_5m, price.cache_write_1h
        ]  # fmt: skip


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
