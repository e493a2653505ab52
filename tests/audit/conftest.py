"""What the tests of the trail share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from audit.journal import Journal, Said
from audit.seal import root, seal


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return an empty home folder."""
    folder = tmp_path / "var"
    folder.mkdir()
    return folder


@pytest.fixture
def journal(home: Path) -> Iterator[Journal]:
    """Return an open journal of the financial branch."""
    with Journal.create(home, "run-1", "financial") as opened:
        yield opened


QUOTES = {"financial": "Revenue was $1.30 billion in fiscal 2024.", "press": "Revenue reached $1.9 billion in 2024."}


def claim(branch: str, claim_id: str, point: str) -> Said:
    """Return a claim about revenue as the branches record it."""
    value = {"low": point, "high": point, "point": point, "approximate": False}
    source = {
        "branch": branch, "path": f"{branch}/report.html", "sha256": "d" * 64, "start": 10, "end": 51, "quote": None,
        "published": "2025-02-01", "kind": "10-K", "locator": None,
    }  # fmt: skip
    attributes = {
        "claim_id": claim_id, "kind": "money", "subject": None, "metric": "revenue", "value": value, "unit": "USD",
        "period": {"label": "FY2024", "start": "2024-01-01", "end": "2024-12-31", "fiscal_year": 2024}, "basis": "gaap",
        "scope": "consolidated", "qualifiers": ["net"], "modality": "reported", "edition": 0, "source": source,
        "analyst": "rules", "rule": "prose", "confidence": "0.9",
    }  # fmt: skip
    texts = {"subject": "Acme", "source.quote": QUOTES.get(branch, "A quote."), "source.locator": "page 2"}
    return Said("claim.recorded", attributes, texts)


def branch_said(branch: str) -> list[Said]:
    """Return what a complete attempt of a branch says."""
    document = {
        "path": f"{branch}/report.html",
        "sha256": "d" * 64,
        "size": 9,
        "media_type": "text/html",
        "kind": "10-K",
    }
    read = {"text_sha256": "e" * 64, "characters": 900, "tables": 1, "facts": 0, "hidden": 0}
    source = {**claim(branch, "x", "1").attributes["source"], "quote": None}
    finding = {
        "finding_id": f"f-{branch}", "branch": branch, "rule": "margin", "title": None, "reason": None,
        "severity": "medium", "polarity": "risk", "claim_ids": [f"c-{branch}"], "sources": [source], "question": None,
    }  # fmt: skip
    finding_texts = {
        "title": "Margin fell",
        "reason": "By half",
        "question": "Why?",
        "sources.0.quote": QUOTES["press"],
    }
    started = {
        "branch": branch, "analyst": "rules", "analyst_version": "1", "code_version": "0.1.0", "deadline_seconds": 900,
        "documents": [{"path": document["path"], "sha256": document["sha256"]}],
    }  # fmt: skip
    calculation = {
        "name": "growth", "formula": "a / b - 1", "period": "FY2024", "value": "0.1", "unit": "ratio",
        "inputs": [["a", "2", "c1"], ["b", "1", "c2"]],
    }  # fmt: skip
    return [
        Said("branch.started", started),
        Said("document.read", {**document, **read}, {"title": "Annual report"}),
        Said("document.unread", {**document, "path": f"{branch}/broken.pdf", "unread": None}, {"unread": "encrypted"}),
        claim(branch, f"c-{branch}", "1300000000" if branch == "financial" else "1900000000"),
        Said("finding.recorded", finding, finding_texts),
        Said("calculation.recorded", calculation),
        Said("reading.recorded", {"path": document["path"], "quantities": 10, "quantities_claimed": 8, "claims": 8}),
        Said("branch.finished", {
            "branch": branch, "outcome": "partial", "documents": 1, "unread": 1, "claims": 1, "findings": 1,
        }),
    ]  # fmt: skip


