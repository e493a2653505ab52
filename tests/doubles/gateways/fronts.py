"""What stands between the product and a model, from a test's side: the test server itself, LiteLLM, or aimock."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from messages_api import faults
from messages_api.running import KEY, Running

from .processes import LOCAL, ROOT, free_port, serving

AIMOCK = ROOT / "aimock" / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js"
LITELLM = ROOT / "litellm" / "bin" / "litellm"
GATEWAY_KEY = "sk-gateway"
MODEL = "claude-sonnet-5-5"
Scenario = dict[str, Any]


class Front(Protocol):
    """A server to send to, that plays scenarios and counts what reached the model."""

    url: str
    key: str

    def play(self, answer: str, *scenarios: Scenario) -> None:
        """Answer with `answer` once the scenarios, one after the other, are over."""

    def reached(self) -> list[dict[str, Any]]:
        """Return the bodies that reached the model, in order."""


class Direct:
    """The test server, without anything in front of it; its answers come from the documents."""

    key = KEY

    def __init__(self, server: Running) -> None:
        self.url = server.url
        self.server = server

    def play(self, answer: str, *scenarios: Scenario) -> None:
        """Set the scenarios."""
        self.server.reset()
        self.server.scenarios(*scenarios)

    def reached(self) -> list[dict[str, Any]]:
        """Return what the server saw."""
        return [one["body"] for one in self.server.requests()]


class Behind(Direct):
    """The test server behind a gateway."""

    key = GATEWAY_KEY

    def __init__(self, server: Running, url: str) -> None:
        super().__init__(server)
        self.url = url


class Aimock:
    """A mock that others wrote; a scenario becomes a fixture of its own for each time it is to happen."""

    key = GATEWAY_KEY

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def play(self, answer: str, *scenarios: Scenario) -> None:
        """Replace the fixtures; a scenario without `times` has no end."""
        passing = [_fixture(one["do"], answer) for one in scenarios for _ in range(one.get("times", 0))]
        ever = next((_fixture(one["do"], answer) for one in scenarios if "times" not in one), _says(answer))
        numbered = [{"match": {"sequenceIndex": place}, **one} for place, one in enumerate(passing)]
        self._control("POST", "reset", {})
        self._control("POST", "fixtures", {"fixtures": [*numbered, {"match": {}, **ever}]})

    def reached(self) -> list[dict[str, Any]]:
        """Return what its journal holds."""
        entries = self._control("GET", "journal", None)
        return [entry["body"] for entry in entries if entry["path"].startswith("/v1/messages")]

    def _control(self, method: str, name: str, value: Any) -> Any:
        data = None if value is None else json.dumps(value).encode()
        request = urllib.request.Request(
            f"{self.url}/__aimock/{name}", data=data, method=method, headers={"content-type": "application/json"}
        )
        with LOCAL.open(request, timeout=20) as answer:
            raw = answer.read()
        return json.loads(raw) if raw else None


def _says(text: str, **more: Any) -> dict[str, Any]:
    return {"response": {"content": text, **more}}


def _fixture(name: str, answer: str) -> dict[str, Any]:
    if name in faults.STATUSES:
        status, kind, message, _ = faults.STATUSES[name]
        return {"response": {"error": {"type": kind, "message": message}, "status": status}}
    return {
        "refused": {"response": {"content": "No.", "finishReason": "refusal"}},
        "truncated": _says(answer[: len(answer) // 3], finishReason="length"),
        "context_exceeded": _says(answer[: len(answer) // 3], finishReason="model_context_window_exceeded"),
        "prose": _says("I would rather describe it in my own words."),
        "cut_stream": {**_says(answer), "truncateAfterChunks": 2, "chunkSize": 10},
        "garbled": {**_says(answer), "chaos": {"malformedRate": 1}},
        "dropped": {**_says(answer), "chaos": {"disconnectRate": 1}},
    }[name]


@contextmanager
def aimock(folder: Path) -> Iterator[Aimock]:
    """Run aimock for as long as the context lasts."""
    port, fixtures = free_port(), folder / "fixtures.json"
    fixtures.write_text(json.dumps({"fixtures": [{"match": {}, **_says("{}")}]}), encoding="utf-8")
    command = ["node", str(AIMOCK), "-p", str(port), "-f", str(fixtures), "--strict", "--log-level", "warn"]
    with serving(command, f"http://127.0.0.1:{port}/health", folder / "aimock.log", 60):
        yield Aimock(port)


@contextmanager
def litellm(server: Running, folder: Path, settings: Sequence[str] = ()) -> Iterator[Behind]:
    """Run LiteLLM's proxy in front of the test server for as long as the context lasts."""
    port, config = free_port(), folder / "litellm.yaml"
    model = {"model": f"anthropic/{MODEL}", "api_base": server.url, "api_key": KEY}
    about = {
        "model_list": [{"model_name": MODEL, "litellm_params": model}],
        "litellm_settings": {"num_retries": 0, "telemetry": False},
        "router_settings": {"disable_cooldowns": True},
    }
    config.write_text(json.dumps(about), encoding="utf-8")  # YAML takes JSON
    command = [str(LITELLM), "--config", str(config), "--port", str(port), "--host", "127.0.0.1", *settings]
    environment = {"LITELLM_MASTER_KEY": GATEWAY_KEY, "LITELLM_LOCAL_MODEL_COST_MAP": "True", "NO_PROXY": "127.0.0.1"}
    with serving(command, f"http://127.0.0.1:{port}/health/liveliness", folder / "litellm.log", 240, **environment):
        yield Behind(server, f"http://127.0.0.1:{port}")


def why_not(program: Path) -> str | None:
    """Return why a server of others cannot be used here, or None."""
    if not program.exists():
        return f"gateway absent: {program.relative_to(ROOT.parent)} (make test-gateways installs it)"
    return None
