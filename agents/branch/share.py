"""Whose claim a statement is, when several branches read its document: nothing is claimed three times.

The branch in whose folder a document lies takes everything it says. A branch that reads it only because of what it is
(leadership reads a 10-K wherever it lies) takes the kinds of claims that are its own subject.
"""

from __future__ import annotations

from collections.abc import Iterable

from agents.evidence.routing import home_branch
from agents.records import Branch, Claim, ClaimKind, Document

_SUBJECTS: dict[Branch, frozenset[ClaimKind]] = {
    "financial": frozenset({"money", "percent", "per_share", "ratio", "count"}),
    "press": frozenset(
        {"money", "percent", "per_share", "ratio", "count", "date", "person", "status", "owner", "text"}
    ),
    "regulatory": frozenset({"status", "date", "text"}),
    "patent": frozenset({"owner", "count", "status", "date"}),
    "leadership": frozenset({"person", "date"}),
}


def share(branch: Branch, document: Document, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the branch's share of a document's claims, in their order."""
    wanted = subjects(branch, document)
    return tuple(claims) if wanted is None else tuple(claim for claim in claims if claim.kind in wanted)


def subjects(branch: Branch, document: Document) -> frozenset[ClaimKind] | None:
    """Return the kinds of claims a branch takes from a document; None where it takes everything."""
    home = home_branch(document.path, document.kind) in {branch, None}
    return None if home else _SUBJECTS[branch]
