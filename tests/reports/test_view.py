"""The view: every mark, number and sentence follows from the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from agents.records import BRANCHES, BranchRating, BranchResult, BranchWork, Decision, Failure, Judgement, Rating
from reports.record import Ruled, RunRecord
from reports.view import view
from reports.view.figures import key_figures
from reports.view.numbering import called

Read = Callable[[Any], RunRecord]


@pytest.fixture
def record(finished: Any) -> RunRecord:
    """The record of a run with something in every section."""
    found: RunRecord = finished.record
    return found


def rated(*ratings: Rating) -> Judgement:
    """Return a judgement with one rating per branch."""
    rows = tuple(
        BranchRating(branch=branch, rating=rating, outcome="complete", reason="r")
        for branch, rating in zip(BRANCHES, ratings, strict=True)
    )
    return Judgement(ratings=rows, recommendation="proceed_with_conditions", reason="r")


@pytest.mark.parametrize(
    ("ratings", "word", "form"),
    [
        (("green", "amber", "red", "green", "not_assessed"), "Red overall", "red"),
        (("green", "amber", "green", "green", "not_assessed"), "Amber overall", "amber"),
        (("green", "green", "green", "green", "not_assessed"), "Not assessed", "open"),
        (("green",) * 5, "Green overall", "green"),
    ],
)
def test_the_worst_rating_is_the_overall_one(record: RunRecord, ratings: Any, word: str, form: str) -> None:
    """Nothing is averaged, and a branch that was not assessed never lets the whole be green."""
    assert view(replace(record, judgement=rated(*ratings))).overall == (word, form)


def test_rating_and_coverage_are_two_marks(record: RunRecord) -> None:
    """A red branch that was read in part says both, in two forms."""
    row = view(record).cover[0]
    assert (row.chip, row.coverage) == (("Red", "red"), ("Partial", "part"))


def test_findings_are_numbered_worst_first(record: RunRecord) -> None:
    """F-01 is the worst open finding; strengths come last."""
    shown = [finding for branch in view(record).branches for finding in (*branch.findings, *branch.others)]
    assert {finding.number: finding.chip.word for finding in shown} == {
        "F-01": "High", "F-02": "High", "F-03": "Low", "F-04": "Strength",
    }  # fmt: skip


def test_one_place_cited_twice_has_one_number(record: RunRecord) -> None:
    """A quote that a finding and a figure stand on is one item of the evidence."""
    items = [item for document in view(record).evidence for item in document.items]
    assert len({item.number for item in items}) == len(items) == len({(i.place, i.quote) for i in items})


def test_a_contradiction_keeps_its_stable_id(record: RunRecord, calder: Any) -> None:
    """The number is for this report, the id for every run."""
    cards = view(record).cards
    assert [card.number for card in cards] == ["C-1", "C-2"]
    assert cards[0].stable_id == calder.CONCENTRATION.contradiction_id
    assert cards[0].gap == "10% against 31%: 21 points apart"


def test_a_decision_holds_while_the_values_do(record: RunRecord, calder: Any) -> None:
    """A decision on other values is shown as history, and the matter waits again."""
    old = calder.EXPLAINED.model_copy(update={"fingerprint": "other"})
    shown = view(replace(record, decisions=(Ruled(old, "review-1", record.run_id),)))
    assert (shown.cards[1].mark.word, shown.cards[1].status[:8]) == ("Awaiting review", "Reopened"[:8])
    assert shown.cards[1].decisions[0].note == "on values that have changed since"


def test_an_unknown_period_is_not_shown(record: RunRecord, calder: Any) -> None:
    """A contradiction without a period is titled without one."""
    assert called(calder.CONCENTRATION.model_copy(update={"period": "-"})).endswith(calder.CONCENTRATION.subject)


def test_what_people_cleared_neither_stands_against_the_target_nor_is_asked(record: RunRecord, calder: Any) -> None:
    """An explained contradiction stays in the register; the summary does not count it or ask about it."""
    before, after = view(replace(record, decisions=())), view(record)
    assert "two contradictions between documents stand" in before.lead
    assert "one contradiction between documents stand" in after.lead
    assert after.lead.endswith("One further contradiction was explained or called a false alarm.")
    assert calder.EXPLAINED.contradiction_id in {card.stable_id for card in after.cards}
    asked = [[ref.label for q in (*v.questions, *v.further_questions) for ref in q.about] for v in (before, after)]
    assert ["C-2" in refs for refs in asked] == [True, False]


def test_a_decision_from_another_run_says_so(record: RunRecord, calder: Any) -> None:
    """Where a decision was made is told when it was not on this run."""
    shown = view(replace(record, decisions=(Ruled(calder.EXPLAINED, "review-1", "earlier"),)))
    assert shown.cards[1].decisions[0].note == "made on run earlier"


def test_the_latest_of_two_decisions_holds(record: RunRecord, calder: Any) -> None:
    """Decisions are appended; the latest on the same values counts."""
    later: Decision = calder.EXPLAINED.model_copy(
        update={"ruling": "confirmed", "decided_at": calder.EXPLAINED.decided_at.replace(day=15)}
    )
    both = (Ruled(later, "review-2", record.run_id), Ruled(calder.EXPLAINED, "review-1", record.run_id))
    assert view(replace(record, decisions=both)).cards[1].mark.word == "Confirmed"


def test_growth_is_computed_from_the_claims(record: RunRecord, calder: Any) -> None:
    """The summary's figures and changes follow from the values of the claims."""
    values = dict(calder.REVENUE)
    change = (Decimal(values[2025]) / Decimal(values[2024]) - 1) * 100
    figure = view(record).figures[0]
    assert figure == ("£84.2m", "FY2025 revenue", f"+{change:.1f}% on the year before")


