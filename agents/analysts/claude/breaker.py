"""The circuit: where most of the last attempts failed, nobody sends for a while, then one asks first."""

from __future__ import annotations

from agents.analysts.claude.shared import Shared, Transaction

LAST = 20
"""Attempts that are looked at; fewer say nothing."""
SHARE = 0.5
"""More than this share of them failed: the circuit opens."""
LONGEST = 300.0
"""Seconds; each failed question doubles the pause up to here."""
PROBE = 900.0
"""Seconds after which a question without an answer is somebody else's turn."""


class Breaker:
    """The circuit of one pool."""

    def __init__(self, shared: Shared, pool: str, pause: float) -> None:
        """`pause` is how long, in seconds, it stays open at first."""
        self._shared, self._pool, self._pause = shared, pool, pause

    def wait(self) -> float:
        """Return the seconds before an attempt may be made; 0 where now, and then this one may be the question."""
        with self._shared.transaction() as open_:
            now = self._shared.now()
            found = open_.execute(
                "SELECT open_until, probe, probe_at FROM circuit WHERE pool = ?", (self._pool,)
            ).fetchone()
            if found is None or found[0] > now + LONGEST:  # closed, or the machine was started again since
                return 0.0
            until, probe, probe_at = found
            if until > now:
                return float(until) - now
            if probe is not None and self._asking(open_, probe, now - probe_at):
                return min(1.0, self._pause)
            open_.execute(
                "UPDATE circuit SET probe = ?, probe_at = ? WHERE pool = ?", (self._shared.holder, now, self._pool)
            )
            return 0.0

    def _asking(self, open_: Transaction, holder: str, since: float) -> bool:
        """Tell whether the one who asks is about to, or holds a place in flight."""
        if not 1 <= since < PROBE:
            return 0 <= since < 1
        self._shared.bury(open_)
        return open_.execute("SELECT 1 FROM slot WHERE holder = ?", (holder,)).fetchone() is not None

    def tell(self, ill: bool) -> None:
        """Count an attempt: `ill` where its failure says that the service is."""
        with self._shared.transaction() as open_:
            open_.execute("INSERT INTO health (pool, ill) VALUES (?, ?)", (self._pool, int(ill)))
            found = open_.execute("SELECT times, open_until FROM circuit WHERE pool = ?", (self._pool,)).fetchone()
            if found is not None and found[1] <= self._shared.now():
                self._asked(open_, ill, int(found[0]))
            elif found is None and self._most_failed(open_):
                self._open(open_, 0)

    def _asked(self, open_: Transaction, ill: bool, times: int) -> None:
        if ill:
            self._open(open_, times)
        else:
            open_.execute("DELETE FROM circuit WHERE pool = ?", (self._pool,))
            open_.execute("DELETE FROM health WHERE pool = ?", (self._pool,))

    def _most_failed(self, open_: Transaction) -> bool:
        rows = open_.execute(
            "SELECT id, ill FROM health WHERE pool = ? ORDER BY id DESC LIMIT ?", (self._pool, LAST)
        ).fetchall()
        open_.execute("DELETE FROM health WHERE pool = ? AND id < ?", (self._pool, rows[-1][0]))
        return len(rows) == LAST and sum(ill for _, ill in rows) > SHARE * LAST

    def _open(self, open_: Transaction, times: int) -> None:
        until = self._shared.now() + min(LONGEST, self._pause * 2**times)
        open_.execute(
            "INSERT OR REPLACE INTO circuit (pool, open_until, times) VALUES (?, ?, ?)", (self._pool, until, times + 1)
        )
