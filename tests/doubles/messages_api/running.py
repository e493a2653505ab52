"""The server from a test's side: start it, tell it how to behave, read what it saw."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KEY = "test-key"
HERE = Path(__file__).resolve().parent


class Running:
    """A server that runs in a process of its own."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def scenarios(self, *scenarios: dict[str, Any]) -> None:
        """Set how requests go wrong: `{"do": "overloaded", "contains": "press", "times": 2}`."""
        self._put("scenarios", list(scenarios))

    def limits(self, **limits: float) -> None:
        """Set the organisation's limits, with full buckets."""
        self._put("limits", limits)

    def model(self, **about: Any) -> None:
        """Set how the model answers: `seconds`, `window`, `structured`; what is not named is as at the start."""
        self._put("model", about)

    def reset(self) -> None:
        """Behave, and forget what was seen."""
        self.scenarios()
        self.model()
        self.limits()
        self._put("forget", None)

    def requests(self) -> list[dict[str, Any]]:
        """Return the requests for messages seen so far, each with its `body` parsed."""
        seen = [one for one in self._get("requests")["requests"] if one["path"] == "/v1/messages"]
        return [{**one, "body": json.loads(one["body"]) if one["body"] else None} for one in seen]

    def summary(self) -> dict[str, Any]:
        """Return what was seen, without bodies: `requests`, `most_in_flight`, `in_flight`, `beyond`."""
        return self._get("summary")

    def _put(self, name: str, value: Any) -> None:
        self._call(name, json.dumps(value).encode())

    def _get(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self._call(name, None)
        return found

    def _call(self, name: str, data: bytes | None) -> Any:
        request = urllib.request.Request(f"{self.url}/_test/{name}", data=data)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=60) as answer:
            return json.load(answer)


@contextmanager
def running(port: int = 0) -> Iterator[Running]:
    """Run a server for as long as the context lasts."""
    command = [sys.executable, "-m", "messages_api", "--port", str(port), "--key", KEY]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            yield Running(int(process.stdout.readline()))
        finally:
            process.kill()
