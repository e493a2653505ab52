"""What may be spent, over all processes: set aside before sending, replaced by the cost afterwards, never passed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from decimal import ROUND_UP, Decimal
from typing import NamedTuple

from agents.analysts.claude.failures import FailureKind
from agents.analysts.claude.settings import ClaudeSettings
from agents.analysts.claude.shared import Shared, Transaction, release

MICRO = Decimal(1_000_000)


class Refused(NamedTuple):
    """Why nothing was set aside."""

    kind: FailureKind
    detail: str
    later: bool
    """Whether it may fit once others have settled."""


class Budget:
    """The ceilings of a target and of a night."""

    def __init__(self, shared: Shared, settings: ClaudeSettings) -> None:
        self._shared = shared
        self._ceilings: Mapping[str, tuple[FailureKind, Decimal]] = {
            scope: (kind, ceiling)
            for scope, kind, ceiling in (
                (f"target:{settings.run_id or shared.holder}", FailureKind.TARGET_BUDGET, settings.budget_usd),
                (f"night:{settings.night_id or shared.holder}", FailureKind.NIGHT_BUDGET, settings.night_budget_usd),
            )
            if ceiling is not None
        }

    def reserve(self, usd: Decimal) -> str | Refused:
        """Set the most a request can cost aside under every ceiling and return its id, or say why not."""
        micro, reservation = _micro(usd), uuid.uuid4().hex
        with self._shared.transaction() as open_:
            if self._refused(open_, micro):
                self._shared.bury(open_)
            refused = self._refused(open_, micro)
            if refused:
                return refused
            open_.executemany(
                "INSERT INTO reserved (id, scope, holder, micro) VALUES (?, ?, ?, ?)",
                [(reservation, scope, self._shared.holder, micro) for scope in self._ceilings],
            )
        return reservation

    def _refused(self, open_: Transaction, micro: int) -> Refused | None:
        for scope, (kind, ceiling) in self._ceilings.items():
            (spent,) = open_.execute("SELECT sum(micro) FROM spent WHERE scope = ?", (scope,)).fetchone()
            (held,) = open_.execute("SELECT sum(micro) FROM reserved WHERE scope = ?", (scope,)).fetchone()
            if (spent or 0) + (held or 0) + micro > _micro(ceiling):
                return _told(kind, ceiling, spent or 0, held or 0, micro)
        return None

    def sending(self, reservation: str, lost: Decimal) -> None:
        """Say what is spent if this process dies now: what is sent is billed, whoever waits for the answer."""
        with self._shared.transaction() as open_:
            open_.execute("UPDATE reserved SET lost = ? WHERE id = ?", (_micro(lost), reservation))

    def settle(self, reservation: str, usd: Decimal) -> None:
        """Replace what was set aside by what was spent."""
        with self._shared.transaction() as open_:
            open_.execute("UPDATE reserved SET lost = ? WHERE id = ?", (_micro(usd), reservation))
            release(open_, "id", reservation)

    def spent(self) -> dict[str, Decimal]:
        """Return the dollars spent under each ceiling."""
        with self._shared.transaction() as open_:
            rows = open_.execute("SELECT scope, micro FROM spent").fetchall()
        return {scope: micro / MICRO for scope, micro in rows if scope in self._ceilings}


def _told(kind: FailureKind, ceiling: Decimal, spent: int, held: int, micro: int) -> Refused:
    said = f"ceiling {ceiling} USD, spent {spent / MICRO:.4f}, set aside {held / MICRO:.4f}"
    return Refused(kind, f"not sent, as it may cost {micro / MICRO:.4f} USD: {said}", spent + micro <= _micro(ceiling))


def _micro(usd: Decimal) -> int:
    return int((usd * MICRO).to_integral_value(ROUND_UP))
