"""What the work on a room amounts to in numbers: what was read, what was claimed, and what was held against what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from agents.records import BranchResult, Synthesis


def work_of(results: Sequence[BranchResult], synthesis: Synthesis) -> dict[str, Any]:
    """Return the counts as JSON values: quantities per document, claims per branch and kind, pairs per rule."""
    compared, found = synthesis.pairs_compared, len(synthesis.contradictions)
    return {
        "reading": [
            {"branch": result.branch, **reading.plain()} for result in results for reading in result.work.readings
        ],
        "claims": {r.branch: dict(sorted(Counter(c.kind for c in r.work.claims).items())) for r in results},
        "pairs": {
            "considered": len(synthesis.pairs),
            "compared": compared,
            "by_rule": dict(sorted(Counter(f"{p.verdict}: {p.rule}" for p in synthesis.pairs).items())),
        },
        "result": f"{found} contradictions" if found else f"no rule fired on {compared} compared pairs",
    }
