"""The process that attempts are forked from: it has what they need imported already, one thread, and no state.

What they need is a module with `warm()`, `prepare(args)` for what only some jobs need, and
`carry_out(job, args, answer)`: the agents, or the layout engine.

The flow process holds the other end of its socket. Requests and replies are JSON lines:
`{"id", "job", "args", "limits"}` starts an attempt, `{"kill": id}` ends one, and every end is told as
`{"id", "code", "signal", "cpu", "peak_mb", "answer"}`. When the socket closes, everything that was started is killed.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
import sys
import traceback
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

from flows.branches import limits

READ_SIZE = 1 << 16


class _Child(NamedTuple):
    request: int
    answer: int
    """A memory file the attempt may leave an answer in."""


class Host:
    """Forks one attempt per request and tells how each ended."""

    def __init__(self, line: socket.socket, trade: ModuleType) -> None:
        self._line = line
        self._trade = trade
        self._buffer = b""
        self._children: dict[int, _Child] = {}
        self._bell, ring = socket.socketpair()
        self._ring = ring
        for end in (self._bell, ring):
            end.setblocking(False)
        signal.set_wakeup_fd(ring.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Serve until the flow process closes its end, then leave nothing running."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._line, selectors.EVENT_READ)
            selector.register(self._bell, selectors.EVENT_READ)
            while self._turn(selector):
                self._reap()
        for pid in list(self._children):
            _kill_group(pid)

    def _turn(self, selector: selectors.BaseSelector) -> bool:
        for key, _ in selector.select():
            if key.fileobj is self._bell:
                self._bell.recv(READ_SIZE)
            elif not self._receive():
                return False
        return True

    def _receive(self) -> bool:
        try:
            data = self._line.recv(READ_SIZE)
        except ConnectionError:
            return False
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        for line in lines:
            self._answer(json.loads(line))
        return bool(data)

    def _answer(self, request: dict[str, Any]) -> None:
        if "kill" in request:
            for pid, child in self._children.items():
                if child.request == request["kill"]:
                    _kill_group(pid)
            return
        self._trade.prepare(request["args"])
        self._fork(request)

    def _fork(self, request: dict[str, Any]) -> None:
        answer = os.memfd_create("answer")
        host = os.getpid()
        try:
            pid = os.fork()
        except OSError as problem:
            os.close(answer)
            self._tell(request["id"], code=-1, answer=f"no process could be started: {problem}")
            return
        if pid == 0:
            self._become(request, answer, host)
        self._children[pid] = _Child(request["id"], answer)

    def _become(self, request: dict[str, Any], answer: int, host: int) -> None:
        """Be the attempt; never return."""
        code = 1
        try:
            limits.die_with(host)
            self._forget()
            os.setsid()
            limits.Limits(**request["limits"]).impose()
            code = self._trade.carry_out(request["job"], request["args"], answer)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _forget(self) -> None:
        """Let go of what belongs to the host."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for end in (self._line, self._bell, self._ring):
            end.close()
        for child in self._children.values():
            os.close(child.answer)

    def _reap(self) -> None:
        while self._children:
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if ended is None:
                return
            # The zombie keeps its number from being given away, so this reaches its own grandchildren and nobody else.
            _kill_group(ended.si_pid)
            _, status, used = os.wait4(ended.si_pid, 0)
            child = self._children.pop(ended.si_pid)
            code = os.waitstatus_to_exitcode(status)
            self._tell(
                child.request,
                code=code if code >= 0 else None,
                signal=-code if code < 0 else None,
                cpu=round(used.ru_utime + used.ru_stime, 3),
                peak_mb=used.ru_maxrss >> 10,
                answer=_read(child.answer),
            )

    def _tell(self, request: int, **ending: Any) -> None:
        try:
            self._line.sendall(json.dumps({"id": request, **ending}).encode() + b"\n")
        except OSError:
            return  # the flow process is gone; the next turn sees the closed line and ends everything


def _kill_group(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def _read(answer: int) -> str:
    with os.fdopen(answer, "rb") as file:
        file.seek(0)
        return file.read().decode(errors="replace")


def main() -> None:
    """Serve the flow process: its socket's file descriptor and the module of the trade are the two arguments."""
    line = socket.socket(fileno=int(sys.argv[1]))
    line.set_inheritable(False)
    for ignored in (signal.SIGINT, signal.SIGTERM):  # the flow process decides; its end closes the line
        signal.signal(ignored, signal.SIG_IGN)
    trade = import_module(sys.argv[2])
    trade.warm()
    gc.freeze()
    Host(line, trade).serve()


if __name__ == "__main__":
    main()
