"""The machine's allowance: never more than the limit in any minute, nearly all of it used, and freed by the dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from agents.analysts.claude.calls import CallFailed
from agents.analysts.claude.limiter import Limiter, Need
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.shared import Shared

WORKER = """
import sys, time
from pathlib import Path
from agents.analysts.claude.limiter import Limiter, Need
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.shared import Shared
settings = ClaudeSettings(requests_per_minute=600, max_in_flight=5)
shared = Shared(Path(sys.argv[1]))
limiter = Limiter(shared, settings)
print("ready", flush=True)
sys.stdin.readline()
until = time.monotonic() + float(sys.argv[2])
"""
BOOKS = """
while (wait := limiter.book(Need(1, 0, 0), until - time.monotonic())) is not None:
    time.sleep(wait)
    print(time.monotonic())
"""
HOLDS = """
while time.monotonic() < until:
    if (slot := limiter.take_slot()) is not None:
        began = time.monotonic()
        time.sleep(0.02)
        print(began, time.monotonic())
        limiter.give_slot(slot)
"""
KEEPS = """
slots = [limiter.take_slot() for _ in range(5)]
print(slots, flush=True)
time.sleep(60)
"""


class Clock:
    """Goes on when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands."""
    return Clock()


@pytest.fixture
def limiter(tmp_path: Path, clock: Clock) -> Callable[..., Limiter]:
    """Return what makes limiters of the same machine."""
    return lambda **given: Limiter(Shared(tmp_path, clock), ClaudeSettings(**given))


def granted(limiter: Limiter, clock: Clock, need: Need, seconds: float) -> list[float]:
    """Return the moments at which a queue of equal requests may go."""
    moments: list[float] = []
    start = clock.now
    while (wait := limiter.book(need, start + seconds - clock.now)) is not None:
        moments.append(clock.now + wait)
    return moments


def most_in_a_minute(moments: list[float]) -> int:
    """Return the largest count in any 60 seconds."""
    return max(bisect_left(moments, start + 60 - 1e-6) - number for number, start in enumerate(moments))


@pytest.mark.parametrize("limit", [1, 7, 60, 850])
def test_no_minute_has_more_than_the_limit(limit: int, limiter: Callable[..., Limiter], clock: Clock) -> None:
    """Not even one that begins with a burst; and nearly the whole limit is used."""
    moments = granted(limiter(requests_per_minute=limit), clock, Need(1, 0, 0), 180)
    assert most_in_a_minute(moments) <= limit
    assert len(moments) >= 0.95 * limit * 3


def test_input_tokens_are_a_limit_of_their_own(limiter: Callable[..., Limiter], clock: Clock) -> None:
    """Few large requests wait for tokens, not for requests."""
    made = limiter(input_tokens_per_minute=1_000_000)
    moments = granted(made, clock, Need(1, 90_000, 0), 600)
    assert 0.9 * 10 * 1_000_000 <= len(moments) * 90_000 <= 10 * 1_000_000 + 100_000


def test_a_request_larger_than_the_bucket_goes_when_it_is_full(limiter: Callable[..., Limiter], clock: Clock) -> None:
    """It is not refused for ever, and what follows pays for it."""
    made = limiter(input_tokens_per_minute=60_000)
    assert made.book(Need(1, 50_000, 0), 100) == 0
    wait = made.book(Need(1, 50_000, 0), 1000)
    assert wait is not None and 50 < wait < 60


def test_what_was_not_used_is_given_back(limiter: Callable[..., Limiter], clock: Clock) -> None:
    """After the answer the estimate is replaced by what was counted."""
    made = limiter(input_tokens_per_minute=60_000)
    made.book(Need(1, 50_000, 0), 100)
    made.settle(Need(1, 50_000, 0), Need(1, 500, 0), {})
    assert made.book(Need(1, 1000, 0), 100) == 0


def test_what_the_server_says_only_lowers(limiter: Callable[..., Limiter], clock: Clock) -> None:
    """A remaining count below the own one holds; one above changes nothing; nonsense neither."""
    made, nothing = limiter(requests_per_minute=6000), Need(0, 0, 0)
    made.settle(nothing, nothing, {"anthropic-ratelimit-requests-remaining": "0"})
    assert (made.book(Need(1, 0, 0), 100) or 0) > 0
    clock.now += 60
    made.settle(nothing, nothing, {"anthropic-ratelimit-requests-remaining": "1000000"})
    made.settle(nothing, nothing, {"anthropic-ratelimit-requests-remaining": "many"})
    assert (made.book(Need(101, 0, 0), 100), (made.book(Need(1, 0, 0), 100) or 0) > 0) == (0, True)


def test_a_complaint_holds_everybody_back(limiter: Callable[..., Limiter], clock: Clock) -> None:
    """All processes wait as long as the server asked one of them."""
    first, second = limiter(), limiter()
    first.complained(7)
    assert second.book(Need(1, 0, 0), 100) == pytest.approx(7)
    clock.now += 7
    assert second.closed() == 0


def test_the_number_in_flight_follows_the_server(limiter: Callable[..., Limiter], clock: Clock) -> None:
    """A fifth fewer after a complaint, once in its cooldown; one twentieth more after each clean round."""
    made = limiter(max_in_flight=10)
    for _ in range(3):
        made.complained(0)
    slots = [made.take_slot() for _ in range(10)]
    assert sum(slot is not None for slot in slots) == 8
    clock.now += 20
    made.complained(0)
    for slot in slots:
        if slot is not None:
            made.give_slot(slot)
    assert sum(made.take_slot() is not None for _ in range(10)) == 6
    for _ in range(200):
        made.went_well()
    assert made.take_slot() is not None


def test_one_is_always_allowed(limiter: Callable[..., Limiter], clock: Clock) -> None:
    """However often the server complains, the number in flight never reaches zero."""
    made = limiter(max_in_flight=2)
    for _ in range(20):
        clock.now += 100
        made.complained(1)
    assert (made.take_slot() is None, made.take_slot()) == (False, None)


def test_a_machine_that_was_started_again_is_not_held_back(limiter: Callable[..., Limiter], clock: Clock) -> None:
    """The clock begins anew with the machine: moments of before do not count."""
    clock.now = 10_000_000
    limiter(requests_per_minute=60).complained(100)
    clock.now = 5
    assert limiter(requests_per_minute=60).book(Need(1, 0, 0), 100) == 0


def started(script: str, folder: Path, seconds: float) -> subprocess.Popen[str]:
    """Start a process of the machine and wait until it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER + script, str(folder), str(seconds)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=os.getcwd(),
    )  # fmt: skip
    assert process.stdout and process.stdout.readline() == "ready\n"
    return process