def model_said(branch: str) -> list[Said]:
    """Return what one call says that is turned away once, then answered, and one that the budget refuses."""
    identity = {
        "branch": branch, "purpose": "branch", "operation": "chat", "provider": "anthropic",
        "server_address": "https://api.anthropic.com", "request_model": "claude-sonnet-5-5", "headers": {},
    }  # fmt: skip
    requested = {
        **identity, "call_id": "call-1", "turn": "first", "mode": "structured", "max_tokens": 16000, "effort": None,
        "request_key": "a" * 64, "request_sha256": "b" * 64, "request_bytes": 15, "prompt_sha256": "c" * 64,
        "schema_sha256": "e" * 64, "reserved_usd": "0.410000", "sdk_version": "2.11.0",
    }  # fmt: skip
    ended = {
        **identity, "call_id": "call-1", "error_type": None, "category": None, "status_code": 200, "sent": True,
        "request_id": "req_2", "response_id": "msg_1", "response_model": "claude-sonnet-5-5", "priced": True,
        "finish_reason": "end_turn", "input_tokens": 130_000, "output_tokens": 6000, "cache_read_input_tokens": 30_000,
        "cache_creation_input_tokens": 0, "cost_usd": "0.263000", "charged_usd": "0.263000", "price_date": "2026-11-20",
        "latency_ms": 41_000, "first_byte_ms": 900, "response_sha256": "f" * 64, "response_bytes": 24, "complete": True,
        "limits": {"requests-limit": "1000", "requests-remaining": "990", "input-tokens-limit": "2000000"},
    }  # fmt: skip
    nothing = {
        "response_id": None, "response_model": None, "finish_reason": None, "input_tokens": None,
        "output_tokens": None, "cache_read_input_tokens": None, "cache_creation_input_tokens": None,
        "cost_usd": "0.000000", "charged_usd": "0.000000",
    }  # fmt: skip
    limited = {
        **ended, **nothing, "error_type": "rate_limit", "status_code": 429, "request_id": "req_1",
        "headers": {"retry-after": "2"},
    }  # fmt: skip
    refused = {
        **ended, **nothing, "call_id": "call-2", "error_type": "target_budget", "status_code": None, "sent": False,
        "request_id": None, "limits": {},
    }  # fmt: skip
    return [
        Said("model.requested", {**requested, "http_attempt": 1}, {"request": '{"model": "..."}'}),
        Said("model.failed", {**limited, "http_attempt": 1}, {"response": "{}", "message": "HTTP 429: too many"}),
        Said("model.requested", {**requested, "http_attempt": 2}),
        Said("model.answered", {**ended, "http_attempt": 2}, {"response": "event: message_start ..."}),
        Said("model.failed", {**refused, "http_attempt": 1}, {"message": "not sent, as it may cost 0.4100 USD"}),
        *grounding_said(branch),
    ]


def grounding_said(branch: str) -> list[Said]:
    """Return what is said of an answer of which one claim stands and one does not, and of two analysts compared."""
    rejected = {"branch": branch, "call_id": "call-1", "what": "claim", "why": "not_found", "path": f"{branch}/a.html"}
    counts = {
        "branch": branch, "calls": 1, "claims_proposed": 2, "claims_grounded": 1, "findings_proposed": 1,
        "findings_grounded": 1, "rejected": {"not_found": 1},
    }  # fmt: skip
    compared = {
        "branch": branch, "other": "claude", "agreed": 3, "disagreed": 1, "only_rules": 5, "only_other": 2,
        "differences": [{"rules": "c-1", "other": "c-2", "differs": "period"}],
    }  # fmt: skip
    return [
        Said("claim.rejected", rejected, {"quote": "Revenue was $9 billion", "text": "$9 billion"}),
        Said("answers.grounded", counts),
        Said("analysts.compared", compared),
    ]


@pytest.fixture
def model_request() -> Said:
    """Return the record of a request that is about to be sent."""
    return model_said("financial")[0]


@pytest.fixture
def model_answer() -> Said:
    """Return the record of an answer that came."""
    return next(said for said in model_said("press") if said.event_type == "model.answered")


def supervisor_said(target: str, branches: Sequence[str], failed: Sequence[str] = ()) -> list[Said]:
    """Return what the supervisor says before and after the branches."""
    policy = {"required": ["financial"], "quorum": 3}
    settings = {"width": 8}
    versions = {"diligence": "0.1.0", "python": "3.11", "prefect": "3.8.8", "git_commit": None}
    started = {
        "target": {"name": target, "aliases": []}, "room": "rooms/acme", "policy": policy, "analyst": "rules",
        "analysts": {}, "settings": settings, "versions": versions, "initiated_by": "someone", "night": "2025-03-01",
        "resumed": False,
    }  # fmt: skip
    listed = [
        Said("document.listed", {
            "path": f"{branch}/{file}", "sha256": "d" * 64, "size": 9, "media_type": "text/html", "kind": "10-K",
            "branches": [branch], "notes": [], "published": "2025-02-01",
        }, {"title": "Annual report"})
        for branch in branches for file in ("report.html", "broken.pdf")
    ]  # fmt: skip
    settled = [
        Said("branch.settled", {
            "branch": branch, "outcome": "failed" if branch in failed else "partial", "attempts": 1, "analyst": "rules",
            "reused": False,
        })
        for branch in branches
    ]  # fmt: skip
    closed = [
        Said(
            "branch.closed",
            {"branch": branch, "attempt": 1, "kind": "deadline", "transient": False},
            {"message": "late"},
        )
        for branch in failed
    ]
    ratings = [
        {"branch": b, "rating": "amber", "outcome": "partial", "reason": None, "open_items": []} for b in branches
    ]
    judged = {"recommendation": "proceed_with_conditions", "ratings": ratings, "undecided": 1, "gaps": list(failed)}
    texts = {"reason": "one open item", **{f"ratings.{n}.reason": "partial" for n in range(len(ratings))}}
    frozen = {"documents": len(listed), "bytes": 90, "sha256": "f" * 64}
    return [
        Said("run.started", started), Said("room.frozen", frozen), *listed, *closed, *settled,
        Said("judgement.made", judged, texts),
    ]  # fmt: skip


