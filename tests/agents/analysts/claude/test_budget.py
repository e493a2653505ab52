"""The ceilings of target and night: refused before sending, settled after, shared, and freed by the dead."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import httpx2
import pytest

from agents.analysts.claude.budget import Budget, Refused
from agents.analysts.claude.calls import Caller, CallFailed
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.shared import Shared
from agents.recorder import NullRecorder

SETTINGS = ClaudeSettings(budget_usd=Decimal(1), night_budget_usd=Decimal("1.5"), run_id="run-1", night_id="night-1")
WORKER = """
import sys
from decimal import Decimal
from itertools import count
from pathlib import Path
from agents.analysts.claude.budget import Budget
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.shared import Shared
from agents.recorder import NullRecorder
budget = Budget(Shared(Path(sys.argv[1])), ClaudeSettings(budget_usd=Decimal(1), run_id="run-1"))
"""
TAKES = """
taken = 0
for _ in range(100):
    reservation = budget.reserve(Decimal("0.03"))
    if isinstance(reservation, str):
        budget.settle(reservation, Decimal("0.02"))
        taken += 1
print(taken)
"""
DIES = """
first, second = budget.reserve(Decimal("0.5")), budget.reserve(Decimal("0.5"))
budget.sending(second, Decimal("0.2"))
print("held", flush=True)
sys.stdin.readline()
"""


def budget(folder: Path, **more: Any) -> Budget:
    """Return the budget as one process sees it."""
    return Budget(Shared(folder, count().__next__), SETTINGS.model_copy(update=more))


def test_what_could_pass_the_ceiling_is_refused(tmp_path: Path) -> None:
    """What is set aside counts; what would only fit without it may fit later."""
    mine = budget(tmp_path)
    assert isinstance(mine.reserve(Decimal("0.9")), str)
    refused = mine.reserve(Decimal("0.2"))
    assert isinstance(refused, Refused)
    assert (refused.kind, refused.later) == ("target_budget", True)
    never = mine.reserve(Decimal("1.1"))
    assert isinstance(never, Refused) and not never.later


def test_settling_counts_the_cost_instead(tmp_path: Path) -> None:
    """After the answer only what it cost counts, under both ceilings."""
    mine = budget(tmp_path)
    reservation = mine.reserve(Decimal("0.9"))
    assert isinstance(reservation, str)
    mine.settle(reservation, Decimal("0.123456"))
    assert mine.spent() == {"target:run-1": Decimal("0.123456"), "night:night-1": Decimal("0.123456")}
    assert isinstance(mine.reserve(Decimal("0.87")), str)


def test_the_night_has_a_ceiling_over_its_targets(tmp_path: Path) -> None:
    """Two targets within their own ceilings pass the night's together."""
    assert isinstance(budget(tmp_path).reserve(Decimal("0.9")), str)
    refused = budget(tmp_path, run_id="run-2").reserve(Decimal("0.9"))
    assert isinstance(refused, Refused) and refused.kind == "night_budget"
    assert isinstance(budget(tmp_path, run_id="run-2").reserve(Decimal("0.5")), str)


def test_without_a_ceiling_nothing_is_refused(tmp_path: Path) -> None:
    """None sets no ceiling; zero lets nothing through."""
    free = budget(tmp_path, budget_usd=None, night_budget_usd=None)
    assert isinstance(free.reserve(Decimal(10_000)), str)
    assert isinstance(budget(tmp_path, budget_usd=Decimal(0)).reserve(Decimal("0.000001")), Refused)


def test_processes_never_pass_the_ceiling_together(tmp_path: Path) -> None:
    """Three processes spend two cents at a time of one dollar: never more, and nearly all of it."""

    def work(_: int) -> int:
        done = subprocess.run(
            [sys.executable, "-c", WORKER + TAKES, str(tmp_path)], capture_output=True, text=True, check=True
        )
        return int(done.stdout)

    with ThreadPoolExecutor(3) as pool:
        taken = sum(pool.map(work, range(3)))
    assert 48 <= taken <= 50


