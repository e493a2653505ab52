"""What auditors see of the attempts at asking a model."""

from __future__ import annotations

import re
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from audit.journal import Journal, Said, read
from audit.store import publish, query

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "auditors.md").read_text()


@pytest.fixture
def published(assessed: Path) -> Path:
    """Return a home whose patent branch asked a model: turned away, answered, and once not sent."""
    publish(assessed)
    return assessed


def rows(home: Path, sql: str) -> list[Any]:
    """Return what a query answers."""
    return list(query(home, sql).rows)


def test_every_attempt_says_how_it_ended(published: Path) -> None:
    """Failed, answered and not sent are told apart."""
    columns = "target, call_id, http_attempt, ended, error_type, cost_usd"
    sql = f"SELECT {columns} FROM model_attempts ORDER BY call_id, http_attempt"
    assert rows(published, sql) == [
        ("Acme", "call-1", 1, "failed", "rate_limit", Decimal(0)),
        ("Acme", "call-1", 2, "answered", None, Decimal("0.263")),
        ("Acme", "call-2", 1, "not sent", "target_budget", Decimal(0)),
    ]


def test_a_request_without_an_answer_is_unanswered(home: Path, journal: Journal, model_request: Said) -> None:
    """The process died after sending: the request is there, and says so."""
    journal.append(model_request)
    publish(home)
    assert rows(home, "SELECT ended, error_type FROM model_attempts") == [("unanswered", None)]
    assert rows(home, "FROM model_costs") == []


def test_bytes_sent_twice_lead_to_where_they_are_kept(published: Path) -> None:
    """The second attempt names the texts of the first, which hold the same bytes."""
    found = rows(published, "SELECT DISTINCT request_ref FROM model_attempts WHERE call_id = 'call-1'")
    assert len(found) == 1 and len(found[0][0]) == 64


def test_costs_count_what_is_proved(published: Path) -> None:
    """What was not sent is no attempt, and unknown costs are counted beside the sum."""
    columns = "branch, calls, http_attempts, failed, input_tokens, output_tokens, cost_usd, cost_unknown"
    sql = f"SELECT {columns} FROM model_costs"
    assert rows(published, sql) == [("patent", 1, 2, 1, 130_000, 6000, Decimal("0.263"), 0)]


def test_limits_are_those_the_server_stated(published: Path) -> None:
    """The limit as last stated, the fewest left, and how often it turned us away."""
    sql = (
        "SELECT limited, longest_retry_after, requests_limit, requests_remaining, input_tokens_limit FROM model_limits"
    )
    assert rows(published, sql) == [(1, 2.0, 1000, 990, 2_000_000)]


def test_the_bytes_stay_in_the_journal(published: Path) -> None:
    """The published file holds the messages, not the bytes; the page's line reads them from the journal."""
    assert rows(published, "SELECT name FROM text WHERE name IN ('request', 'response')") == []
    (line,) = (line for line in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) if "texts.jsonl" in line)
    sql = "SELECT request_ref, run_id, branch FROM model_attempts WHERE call_id = 'call-1' AND http_attempt = 2"
    ((ref, run_id, branch),) = rows(published, sql)
    command = line.replace("the-ref", ref).replace("run-1/press", f"{run_id}/{branch}")
    done = subprocess.run(command, shell=True, cwd=published.parent, capture_output=True, text=True, check=True)
    assert done.stdout == '{"model": "..."}\n'


def test_lineage_leads_to_the_prompt_where_a_model_was_asked(assessed: Path, model_request: Said) -> None:
    """A claim of a model's names what was asked; one of the rules' in the same attempt does not."""
    with Journal.create(assessed, "run-2", "press") as journal:
        journal.append(model_request)
        for event in read(assessed, "run-1", "press"):
            by_model = {"analyst": "claude"} if event.event_type == "claim.recorded" else {}
            journal.append(Said(event.event_type, {**event.attributes, **by_model}, event.texts))
    publish(assessed)
    sql = "SELECT run_id, analyst, prompts FROM lineage WHERE statement_id = 'f-press' AND claim_id IS NOT NULL"
    prompt = model_request.attributes["prompt_sha256"]
    assert sorted(rows(assessed, sql)) == [("run-1", "rules", None), ("run-2", "claude", [prompt])]
