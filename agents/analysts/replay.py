"""Replay: a branch worked again from a run's trail, with the recorded answers in place of the network.

The same code reads the same bytes, so the claims are the same; what the documents, the prompt or the code have changed
since shows as a question that has no recorded answer.
"""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import httpx2

from agents.analysts.base import Analyst, AnalystFailed, Assignment, Recorded, Situation
from agents.analysts.both import BothAnalyst
from agents.analysts.claude.analyst import ClaudeAnalyst
from agents.analysts.claude.recording import request_key
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.rules import RulesAnalyst
from agents.recorder import Entry, Recorder
from agents.records import BranchResult, BranchWork, Contradiction, Target

_ENDED = frozenset({"model.answered", "model.failed"})
MISSING = "the replayed run holds no answer to this question: documents, prompt, settings or program have changed since"
T = TypeVar("T")
PLENTY = 1_000_000_000


class Given(NamedTuple):
    """A recorded answer as it came over the wire."""

    status: int | None
    """None where no answer came."""
    headers: dict[str, str]
    body: bytes


class ReplayAnalyst:
    """Repeats who worked a branch in an earlier run, with the answers it was given then."""

    name = "replay"

    def __init__(self, run_id: str, recorded: Recorded | None) -> None:
        self._run_id = run_id
        self._recorded = recorded
        self.version = f"replay of {run_id}"

    def work(self, assignment: Assignment, recorder: Recorder) -> BranchWork:
        """Return the work the recorded answers give; raise AnalystFailed where the trail holds none."""
        entries = self._read(assignment.branch)
        started = [e.attributes.get("analyst") for e in entries if e.event_type == "branch.started"]
        if not started:
            raise AnalystFailed("error", f"run {self._run_id} did not work {assignment.branch}: nothing to replay")
        return _as(str(started[-1]), entries, self._run_id).work(assignment, _Quiet(recorder, self._run_id))

    def reflect(self, target: Target, results: Sequence[BranchResult], recorder: Recorder) -> Sequence[Contradiction]:
        """Return what was seen then; nothing where nobody was asked."""
        entries = self._read("synthesis")
        if not any(e.event_type == "model.requested" for e in entries):
            return ()
        return _claude(entries).reflect(target, results, _Quiet(recorder, self._run_id))

    def _read(self, stream: str) -> list[Entry]:
        if self._recorded is None:
            raise AnalystFailed("error", "replay needs a trail: it works in a run, not in inspect")
        try:
            return list(self._recorded(self._run_id, stream))
        except LookupError as problem:
            raise AnalystFailed("error", f"run {self._run_id} cannot be replayed: {problem}") from problem


def build(situation: Situation) -> ReplayAnalyst:
    """Return the analyst for the run that a situation names."""
    return ReplayAnalyst(situation.replay_of, situation.recorded)


def _as(name: str, entries: Sequence[Entry], run_id: str) -> Analyst:
    if name == "rules":
        return RulesAnalyst()
    if name == "claude":
        return _claude(entries)
    if name == "both":
        return BothAnalyst(_claude(entries))
    raise AnalystFailed("error", f"the branch was worked by {name!r} in run {run_id}, which cannot be replayed")


def _claude(entries: Sequence[Entry]) -> _Repeating:
    return _Repeating(entries)


class _Repeating:
    """The Claude analyst with recorded answers in place of the network."""

    name = "claude"

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def work(self, assignment: Assignment, recorder: Recorder) -> BranchWork:
        """Return the work the recorded answers give."""
        return self._answered(lambda claude: claude.work(assignment, recorder))

    def reflect(self, target: Target, results: Sequence[BranchResult], recorder: Recorder) -> Sequence[Contradiction]:
        """Return what the recorded answer gives."""
        return self._answered(lambda claude: claude.reflect(target, results, recorder))

    def _answered(self, ask: Callable[[ClaudeAnalyst], T]) -> T:
        answers = Recording(self._entries)
        with tempfile.TemporaryDirectory(prefix="diligence-replay-") as folder:
            try:
                return ask(ClaudeAnalyst(_settings(self._entries, Path(folder)), transport=answers))
            except AnalystFailed as failed:
                if answers.missing:
                    raise AnalystFailed("error", MISSING) from failed
                raise


def _settings(entries: Iterable[Entry], folder: Path) -> ClaudeSettings:
    """Return the settings of the recorded questions: as they shape a request, and without limits of any kind."""
    asked = next((e for e in entries if e.event_type == "model.requested" and e.texts.get("request")), None)
    body: dict[str, Any] = json.loads(_bytes(asked, "request")) if asked else {}
    shape = {"model": body["model"], "max_tokens": body["max_tokens"]} if body else {}
    effort = body.get("output_config", {}).get("effort")
    structured = "auto" if not body or "format" in body.get("output_config", {}) else "off"
    return ClaudeSettings(
        **shape, effort=effort, structured=structured, attempts=1, budget_usd=None, max_in_flight=10_000,
        requests_per_minute=PLENTY, input_tokens_per_minute=PLENTY, output_tokens_per_minute=PLENTY,
        state_dir=folder,
    )  # fmt: skip


class Recording(httpx2.AsyncBaseTransport):
    """Answers from a trail: for a question asked before, what it was answered in the end."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        keys: dict[tuple[str, int], str] = {}
        self._given: dict[str, Given] = {}
        self.missing = False
        """Whether something was asked that the trail has no answer to."""
        whole: set[str] = set()
        for entry in entries:
            place = (str(entry.attributes.get("call_id")), int(entry.attributes.get("http_attempt", 0)))
            if entry.event_type == "model.requested":
                keys[place] = str(entry.attributes["request_key"])
            elif entry.event_type in _ENDED and (key := keys.get(place)) is not None:
                if entry.event_type == "model.answered" or key not in whole:
                    self._given[key] = _given(entry)
                if entry.event_type == "model.answered":
                    whole.add(key)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return what was recorded; raise AnalystFailed for a question that was not asked."""
        given = self._given.get(request_key(json.loads(await request.aread())))
        if given is None:
            self.missing = True
            raise httpx2.ConnectError(MISSING)
        if given.status is None:
            raise httpx2.ConnectError("no answer came when this was recorded")
        return httpx2.Response(given.status, headers=given.headers, content=given.body)


def _given(entry: Entry) -> Given:
    headers = {str(k): str(v) for k, v in entry.attributes.get("headers", {}).items()}
    kept = {k: v for k, v in headers.items() if k.lower() in {"content-type", "request-id"}}
    return Given(entry.attributes.get("status_code"), kept, _bytes(entry, "response"))


def _bytes(entry: Entry, name: str) -> bytes:
    text = entry.texts.get(name, "")
    return base64.b64decode(text) if entry.attributes.get("encoding") == "base64" else text.encode()


class _Quiet:
    """Records what a replay finds; calls that were not made are told as what they repeat, and cost nothing."""

    def __init__(self, recorder: Recorder, run_id: str) -> None:
        self._recorder = recorder
        self._run_id = run_id

    def record(self, *entries: Entry) -> None:
        """Pass on what is no call to a model."""
        kept = [self._told(e) for e in entries if e.event_type != "model.requested"]
        if kept:
            self._recorder.record(*kept)

    def _told(self, entry: Entry) -> Entry:
        if entry.event_type not in _ENDED:
            return entry
        about = {"run_id": self._run_id, "stream": entry.attributes.get("branch", "")}
        names = ("call_id", "purpose", "request_model", "finish_reason", "response_sha256", "response_bytes")
        return Entry("answer.replayed", {**about, **{n: entry.attributes.get(n) for n in names}})
