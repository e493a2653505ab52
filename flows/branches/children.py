"""The flow process's side of the host: start an attempt, await its end, kill it. Nothing here blocks the event loop."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from itertools import count
from typing import Any, NamedTuple

from flows.branches.limits import Limits

READ_SIZE = 1 << 16
ATTEMPTS = "flows.branches.jobs"
"""The trade of branches and synthesis."""
KILL_WAIT = 10.0
"""Seconds to wait for the end of a killed attempt; the kernel may still be writing its pages out."""


class Ending(NamedTuple):
    """How an attempt's process ended."""

    code: int | None = None
    signal: int | None = None
    cpu: float = 0.0
    peak_mb: int = 0
    answer: str = ""
    past_deadline: bool = False


STDERR = 2
"""What attempts print is a message, never a result."""
HOST_LOST = Ending(code=-1, answer="the process that attempts are started from died")


class Host:
    """A running host process and the attempts it was asked for."""

    def __init__(self, trade: str) -> None:
        ours, theirs = socket.socketpair()
        path = os.pathsep.join(folder or os.getcwd() for folder in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "flows.branches.host", str(theirs.fileno()), trade],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=STDERR,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
        theirs.close()
        self._line = ours
        self._ids = count(1)
        self._lock = threading.Lock()
        self._ended: dict[int, Future[Ending]] = {}
        self._lost = False
        threading.Thread(target=self._listen, name="attempts", daemon=True).start()

    @property
    def lost(self) -> bool:
        """Whether the host is gone."""
        return self._lost

    def start(self, job: str, args: Mapping[str, Any], limits: Limits) -> tuple[int, Future[Ending]]:
        """Ask for an attempt; return its number and the future of its end."""
        ended: Future[Ending] = Future()
        with self._lock:
            number = next(self._ids)
            if self._lost:
                ended.set_result(HOST_LOST)
                return number, ended
            self._ended[number] = ended
        self._send({"id": number, "job": job, "args": dict(args), "limits": limits.plain()})
        return number, ended

    def kill(self, number: int) -> None:
        """Kill an attempt and everything it started."""
        self._send({"kill": number})

    def close(self) -> None:
        """End the host and every attempt with it."""
        self._line.close()
        try:
            self._process.wait(KILL_WAIT)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _send(self, message: Mapping[str, Any]) -> None:
        with self._lock:
            try:
                self._line.sendall(json.dumps(message).encode() + b"\n")
            except OSError:
                return  # the listening thread tells everyone who waits

    def _listen(self) -> None:
        buffer = b""
        while data := self._receive():
            *lines, buffer = (buffer + data).split(b"\n")
            for line in lines:
                self._tell(json.loads(line))
        with self._lock:
            self._lost = True
            waiting, self._ended = self._ended, {}
        for ended in waiting.values():
            ended.set_result(HOST_LOST)

    def _receive(self) -> bytes:
        try:
            return self._line.recv(READ_SIZE)
        except OSError:
            return b""

    def _tell(self, reply: dict[str, Any]) -> None:
        with self._lock:
            ended = self._ended.pop(reply.pop("id"), None)
        if ended is not None:
            ended.set_result(Ending(**reply))


_HOSTS: dict[str, tuple[int, Host]] = {}
"""By trade: the process that started it, and the host; a forked process must not use its parent's."""


def host(trade: str = ATTEMPTS) -> Host:
    """Return this process's host of a trade, started on first use and again after its death."""
    owner, running = _HOSTS.get(trade, (0, None))
    if running is None or running.lost or owner != os.getpid():
        running = Host(trade)
        _HOSTS[trade] = os.getpid(), running
        atexit.register(running.close)
    return running


async def run(job: str, args: Mapping[str, Any], limits: Limits, seconds: float, trade: str = ATTEMPTS) -> Ending:
    """Carry out a job in a process of its own; kill it at its deadline or when this task is cancelled."""
    running = host(trade)
    number, future = running.start(job, args, limits)
    ended = asyncio.wrap_future(future)
    try:
        done, _ = await asyncio.wait([ended], timeout=max(seconds, 0.0))
        if done:
            return ended.result()
        running.kill(number)
        done, _ = await asyncio.wait([ended], timeout=KILL_WAIT)
        return (ended.result() if done else Ending())._replace(past_deadline=True)
    except BaseException:
        running.kill(number)
        await asyncio.wait([ended], timeout=KILL_WAIT)
        raise
