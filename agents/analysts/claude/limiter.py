"""Requests and tokens per minute, and requests at once, over all processes of the machine.

Token buckets: a request is booked at once and waits until its booking is covered, so that the order is that of asking
and nobody polls. In any minute at most the limit is granted: bucket - 1 + rate x 60 <= limit. The moments of sending
are kept for a minute: what was held up after its grant does not go beyond the limit either. The number in flight
follows the server: x 0.8 where it says too many (once in a cooldown), + 5 % after each clean round, as TCP does (AIMD).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.shared import Shared, Transaction

SECONDS = 60.0
REQUESTS_AT_ONCE = 1 / 60
"""Of a minute's requests, that may go in one burst."""
TOKENS_AT_ONCE = 0.1
"""Of a minute's tokens: one request has many, and a larger one than the bucket waits for a full one."""
LOWERED, RAISED = 0.8, 1.05
COOLDOWN = 15.0
"""Seconds in which a second complaint is the same one."""
REMAINING: Mapping[str, str] = {
    "requests": "anthropic-ratelimit-requests-remaining",
    "input": "anthropic-ratelimit-input-tokens-remaining",
    "output": "anthropic-ratelimit-output-tokens-remaining",
}
"""What servers say is left; gateways say nothing, and what is said only ever lowers the own count."""
BYTES_PER_TOKEN, OUTPUT = 3.3, 4000.0
"""Assumed until answers have shown it."""
NEWEST = 0.2
"""The weight of the newest answer."""
ENOUGH = 500
"""Tokens of a prompt, below which the bytes around it weigh too much."""
LONGEST = 3600.0
"""Seconds no gate is closed beyond: a later moment is of before the machine was started again."""


class Need(NamedTuple):
    """What a request takes of each bucket."""

    requests: float
    input: float
    output: float


class _Rate(NamedTuple):
    size: float
    per_second: float


