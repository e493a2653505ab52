"""What of an answer stands in the documents, and what was rejected and why: counted, and kept on the trail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from agents.recorder import Entry
from agents.records import Claim, Finding

What = Literal["claim", "finding", "instruction", "contradiction"]


class Rejected(NamedTuple):
    """Something the model said that does not stand in the documents."""

    what: What
    why: str
    detail: str
    path: str
    quote: str
    said: str


class Grounded(NamedTuple):
    """What of an answer stands, and what does not."""

    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    rejected: tuple[Rejected, ...]

    @property
    def proposed(self) -> int:
        """Return how many claims and findings were proposed."""
        said = sum(r.what in {"claim", "finding"} for r in self.rejected)
        return len(self.claims) + len(self.findings) + said


def rejection(branch: str, call_id: str, rejected: Rejected) -> Entry:
    """Return the event of something that does not stand in the documents."""
    about = {"branch": branch, "call_id": call_id, "what": rejected.what, "why": rejected.why, "path": rejected.path}
    texts = {"quote": rejected.quote, "text": rejected.said, "message": rejected.detail}
    return Entry("claim.rejected", about, {k: v for k, v in texts.items() if v})


def numbers_told(grounded: Sequence[Grounded]) -> dict[str, Any]:
    """Return the counts of a branch's grounding: proposed, grounded, and rejected by reason."""
    by_why: dict[str, int] = {}
    for one in (r for g in grounded for r in g.rejected):
        by_why[one.why] = by_why.get(one.why, 0) + 1
    claims = sum(len(g.claims) for g in grounded)
    findings = sum(len(g.findings) for g in grounded)
    lost = {what: sum(r.what == what for g in grounded for r in g.rejected) for what in ("claim", "finding")}
    return {
        "claims_proposed": claims + lost["claim"],
        "claims_grounded": claims,
        "findings_proposed": findings + lost["finding"],
        "findings_grounded": findings,
        "rejected": dict(sorted(by_why.items())),
    }
