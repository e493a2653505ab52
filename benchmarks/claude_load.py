"""Many targets' calls from two processes under one limit: how near the limit they come, and whether any goes beyond.

Each target asks five branches at once and then its synthesis, as a run does; every process works some targets at once.
The test server counts what it sees, and refuses what goes beyond.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

BENCHMARKS = Path(__file__).resolve().parent
sys.path[:0] = [str(BENCHMARKS.parent), str(BENCHMARKS), str(BENCHMARKS.parent / "tests" / "doubles")]

from messages_api.running import KEY, Running, running  # noqa: E402
from pydantic import BaseModel, ConfigDict  # noqa: E402

from agents.analysts.claude.calls import Caller, CallFailed, Request  # noqa: E402
from agents.analysts.claude.settings import ClaudeSettings  # noqa: E402
from agents.recorder import NullRecorder  # noqa: E402
from agents.records import BRANCHES  # noqa: E402

PROCESSES = 2
WIDTH = 12
"""Targets at once in each process: more calls wanted than may be in flight."""
MINUTE = 60.0
ARTICLE = "Acme raised its revenue to $1,250 million in 2024. It has 340 employees. " * 20


class Load(NamedTuple):
    """One measurement."""

    name: str
    targets: int
    seconds: float
    """Of every answer."""
    in_flight: int
    requests_per_minute: int


class Told(BaseModel):
    """What the model is asked for."""

    model_config = ConfigDict(extra="forbid")
    claims: list[str]


LOADS = (
    Load("in flight", targets=200, seconds=4.0, in_flight=50, requests_per_minute=6_000),
    Load("requests a minute", targets=200, seconds=1.0, in_flight=50, requests_per_minute=900),
)


def measured(load: Load) -> dict[str, Any]:
    """Carry a load out and return its rate beside the theoretical one, and what went beyond."""
    with running() as server, tempfile.TemporaryDirectory(prefix="diligence-load-") as folder:
        server.model(seconds=load.seconds)
        server.limits(
            requests=load.requests_per_minute, in_flight=load.in_flight, input_tokens=10**9, output_tokens=10**9
        )
        halves = [range(number, load.targets, PROCESSES) for number in range(PROCESSES)]
        with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
            failures = sum(pool.starmap(_worker, [(load, server.url, folder, list(half)) for half in halves]))
        return {**_rates(load, server), "failures": failures}


def _worker(load: Load, url: str, folder: str, targets: list[int]) -> int:
    """Work some targets and return how many calls failed."""
    with ThreadPoolExecutor(WIDTH) as pool:
        return sum(pool.map(lambda number: _target(load, url, folder, number), targets))


def _target(load: Load, url: str, folder: str, number: int) -> int:
    settings = ClaudeSettings(
        base_url=url, api_key=KEY, run_id=f"run-{number}", state_dir=Path(folder), max_in_flight=load.in_flight,
        requests_per_minute=load.requests_per_minute, input_tokens_per_minute=10**9, output_tokens_per_minute=10**9,
        max_tokens=2_000,
    )  # fmt: skip
    with Caller(settings, NullRecorder()) as caller:
        answers = [
            *caller.call_all([_request(branch) for branch in BRANCHES]),
            *caller.call_all([_request("synthesis")]),
        ]
    return sum(isinstance(answer, CallFailed) for answer in answers)


def _request(stream: str) -> Request[Told]:
    text = {"type": "text", "text": f"{stream}\n{ARTICLE}"}
    return Request("branch", f"You work one branch: {stream}.", [{"role": "user", "content": [text]}], Told)


def _rates(load: Load, server: Running) -> dict[str, Any]:
    """Sustained: over the middle nine tenths of the requests, while more is wanted than the limit allows."""
    summary = server.summary()
    seen = sorted(summary["requests"], key=lambda one: float(one["began"]))
    began = [float(one["began"]) for one in seen]
    answered = [one["ended"] - one["began"] for one in seen if one["status"] == 200]
    middle = began[len(began) // 20 : -len(began) // 20]
    sustained = (len(middle) - 1) / (middle[-1] - middle[0])
    theoretical = min(load.in_flight / load.seconds, load.requests_per_minute / MINUTE)
    return {
        "load": load.name,
        "requests": len(began),
        "answered": len(answered),
        "theoretical_per_second": round(theoretical, 2),
        "sustained_per_second": round(sustained, 2),
        "share": round(sustained / theoretical, 3),
        "most_in_flight": summary["most_in_flight"],
        "most_in_a_minute": max(_in_a_minute(began)),
        "refused_beyond_the_limit": summary["beyond"],
        "mean_answer_seconds": round(sum(answered) / max(1, len(answered)), 3),
    }


def _in_a_minute(began: list[float]) -> list[int]:
    last = 0
    counts = []
    for first, moment in enumerate(began):
        while last < len(began) and began[last] < moment + MINUTE:
            last += 1
        counts.append(last - first)
    return counts


if __name__ == "__main__":
    chosen = [load for load in LOADS if len(sys.argv) < 2 or load.name in sys.argv[1:]]
    for one in chosen:
        start = time.monotonic()
        print(json.dumps({**measured(one), "wall_seconds": round(time.monotonic() - start, 1)}, indent=2))
