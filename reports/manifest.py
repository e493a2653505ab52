"""The manifest attached to every report: what it stands on, for machines that check it against the trail."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from agents.records import BRANCHES
from reports.record import RunRecord
from reports.view import register
from reports.view.branches import rating_of
from reports.view.figures import key_figures
from reports.view.numbering import Numbering

NAME = "manifest.json"
SCHEMA = "diligence-report/1"


def manifest(record: RunRecord, kind: str, number: int) -> bytes:
    """Return the manifest as canonical JSON: sorted keys, no spaces, UTF-8."""
    numbering = Numbering(record, key_figures(record))
    content = {
        "schema": SCHEMA,
        "run_id": record.run_id,
        "target": record.target.name,
        "kind": kind,
        "number": number,
        "pre_render_root": record.pre_render_root,
        "recommendation": record.judgement.recommendation if record.judgement else None,
        "branches": [_branch(branch, numbering) for branch in BRANCHES],
        "findings": [
            {"number": n, "finding_id": f.finding_id, "branch": f.branch, "severity": f.severity, "title": f.title}
            for n, f in numbering.findings
        ],
        "contradictions": [_contradiction(item_number, numbering) for item_number, _ in numbering.contradictions],
        "evidence": [_evidence(numbering, place) for place in numbering.sources],
        "documents": [{"path": d.path, "sha256": d.sha256} for d in record.documents],
        "reviews": [
            {"run_id": review, "pre_render_root": root}
            for review, root in zip(record.reviews, record.review_roots, strict=False)
        ],
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _branch(branch: Any, numbering: Numbering) -> dict[str, Any]:
    result, rating = numbering.record.results[branch], rating_of(branch, numbering)
    return {
        "branch": branch,
        "outcome": result.outcome,
        "rating": rating.rating if rating else "not_assessed",
        "analyst": result.analyst,
        "reused_run_id": result.reused_run_id,
        "attempts": result.attempts,
        "failures": [{"attempt": one.attempt, "kind": one.kind} for one in result.failures],
    }


def _contradiction(number: str, numbering: Numbering) -> dict[str, Any]:
    item = next(found for name, found in numbering.contradictions if name == number)
    held = register.holding(item, numbering.record.decisions)
    return {
        "number": number,
        "contradiction_id": item.contradiction_id,
        "fingerprint": item.fingerprint,
        "severity": item.severity,
        "decision": held.decision.ruling if held else None,
        "reviewer": held.decision.reviewer if held else None,
    }


def _evidence(numbering: Numbering, place: Any) -> dict[str, Any]:
    source = numbering.sources[place]
    return {
        "number": numbering.evidence(source).label,
        "path": source.path,
        "sha256": source.sha256,
        "start": source.start,
        "end": source.end,
        "quote_sha256": hashlib.sha256(source.quote.encode()).hexdigest(),
    }