def synthesis_said() -> list[Said]:
    """Return what a synthesis with one contradiction says."""
    pair = {"first": "c-financial", "second": "c-press", "verdict": "contradiction", "rule": "number", "reason": None}
    contradiction = {
        "contradiction_id": "k-1", "fingerprint": "fp-1", "kind": "number", "severity": "high", "metric": "revenue",
        "period": "FY2024", "scope": "consolidated", "basis": "gaap", "branches": ["financial", "press"],
        "claim_ids": ["c-financial", "c-press"],
    }  # fmt: skip
    texts = {"subject": "Acme", "explanation": "1.3 against 1.9", "severity_reason": "46 percent", "question": "Which?"}
    finished = {"pairs": 1, "pairs_compared": 1, "contradictions": 1, "by_verdict": {"contradiction": 1}}
    return [
        Said("synthesis.started", {"branches": [], "missing": [], "claims": 2}),
        Said("pair.compared", {**pair, "kind": "money"}, {"reason": "same metric and period"}),
        Said("contradiction.recorded", contradiction, texts),
        Said("question.recorded", {"about": "k-1", "severity": "high"}, {"text": "Which revenue is right?"}),
        Said("synthesis.finished", finished),
    ]


def write(home: Path, run_id: str, stream: str, *said: Said) -> None:
    """Write one finished journal."""
    with Journal.create(home, run_id, stream) as opened:
        opened.append(*said)


def report_said(home: Path, run_id: str, kind: str, number: int) -> list[Said]:
    """Write a file in the report's place and return what the report's stream says of it."""
    path = f"reports/acme/{run_id}/{kind}-{number}.pdf"
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    data = b"%PDF-1.7 a report of " + run_id.encode()
    (home / path).write_bytes(data)
    rendered = {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "pages": 1, "notes": []}
    return [
        Said("report.started", {"pre_render_root": root(home, run_id), "kind": kind, "number": number}),
        Said("report.rendered", rendered),
        Said("run.finished", {
            "state": "NeedsReview", "state_type": "COMPLETED", "recommendation": "proceed_with_conditions",
        }),
    ]  # fmt: skip


@pytest.fixture
def assessed(home: Path) -> Path:
    """Return a home with one assessed run (patent failed), one decision on it, and one night; all sealed."""
    branches = ("financial", "press", "patent")
    for branch in ("financial", "press"):
        write(home, "run-1", branch, *branch_said(branch))
    write(home, "run-1", "patent", branch_said("patent")[0], *model_said("patent"))
    write(home, "run-1", "run", *supervisor_said("Acme", branches, failed=["patent"]))
    write(home, "run-1", "synthesis", *synthesis_said())
    write(home, "run-1", "report", *report_said(home, "run-1", "draft", 1))
    seal(home, "run-1")
    ruled = {
        "contradiction_id": "k-1", "fingerprint": "fp-1", "ruling": "confirmed", "run_id": "run-1",
        "reviewer": "Kim Roe", "decided_at": "2025-03-02T10:00:00Z",
    }  # fmt: skip
    judged = {"recommendation": "proceed_with_conditions", "ratings": [], "undecided": 0, "gaps": ["patent"]}
    write(
        home, "review-1", "decision", Said("decision.recorded", ruled, {"reason": "The press is wrong"}),
        Said("judgement.made", judged, {"reason": "confirmed"}),
    )  # fmt: skip
    write(home, "review-1", "report", *report_said(home, "review-1", "final", 1))
    seal(home, "review-1")
    write(home, "night-1", "night", *night_said())
    seal(home, "night-1")
    return home


def night_said() -> list[Said]:
    """Return what a night of three targets says."""
    return [
        Said("night.started", {"night": "2025-03-01", "watchlist": "watchlist.yaml", "targets": 3, "width": 8}),
        Said("target.skipped", {"target": "Old", "reason": "nothing new", "last_run_id": "run-0"}),
        Said("target.started", {"target": "Acme", "run_id": "run-1"}),
        Said("target.finished", {"target": "Acme", "run_id": "run-1", "state": "NeedsReview"}),
        Said("target.failed", {"target": "Bad", "kind": "environment"}, {"message": "no such room"}),
        Said("night.finished", {"counts": {"finished": 1, "skipped": 1, "failed": 1}}),
    ]
