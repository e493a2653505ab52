"""A replay repeats a run from its trail: the same claims, and nothing sent."""

from __future__ import annotations

import pytest

from agents.analysts.base import AnalystFailed, Situation, load
from agents.analysts.both import BothAnalyst
from agents.analysts.claude.analyst import ClaudeAnalyst
from agents.recorder import Entry, ListRecorder

ARTICLE = (
    "Acme Corp. said revenue was $1.3 billion in fiscal 2024. Its net income was $90 million in fiscal 2024.\n\n"
    "Regulators opened an investigation into the sale of the valve business.\n"
)


def _recorded(analyst, assignment):
    recorder = ListRecorder()
    recorder.record(Entry("branch.started", {"analyst": analyst.name}))
    work = analyst.work(assignment, recorder)
    return work, recorder.entries


def _replay(entries):
    def lookup(run_id: str, stream: str):
        if (run_id, stream) != ("run-1", "press"):
            raise LookupError("no such run")
        return entries

    return load("replay:run-1", Situation(recorded=lookup))


def test_a_replay_gives_the_same_claims_and_sends_nothing(served, assigned, messages_api):
    """Claims, findings and calculations are those of the run, without a request."""
    work, entries = _recorded(ClaudeAnalyst(served), assigned(ARTICLE))
    messages_api.reset()
    assert _replay(entries).work(assigned(ARTICLE), ListRecorder()) == work
    assert messages_api.requests() == []


def test_a_replay_goes_through_the_same_turns(served, assigned, messages_api):
    """Failed attempts, an answer that was cut and one that was repaired lead to the same end."""
    messages_api.scenarios({"do": "overloaded", "times": 1}, {"do": "truncated", "times": 1, "skip": 1})
    work, entries = _recorded(ClaudeAnalyst(served), assigned(ARTICLE))
    assert sum(e.event_type == "model.requested" for e in entries) > 1
    assert _replay(entries).work(assigned(ARTICLE), ListRecorder()) == work


def test_a_run_of_both_is_replayed_as_both(served, assigned):
    """Rules work again, Claude's answers are the recorded ones."""
    work, entries = _recorded(BothAnalyst(ClaudeAnalyst(served)), assigned(ARTICLE))
    assert _replay(entries).work(assigned(ARTICLE), ListRecorder()) == work


def test_calls_that_were_not_made_are_told_as_what_they_repeat(served, assigned):
    """Nothing was sent and nothing was paid, so no call to a model is on the new trail."""
    _, entries = _recorded(ClaudeAnalyst(served), assigned(ARTICLE))
    recorder = ListRecorder()
    _replay(entries).work(assigned(ARTICLE), recorder)
    types = [e.event_type for e in recorder.entries]
    assert "answer.replayed" in types
    assert not any(name.startswith("model.") for name in types)


def test_a_changed_document_has_no_recorded_answer(served, assigned):
    """The question is another one; the replay says so instead of answering something else."""
    _, entries = _recorded(ClaudeAnalyst(served), assigned(ARTICLE))
    with pytest.raises(AnalystFailed, match="have changed") as failed:
        _replay(entries).work(assigned(ARTICLE.replace("1.3", "1.4")), ListRecorder())
    assert failed.value.kind == "error"


def test_a_run_that_is_not_there_cannot_be_replayed(assigned):
    """The message names the run."""
    analyst = load("replay:run-2", Situation(recorded=_replay([])._recorded))
    with pytest.raises(AnalystFailed, match="run-2"):
        analyst.work(assigned(ARTICLE), ListRecorder())


def test_a_replay_without_a_trail_says_so(assigned):
    """Outside of a run there is nothing to look up."""
    with pytest.raises(AnalystFailed, match="needs a trail"):
        load("replay:run-1").work(assigned(ARTICLE), ListRecorder())
