"""What a run is asked for, and in short how its parts ended."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from agents.records import Branch, FailureKind, OutcomeName, Target
from flows.choice import Choice, parse


class Order(NamedTuple):
    """What was asked for, by whom."""

    target: Target
    room: Path
    run_id: str
    analyst: str
    """Who works what, as written: `claude, press=rules`."""
    initiated_by: str
    flow_run_id: str | None = None
    deployment: str | None = None
    night: str | None = None
    batch: str = ""
    """What one stop and one night's budget concern; empty where the run belongs to no night."""
    fresh: bool = False
    """Whether every branch is worked, also one that an earlier run worked on the same inputs."""

    @property
    def batch_id(self) -> str:
        """Return the night's id, or the run's where it belongs to none."""
        return self.batch or self.run_id

    @property
    def choice(self) -> Choice:
        """Return who works what."""
        return parse(self.analyst)


class Settled(NamedTuple):
    """How a branch ended, in short; the journals hold everything."""

    branch: Branch
    outcome: OutcomeName
    attempts: int = 0
    kind: FailureKind | None = None
    message: str = ""
    reused: bool = False
    reused_run_id: str | None = None
    """The earlier run whose results these are; None where this run worked the branch."""
    documents: int = 0
    unread: int = 0
    claims: int = 0
    findings: int = 0


class Compared(NamedTuple):
    """How the synthesis ended, in short."""

    finished: bool
    pairs: int = 0
    contradictions: int = 0
    kind: FailureKind | None = None
    """Why it failed, or why the analyst could not look over the branches although the comparison finished."""
    message: str = ""
    reused: bool = False
