"""Events of every HTTP attempt at asking a model: before it is sent, and when it ended.

Names follow OpenTelemetry's conventions for generative AI where they have one.
"""

from __future__ import annotations

from typing import ClassVar

from audit.events.base import Attributes


class ModelAttempt(Attributes):
    """What names an attempt, before it is sent and after."""

    call_id: str
    """The call: one question with all its turns and attempts."""
    http_attempt: int
    """Counts the HTTP attempts of the call, from 1."""
    branch: str
    """For which branch, or for the synthesis."""
    purpose: str
    """`branch`, `part` (of a branch whose documents do not fit at once) or `synthesis`."""
    operation: str
    """What is asked for: `chat` (OTel: gen_ai.operation.name)."""
    provider: str
    """Whose interface it is (OTel: gen_ai.provider.name)."""
    server_address: str
    """Where it was sent: the provider, a gateway or a local server (OTel: server.address)."""
    request_model: str
    """The model asked for (OTel: gen_ai.request.model)."""
    encoding: str | None = None
    """`base64` where the bytes in the event's texts are no text; otherwise absent."""
    headers: dict[str, str]
    """The headers that are known to hold no secret."""


class ModelRequested(ModelAttempt):
    """A request is about to be sent. Texts: `request`, its exact bytes, where they were not kept before."""

    event_type: ClassVar[str] = "model.requested"
    turn: str
    """Why it is sent: `first`, `lengthened`, `repair`, `resumed` or `schema_in_prompt`."""
    mode: str
    """How the answer's shape is asked for: `structured` or `schema_in_prompt`."""
    max_tokens: int
    """The longest answer asked for (OTel: gen_ai.request.max_tokens)."""
    effort: str | None
    """How hard the model was told to work; null leaves it to the model."""
    request_key: str
    """SHA-256 of what is asked, without how it is transported; `replay` finds its answer by it."""
    request_sha256: str
    """SHA-256 of the request's exact bytes; requests with the same bytes are kept once."""
    request_bytes: int
    """How many they are."""
    prompt_sha256: str
    """SHA-256 of the call's system text and messages, the same in all its turns."""
    schema_sha256: str
    """SHA-256 of the JSON schema its answer must be valid against."""
    reserved_usd: str | None
    """Set aside of the budget: the most it can cost, a decimal."""
    sdk_version: str
    """Of the package `anthropic`."""


class ModelEnded(ModelAttempt):
    """What an attempt brought."""

    error_type: str | None
    """The failure kind; null where the answer was used (OTel: error.type)."""
    category: str | None
    """Of a refusal, in the provider's words."""
    status_code: int | None
    """Of the HTTP response; null where there was none (OTel: http.response.status_code)."""
    sent: bool
    """Whether it was sent at all; what is refused by stop, budget, circuit or limits is not."""
    request_id: str | None
    """The server's id of the request, or the gateway's."""
    response_id: str | None
    """The message's id (OTel: gen_ai.response.id)."""
    response_model: str | None
    """The model as the server names it (OTel: gen_ai.response.model)."""
    finish_reason: str | None
    """Why the model stopped (OTel: gen_ai.response.finish_reasons)."""
    input_tokens: int | None
    """Tokens of the prompt, cached ones included (OTel: gen_ai.usage.input_tokens); null where not told."""
    output_tokens: int | None
    """Tokens generated, as far as told (OTel: gen_ai.usage.output_tokens)."""
    cache_read_input_tokens: int | None
    """Of the input, read from the cache (OTel: gen_ai.usage.cache_read.input_tokens)."""
    cache_creation_input_tokens: int | None
    """Of the input, written to the cache (OTel: gen_ai.usage.cache_creation.input_tokens)."""
    cost_usd: str | None
    """A decimal; null where the bytes do not say or the model has no known price."""
    charged_usd: str
    """Counted against the budget: the cost, or the most it can have been."""
    priced: bool
    """Whether the model has a known price."""
    price_date: str
    """The day the price table was written down."""
    latency_ms: int
    """From sending to the end."""
    first_byte_ms: int | None
    """From sending to the first byte of the answer."""
    response_sha256: str
    """SHA-256 of the bytes received."""
    response_bytes: int
    """How many they are."""
    complete: bool
    """Whether the body ended as HTTP says it must; false where the stream was cut."""
    limits: dict[str, str]
    """The server's limits as it stated them, without `anthropic-ratelimit-`."""


class ModelAnswered(ModelEnded):
    """A whole message came. Texts: `response`, every byte; `message`, where it could not be used."""

    event_type: ClassVar[str] = "model.answered"


class ModelFailed(ModelEnded):
    """No whole message came. Texts: `response`, the bytes that did; `message`."""

    event_type: ClassVar[str] = "model.failed"
