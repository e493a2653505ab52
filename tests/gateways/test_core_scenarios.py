"""The same scenarios against the test server, LiteLLM in front of it, and a mock that others wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from gateways.fronts import Front
from pydantic import BaseModel, ConfigDict

from agents.analysts.claude.calls import Caller, CallFailed, Request
from agents.recorder import ListRecorder

ARTICLE = "Acme raised its revenue to $1,250 million in 2024."
FRONTS = ("direct", "litellm", "aimock")
BEHIND = ("direct", "litellm")
"""Fronts with the test server at their end: it plays what a mock cannot."""


class ToldClaim(BaseModel):
    """One statement."""

    model_config = ConfigDict(extra="forbid")
    document: str
    quote: str
    value: str


class Told(BaseModel):
    """What the model is asked for."""

    model_config = ConfigDict(extra="forbid")
    claims: list[ToldClaim]


ANSWER = json.dumps({"claims": [{"document": "D1", "quote": ARTICLE, "value": "$1,250 million"}]})
PASSING: dict[str, tuple[tuple[str, ...], dict[str, Any], int]] = {
    "nothing": (FRONTS, {}, 1),
    "rate_limit": (FRONTS, {"do": "rate_limit", "times": 1}, 2),
    "overloaded": (FRONTS, {"do": "overloaded", "times": 2}, 3),
    "server_error": (FRONTS, {"do": "server_error", "times": 1}, 2),
    "unavailable": (FRONTS, {"do": "unavailable", "times": 1}, 2),
    "cut_stream": (FRONTS, {"do": "cut_stream", "times": 1}, 2),
    "truncated": (FRONTS, {"do": "truncated", "times": 1}, 2),
    "prose": (FRONTS, {"do": "prose", "times": 1}, 2),
    "bad_gateway": (BEHIND, {"do": "bad_gateway", "times": 1}, 2),
    "clean_cut": (BEHIND, {"do": "clean_cut", "times": 1, "after": 4}, 2),
    "stream_error": (BEHIND, {"do": "stream_error", "times": 1}, 2),
    "fenced": (BEHIND, {"do": "fenced", "lacks": "JSON Schema"}, 2),
    "schema_rejected": (BEHIND, {"do": "too_complex", "lacks": "JSON Schema"}, 2),
    "format_unknown": (BEHIND, {"do": "no_format", "lacks": "JSON Schema"}, 2),
    "thinking": (BEHIND, {"do": "thinking"}, 1),
    "split": (BEHIND, {"do": "split"}, 1),
}
"""Scenario: where it can be played, what it is, and the requests that reach the model until there is an answer."""
STAYING: dict[str, tuple[tuple[str, ...], str, str, int]] = {
    "overloaded": (FRONTS, "overloaded", "overloaded", 4),
    "rate_limit": (FRONTS, "rate_limit", "rate_limit", 4),
    "server_error": (FRONTS, "server_error", "server_error", 4),
    "own_spend_limit": (FRONTS, "own_spend_limit", "spend_limit", 1),
    "billing": (FRONTS, "billing", "spend_limit", 1),
    "unauthorized": (FRONTS, "unauthorized", "auth", 1),
    "forbidden": (FRONTS, "forbidden", "auth", 1),
    "model_missing": (FRONTS, "model_missing", "model_missing", 1),
    "bad_request": (FRONTS, "bad_request", "bad_request", 1),
    "prompt_too_long": (FRONTS, "prompt_too_long", "context_exceeded", 1),
    "too_large": (FRONTS, "too_large", "too_large", 1),
    "refused": (FRONTS, "refused", "refused", 1),
    "context_exceeded": (FRONTS, "context_exceeded", "context_exceeded", 1),
    "truncated": (FRONTS, "truncated", "truncated", 2),
    "spend_limit": (BEHIND, "spend_limit", "spend_limit", 1),
}
"""Scenario: where it can be played, what it is, the failure's kind, and the requests that reach the model."""


