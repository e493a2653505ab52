"""What the server answers and how it fails: read by the real SDK."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anthropic
import httpx2
import pytest
from messages_api import behaviours, faults
from messages_api.running import Running

Body = dict[str, Any]
ARTICLE = "Acme raised its revenue to $1,250 million in 2024. It has 340 employees. A lawsuit was filed in May."
"""As in the requests of the fixture."""
ANY = (anthropic.AnthropicError, httpx2.TransportError, json.JSONDecodeError, AssertionError)
"""Whatever the SDK raises for a call that went wrong on the wire."""


def streamed(client: anthropic.Anthropic, body: Body) -> Any:
    """Return the final message of a streamed call."""
    with client.messages.stream(**body) as stream:
        return stream.get_final_message()


def said(message: Any) -> Any:
    """Return the JSON a message holds."""
    return json.loads("".join(block.text for block in message.content if block.type == "text"))


def test_claims_are_quoted_from_the_documents(client: anthropic.Anthropic, request_body: Body) -> None:
    """An honest answer quotes verbatim and states what the quote says."""
    claims = said(streamed(client, request_body))["claims"]
    assert [claim["value"] for claim in claims] == ["$1,250 million", "340"]
    assert all(claim["quote"] in ARTICLE and claim["value"] in claim["quote"] for claim in claims)


def test_a_stream_and_a_whole_message_say_the_same(client: anthropic.Anthropic, request_body: Body) -> None:
    """The same request gets the same content either way, and the same again."""
    answers = [streamed(client, request_body), client.messages.create(**request_body), streamed(client, request_body)]
    assert len({json.dumps(said(one)) for one in answers}) == 1
    assert len({one.id for one in answers}) == 3


def test_an_answer_has_usage_and_a_request_id(client: anthropic.Anthropic, request_body: Body) -> None:
    """Input and output are counted; ids differ from call to call."""
    first = client.messages.create(**request_body)
    second = client.messages.create(**request_body)
    assert (first.usage.input_tokens > 100, first.usage.output_tokens > 10) == (True, True)
    assert first._request_id != second._request_id


def test_a_marked_prefix_is_read_from_the_cache_the_second_time(
    client: anthropic.Anthropic, request_body: Body
) -> None:
    """The first call writes what the second reads; the sum is the whole prompt."""
    request_body["messages"][2]["content"][0]["cache_control"] = {"type": "ephemeral"}
    first, second = (streamed(client, request_body).usage for _ in range(2))
    assert first.cache_creation_input_tokens == second.cache_read_input_tokens > 0
    assert (first.cache_read_input_tokens, second.cache_creation_input_tokens) == (0, 0)


def test_every_answer_tells_the_limits(client: anthropic.Anthropic, request_body: Body) -> None:
    """The headers name limit, what remains and when it is full again, for requests and tokens."""
    headers = client.messages.with_raw_response.create(**request_body).headers
    names = {f"anthropic-ratelimit-{a}-{b}" for a in ("requests", "input-tokens", "output-tokens")
             for b in ("limit", "remaining", "reset")}  # fmt: skip
    assert names <= set(headers)
    assert int(headers["anthropic-ratelimit-requests-remaining"]) < int(headers["anthropic-ratelimit-requests-limit"])


def test_requests_beyond_the_limit_get_429_and_are_counted(
    messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """Three requests fit a bucket of three; the fourth has to wait."""
    messages_api.limits(requests=3)
    for _ in range(3):
        streamed(client, request_body)
    with pytest.raises(anthropic.RateLimitError) as refused:
        streamed(client, request_body)
    assert int(refused.value.response.headers["retry-after"]) > 0
    assert messages_api.summary()["beyond"] == 1


def test_requests_in_flight_are_counted_and_bounded(
    messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """Two at once pass where two are allowed; with a third some are refused."""
    messages_api.limits(in_flight=2)
    messages_api.model(seconds=0.5)
    with ThreadPoolExecutor(3) as pool:
        answers = [pool.submit(streamed, client, request_body) for _ in range(3)]
    assert sum(one.exception() is not None for one in answers) == 1
    assert messages_api.summary()["most_in_flight"] == 3


def test_what_was_seen_holds_no_key(messages_api: Running, client: anthropic.Anthropic, request_body: Body) -> None:
    """A request is kept with its body; the key is not."""
    streamed(client, request_body)
    (seen,) = messages_api.requests()
    assert seen["body"]["messages"] == request_body["messages"]
    assert (seen["status"], seen["headers"]["authorization"]) == (200, "hidden")


def test_a_client_that_leaves_is_seen_to_leave(messages_api: Running, request_body: Body) -> None:
    """A call abandoned while the model thinks is no longer in flight."""
    messages_api.model(seconds=60)
    impatient = anthropic.Anthropic(api_key="test-key", base_url=messages_api.url, max_retries=0, timeout=0.3)
    with pytest.raises(anthropic.APITimeoutError):
        impatient.messages.create(**request_body)
    _until(lambda: messages_api.summary()["in_flight"] == 0)
    assert messages_api.requests()[0]["status"] == "client gone"


@pytest.mark.parametrize("name", faults.STATUSES)
def test_a_refusal_has_its_status_type_and_code(
    name: str, messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """Every refusal reaches the SDK as the API writes it."""
    messages_api.scenarios({"do": name})
    with pytest.raises(anthropic.APIStatusError) as refused:
        streamed(client, request_body)
    error = refused.value
    assert (error.status_code, error.type, error.api_message, error.error_code) == faults.STATUSES[name]


@pytest.mark.parametrize("name", sorted(set(faults.BREAKS) - {"dripped", "clean_cut", "redirected"}))
def test_a_break_on_the_wire_is_no_answer(
    name: str, messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """However a call breaks, the SDK gets no whole message."""
    messages_api.scenarios({"do": name, "seconds": 0.2})
    with pytest.raises(ANY):
        streamed(client, request_body)


def test_a_clean_early_end_looks_like_success_to_the_sdk(
    messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """The trap: no exception, no stop reason."""
    messages_api.scenarios({"do": "clean_cut", "after": 4})
    assert streamed(client, request_body).stop_reason is None


def test_a_dripping_answer_is_whole_and_late(
    messages_api: Running, request_body: Body, client: anthropic.Anthropic
) -> None:
    """The trap: no read takes long, and so no read times out."""
    messages_api.scenarios({"do": "dripped", "seconds": 2})
    began = time.monotonic()
    streamed(client.with_options(timeout=0.5), request_body)
    assert time.monotonic() - began > 1


@pytest.mark.parametrize(
    ("name", "stop"),
    [("refused", "refusal"), ("refused_midway", "refusal"), ("truncated", "max_tokens"), ("paused", "pause_turn"),
     ("context_exceeded", "model_context_window_exceeded"), ("tool_use", "tool_use"), ("unknown_stop", "tired"),
     ("prose", "end_turn"), ("fenced", "end_turn"), ("wrong_types", "end_turn"), ("no_content", "end_turn"),
     ("thinking", "end_turn"), ("split", "end_turn")],
)  # fmt: skip
def test_an_unusable_answer_has_its_stop_reason(
    name: str, stop: str, messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """Every spoiled answer still reaches the SDK as a message."""
    messages_api.scenarios({"do": name})
    assert streamed(client, request_body).stop_reason == stop


def test_an_answer_longer_than_max_tokens_is_cut(client: anthropic.Anthropic, request_body: Body) -> None:
    """The stop reason says so."""
    message = streamed(client, {**request_body, "max_tokens": 20})
    assert (message.stop_reason, message.usage.output_tokens) == ("max_tokens", 20)


LIES: dict[str, Callable[[Body], bool]] = {
    "fabricated_quotes": lambda claim: claim["quote"] not in ARTICLE,
    "altered_digits": lambda claim: claim["quote"] not in ARTICLE and claim["value"] in claim["quote"],
    "altered_values": lambda claim: claim["quote"] in ARTICLE and claim["value"] not in claim["quote"],
    "numbers_from_nowhere": lambda claim: claim["quote"] in ARTICLE and claim["value"] not in ARTICLE,
    "unknown_document": lambda claim: claim["document"] != "D1",
    "bare_numbers": lambda claim: re.fullmatch(r"[\d,.]+", claim["quote"]) is not None,
}


@pytest.mark.parametrize("name", LIES)
def test_a_lying_model_lies_in_every_claim(
    name: str, messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """A lie that were true would test nothing."""
    messages_api.scenarios({"do": name})
    claims = said(streamed(client, request_body))["claims"]
    assert len(claims) == 2
    assert all(LIES[name](claim) for claim in claims)


@pytest.mark.parametrize("name", ["huge", "huge_quote"])
def test_a_huge_answer_is_huge(
    name: str, messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """Ten megabytes, beyond any `max_tokens`; not streamed here, since that takes the SDK half a minute."""
    messages_api.scenarios({"do": name})
    assert len(json.dumps(said(client.messages.create(**request_body)))) > behaviours.HUGE


def test_an_obedient_model_quotes_the_sentence_it_obeys(
    messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """What a document tells it to say becomes a claim."""
    messages_api.scenarios({"do": "obeys", "value": "It has 340 employees."})
    assert said(streamed(client, request_body))["claims"][-1]["quote"] == "It has 340 employees."


def test_a_schema_in_the_prompt_is_kept_to(client: anthropic.Anthropic, request_body: Body) -> None:
    """Without `output_config.format` the model follows the schema it is shown."""
    schema = request_body.pop("output_config")["format"]["schema"]
    text = f"Reply with one JSON object valid against this JSON Schema:\n{json.dumps(schema)}"
    request_body["messages"][2]["content"][1]["text"] = text
    assert [sorted(claim) for claim in said(streamed(client, request_body))["claims"]] == [
        ["document", "quote", "value"]
    ] * 2


def test_a_server_without_structured_output_answers_in_prose(
    messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """As local servers do: the format is taken, and not kept to."""
    messages_api.model(structured=False)
    with pytest.raises(json.JSONDecodeError):
        said(streamed(client, request_body))


def test_a_scenario_is_for_the_requests_it_names(
    messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """By what they contain, after some and for some of them."""
    messages_api.scenarios({"do": "overloaded", "contains": "340 employees", "skip": 1, "times": 1})
    statuses = [_status(client, request_body) for _ in range(3)]
    request_body["messages"][2]["content"][0]["content"] = "nothing"
    messages_api.scenarios({"do": "overloaded", "contains": "340 employees"})
    assert [*statuses, _status(client, request_body)] == [200, 529, 200, 200]


def test_an_unknown_scenario_is_a_mistake(messages_api: Running) -> None:
    """A misspelt fault would leave the test without one."""
    with pytest.raises(OSError, match="400"):
        messages_api.scenarios({"do": "overlaoded"})


def test_a_hundred_calls_at_once_are_answered(
    messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """All of them are in flight together."""
    messages_api.model(seconds=2)
    barrier = threading.Barrier(100)

    def call(_: int) -> str:
        barrier.wait(30)
        return str(streamed(client, request_body).stop_reason)

    with ThreadPoolExecutor(100) as pool:
        assert set(pool.map(call, range(100))) == {"end_turn"}
    assert messages_api.summary()["most_in_flight"] == 100


def _status(client: anthropic.Anthropic, body: Body) -> int:
    try:
        streamed(client, body)
    except anthropic.APIStatusError as refused:
        return refused.status_code
    return 200


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_call_that_ends_after_a_reset_is_not_counted(
    messages_api: Running, client: anthropic.Anthropic, request_body: Body
) -> None:
    """What an earlier test left in flight never makes the next one's count wrong."""
    messages_api.scenarios({"do": "slow", "seconds": 1})
    with ThreadPoolExecutor(1) as pool:
        left = pool.submit(streamed, client, request_body)
        while messages_api.summary()["in_flight"] == 0:
            time.sleep(0.02)
        messages_api.reset()
        assert messages_api.summary()["in_flight"] == 0
        left.result(30)
    assert (messages_api.summary()["in_flight"], messages_api.summary()["most_in_flight"]) == (0, 0)
