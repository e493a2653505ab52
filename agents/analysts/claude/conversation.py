"""The turns of one call: stop reason before parsing, then what the policy of each failure kind asks for, once."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, cast

from anthropic import transform_schema
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from agents.analysts.claude.attempt import Judged, Sent, Turn, size_of
from agents.analysts.claude.client import body_of
from agents.analysts.claude.failures import POLICY, Action, CallFailed, FailureKind
from agents.analysts.claude.messages import Message
from agents.analysts.claude.models import known
from agents.analysts.claude.pricing import price_of
from agents.analysts.claude.questions import A, Answer, Mode, Request
from agents.analysts.claude.recording import About, Ended
from agents.analysts.claude.sending import Sender, Spent
from agents.analysts.claude.settings import ClaudeSettings

K = FailureKind
SHAPE = "Reply with one JSON object only, without any other text, valid against this JSON Schema:\n"
CORRECT = "That answer is not valid:\n{errors}\nReply with the corrected JSON object only."
GO_ON = "Go on."
ERRORS_TOLD = 20
REPAIRABLE = 200_000
"""Characters of an answer that is still sent back to be corrected."""
AGAIN: Mapping[Action, int] = {"lengthen": 1, "repair": 1, "fall_back": 1, "resume": 3}
"""How often a call may take each kind of further turn."""
STOPS: Mapping[str, FailureKind] = {
    "refusal": K.REFUSED, "max_tokens": K.TRUNCATED, "model_context_window_exceeded": K.CONTEXT_EXCEEDED,
    "pause_turn": K.PAUSED,
}  # fmt: skip


class Modes:
    """How this server is asked for structure; what one call learns the next ones use."""

    def __init__(self, settings: ClaudeSettings) -> None:
        self._fixed = settings.structured != "auto"
        self.current: Mode = "schema_in_prompt" if settings.structured == "off" else "structured"

    def fall_back(self) -> bool:
        """Put the schema in the prompt from now on; say whether that may be."""
        if self._fixed:
            return False
        self.current = "schema_in_prompt"
        return True


@dataclass(frozen=True)
class _State:
    """What the next turn is made of."""

    name: str
    messages: list[dict[str, Any]]
    max_tokens: int
    mode: Mode
    done: tuple[Action, ...] = ()

    def then(self, action: Action, name: str, **changed: Any) -> _State:
        return replace(self, name=name, done=(*self.done, action), **changed)


class Conversation(Generic[A]):
    """One call from the first turn to its answer."""

    def __init__(
        self, settings: ClaudeSettings, sender: Sender, modes: Modes, request: Request[A], branch: str, until: float
    ) -> None:
        self._settings, self._sender, self._modes = settings, sender, modes
        self._request, self._branch, self._until = request, branch, until
        self._schema: dict[str, Any] = transform_schema(request.answer)
        self._spent = Spent()
        self.call_id = str(uuid.uuid4())

    async def answer(self) -> Answer[A]:
        """Take turns until one brings a valid answer; raise CallFailed where the policy has nothing left."""
        given = self._request.max_tokens or self._settings.max_tokens
        state = _State("first", self._request.messages, given, self._modes.current)
        while True:
            sent, failed = await self._turn(state)
            if sent and sent.judged.kind is None:
                return self._answer(state, sent)
            state = self._next(state, sent, failed)

    async def _turn(self, state: _State) -> tuple[Sent | None, CallFailed]:
        """Return what came, or the failure."""
        try:
            sent = await self._sender.send(self._made(state), self._count)
        except CallFailed as failed:
            failed.call_id, failed.sent = self.call_id, self._spent.attempts
            return None, failed
        judged = sent.judged
        kind = judged.kind or K.BUG
        return sent, CallFailed(kind, judged.detail, self.call_id, judged.category, self._spent.attempts)

    def _count(self, ended: Ended) -> None:
        self._spent = self._spent.plus(ended)

    def _answer(self, state: _State, sent: Sent) -> Answer[A]:
        return Answer(
            value=cast("A", sent.judged.value),
            call_id=self.call_id,
            attempts=self._spent.attempts,
            mode=state.mode,
            usage=self._spent.usage,
            cost_usd=self._spent.cost,
            stop_reason=sent.message.stop_reason,
        )

    def _made(self, state: _State) -> Turn:
        structured = state.mode == "structured"
        messages = state.messages if structured else [*state.messages, _user(SHAPE + json.dumps(self._schema))]
        format_ = {"type": "json_schema", "schema": self._schema} if structured else None
        body = body_of(self._settings, self._request.system, messages, state.max_tokens, format_)
        about = About(
            call_id=self.call_id,
            http_attempt=self._spent.attempts + 1,
            branch=self._branch,
            purpose=self._request.purpose,
            turn=state.name,
            mode=state.mode,
            prompt_sha256=_sha256([self._request.system, self._request.messages]),
            schema_sha256=_sha256(self._schema),
        )
        price = price_of(self._settings.model, self._settings.prices)
        size = size_of(len(json.dumps(body, ensure_ascii=False).encode()), state.max_tokens, price)
        return Turn(about, body, size, self._until, lambda message: self._judged(state, message))

    def _judged(self, state: _State, message: Message) -> Judged:
        stopped = STOPS.get(message.stop_reason)
        if stopped is K.REFUSED:
            category = message.stop_details.get("category")
            said = str(message.stop_details.get("explanation") or "")
            return Judged(stopped, said, str(category) if category else None)
        if stopped is not None:
            return Judged(stopped, f"stopped by {message.stop_reason} at max_tokens {state.max_tokens}")
        text = message.text if state.mode == "structured" else _object_in(message.text)
        try:
            return Judged(None, value=self._request.answer.model_validate_json(text))
        except ValidationError as problem:
            return self._invalid(state, problem)

    def _invalid(self, state: _State, problem: ValidationError) -> Judged:
        """Structured output cannot have another shape: a server that sends one has ignored the format."""
        errors = problem.errors(include_url=False, include_context=False, include_input=False)
        ignored = state.mode == "structured" and any(_of_shape(error) for error in errors)
        kind = K.SCHEMA_REJECTED if ignored and self._settings.structured == "auto" else K.BAD_OUTPUT
        return Judged(kind, json.dumps(errors[:ERRORS_TOLD], default=str))

    def _next(self, state: _State, sent: Sent | None, failed: CallFailed) -> _State:
        action = POLICY[failed.kind].action
        if state.done.count(action) >= AGAIN.get(action, 0):
            raise failed
        if action == "fall_back" and state.mode == "structured" and self._modes.fall_back():
            return state.then(action, "schema_in_prompt", mode="schema_in_prompt")
        if sent is None:
            raise failed
        further = {"lengthen": self._lengthened, "repair": self._repaired, "resume": self._resumed}.get(action)
        made = further(state, sent.message, failed) if further else None
        if made is None:
            raise failed
        return made

    def _lengthened(self, state: _State, _: Message, __: CallFailed) -> _State | None:
        """Twice as long, as far as the model can; where it cannot, nothing is won by asking again."""
        longest = known(self._settings.model).output
        if longest is not None and state.max_tokens >= longest:
            return None
        doubled = state.max_tokens * 2
        return state.then("lengthen", "lengthened", max_tokens=min(doubled, longest) if longest else doubled)

    def _repaired(self, state: _State, message: Message, failed: CallFailed) -> _State | None:
        if len(message.text) > REPAIRABLE:
            return None
        said = {"role": "assistant", "content": [{"type": "text", "text": message.text}]}
        earlier = [*state.messages, said] if message.text.strip() else state.messages
        return state.then("repair", "repair", messages=[*earlier, _user(CORRECT.format(errors=failed.detail))])

    def _resumed(self, state: _State, message: Message, _: CallFailed) -> _State | None:
        """The last turn is the user's: newer models refuse an assistant's to be gone on with."""
        said = {"role": "assistant", "content": message.content}
        messages = [*state.messages, said, _user(GO_ON)]
        return state.then("resume", "resumed", messages=messages) if message.content else None


def _of_shape(error: ErrorDetails) -> bool:
    return error["type"] in ("json_invalid", "missing", "extra_forbidden") or error["type"].endswith("_type")


def _object_in(text: str) -> str:
    """A model without structured output wraps its object in words or a fence."""
    return text[max(text.find("{"), 0) : text.rfind("}") + 1]


def _user(text: str) -> dict[str, Any]:
    return {"role": "user", "content": [{"type": "text", "text": text}]}


def _sha256(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
