"""An analyst that takes a given time and finds next to nothing: what is left is the pipeline's own time."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from agents.analysts.base import Assignment
from agents.recorder import Recorder
from agents.records import BranchResult, BranchWork, Contradiction, Finding, Target, short_hash


def _pace() -> list[float]:
    return [float(seconds) for seconds in Path(os.environ["PACE"]).read_text().split()]


class Paced:
    """Sleeps in every branch and over the finished ones as long as the file PACE says: "<branch> <synthesis>"."""

    name = "paced"
    version = "1"

    def work(self, assignment: Assignment, recorder: Recorder) -> BranchWork:
        """Return one finding after the branch's time."""
        time.sleep(_pace()[0])
        branch = assignment.branch
        finding = Finding(
            finding_id=short_hash("paced", branch), branch=branch, rule="paced", title="Read",
            reason="the branch took its time", severity="low",
        )  # fmt: skip
        return BranchWork(findings=(finding,))

    def reflect(self, target: Target, results: Sequence[BranchResult], recorder: Recorder) -> Sequence[Contradiction]:
        """Return nothing after the synthesis's time."""
        time.sleep(_pace()[1])
        return ()
