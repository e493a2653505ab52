"""The five branches of a room worked at once in one process, and what asking a model took."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from agents.analysts import base
from agents.branch import work_branch
from agents.evidence import FrozenRoom
from agents.recorder import Entry
from agents.records import BRANCHES, Branch, BranchResult, Target
from flows.branches.situations import recorded
from flows.choice import Choice, parse
from flows.choosing import ASKING
from flows.problems import BadInput

if TYPE_CHECKING:
    from flows.inspecting import Asked

TOKENS = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens")


class Counted:
    """Keeps only the counts of what an analyst says while it works."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()
        self._cost: Decimal | None = Decimal(0)
        self._grounding: dict[str, Any] = {}
        self._reflection: dict[str, Any] = {}

    def record(self, *entries: Entry) -> None:
        """Count the entries."""
        for one in entries:
            if one.event_type in {"model.answered", "model.failed"}:
                self._count(one.attributes)
            elif one.event_type == "answers.grounded":
                self._grounding = {k: v for k, v in one.attributes.items() if k not in {"branch", "calls"}}
            elif one.event_type == "reflection.failed":
                self._reflection = {"kind": one.attributes["kind"], "message": one.texts["message"]}

    def _count(self, about: Any) -> None:
        self._asked.update({"attempts": 1, **{name: about.get(name) or 0 for name in TOKENS}})
        cost = about.get("cost_usd")
        self._cost = None if cost is None or self._cost is None else self._cost + Decimal(cost)

    def told(self) -> dict[str, Any]:
        """Return the counts as JSON values; empty where no model was asked."""
        told: dict[str, Any] = {}
        if self._asked:
            cost = str(self._cost) if self._cost is not None else None
            told["asked"] = {**{n: self._asked[n] for n in ("attempts", *TOKENS)}, "cost_usd": cost}
        return {**told, **self._named("grounding", self._grounding), **self._named("failure", self._reflection)}

    @staticmethod
    def _named(name: str, found: dict[str, Any]) -> dict[str, Any]:
        return {name: found} if found else {}


class Desk:
    """The analysts of one room."""

    def __init__(self, asked: Asked, target: Target) -> None:
        self._asked = asked
        self._target = target
        self._choice: Choice = parse(asked.analyst)
        self._run_id = f"inspect-{uuid4()}"
        self._computing = threading.RLock()
        self.counted: dict[Branch, Counted] = {branch: Counted() for branch in BRANCHES}

    def check(self) -> None:
        """Raise BadInput for an analyst that cannot be made, before anything is read."""
        for name in sorted(self._choice.names()):
            try:
                base.load(name, self._situation("", name))
            except ValueError as problem:
                raise BadInput(str(problem), "name a known analyst or an import path that works") from problem

    def work(self, frozen: FrozenRoom, texts: Path) -> list[BranchResult]:
        """Work all branches; those that wait for answers wait together, reading and computing is one at a time."""
        at_once = len(BRANCHES) if ASKING & self._choice.names() else 1

        def one(branch: Branch) -> BranchResult:
            return work_branch(
                branch,
                self._target,
                self._asked.room,
                frozen.documents,
                self.analyst(branch),
                self.counted[branch],
                texts,
                self._compute,
            )

        with ThreadPoolExecutor(at_once, "branch") as pool:
            return list(pool.map(one, BRANCHES))

    def analyst(self, stream: str) -> base.Analyst:
        """Return who works a branch or looks over them."""
        name = self._choice.of(stream)
        return base.load(name, self._situation(stream, name))

    @contextmanager
    def _compute(self) -> Iterator[None]:
        """The PDF library is not made for threads."""
        with self._computing:
            yield

    def _situation(self, stream: str, name: str) -> base.Situation:
        settings = self._asked.settings
        return base.Situation(
            run_id=self._run_id,
            batch_id=self._asked.batch_id or self._run_id,
            stream=stream,
            home=settings.home,
            deadline=time.monotonic() + self._target.policy.branch_deadline,
            budget_usd=self._target.policy.budget_usd,
            claude=settings.claude.public(),
            api_key=settings.claude.api_key if name in ASKING else None,
            recorded=recorded(settings.home),
        )
