"""The portfolio as a whole: how many, in what state, and what is no longer alive."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from agents.branch.case import Case, found
from agents.patent.assets import Asset, assets, quote
from agents.patent.titles import holders
from agents.records import Finding

DEAD = re.compile(r"\b(?:abandon\w*|expired|expire|lapsed|withdrawn|rejected|revoked)\b", re.IGNORECASE)


def portfolio(case: Case) -> Iterator[Finding]:
    """Yield the count of the office's records and one finding per record that is dead."""
    every = tuple(assets(case))
    if every:
        yield _overview(case, every)
    for asset in every:
        if asset.record.status and DEAD.search(asset.record.status):
            yield _dead(case, asset)


def _overview(case: Case, every: tuple[Asset, ...]) -> Finding:
    states = Counter(a.record.status or "status not stated" for a in every)
    owners = Counter(h for a in every for h in holders(a))
    named = ", ".join(f"{o} ({n})" for o, n in sorted(owners.items(), key=lambda x: (-x[1], x[0]))[:10])
    told = ", ".join(f"{s} ({n})" for s, n in sorted(states.items()))
    return found(
        case,
        "portfolio",
        ("all",),
        title=f"{len(every)} record{'s' if len(every) > 1 else ''} of the patent office",
        reason=f"By status: {told}. By holder of title: {named or 'none recorded'}.",
        severity="info",
        polarity="neutral",
        sources=[s for a in every[:10] for s in quote(case, a, "status")[:1]],
    )


def _dead(case: Case, asset: Asset) -> Finding:
    since = f" since {asset.record.status_date.isoformat()}" if asset.record.status_date else ""
    return found(
        case,
        "not in force",
        (asset.record.number,),
        title=f"{asset.name} is not in force: {asset.record.status}",
        reason=f"The office's status is {asset.record.status!r}{since}. A lapse for unpaid fees may be revived.",
        severity="medium",
        sources=quote(case, asset, "status"),
        question=f"Was {asset.name} given up on purpose, and does a product rest on it?",
    )
