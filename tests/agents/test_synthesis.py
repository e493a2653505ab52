"""The synthesis: what it compares, what it records, and what an analyst may add."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from agents.analysts.base import AnalystFailed
from agents.recorder import ListRecorder
from agents.records import (
    BranchResult,
    BranchWork,
    Claim,
    Contradiction,
    Finding,
    Interval,
    Period,
    Source,
    Target,
)
from agents.synthesis import synthesise

TARGET = Target(name="Acme")
YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31), fiscal_year=2024, part="FY")


def revenue(branch: str, millions: int) -> Claim:
    """Return a claim on the revenue of 2024."""
    value = Decimal(millions) * 10**6
    half = Decimal(500_000)
    source = Source(branch=branch, path=f"{branch}/a.txt", sha256="0" * 64, start=0, end=7, quote="revenue")
    return Claim(
        claim_id=f"{branch}-{millions}", kind="money", subject="Acme", metric="revenue", unit="USD", period=YEAR,
        value=Interval(low=value - half, high=value + half, point=value), scope="consolidated", source=source,
    )  # fmt: skip


def result(branch: str, *claims: Claim, outcome="complete", findings=()) -> BranchResult:
    """Return a branch's result with some claims."""
    return BranchResult(branch=branch, outcome=outcome, work=BranchWork(claims=claims, findings=findings))


DISPUTED = [result("financial", revenue("financial", 100)), result("press", revenue("press", 150))]


def test_contradictions_become_questions():
    """Every contradiction asks the management, worst first."""
    made = synthesise(TARGET, DISPUTED, None, ListRecorder())
    assert [q.about for q in made.questions] == [c.contradiction_id for c in made.contradictions]
    assert made.pairs_compared == 1


def test_a_findings_question_is_asked_too():
    """Questions of findings stand next to those of contradictions."""
    found = Finding(
        finding_id="f1", branch="press", rule="r", title="t", reason="w", severity="critical", question="Why?"
    )
    made = synthesise(TARGET, [*DISPUTED, result("patent", findings=(found,))], None, ListRecorder())
    assert made.questions[0].about == "f1"


def test_branches_that_did_not_finish_are_named_and_not_compared():
    """The claims of a failed branch are not compared, and the branch is missing, never silent."""
    made = synthesise(
        TARGET, [DISPUTED[0], result("press", revenue("press", 150), outcome="failed")], None, ListRecorder()
    )
    assert made.pairs == () and made.missing == ("press", "regulatory", "patent", "leadership")


def test_everything_is_recorded_between_started_and_finished():
    """One event per pair, contradiction and question; contradictions name their claims by id."""
    recorder = ListRecorder()
    made = synthesise(TARGET, DISPUTED, None, recorder)
    types = [e.event_type for e in recorder.entries]
    expected = [
        "synthesis.started",
        "pair.compared",
        "contradiction.recorded",
        "question.recorded",
        "synthesis.finished",
    ]
    assert types == expected
    recorded = next(e for e in recorder.entries if e.event_type == "contradiction.recorded")
    assert recorded.attributes["claim_ids"] == [c.claim_id for c in made.contradictions[0].claims]
    assert recorded.attributes["claims"] == []
    assert recorder.entries[-1].attributes["by_verdict"] == {"contradiction": 1}


def test_reflection_adds_and_never_removes():
    """An analyst's candidates come after the rules' own; one with a known id changes nothing."""
    rules = synthesise(TARGET, DISPUTED, None, ListRecorder()).contradictions

    class Reflecting:
        name = "reflecting"

        def work(self, assignment, recorder):
            raise NotImplementedError

        def reflect(self, target, results, recorder) -> list[Contradiction]:
            softened = rules[0].model_copy(update={"severity": "info"})
            return [softened, rules[0].model_copy(update={"contradiction_id": "new"})]

    made = synthesise(TARGET, DISPUTED, Reflecting(), ListRecorder())
    assert [c.contradiction_id for c in made.contradictions] == [rules[0].contradiction_id, "new"]
    assert made.contradictions[0].severity == rules[0].severity


def test_an_analyst_that_cannot_reflect_leaves_what_the_rules_found():
    """The contradictions stay, the comparison finishes, and the failure is on the trail with its kind."""

    class Refusing:
        name = "refusing"

        def work(self, assignment, recorder):
            raise NotImplementedError

        def reflect(self, target, results, recorder) -> list[Contradiction]:
            raise AnalystFailed("refused", "the model declined")

    recorder = ListRecorder()
    made = synthesise(TARGET, DISPUTED, Refusing(), recorder)
    assert made.contradictions == synthesise(TARGET, DISPUTED, None, ListRecorder()).contradictions
    failed = [e for e in recorder.entries if e.event_type == "reflection.failed"]
    assert [(e.attributes["kind"], e.texts["message"]) for e in failed] == [("refused", "the model declined")]
    assert recorder.entries[-1].event_type == "synthesis.finished"