def said_by_two(script: str, folder: Path, seconds: float) -> list[list[float]]:
    """Return what two processes working at the same time print."""
    two = [started(script, folder, seconds) for _ in range(2)]
    for process in two:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate()[0] for process in two]
    assert all(said)
    return [[float(number) for number in line.split()] for lines in said for line in lines.splitlines()]


def test_two_processes_share_one_rate(tmp_path: Path) -> None:
    """Together they get what one would: ten a second after a burst of ten, and not one more."""
    moments = sorted(moment for (moment,) in said_by_two(BOOKS, tmp_path, 3))
    spread = moments[-1] - moments[0]
    assert len(moments) <= 10 + 9.85 * 3.1 + 1
    assert len(moments) >= 0.95 * (10 + 9.85 * spread)


def test_two_processes_share_the_places_in_flight(tmp_path: Path) -> None:
    """At no moment more are held than there are, and both get some."""
    held = said_by_two(HOLDS, tmp_path, 1.5)
    edges = sorted([(began, 1) for began, _ in held] + [(ended, -1) for _, ended in held])
    level = most = 0
    for _, step in edges:
        level += step
        most = max(most, level)
    assert 1 <= most <= 5


def test_a_killed_process_gives_its_places_back(tmp_path: Path) -> None:
    """All places were held by a process that kill -9 ended: the next one that looks gets them."""
    process = started(KEEPS, tmp_path, 60)
    assert process.stdin and process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    assert "None" not in process.stdout.readline()
    ticking = Shared(tmp_path, count().__next__)
    mine = Limiter(ticking, ClaudeSettings(requests_per_minute=600, max_in_flight=5))
    assert mine.take_slot() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert mine.take_slot() is not None
    assert len(list(tmp_path.glob("claude-*"))) == 1


def test_each_attempt_gives_its_place_back(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """With one place, questions asked at once go one after another, failed attempts included."""
    answers = bench(max_in_flight=1).caller.call_all([ask(), ask("r500"), ask("refusal"), ask()])
    assert [getattr(answer, "kind", "answered") for answer in answers] == [
        "answered",
        "answered",
        "refused",
        "answered",
    ]
    assert double.most_in_flight == 1


def test_a_turned_away_request_holds_the_others_back(
    double: Any, bench: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    """Another branch does not send while the server wants to hear from nobody."""
    with pytest.raises(CallFailed, match="rate_limit"):
        bench().caller.call(ask("r429absurd"))
    with pytest.raises(CallFailed, match=r"hear from nobody|no room"):
        bench(call_deadline=3).caller.call(ask())
    assert len(double.raw) == 1


def test_a_state_that_cannot_be_used_is_the_machines_fault(
    settings: ClaudeSettings, double: Any, bench: Callable[..., Any], ask: Callable[..., Any]
) -> None:
    """Nothing is sent without limits and budget; the error names the file and what to do."""
    settings.state_dir.mkdir(parents=True)
    (settings.state_dir / "claude.db").write_bytes(b"no database " * 1000)
    with pytest.raises(OSError, match=r"claude\.db cannot be used .* remove the file"):
        bench().caller.call(ask())
    assert double.raw == []


def test_the_marks_of_the_dead_are_swept(tmp_path: Path) -> None:
    """A file that no living process holds goes when the state is next opened."""
    (tmp_path / "claude-0123").touch()
    with closing(Shared(tmp_path)):
        assert len(list(tmp_path.glob("claude-*"))) == 1
    assert list(tmp_path.glob("claude-*")) == []


def test_what_was_held_up_does_not_bunch(limiter: Callable[..., Limiter], clock: Clock) -> None:
    """Ten booked requests that all go out late count when they go: the minute after them has no more than its limit."""
    made = limiter(requests_per_minute=60)
    booked = granted(made, clock, Need(1, 0, 0), 30)
    clock.now += 30
    assert [made.go() for _ in booked] == [0] * len(booked)
    late = 0
    for _ in range(60):
        clock.now += 1
        late += made.go() == 0
    assert late == 60 - len(booked)
    assert made.go() > 0


def test_a_minute_without_room_sends_nothing(double: Any, bench: Callable[..., Any], ask: Callable[..., Any]) -> None:
    """Where the deadline comes before the minute has room, the request is on the trail as not sent."""
    made = bench(requests_per_minute=1, call_deadline=3)
    assert made.caller.call(ask()).attempts == 1
    with pytest.raises(CallFailed) as failed:
        made.caller.call(ask())
    assert (failed.value.kind, failed.value.sent, len(double.raw)) == ("deadline", 0, 1)