def test_margins_are_computed_from_the_rows_above(record: RunRecord) -> None:
    """A margin is the profit of the table over the revenue of the table."""
    table = view(record).branches[0].figures
    assert table is not None
    rows = {row.label: [cell.text for cell in row.cells] for row in table.rows}
    shares = [
        f"{Decimal(profit.replace('−', '-')) / Decimal(revenue) * 100:.1f}".replace("-", "−")
        for profit, revenue in zip(rows["Net income"], rows["Revenue"], strict=True)
    ]
    assert rows["Net margin, %"] == shares


def test_only_figures_the_branch_computed_with_are_key_figures(made: Any, read: Read) -> None:
    """A figure of prose that no calculation stands on is left out of the table: it may be a part of the whole."""
    result: BranchResult = made.results["financial"]
    kept = tuple(one for one in result.work.calculations if one.period != "FY2025")
    made.results["financial"] = result.model_copy(
        update={"work": result.work.model_copy(update={"calculations": kept})}
    )
    assert key_figures(read(made)).years == (2021, 2022, 2023, 2024)


def test_tagged_figures_need_no_calculation(made: Any, calder: Any, read: Read) -> None:
    """Consolidated facts of tagged data are key figures by themselves."""
    result: BranchResult = made.results["financial"]
    tagged = calder.REPORT.model_copy(update={"kind": "xbrl_instance"})
    claims = tuple(calder.money("revenue", year, value, tagged) for year, value in calder.REVENUE)
    work = result.work.model_copy(update={"claims": claims, "calculations": ()})
    made.results["financial"] = result.model_copy(update={"work": work})
    assert len(key_figures(read(made)).years) == 5


def test_nothing_compared_is_not_nothing_contradicted(record: RunRecord) -> None:
    """Where no two claims could be compared, the register does not say that none contradict each other."""
    assert record.synthesis is not None
    silent = record.synthesis.model_copy(update={"contradictions": (), "pairs_compared": 0})
    assert "nothing is known" in view(replace(record, synthesis=silent)).register_lead


def test_what_could_not_be_tested_names_documents_and_inputs(record: RunRecord) -> None:
    """Unread documents and missing inputs are named in the branch's section."""
    said = " ".join(view(record).branches[0].untested)
    assert "no text layer: 14 pages of pictures" in said
    assert "missing: interest_expense" in said


def test_a_document_of_no_branch_is_listed(record: RunRecord) -> None:
    """What could not be identified stands among what was not read."""
    rows = {row.path: row.branches for row in view(record).coverage.unread}
    assert rows["misc/picture.bin"] == "none"


