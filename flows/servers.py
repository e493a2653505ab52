"""Which Prefect server a command uses: the configured one, the one of `diligence serve`, or a temporary one."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from flows import tether
from flows.problems import Unavailable
from flows.settings import Settings

URL = "PREFECT_API_URL"
START_SECONDS = 120.0
ANSWER_SECONDS = 5.0
QUIET: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
}
"""No word to anybody outside."""
TUNED: Mapping[str, str] = {
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TRIGGERS_READ_BATCH_SIZE": "200",
}
"""With one event per transaction, the default, a server loses task runs of a long night."""
HEARTBEAT_SECONDS = 30
"""Between two signs of life of a flow run; one that misses them is shown as crashed."""
Say = Callable[[str], None]


def quiet() -> None:
    """Keep Prefect quiet and offline in this process and in what it starts."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


@contextlib.contextmanager
def server(settings: Settings, say: Say) -> Iterator[str]:
    """Make a server's address known to Prefect, which must not be imported yet, and keep it up meanwhile."""
    quiet()
    os.environ.setdefault("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", str(HEARTBEAT_SECONDS))
    url = configured()
    if url and not answers(url):
        raise Unavailable(
            f"the Prefect server {url} is configured ({URL}) but does not answer as one",
            f"start it, or `diligence serve`; or unset {URL} to have a temporary server for this command",
        )
    url = url or serving(settings.home)
    if url:
        os.environ[URL] = url
        yield url
        return
    with temporary(say) as started:
        yield started


def configured() -> str | None:
    """Return the address in the environment, or in Prefect's active profile."""
    return os.environ.get(URL) or _profile()


def _profile() -> str | None:
    home = Path(os.environ.get("PREFECT_HOME", Path.home() / ".prefect"))
    try:
        profiles = tomllib.loads((home / "profiles.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    active = os.environ.get("PREFECT_PROFILE") or profiles.get("active")
    url = profiles.get("profiles", {}).get(active, {}).get(URL)
    return str(url) if url else None


def serving(home: Path) -> str | None:
    """Return the address of a running `diligence serve` of this home."""
    try:
        url = str(json.loads(serving_file(home).read_text(encoding="utf-8"))["url"])
    except (OSError, ValueError, KeyError):
        return None
    return url if answers(url) else None


def serving_file(home: Path) -> Path:
    """Return where `diligence serve` leaves its address."""
    return home / "lock" / "serve.json"


def answers(url: str, seconds: float = ANSWER_SECONDS) -> bool:
    """Return whether a Prefect server answers there; one that wants credentials first is an answer too."""
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/health", timeout=seconds) as said:  # noqa: S310 -- the operator's own URL
            return bool(said.read(100).strip() == b"true")
    except urllib.error.HTTPError as problem:
        return problem.code in {401, 403}
    except (OSError, ValueError, http.client.HTTPException):
        return False


@contextlib.contextmanager
def temporary(say: Say) -> Iterator[str]:
    """Run a server of our own in a temporary folder for as long as this lasts."""
    say(
        "no Prefect server is running: starting a temporary one, 10 to 20 seconds (`diligence serve` keeps one running)"
    )
    with tempfile.TemporaryDirectory(prefix="diligence-server-") as folder, contextlib.ExitStack() as stack:
        url = stack.enter_context(running(Path(folder), free_port()))
        before = os.environ.get(URL)
        os.environ[URL] = url
        try:
            yield url
        finally:
            _restore(before)


def _restore(before: str | None) -> None:
    if before is None:
        os.environ.pop(URL, None)
    else:
        os.environ[URL] = before


@contextlib.contextmanager
def running(folder: Path, port: int) -> Iterator[str]:
    """Run a Prefect server with its files in a folder; its address is given once it answers."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "server.log"
    url = f"http://127.0.0.1:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("ab") as file:
        process = tether.start(command, server_environment(folder, url), file)
    try:
        _await(url, process.poll, log)
        yield url
    finally:
        tether.stop(process)


def server_environment(folder: Path, url: str) -> dict[str, str]:
    """Return the environment of a server that keeps its files in a folder."""
    own = {
        "PREFECT_HOME": str(folder),
        "PREFECT_SERVER_UI_API_URL": url,
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        URL: url,
    }
    return {**os.environ, **TUNED, **QUIET, **own}


def _await(url: str, ended: Callable[[], int | None], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if answers(url, 2.0):
            return
        if ended() is not None:
            raise Unavailable(f"the Prefect server ended while starting: {_tail(log)}", f"its log is {log}")
        time.sleep(0.2)
    raise Unavailable(f"the Prefect server did not answer within {START_SECONDS:g} s: {_tail(log)}", "try again")


def _tail(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return " / ".join(lines[-3:]) or "no message"


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
