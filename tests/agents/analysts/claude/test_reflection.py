"""The synthesis call adds candidates of its own over verified quotes, and changes nothing that rules found."""

from __future__ import annotations

import json

import pytest

from agents.analysts.base import AnalystFailed
from agents.analysts.claude.analyst import ClaudeAnalyst
from agents.analysts.claude.calls import Answer, Caller
from agents.analysts.claude.pricing import Usage
from agents.analysts.claude.schema import SynthesisAnswer
from agents.analysts.rules import RulesAnalyst
from agents.recorder import ListRecorder, NullRecorder
from agents.records import BranchResult, Target
from agents.synthesis import synthesise

TARGET = Target(name="Acme Corp.")
FIRST = "Acme Corp. said revenue was $1.3 billion in fiscal 2024.\n\nWeather in zebraland: mild.\n"
SECOND = "Acme Corp. reported revenue of $1.5 billion in fiscal 2024.\n"


@pytest.fixture
def results(assigned):
    """Two articles that disagree, worked by rules."""
    assignment = assigned(FIRST, SECOND)
    work = RulesAnalyst().work(assignment, NullRecorder())
    return [BranchResult(branch="press", outcome="complete", work=work)]


def _asked(messages_api):
    return [json.dumps(one["body"]["messages"]) for one in messages_api.requests()]


def test_only_claims_and_their_quotes_are_shown(served, results, messages_api):
    """What no claim quotes never reaches the synthesis call."""
    ClaudeAnalyst(served).reflect(TARGET, results, NullRecorder())
    (said,) = _asked(messages_api)
    assert "revenue was $1.3 billion" in said
    assert "zebraland" not in said


def test_missing_branches_are_named(served, results, messages_api):
    """Silence of a branch that did not finish is not read as nothing found."""
    ClaudeAnalyst(served).reflect(TARGET, results, NullRecorder())
    (said,) = _asked(messages_api)
    assert "financial" in said.partition("missing")[2][:80]


def _says(monkeypatch, value):
    answer = Answer(value, "call-1", 1, "structured", Usage(), None, "end_turn")
    monkeypatch.setattr(Caller, "call", lambda self, request: answer)


def test_a_candidate_is_marked_and_held_to_medium(served, results, monkeypatch):
    """It says who saw it, and weighs no more than medium until a person has looked."""
    told = {"claims": ["C1", "c2"], "explanation": "they differ", "severity": "critical", "severity_reason": "",
            "question": ""}  # fmt: skip
    _says(monkeypatch, SynthesisAnswer.model_validate({"contradictions": [told], "none_because": ""}))
    (found,) = ClaudeAnalyst(served).reflect(TARGET, results, NullRecorder())
    assert (found.kind, found.severity, "claude" in found.explanation) == ("narrative", "medium", True)
    assert len(found.claims) == 2


@pytest.mark.parametrize(("lie", "why"), [("accuses", "unknown_claim"), ("embroiders", "number_not_grounded")])
def test_a_candidate_that_does_not_stand_is_rejected_and_kept(served, results, messages_api, lie, why):
    """Claims nobody made and numbers nobody wrote end on the trail, not in the report."""
    messages_api.scenarios({"do": lie})
    recorder = ListRecorder()
    assert ClaudeAnalyst(served).reflect(TARGET, results, recorder) == ()
    assert [e.attributes["why"] for e in recorder.entries if e.event_type == "claim.rejected"] == [why]


def test_what_rules_found_stands_whatever_the_model_says(served, results, messages_api):
    """A refusal, a lie or an empty answer removes no contradiction."""
    alone = synthesise(TARGET, results, None, NullRecorder()).contradictions
    assert alone
    for lie in ("refused", "empty_success", "accuses"):
        messages_api.scenarios({"do": lie})
        found = synthesise(TARGET, results, ClaudeAnalyst(served), NullRecorder()).contradictions
        assert found == alone


def test_a_refusal_is_a_failure_of_the_reflection(served, results, messages_api):
    """The kind is the model's own."""
    messages_api.scenarios({"do": "refused"})
    with pytest.raises(AnalystFailed) as failed:
        ClaudeAnalyst(served).reflect(TARGET, results, NullRecorder())
    assert failed.value.kind == "refused"