def test_the_information_date_is_the_deals(record: RunRecord) -> None:
    """The cover shows the deal's information date, or the day the run began."""
    assert dict(view(record).facts)["Information as of"] == "14 Nov 2026"
    undated = record.target.deal.model_copy(update={"information_date": date(2026, 1, 2)})
    changed = replace(record, target=record.target.model_copy(update={"deal": undated}))
    assert dict(view(changed).facts)["Information as of"] == "2 Jan 2026"


def test_short_questions_do_not_run_over_the_summarys_page(record: RunRecord) -> None:
    """Questions for which the page has no room follow the branch sections; none is lost."""
    assert record.synthesis is not None
    many = record.synthesis.model_copy(
        update={
            "questions": tuple(record.synthesis.questions[0].model_copy(update={"text": f"Q{n}?"}) for n in range(40))
        }
    )
    shown = view(replace(record, synthesis=many))
    assert len(shown.questions) == 10
    assert len(shown.questions) + len(shown.further_questions) == 40


def test_the_limits_say_who_worked_what_where_a_model_was_asked(record: RunRecord) -> None:
    """Analysts by branch, the model and where it was asked; a run by rules alone says nothing of models."""
    assert not any("model" in line for line in view(record).coverage.limits if line.startswith("Worked"))
    results = {**record.results, "press": record.results["press"].model_copy(update={"analyst": "claude"})}
    settings = {"claude": {"model": "claude-sonnet-5-5", "base_url": "https://gateway.example"}}
    lines = view(replace(record, results=results, settings=settings)).coverage.limits
    (line,) = [line for line in lines if line.startswith("Worked")]
    assert "Press by claude" in line and "Financial, Regulatory, Patent and Leadership by rules" in line
    assert "claude-sonnet-5-5, asked at https://gateway.example" in line


def test_results_of_an_earlier_run_name_it(record: RunRecord) -> None:
    """The row says that they are an earlier run's, the limits say of which one."""
    result = record.results["press"].model_copy(update={"reused_run_id": "run-of-yesterday"})
    shown = view(replace(record, results={**record.results, "press": result})).coverage
    assert [row.analyst for row in shown.rows if row.name == "Press"] == [f"{result.analyst}, earlier run"]
    assert any("run-of-yesterday" in line and "Press" in line for line in shown.limits)


def test_a_branch_that_was_not_started_says_why(record: RunRecord) -> None:
    """Stopped for everybody: the branch has no attempt, and its section and the table of failures say the reason."""
    failure = Failure(kind="auth", message="not started, as nothing more is sent: 401", attempt=0)
    result = BranchResult(branch="press", outcome="not_attempted", failures=(failure,))
    shown = view(replace(record, results={**record.results, "press": result}))
    press = next(branch for branch in shown.branches if branch.name == "Press")
    assert press.lead.startswith("The branch was not started: credentials not taken.")
    assert [(row.attempt, row.kind) for row in shown.coverage.failures if row.stream == "Press"] == [("none", "auth")]


def test_a_branch_one_of_whose_analysts_failed_says_so(record: RunRecord) -> None:
    """It is partial although every document was read, and nobody is told of unread documents."""
    failure = Failure(kind="refused", message="the model declined")
    work = BranchWork(failures=(failure,))
    result = BranchResult(branch="press", outcome="partial", analyst="both", failures=(failure,), work=work)
    shown = view(replace(record, results={**record.results, "press": result})).coverage
    (row,) = [row for row in shown.rows if row.name == "Press"]
    assert row.consequence.startswith("One of its analysts failed (refused)")
    assert ("Press", "refused") in [(row.stream, row.kind) for row in shown.failures]


def test_the_coverage_counts_what_of_a_models_answers_stands(record: RunRecord) -> None:
    """Proposed, kept and why not, by branch; without a model there is no such table."""
    assert view(record).coverage.grounding == ()
    said = {
        "branch": "press", "calls": 2, "claims_proposed": 86, "claims_grounded": 41, "findings_proposed": 2,
        "findings_grounded": 2, "rejected": {"part_of_a_date": 39, "no_number": 6},
    }  # fmt: skip
    (row,) = view(replace(record, grounding={"press": said})).coverage.grounding
    assert row == ("Press", "2", "41 of 86 claims, 2 of 2 findings", "no number 6, part of a date 39")
