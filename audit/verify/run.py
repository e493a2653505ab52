"""The verification of a home folder, of one run, or of one report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audit.errors import NoSuchRun
from audit.layout import runs
from audit.outcome import Verification
from audit.store.comparing import compare
from audit.verify.journals import check_chains, check_names, check_texts
from audit.verify.log import check_anchors, check_checkpoint, check_log, check_seals
from audit.verify.reports import check_reports


def verify(
    home: Path, run_id: str | None = None, anchors: Sequence[Path] = (), report: Path | None = None
) -> Verification:
    """Recompute everything from the files; with a run id only that run, the log and the anchors."""
    run_ids = [found for found in runs(home) if run_id in (None, found)]
    log, seals = check_log(home)
    if run_id is not None and run_id not in {*run_ids, *(found.run_id for found in seals)}:
        raise NoSuchRun(f"no journals of run {run_id} under {home}", "Check the id and DILIGENCE_HOME")
    whole = run_id is None
    names = check_names(home, run_ids, whole)
    chains, journals = check_chains(home, run_ids)
    return Verification(
        (
            names,
            chains,
            check_texts(home, journals),
            log,
            check_checkpoint(home),
            check_anchors(home, anchors),
            check_seals(home, journals, seals, run_ids, run_id),
            compare(
                home,
                run_ids,
                whole,
                clean=not any(problem.kind != "note" for problem in (*names.problems, *chains.problems)),
            ),
            check_reports(home, journals, report),
        )
    )