def test_a_killed_process_gives_back_what_it_had_not_sent(tmp_path: Path) -> None:
    """What was set aside is free again; the prompt of what had been sent is billed, and counts."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER + DIES, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stdout.readline() == "held\n"
    mine = budget(tmp_path, night_budget_usd=None)
    assert isinstance(mine.reserve(Decimal("0.5")), Refused)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert isinstance(mine.reserve(Decimal("0.81")), Refused)
    assert isinstance(mine.reserve(Decimal("0.8")), str)
    assert mine.spent() == {"target:run-1": Decimal("0.2")}


def test_a_call_is_refused_before_it_is_sent(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """The longest answer the request allows counts, as it could be given."""
    with pytest.raises(CallFailed) as failed:
        bench(budget_usd=Decimal("0.1"), max_tokens=16_000).caller.call(ask())
    assert (failed.value.kind, failed.value.sent, double.raw) == ("target_budget", 0, [])


def test_calls_stop_where_the_budget_ends(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """What was bought stays; the next question is not sent. Each answer costs 0.00064."""
    caller = bench(budget_usd=Decimal("0.003"), max_tokens=100).caller
    answers = caller.call_all([ask(max_tokens=100) for _ in range(12)])
    kinds = [getattr(answer, "kind", "answered") for answer in answers]
    assert 0 < kinds.count("answered") <= 4 and set(kinds) == {"answered", "target_budget"}
    assert len(double.raw) == kinds.count("answered")


def test_an_unpriced_model_is_never_free(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """Its cost stays unknown, and the budget counts it as the dearest model there is."""
    made = bench(model="local-model", max_tokens=100)
    answer = made.caller.call(ask())
    (answered,) = made.events("model.answered")
    assert answer.cost_usd is None and answered.attributes["cost_usd"] is None and not answered.attributes["priced"]
    assert answered.attributes["charged_usd"] == "0.003200"
    with pytest.raises(CallFailed, match="target_budget"):
        bench(model="local-model", budget_usd=Decimal("0.004"), max_tokens=100).caller.call(ask())


def test_a_cut_answer_is_charged_at_its_most(bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """Its cost is unknown: the prompt as told and the longest answer count."""
    made = bench(max_tokens=1000)
    made.caller.call(ask("cut_1"))
    (failed,) = made.events("model.failed")
    assert (failed.attributes["cost_usd"], failed.attributes["charged_usd"]) == (None, "0.010340")


def test_an_answer_without_counts_is_not_free(bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """A server that counts no tokens for a prompt proves no cost: it is unknown, and the ceiling is charged."""
    made = bench(max_tokens=1000)
    assert made.caller.call(ask("uncounted")).cost_usd is None
    (answered,), (requested,) = made.events("model.answered"), made.events("model.requested")
    assert answered.attributes["cost_usd"] is None
    assert answered.attributes["charged_usd"] == requested.attributes["reserved_usd"] != "0.000000"


def test_what_is_sent_counts_should_the_process_die(settings: ClaudeSettings, ask: Callable[..., Any]) -> None:
    """When the request reaches the wire its prompt is marked as billed, in case nobody lives to settle it."""
    marked: list[Any] = []

    def look(_: httpx2.Request) -> httpx2.Response:
        with closing(sqlite3.connect(settings.state_dir / "claude.db")) as database:
            marked.extend(database.execute("SELECT micro, lost FROM reserved").fetchall())
        return httpx2.Response(401, json={"type": "error", "error": {"type": "authentication_error", "message": "no"}})

    transport = httpx2.MockTransport(look)
    with Caller(settings, NullRecorder(), transport=transport) as caller, pytest.raises(CallFailed, match="auth"):
        caller.call(ask())
    ((micro, lost),) = marked
    assert 0 < lost < micro