def question() -> Request[Told]:
    """Return a request with one document."""
    call = {"type": "tool_use", "id": "toolu_document_0001", "name": "read_document", "input": {"document": "D1"}}
    shown = json.dumps({"document": "D1", "path": "press/a.txt", "text": ARTICLE})
    result = {"type": "tool_result", "tool_use_id": call["id"], "content": shown}
    turns = [
        {"role": "user", "content": [{"type": "text", "text": "Target: Acme"}]},
        {"role": "assistant", "content": [call]},
        {"role": "user", "content": [result, {"type": "text", "text": "Answer."}]},
    ]
    return Request("branch", "You work one branch of a due-diligence review: press.", turns, Told)


def cases(table: dict[str, Any]) -> list[Any]:
    """Return a row for every front that can play a scenario."""
    return [pytest.param(front, name, id=f"{front}-{name}") for name, row in table.items() for front in row[0]]


@pytest.mark.parametrize(("front", "name"), cases(PASSING), indirect=["front"])
def test_what_passes_is_overcome(name: str, front: Front, caller: Callable[..., Caller]) -> None:
    """A fault that a further attempt or turn mends costs that attempt, and the answer is the document's."""
    _, scenario, requests = PASSING[name]
    front.play(ANSWER, *([scenario] if scenario else []))
    answer = caller().call(question())
    assert [claim.model_dump() for claim in answer.value.claims] == json.loads(ANSWER)["claims"]
    assert (answer.attempts, len(front.reached())) == (requests, requests)


@pytest.mark.parametrize(("front", "name"), cases(STAYING), indirect=["front"])
def test_what_stays_fails_by_its_kind(name: str, front: Front, caller: Callable[..., Caller]) -> None:
    """A gateway may lose status and code: the kind, and with it the policy, stays the same."""
    _, fault, kind, requests = STAYING[name]
    front.play(ANSWER, {"do": fault})
    with pytest.raises(CallFailed) as failed:
        caller().call(question())
    assert (str(failed.value.kind), len(front.reached())) == (kind, requests), str(failed.value)


@pytest.mark.parametrize("front", FRONTS, indirect=True)
def test_every_attempt_has_an_id_a_model_and_a_cost(
    front: Front, caller: Callable[..., Caller], recorder: ListRecorder
) -> None:
    """Whatever header the id is in; the price is that of the model that was asked for."""
    front.play(ANSWER)
    caller().call(question())
    (ended,) = [one for one in recorder.entries if one.event_type == "model.answered"]
    assert ended.attributes["request_id"]
    assert (ended.attributes["request_model"], ended.attributes["priced"]) == ("claude-sonnet-5-5", True)


@pytest.mark.parametrize("front", ["litellm"], indirect=True)
def test_a_gateway_passes_the_prompt_on_as_it_is(front: Front, caller: Callable[..., Caller]) -> None:
    """Documents, schema and turns reach the model unchanged."""
    front.play(ANSWER)
    caller().call(question())
    (body,) = front.reached()
    assert body["messages"] == question().messages
    assert body["output_config"]["format"]["type"] == "json_schema"


@pytest.mark.parametrize("front", ["direct", "litellm"], indirect=True)
def test_tokens_are_counted(front: Front, caller: Callable[..., Caller]) -> None:
    """By whoever answers."""
    front.play(ANSWER)
    assert caller().count_tokens(question()) > 50


@pytest.mark.parametrize("front", ["direct"], indirect=True)
def test_a_local_server_without_structured_output_works(
    front: Any, caller: Callable[..., Caller], messages_api_process: Any
) -> None:
    """A server that takes the format and does not keep to it is asked with the schema in the prompt."""
    front.play(ANSWER)
    messages_api_process.model(structured=False)
    answer = caller().call(question())
    assert (answer.mode, answer.attempts, len(answer.value.claims)) == ("schema_in_prompt", 2, 1)
