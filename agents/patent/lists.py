"""Patents in the company's own lists: owners that are not the target, and patents listed as no longer in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from agents.branch.case import Case, found
from agents.branch.naming import is_target
from agents.patent.assets import assets
from agents.patent.owners import is_namesake_affiliate
from agents.patent.portfolio import DEAD
from agents.records import Claim, Finding


def listed_patents(case: Case) -> Iterator[Finding]:
    """Yield findings from claims of lists and prose; what the office's records already tell is left to them."""
    recorded = {n for a in assets(case) for n in (a.record.number, a.record.application_number) if n}
    told = [c for c in case.claims if c.text and c.modality == "reported" and not any(n in c.subject for n in recorded)]
    yield from _owners(case, [c for c in told if c.kind == "owner"])
    yield from _dead(
        case, [c for c in told if c.kind == "status" and "status" in c.metric and DEAD.search(c.text or "")]
    )


def _owners(case: Case, told: list[Claim]) -> Iterator[Finding]:
    by_owner: dict[str, list[Claim]] = defaultdict(list)
    for claim in told:
        owner = claim.text or ""
        if not is_target(owner, case.target) and not is_namesake_affiliate(owner, case.target):
            by_owner[owner].append(claim)
    for owner in sorted(by_owner):
        claims = by_owner[owner]
        yield found(
            case,
            "listed owner",
            (owner,),
            title=f"{owner} is listed as owner of {_named(claims)}",
            reason="The list names an owner that is neither the target nor one of its known affiliates.",
            severity="high",
            claims=claims,
            sources=[c.source for c in claims[:10]],
            question=f"By what right does the company use what {owner} owns?",
        )


def _dead(case: Case, told: list[Claim]) -> Iterator[Finding]:
    if told:
        yield found(
            case,
            "listed as not in force",
            ("all",),
            title=f"Listed as not in force: {_named(told)}",
            reason="The list itself says that protection ended.",
            severity="medium",
            claims=told,
            sources=[c.source for c in told[:10]],
            question="Does a product rest on a patent that is no longer in force?",
        )


def _named(claims: list[Claim]) -> str:
    subjects = sorted({c.subject for c in claims})
    shown = ", ".join(subjects[:5])
    return shown if len(subjects) <= 5 else f"{shown} and {len(subjects) - 5} more"
