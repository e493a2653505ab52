"""The rules analyst: deterministic, without network or key. Claims by the extractor, findings by the branch's rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agents.analysts.base import Assignment, Situation
from agents.branch.case import Case, Examined, Examiner
from agents.branch.hostile import Guarded, guarded, instruction_findings, unguided, unguided_claims
from agents.branch.kept import kept_extraction
from agents.branch.share import share
from agents.evidence.types import ReadDocument
from agents.financial import examine as examine_financial
from agents.leadership import examine as examine_leadership
from agents.patent import examine as examine_patent
from agents.press import examine as examine_press
from agents.recorder import Recorder
from agents.records import Branch, BranchWork, Claim, Reading
from agents.regulatory import examine as examine_regulatory
from agents.uncollected import uncollected

EXAMINERS: dict[Branch, Examiner] = {
    "financial": examine_financial,
    "press": examine_press,
    "regulatory": examine_regulatory,
    "patent": examine_patent,
    "leadership": examine_leadership,
}


class RulesAnalyst:
    """Works any branch by rules alone; the same documents give the same bytes."""

    name = "rules"

    def work(self, assignment: Assignment, recorder: Recorder) -> BranchWork:
        """Return the claims the documents hold and what the branch's rules find in them."""
        with assignment.compute(), uncollected():
            return examine(assignment, guarded(assignment.documents, assignment.cache))


def examine(assignment: Assignment, guard: Guarded) -> BranchWork:
    """Return what rules read in the guarded documents: claims, findings, calculations."""
    documents = sorted(guard.documents, key=lambda d: d.document.path)
    claims, readings = _extracted(assignment, documents)
    claims = unguided_claims(claims, guard)
    case = Case(assignment.branch, assignment.target, documents, claims)
    examined = unguided(EXAMINERS[assignment.branch](case), guard)
    told = instruction_findings(case, guard)
    return _work(claims, readings, examined._replace(findings=(*examined.findings, *told)))


def build(situation: Situation) -> RulesAnalyst:
    """Return the analyst; rules need nothing of the situation."""
    return RulesAnalyst()


def _extracted(
    assignment: Assignment, documents: Sequence[ReadDocument]
) -> tuple[tuple[Claim, ...], tuple[Reading, ...]]:
    branch = assignment.branch
    extractions = [kept_extraction(d, assignment.target, branch, assignment.cache) for d in documents]
    claims = [c for d, e in zip(documents, extractions, strict=True) for c in share(branch, d.document, e.claims)]
    return _each_once(claims), tuple(e.reading for e in extractions)


def _work(claims: tuple[Claim, ...], readings: tuple[Reading, ...], examined: Examined) -> BranchWork:
    return BranchWork(
        claims=_each_once((*claims, *examined.claims)),
        findings=tuple({f.finding_id: f for f in examined.findings}.values()),
        calculations=examined.calculations,
        readings=readings,
    )


def _each_once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Two rules may read the same words as the same claim; it counts once."""
    return tuple({c.claim_id: c for c in claims}.values())
