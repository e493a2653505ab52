"""What concerns everybody stops everybody of the night, keeps others going, and is forgotten when taken up again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from agents.analysts.claude.calls import CallFailed
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.stops import start_again


@pytest.mark.parametrize("script", ["spend", "auth", "missing", "bad400"])
def test_after_it_nobody_of_the_night_sends(
    script: str, double: Any, bench: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    """Another target's question of the same night is not sent, and fails by the same kind."""
    with pytest.raises(CallFailed) as first:
        bench(night_id="night-1").caller.call(ask(script))
    with pytest.raises(CallFailed) as second:
        bench(night_id="night-1", run_id="run-2").caller.call(ask())
    assert first.value.kind == second.value.kind and first.value.stops_batch
    assert (second.value.sent, len(double.raw)) == (0, 1)


def test_other_nights_and_other_keys_go_on(bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """A stop holds for one night and one credential."""
    with pytest.raises(CallFailed, match="auth"):
        bench(night_id="night-1").caller.call(ask("auth"))
    assert bench(night_id="night-2").caller.call(ask()).attempts == 1
    other = ClaudeSettings(api_key="another").api_key
    assert bench(night_id="night-1", api_key=other).caller.call(ask()).attempts == 1


def test_taking_up_starts_again(settings: ClaudeSettings, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """Whoever takes the run up has seen to the reason."""
    with pytest.raises(CallFailed, match="auth"):
        bench().caller.call(ask("auth"))
    start_again(settings)
    assert bench().caller.call(ask()).attempts == 1


def test_what_concerns_one_target_stops_nobody(bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """A refusal or an empty target budget leaves the others sending."""
    with pytest.raises(CallFailed, match="refused"):
        bench(night_id="night-1").caller.call(ask("refusal"))
    with pytest.raises(CallFailed, match="target_budget"):
        bench(night_id="night-1", run_id="run-2", budget_usd=0).caller.call(ask())
    assert bench(night_id="night-1").caller.call(ask()).attempts == 1
