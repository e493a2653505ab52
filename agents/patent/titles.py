"""Title to patents: who holds it by the latest conveyance, what charges it, and whose signature is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from agents.branch.case import Case, found
from agents.branch.naming import folded, is_target, same_name
from agents.patent.assets import Asset, assets, quote
from agents.patent.owners import is_namesake_affiliate
from agents.records import Finding

NOT_TITLE = re.compile(
    r"SECURITY|LIEN|RELEASE|LICEN[SC]E|CHANGE OF ADDRESS|MORTGAGE|TERMINAT|PLEDGE|COLLATERAL", re.IGNORECASE
)
"""Conveyances that move no title."""
CHARGE = re.compile(r"SECURITY|LIEN|MORTGAGE|PLEDGE|COLLATERAL", re.IGNORECASE)
RELEASE = re.compile(r"RELEASE|TERMINAT|DISCHARGE|SATISFACTION", re.IGNORECASE)
GOVERNMENT = re.compile(r"CONFIRMATORY LICEN[SC]E|GOVERNMENT INTEREST", re.IGNORECASE)


class Conveyance(NamedTuple):
    """One recorded assignment, as its row of the register says."""

    executed: str
    conveyance: str
    assignor: str
    assignee: str


def titles(case: Case) -> Iterator[Finding]:
    """Yield what the registers say against a clean title."""
    for asset in assets(case):
        yield from _owner(case, asset)
        yield from _charged(case, asset)
        yield from _inventors(case, asset)


def conveyances(asset: Asset) -> tuple[Conveyance, ...]:
    """Return the recorded conveyances, oldest execution first; the undated stand first."""
    return tuple(sorted((Conveyance(*a) for a in asset.record.assignments), key=lambda c: c.executed))


def holders(asset: Asset) -> tuple[str, ...]:
    """Return who holds title: the assignees of the latest title conveyance, else the applicants."""
    moved = [c for c in conveyances(asset) if not NOT_TITLE.search(c.conveyance)]
    if not moved:
        return asset.record.applicants
    last = moved[-1].executed
    return tuple(dict.fromkeys(c.assignee for c in moved if c.executed == last and c.assignee))


def _owner(case: Case, asset: Asset) -> Iterator[Finding]:
    held = holders(asset)
    foreign = [h for h in held if not is_target(h, case.target)]
    if not held:
        yield _unassigned(case, asset)
    elif foreign and not all(is_namesake_affiliate(h, case.target) for h in foreign):
        yield _foreign(case, asset, foreign)
    elif foreign:
        yield _affiliate(case, asset, foreign)
    if len({folded(h) for h in held}) > 1:
        yield _shared(case, asset, held)


def _foreign(case: Case, asset: Asset, foreign: list[str]) -> Finding:
    if all(_is_inventor(h, asset) for h in foreign):
        reason = "The register names an inventor as holder: title was not moved to a company."
    else:
        reason = "By the latest title conveyance the holder is neither the target nor one of its known affiliates."
    return found(
        case,
        "title with another",
        (asset.record.number,),
        title=f"Title to {asset.name} stands with {' and '.join(foreign)}",
        reason=reason,
        severity="high",
        sources=quote(case, asset, "assign", "conveyance"),
        question=f"How does the company hold {asset.name}, and under which agreement?",
    )


def _affiliate(case: Case, asset: Asset, foreign: list[str]) -> Finding:
    return found(
        case,
        "title with an affiliate",
        (asset.record.number,),
        title=f"Title to {asset.name} stands with {' and '.join(foreign)}, an affiliate by its name",
        reason="The holder carries the target's name but is not among the affiliates that were given.",
        severity="low",
        sources=quote(case, asset, "assign", "conveyance"),
        question=f"Is {foreign[0]} part of what is sold?",
    )


def _unassigned(case: Case, asset: Asset) -> Finding:
    return found(
        case,
        "no title recorded",
        (asset.record.number,),
        title=f"No conveyance of title to {asset.name} is recorded",
        reason="Neither an assignment nor an applicant is in the record, so title rests with the inventors.",
        severity="medium",
        sources=quote(case, asset, "inventor"),
        question=f"Where are the inventors' assignments of {asset.name}?",
    )


def _shared(case: Case, asset: Asset, held: tuple[str, ...]) -> Finding:
    return found(
        case,
        "co-owners",
        (asset.record.number,),
        title=f"{asset.name} has {len(held)} co-owners",
        reason="Each co-owner may use and license the patent without the other: " + ", ".join(held) + ".",
        severity="medium",
        sources=quote(case, asset, "assign", "conveyance"),
        question=f"Which agreement binds the co-owners of {asset.name}?",
    )


def _charged(case: Case, asset: Asset) -> Iterator[Finding]:
    told = conveyances(asset)
    open_charges = [
        c for c in told if CHARGE.search(c.conveyance) and not RELEASE.search(c.conveyance) and not _released(c, told)
    ]
    interests = [c for c in told if GOVERNMENT.search(c.conveyance)]
    if open_charges:
        yield _encumbered(case, asset, open_charges)
    if interests:
        yield found(
            case,
            "government interest",
            (asset.record.number,),
            title=f"A government holds rights in {asset.name}",
            reason="A licence to a government, or its interest, is recorded: public money may have paid.",
            severity="medium",
            sources=quote(case, asset, "assign", "conveyance"),
            question=f"Which grant paid for {asset.name}, and which rights does it give?",
        )


def _released(charge: Conveyance, told: tuple[Conveyance, ...]) -> bool:
    """Return whether the same creditor later released the charge."""
    return any(
        RELEASE.search(c.conveyance) and c.executed >= charge.executed and same_name(c.assignor, charge.assignee)
        for c in told
    )


def _encumbered(case: Case, asset: Asset, charges: list[Conveyance]) -> Finding:
    creditors = ", ".join(dict.fromkeys(f"{c.assignee} ({c.executed or 'undated'})" for c in charges))
    return found(
        case,
        "encumbered",
        (asset.record.number,),
        title=f"{asset.name} is charged in favour of {creditors}",
        reason="A security interest is recorded and no release by the same creditor follows it.",
        severity="medium",
        sources=quote(case, asset, "assign", "conveyance"),
        question=f"Which debt does {asset.name} secure, and is it released at closing?",
    )


def _inventors(case: Case, asset: Asset) -> Iterator[Finding]:
    assignors = [c.assignor for c in conveyances(asset) if not NOT_TITLE.search(c.conveyance)]
    # Where no inventor is among the assignors their assignments may stand with a parent application.
    missing = [i for i in asset.record.inventors if not any(_same_person(i, a) for a in assignors)]
    if len(missing) in {0, len(asset.record.inventors)} or "" in assignors or _is_applicant_title(asset):
        return
    yield found(
        case,
        "inventor without assignment",
        (asset.record.number,),
        title=f"No assignment by {', '.join(missing)} of {asset.name} is recorded",
        reason="A named inventor who never assigned may still hold a share of the title.",
        severity="medium",
        sources=quote(case, asset, "inventor", "assign"),
        question=f"Where is the assignment of {', '.join(missing)}?",
    )


def _is_applicant_title(asset: Asset) -> bool:
    """Return whether a company applied in its own name: then title may rest on an employment contract."""
    return any(not _is_inventor(a, asset) for a in asset.record.applicants)


def _is_inventor(name: str, asset: Asset) -> bool:
    return any(_same_person(i, name) for i in asset.record.inventors)


def _same_person(inventor: str, assignor: str) -> bool:
    """Return whether every word of the shorter name is in the longer: "SINGH, DEEPINDER" is Deepinder Singh Thind."""
    one, other = _words(inventor), _words(assignor)
    return bool(one and other) and (one <= other or other <= one)


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in re.split(r"[^a-z]+", name.casefold()) if len(w) > 1 and w not in {"jr", "sr", "dr"})
