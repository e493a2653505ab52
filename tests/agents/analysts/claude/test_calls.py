"""Every failure kind against a server over HTTP: what is retried, repaired, given up, and what it stops."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from agents.analysts.claude.calls import CallFailed


def test_a_question_brings_a_checked_answer(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """One request with a schema, one validated answer with usage and cost."""
    answer = bench().caller.call(ask())
    assert (answer.value.summary, answer.attempts, answer.mode) == ("Revenue rose.", 1, "structured")
    assert answer.usage.output_tokens == 30
    assert str(answer.cost_usd) == "0.00064"
    (body,) = double.bodies
    assert body["output_config"]["format"]["type"] == "json_schema" and body["stream"] is True


@pytest.mark.parametrize(
    ("script", "attempts"),
    [("r429", 2), ("r529", 3), ("r500", 3), ("r409", 2), ("drop", 2), ("unstreamed", 1), ("gz", 1), ("pause", 2),
     ("maxtok_once", 2), ("wrong_once", 2), ("grammar", 2), ("ignores", 2), ("cut_1", 2)],
)  # fmt: skip
def test_what_passes_is_overcome(
    script: str, attempts: int, double: Any, bench: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    """A failure that a further attempt or turn can mend costs that attempt and nothing else."""
    answer = bench().caller.call(ask(script))
    assert answer.value.summary == "Revenue rose."
    assert (answer.attempts, len(double.bodies)) == (attempts, attempts)


@pytest.mark.parametrize(
    ("script", "kind", "attempts"),
    [("r429ever", "rate_limit", 4), ("always529", "overloaded", 4), ("gateway529", "overloaded", 4),
     ("always500", "server_error", 4), ("html502", "server_error", 4), ("r504", "timeout", 4),
     ("cut", "transport", 4), ("cleancut", "transport", 4), ("notjson", "transport", 4),
     ("midstream", "overloaded", 4), ("maxtok", "truncated", 2), ("always_wrong", "bad_output", 2),
     ("pause_ever", "paused", 4), ("refusal", "refused", 1), ("ctx", "context_exceeded", 1),
     ("toolong", "context_exceeded", 1), ("big", "too_large", 1),
     ("gatewaybig", "too_large", 1), ("spend", "spend_limit", 1),
     ("ownspend", "spend_limit", 1), ("gatewayspend", "spend_limit", 1), ("billing", "spend_limit", 1),
     ("auth", "auth", 1), ("forbidden", "auth", 1), ("missing", "model_missing", 1), ("bad400", "bad_request", 1),
     ("redirect", "bad_request", 1), ("r429absurd", "rate_limit", 1)],
)  # fmt: skip
def test_what_stays_fails_by_its_kind(
    script: str, kind: str, attempts: int, double: Any, bench: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    """Every failure has its kind and takes the attempts its policy allows."""
    made = bench(structured="on")
    with pytest.raises(CallFailed) as failed:
        made.caller.call(ask(script))
    assert (failed.value.kind, len(double.bodies)) == (kind, attempts)
