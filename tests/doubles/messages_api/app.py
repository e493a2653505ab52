"""The server: checks a request as the API would, then answers from its documents, or fails as it was told."""

from __future__ import annotations

import asyncio
import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from . import behaviours, checks, faults, filling
from .documents import schema
from .errors import Rejected, invalid
from .journal import Seen
from .limits import Limits, Meter
from .messages import Message, events, message, text_block
from .scenarios import Scenario, Scenarios
from .transport import Connection, Gone, HttpRequest
from .usage import PromptCache

CONTROL = "/_test/"
KNOWN = frozenset({"slow", *behaviours.BEHAVIOURS, *faults.STATUSES, *faults.ANSWERS, *faults.BREAKS})
"""What a scenario may do."""
Body = dict[str, Any]


@dataclass
class Server:
    """One organisation's API: a key, its limits, and a model."""

    key: str
    seconds: float = 0.0
    """How long every answer takes."""
    window: int | None = None
    structured: bool = True
    """Off: `output_config.format` is taken and not kept to, as local servers do."""
    scenarios: Scenarios = field(default_factory=Scenarios)
    seen: Seen = field(default_factory=Seen)
    meter: Meter = field(default_factory=lambda: Meter(Limits()))
    cache: PromptCache = field(default_factory=PromptCache)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection's requests until it is closed."""
        to = Connection(reader, writer)
        try:
            while request := await to.receive():
                if request.path.startswith(CONTROL):
                    await self._control(to, request)
                else:
                    await self._recorded(to, request)
        except Rejected as refusal:
            await to.answer(refusal.status, refusal.body("req_unread"), {"connection": "close"})
        except (Gone, ConnectionError, asyncio.IncompleteReadError, ValueError):
            pass
        finally:
            to.close()

    async def _recorded(self, to: Connection, request: HttpRequest) -> None:
        entry = self.seen.begin(request)
        status: int | str = "client gone"
        try:
            status = await self._answered(to, request, entry)
        finally:
            self.seen.end(entry, status)

    async def _answered(self, to: Connection, request: HttpRequest, entry: dict[str, Any]) -> int | str:
        """Answer one request and return its status; every error of the API is one answer."""
        headers = {"request-id": f"req_{next(self.numbers):024d}"}
        try:
            body = self._accepted(request)
            if request.path == "/v1/messages/count_tokens":
                await to.answer(200, {"input_tokens": checks.tokens(body)}, headers)
                return 200
            scenario = self.scenarios.of(body)
            entry.update(scenario=scenario and scenario.do, input_tokens=checks.tokens(body))
            headers |= self._admitted(body, scenario)
            whole = self._composed(body, scenario)
            entry["output_tokens"] = whole["usage"]["output_tokens"]
        except Rejected as refusal:
            await to.answer(refusal.status, refusal.body(headers["request-id"]), {**headers, **refusal.headers})
            return refusal.status
        await to.wait(self.seconds + (scenario.seconds if scenario and scenario.do == "slow" else 0))
        return await self._sent(to, body, scenario, whole, headers)

    def _accepted(self, request: HttpRequest) -> Body:
        if request.path not in {"/v1/messages", "/v1/messages/count_tokens"}:
            raise Rejected(404, "not_found_error", "Not found")
        if request.method != "POST":
            raise Rejected(405, "invalid_request_error", "Method Not Allowed")
        checks.headers(request.headers, self.key)
        body = checks.parsed(request.body)
        if request.path.endswith("count_tokens"):
            checks.count(body)
        else:
            checks.create(body, self.window)
        return body

    def _admitted(self, body: Body, scenario: Scenario | None) -> dict[str, str]:
        if scenario and (refusal := faults.refusal(scenario)):
            raise refusal
        self.meter.admit(checks.tokens(body), self.seen.in_flight)
        return self.meter.headers()

    def _composed(self, body: Body, scenario: Scenario | None) -> Message:
        said: Any = behaviours.honest(body)
        if scenario and scenario.do in behaviours.BEHAVIOURS:
            said = behaviours.spoiled(scenario.do, body, scenario.value)
        wanted = schema(body)
        text = json.dumps(filling.fill(wanted, said) if wanted else said, ensure_ascii=False)
        if not self.structured and "format" in (body.get("output_config") or {}):
            text = "I would say that the documents speak of several figures."
        usage = self.cache.usage(body, len(text))
        self.meter.written(usage["output_tokens"])
        stop = "end_turn"
        rogue = scenario is not None and scenario.do in behaviours.BEYOND_LIMITS
        if usage["output_tokens"] > body["max_tokens"] and not rogue:
            text, stop = text[: int(body["max_tokens"] * checks.CHARACTERS_A_TOKEN)], "max_tokens"
            usage["output_tokens"] = body["max_tokens"]
        whole = message(body["model"], [text_block(text)], usage, stop)
        return faults.answered(scenario, whole) if scenario else whole

    async def _sent(
        self, to: Connection, body: Body, scenario: Scenario | None, whole: Message, headers: dict[str, str]
    ) -> int | str:
        if scenario and scenario.do in faults.BREAKS:
            await faults.BREAKS[scenario.do](to, whole, scenario, headers)
            return scenario.do
        if not body.get("stream"):
            await to.answer(200, whole, headers)
            return 200
        await to.begin(headers)
        for event in events(whole):
            await to.event(event)
        await to.end()
        return 200

    async def _control(self, to: Connection, request: HttpRequest) -> None:
        """Let a test set the scenarios and limits, and read what was seen."""
        try:
            found = self._controlled(request.path.removeprefix(CONTROL), json.loads(request.body or b"null"))
        except (TypeError, ValueError, KeyError) as problem:
            await to.answer(400, invalid(repr(problem)).body("req_control"), {})
            return
        await to.answer(200, found, {})

    def _controlled(self, name: str, given: Any) -> Any:
        if name == "scenarios":
            self.scenarios.put(given, KNOWN)
        elif name == "limits":
            self.meter = Meter(Limits(**given))
        elif name == "model":
            self.seconds = given.get("seconds", 0.0)
            self.window = given.get("window")
            self.structured = given.get("structured", True)
        elif name == "forget":
            self.seen, self.cache, self.meter = Seen(), PromptCache(), Meter(self.meter.limits)
        elif name in {"requests", "summary"}:
            return {**self.seen.plain(bodies=name == "requests"), "beyond": self.meter.beyond}
        else:
            raise KeyError(name)
        return {}


async def listen(server: Server, port: int) -> None:
    """Serve on this machine only, and print the port once it is open."""
    listening = await asyncio.start_server(server.serve, "127.0.0.1", port, limit=1 << 20, backlog=1024)
    print(listening.sockets[0].getsockname()[1], flush=True)
    async with listening:
        await listening.serve_forever()
