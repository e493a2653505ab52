"""What working a target's branches would send first, and what that may cost; nothing is sent unless told to count.

Runs in a process of its own, as it reads the documents of the room.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from agents import evidence
from agents.analysts.base import Assignment, Situation
from agents.branch import wanted
from agents.evidence.types import ReadDocument
from agents.recorder import NullRecorder
from agents.records import BRANCHES, Branch, Document, Target
from flows.branches.finished import Worker
from flows.branches.reuse import reusable
from flows.branches.situations import situation
from flows.choice import asks_a_model
from flows.choosing import ASKING

CHARACTERS_PER_TOKEN = Decimal("3.3")
"""Of business prose and tables in English; an estimate, calibrated by nothing."""
CHARACTERS_PER_CLAIM = 400
"""Of a claim with its quote, as the synthesis is shown it."""
USUAL_SHARE = 4
"""A usual answer is taken to be this part of the longest one allowed."""
SYNTHESIS_PROMPT = 6_000
"""Characters of the synthesis's own words."""

Plain = dict[str, Any]


def estimate(args: Mapping[str, Any], workers: Mapping[str, Worker]) -> Plain:
    """Return for each branch and for the synthesis what would be asked."""
    target, room = Target.model_validate(args["target"]), Path(args["room"])
    frozen = evidence.freeze(room, target)
    earlier = reusable(args, frozen.documents, workers)
    asking = _Asking(target, room, Path(args["cache"]), args)
    branches = [asking.branch(b, frozen.documents, earlier.get(b)) for b in BRANCHES]
    return {"branches": branches, "synthesis": asking.synthesis(branches), "documents": len(frozen.documents)}


class _Asking:
    """One target, as Claude would be asked about it."""

    def __init__(self, target: Target, room: Path, cache: Path, args: Mapping[str, Any]) -> None:
        from agents.analysts.claude.analyst import settings_of  # noqa: PLC0415 -- loads the SDK

        self._target = target
        self._room = room
        self._cache = cache
        self._analysts: Mapping[str, str] = args["analysts"]
        self._situation: Situation = situation(args["situation"])
        self._settings = settings_of(self._situation)
        self._counting = bool(args["count"])

    def branch(self, branch: Branch, documents: Sequence[Document], earlier: Mapping[str, Any] | None) -> Plain:
        """Return what a branch would send first."""
        name, mine = self._analysts[branch], wanted(branch, documents)
        told: Plain = {"branch": branch, "analyst": name, "documents": len(mine), "claims": 0}
        if name not in ASKING:
            return {**told, **_nothing("a custom analyst's own matter" if asks_a_model(name) else "sends nothing")}
        if earlier:
            return {**told, **_nothing(f"unchanged since run {earlier['origin']}")}
        read = self._read(mine)
        if not read:
            return {**told, **_nothing("nothing to read")}
        return {**told, **self._asked(Assignment(branch, self._target, read))}

    def _read(self, documents: Sequence[Document]) -> list[ReadDocument]:
        read = []
        for document in documents:
            try:
                read.append(evidence.read(self._room, document, self._cache))
            except (evidence.EvidenceError, MemoryError, ValueError, OSError):
                continue  # the run itself lists it with the reason
        return read

    def _asked(self, assignment: Assignment) -> Plain:
        from agents.analysts.claude.analyst import requests_for  # noqa: PLC0415
        from agents.analysts.claude.brief import MOST_CLAIMS  # noqa: PLC0415

        requests = requests_for(assignment, self._settings)
        characters = [len(r.system) + len(json.dumps(r.messages, ensure_ascii=False)) for r in requests]
        counted = self._count(requests, assignment.branch) if self._counting else None
        claims = MOST_CLAIMS * len(requests)
        return {
            "claims": claims,
            **self._priced(counted if counted is not None else [_tokens(c) for c in characters]),
            "counted": counted is not None,
        }

    def _count(self, requests: Sequence[Any], stream: str) -> list[int]:
        from agents.analysts.claude.calls import Caller  # noqa: PLC0415

        with Caller(self._settings, NullRecorder(), self._situation.deadline, stream) as caller:
            return [caller.count_tokens(request) for request in requests]

    def synthesis(self, branches: Sequence[Plain]) -> Plain:
        """Return what looking over the branches would send; how many claims there will be is a guess."""
        name = self._analysts["synthesis"]
        told: Plain = {"branch": "synthesis", "analyst": name, "documents": 0}
        if name not in ASKING:
            return {**told, **_nothing("sends nothing")}
        from agents.analysts.claude.reflection import MOST_CLAIMS  # noqa: PLC0415

        claims = min(sum(one["claims"] for one in branches), MOST_CLAIMS)
        return {**told, **self._priced([_tokens(SYNTHESIS_PROMPT + claims * CHARACTERS_PER_CLAIM)]), "counted": False}

    def _priced(self, inputs: Sequence[int]) -> Plain:
        from agents.analysts.claude.pricing import Usage, cost, price_of  # noqa: PLC0415

        price, longest = price_of(self._settings.model, self._settings.prices), self._settings.max_tokens

        def dollars(output: int) -> str | None:
            return None if price is None else str(sum(cost(Usage(given, output), price) for given in inputs))

        return {
            "requests": len(inputs),
            "input_tokens": sum(inputs),
            "output_tokens": {"usual": len(inputs) * longest // USUAL_SHARE, "most": len(inputs) * longest},
            "cost_usd": {"usual": dollars(longest // USUAL_SHARE), "most": dollars(longest)},
        }


def _tokens(characters: int) -> int:
    return int(characters / CHARACTERS_PER_TOKEN) + 1


def _nothing(why: str) -> Plain:
    free = {"usual": "0", "most": "0"}
    none = {"usual": 0, "most": 0}
    return {"requests": 0, "input_tokens": 0, "output_tokens": none, "cost_usd": free, "counted": False, "why": why}
