"""Entries of many tasks for one recorder: what is waiting while one write is under way goes together with the next."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

from agents.recorder import Entry, Recorder


class RecordingFailed(BaseException):
    """The trail could not be told: nothing is sent that is not on it. No Exception, as the SDK would swallow it."""

    def __init__(self, problem: BaseException) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Waiting(NamedTuple):
    entry: Entry
    done: asyncio.Future[None]


class Telling:
    """One writer at a time, off the loop: a disk that takes its time holds up nobody's stream."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._waiting: list[_Waiting] = []
        self._writer: asyncio.Task[None] | None = None

    async def tell(self, entry: Entry) -> None:
        """Record an entry; durable when this returns. Raises RecordingFailed."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(entry, done))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            problem: RecordingFailed | None = None
            try:
                await asyncio.to_thread(self._recorder.record, *(one.entry for one in group))
            except asyncio.CancelledError:
                raise
            except BaseException as met:
                problem = RecordingFailed(met)
            for one in group:
                if one.done.cancelled():
                    continue
                if problem is None:
                    one.done.set_result(None)
                else:
                    one.done.set_exception(problem)