class Limiter:
    """The allowance of one pool: address, credential and model."""

    def __init__(self, shared: Shared, settings: ClaudeSettings) -> None:
        self._shared, self._pool = shared, settings.pool
        self._most, self._a_minute = settings.max_in_flight, settings.requests_per_minute
        requests = max(1.0, settings.requests_per_minute * REQUESTS_AT_ONCE)
        self._rates = {
            "requests": _Rate(requests, (settings.requests_per_minute - (requests - 1)) / SECONDS),
            "input": _tokens(settings.input_tokens_per_minute),
            "output": _tokens(settings.output_tokens_per_minute),
        }

    def need(self, body_bytes: int, max_tokens: int) -> Need:
        """Return what a request will take, by what the last ones took; generated tokens count, not `max_tokens`."""
        with self._shared.transaction() as open_:
            per_token, output = self._measured(open_)
        return Need(1, body_bytes / per_token, min(max_tokens, output))

    def _measured(self, open_: Transaction) -> tuple[float, float]:
        found = open_.execute("SELECT bytes_per_token, output FROM measured WHERE pool = ?", (self._pool,)).fetchone()
        return (float(found[0]), float(found[1])) if found else (BYTES_PER_TOKEN, OUTPUT)

    def measure(self, body_bytes: int, prompt_tokens: int, output_tokens: int) -> None:
        """Learn from an answer how many bytes make a token here and how long answers are."""
        if prompt_tokens < ENOUGH:
            return
        with self._shared.transaction() as open_:
            per_token, output = self._measured(open_)
            per_token += NEWEST * (min(max(body_bytes / prompt_tokens, 1.0), 8.0) - per_token)
            output += NEWEST * (output_tokens - output)
            open_.execute("INSERT OR REPLACE INTO measured VALUES (?, ?, ?)", (self._pool, per_token, output))

    def take_slot(self) -> int | None:
        """Take one of the places in flight, or return None where all are taken by living processes."""
        with self._shared.transaction() as open_:
            for full in (False, True):
                if full:
                    self._shared.bury(open_)
                (taken,) = open_.execute("SELECT count(*) FROM slot WHERE pool = ?", (self._pool,)).fetchone()
                if taken < int(self._cap(open_)):
                    done = open_.execute(
                        "INSERT INTO slot (pool, holder) VALUES (?, ?)", (self._pool, self._shared.holder)
                    )
                    return done.lastrowid
        return None

    def give_slot(self, slot: int) -> None:
        """Give the place back."""
        with self._shared.transaction() as open_:
            open_.execute("DELETE FROM slot WHERE id = ?", (slot,))

    def book(self, need: Need, within: float) -> float | None:
        """Book what a request takes; return the seconds to wait for it, or None, unbooked, where more than `within`."""
        with self._shared.transaction() as open_:
            now = self._shared.now()
            levels = {kind: self._level(open_, kind, now) for kind in self._rates}
            waits = [self._closed(open_, now)]
            for kind, amount in need._asdict().items():
                size, rate = self._rates[kind]
                waits.append((min(amount, size) - levels[kind]) / rate)
            wait = max(0.0, *waits)
            if wait > within:
                return None
            for kind, amount in need._asdict().items():
                self._set(open_, kind, levels[kind] - amount, now)
            return wait

    def go(self) -> float:
        """Count a request as sent now and return 0, or the seconds until the last minute has room for it.

        Bookings keep the pace; this keeps the limit also where booked requests were held up and come in a bunch.
        """
        with self._shared.transaction() as open_:
            now = self._shared.now()
            open_.execute(
                "DELETE FROM gone WHERE pool = ? AND NOT at BETWEEN ? AND ?", (self._pool, now - SECONDS, now)
            )
            (sent,) = open_.execute("SELECT count(*) FROM gone WHERE pool = ?", (self._pool,)).fetchone()
            if sent < self._a_minute:
                open_.execute("INSERT INTO gone VALUES (?, ?)", (self._pool, now))
                return 0.0
            (oldest,) = open_.execute(
                "SELECT at FROM gone WHERE pool = ? ORDER BY at LIMIT 1 OFFSET ?", (self._pool, sent - self._a_minute)
            ).fetchone()
            return max(0.001, float(oldest) + SECONDS - now)

    def closed(self) -> float:
        """Return the seconds until the server wants to hear from anybody again."""
        with self._shared.transaction() as open_:
            return max(0.0, self._closed(open_, self._shared.now()))

    def settle(self, booked: Need, used: Need, said: Mapping[str, str]) -> None:
        """Replace what was booked by what was used, and never count more as left than the server says."""
        with self._shared.transaction() as open_:
            now = self._shared.now()
            for kind, header in REMAINING.items():
                level = self._level(open_, kind, now) + getattr(booked, kind) - getattr(used, kind)
                self._set(open_, kind, min(level, self._rates[kind].size, _number(said.get(header))), now)

    def complained(self, seconds: float) -> None:
        """The server said too many: nobody sends for so long, and fewer go at once from then on."""
        with self._shared.transaction() as open_:
            now, cap = self._shared.now(), self._cap(open_)
            (settled,) = open_.execute("SELECT settled_until FROM pool WHERE pool = ?", (self._pool,)).fetchone()
            if not now < settled < now + LONGEST:
                open_.execute(
                    "UPDATE pool SET cap = ?, settled_until = ?, clean = 0 WHERE pool = ?",
                    (max(1.0, cap * LOWERED), now + COOLDOWN + seconds, self._pool),
                )
            closed = max(self._closed(open_, now), seconds)
            open_.execute("UPDATE pool SET closed_until = ? WHERE pool = ?", (now + closed, self._pool))

    def went_well(self) -> None:
        """A request was answered; after as many as may go at once, a few more may."""
        with self._shared.transaction() as open_:
            cap = self._cap(open_)
            (clean,) = open_.execute("SELECT clean + 1 FROM pool WHERE pool = ?", (self._pool,)).fetchone()
            if clean >= int(cap):
                cap, clean = min(float(self._most), cap * RAISED), 0
            open_.execute("UPDATE pool SET cap = ?, clean = ? WHERE pool = ?", (cap, clean, self._pool))

    def _cap(self, open_: Transaction) -> float:
        open_.execute("INSERT OR IGNORE INTO pool (pool, cap) VALUES (?, ?)", (self._pool, float(self._most)))
        (cap,) = open_.execute("SELECT cap FROM pool WHERE pool = ?", (self._pool,)).fetchone()
        return max(1.0, min(float(cap), float(self._most)))

    def _closed(self, open_: Transaction, now: float) -> float:
        found = open_.execute("SELECT closed_until FROM pool WHERE pool = ?", (self._pool,)).fetchone()
        left = float(found[0]) - now if found else 0.0
        return left if 0 < left < LONGEST else 0.0

    def _level(self, open_: Transaction, kind: str, now: float) -> float:
        size, rate = self._rates[kind]
        found = open_.execute("SELECT level, at FROM bucket WHERE pool = ? AND kind = ?", (self._pool, kind)).fetchone()
        if found is None or found[1] > now:  # never used, or the machine was started again since
            return size
        return min(size, float(found[0]) + (now - float(found[1])) * rate)

    def _set(self, open_: Transaction, kind: str, level: float, now: float) -> None:
        open_.execute("INSERT OR REPLACE INTO bucket VALUES (?, ?, ?, ?)", (self._pool, kind, level, now))


def _tokens(per_minute: int) -> _Rate:
    size = per_minute * TOKENS_AT_ONCE
    return _Rate(size, (per_minute - size) / SECONDS)


def _number(said: str | None) -> float:
    try:
        return float(said) if said is not None else float("inf")
    except ValueError:
        return float("inf")
