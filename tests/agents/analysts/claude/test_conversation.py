"""The further turns of a call: a correction, a longer answer, the schema in the prompt; each once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from agents.analysts.claude.calls import CallFailed


def test_a_correction_names_what_was_wrong(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """The repair turn shows the model its answer and the errors."""
    assert bench(structured="on").caller.call(ask("wrong_once")).attempts == 2
    said = double.bodies[1]["messages"]
    assert [turn["role"] for turn in said] == ["user", "assistant", "user"]
    assert "extra_forbidden" in said[2]["content"][0]["text"]


def test_a_cut_answer_may_be_twice_as_long(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """The limit is doubled once, and never beyond what the model can."""
    bench(max_tokens=100_000).caller.call(ask("maxtok_once"))
    assert [body["max_tokens"] for body in double.bodies] == [100_000, 128_000]


def test_a_longest_answer_is_not_asked_for_again(
    double: Any, bench: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    """At the model's own limit nothing is won by asking again."""
    with pytest.raises(CallFailed, match="truncated"):
        bench(max_tokens=128_000).caller.call(ask("maxtok"))
    assert len(double.bodies) == 1


@pytest.mark.parametrize("script", ["grammar", "ignores"])
def test_without_structured_output_the_schema_is_in_the_prompt(
    script: str, double: Any, bench: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    """A server that rejects or ignores the format is asked in words, and from then on at once."""
    made = bench()
    first, second = made.caller.call(ask(script)), made.caller.call(ask("fenced"))
    assert (first.mode, first.attempts) == ("schema_in_prompt", 2)
    assert (second.mode, second.attempts) == ("schema_in_prompt", 1)
    assert ["output_config" in body for body in double.bodies] == [True, False, False]
    assert "valid against this JSON Schema" in double.bodies[1]["messages"][-1]["content"][0]["text"]


def test_a_rejected_schema_fails_where_words_are_not_wanted(
    double: Any, bench: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    """With structured output set on there is no falling back."""
    with pytest.raises(CallFailed, match="schema_rejected"):
        bench(structured="on").caller.call(ask("grammar"))
    assert len(double.bodies) == 1


def test_a_refusal_asks_nobody_else(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """No second request, and no other model."""
    with pytest.raises(CallFailed) as failed:
        bench().caller.call(ask("refusal"))
    assert (failed.value.category, failed.value.stops_batch) == ("cyber", False)
    assert [body["model"] for body in double.bodies] == ["claude-sonnet-5-5"]


def test_tokens_are_counted_by_the_server(bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """Counting asks the server and sends no question."""
    made = bench()
    assert made.caller.count_tokens(ask()) > 10
    assert made.events("model.requested") == []


def test_a_paused_answer_is_gone_on_with(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """What it said is sent back, and the last turn is the user's."""
    assert bench().caller.call(ask("pause")).attempts == 2
    turns = double.bodies[1]["messages"]
    assert [turn["role"] for turn in turns] == ["user", "assistant", "user"]
    assert turns[1]["content"] == [{"type": "text", "text": "working"}]


def test_broken_text_is_mended_before_it_is_sent_back(
    double: Any, bench: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    """Half a surrogate pair can be received and not be sent: a mark stands in its place."""
    assert bench().caller.call(ask("pause_broken")).attempts == 2
    assert double.bodies[1]["messages"][1]["content"][0]["text"] == "half a pair: ?"
