"""Server, work pool, deployments, worker and the automation for dead runs: one machine, one command."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from flows import servers, tether
from flows.choosing import choose
from flows.problems import Unavailable
from flows.servers import Say
from flows.settings import Settings, hand_on_file, override
from flows.versions import PROJECT

POOL = "diligence"
PR_SET_CHILD_SUBREAPER = 36
"""linux/prctl.h"""
FLOW = re.compile(rb"prefect\.(flow_)?engine")
"""In the command line of a process that carries out a flow run."""
FLOW_GRACE = 15.0
"""Seconds a running flow has to write its last words."""
SETUP_SECONDS = 180.0
RESTARTS = 20
"""Times a worker that ends is started again; the runs it carried go on without it."""


class _Stop(Exception):
    """A signal asked to stop."""


def serve(settings: Settings, say: Say) -> None:
    """Serve until SIGINT or SIGTERM, then leave no process behind."""
    worked = choose("", settings)
    servers.quiet()
    _check_port(settings.port)
    _adopt()
    hand_on_file()
    if isinstance(settings.checkpoint_to, Path):
        override(checkpoint_to=settings.checkpoint_to)
    override(home=settings.home, rooms=settings.rooms, watchlist=settings.watchlist, timezone=settings.timezone)
    os.environ["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"] = str(servers.HEARTBEAT_SECONDS)
    folder = settings.home / "prefect"
    try:
        with _signals(), contextlib.suppress(_Stop):
            say(f"branches are worked by: {worked.text()}")
            say("starting the Prefect server, 10 to 20 seconds")
            with servers.running(folder, settings.port) as url:
                _work(settings, folder, url, say)
    finally:
        _leave_nothing()
    say("stopped")


def _work(settings: Settings, folder: Path, url: str, say: Say) -> None:
    os.environ.update({servers.URL: url, "PREFECT_HOME": str(folder)})
    _set_up(folder)
    with _address(settings.home, url):
        ui = url.removesuffix("/api")
        say(f"UI at {ui}; deployments assess/on-demand, nightly/watchlist, review/decide")
        say(f"logs in {folder}; Ctrl-C stops")
        for _ in range(RESTARTS):
            _work_until_worker_ends(folder, url)
            say("the worker ended and is started again")
    raise Unavailable(f"the worker ended {RESTARTS} times", f"its log is {folder / 'worker.log'}")


def _work_until_worker_ends(folder: Path, url: str) -> None:
    with _worker(folder) as worker:
        while worker.poll() is None:
            if not servers.answers(url, 30.0):
                raise Unavailable(f"the Prefect server {url} stopped answering", f"its log is {folder / 'server.log'}")
            time.sleep(2.0)


def _set_up(folder: Path) -> None:
    """Make the work pool before the deployments: `deploy` stops at a pool that does not exist."""
    log = folder / "setup.log"
    _prefect(["work-pool", "create", POOL, "--type", "process", "--overwrite"], log)
    _prefect(["--no-prompt", "deploy", "--all"], log)
    _run([sys.executable, "-m", "flows.zombies"], log)


def _prefect(words: Sequence[str], log: Path) -> None:
    _run([sys.executable, "-m", "prefect", *words], log)


def _run(command: Sequence[str], log: Path) -> None:
    path = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH", "")]))
    with log.open("ab") as file:
        process = tether.start(command, {**os.environ, "PYTHONPATH": path}, file, PROJECT)
    try:
        code = process.wait(SETUP_SECONDS)
    except subprocess.TimeoutExpired:
        code = -1
    finally:
        tether.stop(process)
    if code:
        raise Unavailable(f"setting up Prefect failed: {' '.join(command[2:])}", f"its log is {log}")


@contextlib.contextmanager
def _worker(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the worker, without a limit of its own: with one it dies when a run is retried right after it ended."""
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process"]
    with (folder / "worker.log").open("ab") as file:
        process = tether.start([*command, "--install-policy", "never"], dict(os.environ), file, PROJECT)
    try:
        yield process
    except BaseException:
        _end_flows()
        raise
    finally:
        tether.stop(process)


@contextlib.contextmanager
def _address(home: Path, url: str) -> Iterator[None]:
    """Leave the address where the other commands look for it."""
    file = servers.serving_file(home)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"url": url, "pid": os.getpid()}), encoding="utf-8")
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise Unavailable(
                f"port {port} is taken: {problem.strerror}", "stop what uses it, or give another --port"
            ) from problem


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, signal.SIG_IGN)  # once is enough; the rest is tidying up
        raise _Stop

    before = {name: signal.signal(name, stop) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _adopt() -> None:
    """Become the parent of what our programs leave behind, so that it can be ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1)


def _end_flows() -> None:
    """Ask the running flows to end, so that their journals say so."""
    flows = [pid for pid in _descendants(os.getpid()) if FLOW.search(_command(pid))]
    _signal(flows, signal.SIGTERM)
    until = time.monotonic() + FLOW_GRACE
    while time.monotonic() < until and any(_alive(pid) for pid in flows):
        time.sleep(0.1)


def _leave_nothing() -> None:
    _signal(_descendants(os.getpid()), signal.SIGTERM)
    until = time.monotonic() + FLOW_GRACE
    while time.monotonic() < until and _descendants(os.getpid()):
        time.sleep(0.1)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
    _signal(_descendants(os.getpid()), signal.SIGKILL)


def _signal(pids: Sequence[int], number: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def _alive(pid: int) -> bool:
    return Path(f"/proc/{pid}/cmdline").exists() and bool(_command(pid))


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _descendants(pid: int) -> list[int]:
    """Return the processes below one, nearest first."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [*children, *(below for child in children for below in _descendants(child))]
