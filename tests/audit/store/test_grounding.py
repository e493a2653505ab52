"""What of a model's answers stands in the documents, and what was declined, is asked of the published file."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from audit.journal import Journal, Said
from audit.store import publish


def _asked(home: Path, sql: str) -> list[tuple[object, ...]]:
    publish(home)
    with duckdb.connect(str(home / "audit.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_proposed_grounded_and_rejected_are_counted(assessed: Path) -> None:
    """The view says how much of an answer stands, and why the rest does not."""
    columns = "target, branch, proposed, grounded, rejected, grounded_share, why"
    ((*counts, why),) = _asked(assessed, f"SELECT {columns} FROM grounding")
    assert (counts, json.loads(str(why))) == (["Acme", "patent", 3, 2, 1, 0.667], {"not_found": 1})


def test_what_was_rejected_keeps_its_words(assessed: Path) -> None:
    """The quote that stands nowhere can be read, with the reason."""
    rows = _asked(assessed, "SELECT branch, what, why, quote, said FROM claim_rejection")
    assert rows == [("patent", "claim", "not_found", "Revenue was $9 billion", "$9 billion")]


def test_two_analysts_agreement_is_a_row(assessed: Path) -> None:
    """The share of places that both read alike can be computed."""
    assert _asked(assessed, "SELECT other, agreed, disagreed FROM analyst_comparison") == [("claude", 3, 1)]


def test_a_refusal_is_listed_with_what_became_of_the_branch(home: Path, model_answer: Said) -> None:
    """A declined answer names its category and the branch's outcome."""
    declined = {**model_answer.attributes, "error_type": "refused", "finish_reason": "refusal", "category": "bio"}
    with Journal.create(home, "run-9", "press") as own:
        own.append(Said("model.answered", declined, {"message": "declined by the model"}))
    settled = {"branch": "press", "outcome": "failed", "attempts": 1, "analyst": "claude", "reused": False}
    with Journal.create(home, "run-9", "run") as own:
        own.append(Said("branch.settled", settled))
    rows = _asked(home, "SELECT branch, category, message, outcome FROM refusals")
    assert rows == [("press", "bio", "declined by the model", "failed")]
