"""The one interface of every analyst: an assignment in, claims and findings out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Protocol, runtime_checkable

from pydantic import SecretStr

from agents.evidence.types import ReadDocument
from agents.recorder import Entry, Recorder
from agents.records import Branch, BranchResult, BranchWork, Contradiction, FailureKind, Target


class Assignment(NamedTuple):
    """What an analyst is given: one branch, its documents, and nothing of the other branches."""

    branch: Branch
    target: Target
    documents: Sequence[ReadDocument]
    compute: Callable[[], AbstractContextManager[object]] = nullcontext
    """Enter it around heavy computing: the machine allows only so many at once. Never hold it while waiting."""
    cache: Path | None = None
    """The folder in which what was made of documents is kept by content; None where nothing is kept."""


class Recorded(Protocol):
    """Reads a trail for an analyst that repeats what was answered."""

    def __call__(self, run_id: str, stream: str) -> Iterable[Entry]:
        """Return a stream's events as they were recorded, all attempts in order; raise LookupError for no such run."""


class Situation(NamedTuple):
    """For which run an analyst works, and what its calls to a model share with all others of the machine."""

    run_id: str = ""
    """Whose budget the calls are counted under."""
    batch_id: str = ""
    """What one stop concerns: the night, or the run where it belongs to none."""
    stream: str = ""
    """The branch, or `synthesis`."""
    home: Path | None = None
    """Where limits, budgets and the stop are kept for all processes; None where nothing is shared."""
    deadline: float | None = None
    """When the work must be done, on the clock of `time.monotonic`."""
    budget_usd: Decimal | None = None
    """What the calls for this target may cost together."""
    claude: Mapping[str, Any] = {}
    """The settings of the Claude analyst as JSON values, without a secret."""
    api_key: SecretStr | None = None
    replay_of: str = ""
    """The run whose recorded answers `replay` gives."""
    recorded: Recorded | None = None
    """Looks those answers up: only who keeps the trail can."""


class AnalystFailed(Exception):
    """An analyst knows why it cannot work: the failure's kind decides what becomes of the branch and of the night."""

    def __init__(self, kind: FailureKind, message: str) -> None:
        super().__init__(message)
        self.kind: FailureKind = kind


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


FACTORIES: dict[str, str] = {
    "rules": "agents.analysts.rules:build",
    "claude": "agents.analysts.claude.analyst:build",
    "both": "agents.analysts.both:build",
    "replay": "agents.analysts.replay:build",
}
"""The known analysts by name, each with the function that makes it for a situation."""
REPLAY = "replay:"
"""Before the id of the run whose recorded answers are given."""


def load(name: str, situation: Situation = Situation()) -> Analyst:  # noqa: B008
    """Return the analyst of a known name or of an import path ("package.module:attribute").

    Raises ValueError naming what is wrong with the name.
    """
    if name.startswith(REPLAY):
        name, situation = "replay", situation._replace(replay_of=name.removeprefix(REPLAY))
    if name in FACTORIES:
        made: Analyst = _imported(name, FACTORIES[name])(situation)
        return made
    if ":" not in name:
        known = ", ".join(FACTORIES)
        raise ValueError(
            f"analyst {name!r}: neither a known analyst ({known}) nor an import path like package.module:Name"
        )
    found = _imported(name, name)
    analyst: Analyst = found() if isinstance(found, type) else found
    return analyst


def _imported(name: str, path: str) -> Any:
    module, _, attribute = path.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as problem:
        raise ValueError(f"analyst {name!r} cannot be imported: {problem}") from problem
