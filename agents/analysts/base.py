"""The one interface of every analyst: an assignment in, claims and findings out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import NamedTuple, Protocol, runtime_checkable

from agents.evidence.types import ReadDocument
from agents.recorder import Recorder
from agents.records import Branch, BranchResult, BranchWork, Contradiction, Target


class Assignment(NamedTuple):
    """What an analyst is given: one branch, its documents, and nothing of the other branches."""

    branch: Branch
    target: Target
    documents: Sequence[ReadDocument]
    compute: Callable[[], AbstractContextManager[object]] = nullcontext
    """Enter it around heavy computing: the machine allows only so many at once. Never hold it while waiting."""


@runtime_checkable
class Analyst(Protocol):
    """Who works a branch."""

    name: str

    def work(self, assignment: Assignment, recorder: Recorder) -> BranchWork:
        """Return the branch's claims and findings; raise where it cannot, never return an empty success."""


@runtime_checkable
class ReflectingAnalyst(Protocol):
    """An analyst that also looks over the finished branches and may add contradictions, never remove one."""

    def reflect(self, target: Target, results: Sequence[BranchResult], recorder: Recorder) -> Sequence[Contradiction]:
        """Return contradictions the rules did not see."""


def load(name: str) -> Analyst:
    """Return the analyst of a name ("rules") or of an import path ("package.module:attribute").

    Raises ValueError naming what is wrong with the name.
    """
    path = {"rules": "agents.analysts.rules:RulesAnalyst"}.get(name, name)
    module, _, attribute = path.partition(":")
    if not attribute:
        raise ValueError(
            f"analyst {name!r}: neither a known analyst (rules) nor an import path like package.module:Name"
        )
    try:
        found = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as problem:
        raise ValueError(f"analyst {name!r} cannot be imported: {problem}") from problem
    analyst: Analyst = found() if isinstance(found, type) else found
    return analyst
