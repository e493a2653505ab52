"""Texts of strangers and runs of any size: the report holds all of them and stays whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from agents.records import (
    BRANCHES,
    Branch,
    BranchRating,
    BranchResult,
    BranchWork,
    Calculation,
    Contradiction,
    Decision,
    Failure,
    FailureKind,
    Finding,
    Judgement,
    OutcomeName,
    Question,
    Rating,
    Recommendation,
    Severity,
    Target,
)
from reports.check import check
from reports.completeness import page_texts
from reports.record import RunRecord
from reports.render import Composed, compose
from reports.typeset import html

HOSTILE = (
    '<script>alert(1)</script><img src="file:///etc/passwd"> & {{ 7*7 }} {% raw %}',
    "A" * 3000,
    "invoice \u202egnp.exe\u202c \u200b\u2066x\u2069 \x00\x07 soft\u00adhyphen",
    "漢字 Привет Ελλάδα שלום مرحبا 😀👩‍👩‍👧 ½ → ✓ e\u0301\u0300",
    ("The company reported that nothing of note had happened; " * 100)[:5000],
    "\u2028\u2029\t\n many\nlines",
    '"><a href="javascript:alert(1)">x</a><a href="file:///etc/passwd" rel="attachment">y</a>',
)
SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low", "info")
Read = Callable[[Any], RunRecord]


def judged(rating: Rating, outcome: OutcomeName, recommendation: Recommendation) -> Judgement:
    """Return a judgement that says the same of every branch."""
    ratings = tuple(BranchRating(branch=b, rating=rating, outcome=outcome, reason="as recorded") for b in BRANCHES)
    return Judgement(ratings=ratings, recommendation=recommendation, reason="as recorded")


def sound(record: RunRecord) -> Composed:
    """Return the report of a record after every structural check has passed."""
    composed = compose(record)
    assert check(composed.content, record) == []
    return composed


@pytest.fixture
def hostile(made: Any, calder: Any) -> Any:
    """A run in which every free text is hostile."""
    findings, claims = [], []
    for place, text in enumerate(HOSTILE):
        source = calder.source("press", calder.ARTICLE, text, text[:200], start=10_000 * place)
        severity = SEVERITIES[place % len(SEVERITIES)]
        findings.append(calder.finding("press", f"rule {place}", severity, text, text, source, question=text))
        claims.append(calder.share(f"hostile-{place}", str(20 + place), source))
    found = [_contradiction(calder, n, text, claims[n], claims[n - 1]) for n, text in enumerate(HOSTILE)]
    press = made.results["press"]
    made.results["press"] = press.model_copy(update={
        "work": BranchWork(
            claims=(*press.work.claims, *claims), findings=tuple(findings),
            calculations=tuple(Calculation(name=t[:99], formula=t, period="FY", not_computed=t) for t in HOSTILE),
        ),
        "failures": tuple(Failure(kind="crashed", message=t, attempt=n) for n, t in enumerate(HOSTILE, 1)),
    })  # fmt: skip
    questions = tuple(Question(text=c.question, about=c.contradiction_id, severity="high") for c in found)
    contradictions = (*made.synthesis.contradictions, *found)
    made.synthesis = made.synthesis.model_copy(update={"contradictions": contradictions, "questions": questions})
    made.target = made.target.model_copy(update={"name": f"漢 <b>Holdings</b> {'X' * 170}"})
    made.decisions.append(_decision(found[0]))
    unread = calder.document(f"press/{'n' * 300}.html", "press_article", "press", unread=HOSTILE[0])
    made.documents.append(unread)
    return made


def _contradiction(calder: Any, number: int, text: str, *claims: Any) -> Contradiction:
    found: Contradiction = calder.contradiction(100 + number, "medium", "number", "customer_concentration", *claims)
    texts = {"subject": text[:800], "explanation": text, "severity_reason": text, "question": text}
    return found.model_copy(update=texts)


def _decision(item: Contradiction) -> Decision:
    return Decision.model_validate({
        "contradiction_id": item.contradiction_id, "fingerprint": item.fingerprint, "ruling": "confirmed",
        "reviewer": "<i>R</i>", "reason": HOSTILE[4], "decided_at": "2026-11-14T12:00:00Z",
    })  # fmt: skip


def test_hostile_texts_are_shown_and_do_nothing(hostile: Any, read: Read) -> None:
    """Markup, endless tokens, reversed text and missing glyphs are all printed, and nothing of them acts."""
    composed = sound(read(hostile))
    text = "".join(page_texts(composed.content))
    assert "<script>" in text
    assert "{{ 7*7 }}" in text
    with pikepdf.open(io.BytesIO(composed.content)) as document:
        assert list(document.attachments) == ["manifest.json"]
    assert not [note for note in composed.notes if "notdef" in note]


def test_replaced_characters_are_counted_in_the_report(hostile: Any, read: Read) -> None:
    """The limits say how many characters are shown by their code point."""
    assert "is shown by its code point" in html(read(hostile))


def test_a_run_without_findings_has_a_report(bare: Any, read: Read) -> None:
    """Five branches with nothing to report make a short report without empty pages, and it is no draft."""
    results: dict[Branch, BranchResult] = {b: BranchResult(branch=b, outcome="empty", attempts=1) for b in BRANCHES}
    run = bare(target=Target(name="Quiet plc"), results=results, judgement=judged("green", "empty", "proceed"))
    composed = sound(read(run))
    assert composed.pages <= 7
    assert "Green overall" in page_texts(composed.content)[0]


def test_a_run_whose_five_branches_failed_has_a_report(bare: Any, read: Read) -> None:
    """Every failure is shown with kind and message, nothing is green, and nothing is recommended."""
    kinds: tuple[FailureKind, ...] = ("error", "deadline", "memory", "malformed_result", "cpu")
    results = {
        branch: BranchResult(branch=branch, outcome="failed", attempts=2, failures=(
            Failure(kind="crashed", message="signal 11"), Failure(kind=kind, message=f"went wrong: {kind}", attempt=2)))
        for branch, kind in zip(BRANCHES, kinds, strict=True)
    }  # fmt: skip
    verdict = judged("not_assessed", "failed", "not_assessable")
    composed = sound(read(bare(results=results, synthesis=None, judgement=verdict)))
    cover = page_texts(composed.content)[0]
    assert "Not assessable" in cover
    assert "Green" not in cover


def test_a_cancelled_run_has_a_report(bare: Any, read: Read) -> None:
    """A run that ended before it was judged says so, and claims nothing."""
    composed = sound(read(bare(results={}, synthesis=None)))
    assert "ended before it was judged" in "".join(page_texts(composed.content)[0].split("\r\n")).replace("\n", " ")


@pytest.mark.slow
def test_nothing_is_left_out_of_a_large_run(made: Any, calder: Any, read: Read) -> None:
    """Three hundred findings and thirty contradictions are all in the report, with their quotes and questions."""
    documents = dict(
        zip(BRANCHES, (calder.REPORT, calder.ARTICLE, calder.LETTER, calder.PATENTS, calder.MINUTES), strict=True)
    )
    for branch in BRANCHES:
        found = tuple(_finding(calder, branch, documents[branch], number) for number in range(60))
        result = made.results[branch]
        work = result.work.model_copy(update={"findings": found})
        made.results[branch] = result.model_copy(update={"work": work, "outcome": "complete", "failures": ()})
    made.synthesis = made.synthesis.model_copy(update={
        "contradictions": tuple(
            calder.contradiction(n, SEVERITIES[n % 4], "number", "share", calder.COMPANY_SHARE, calder.PRESS_SHARE)
            for n in range(30)
        ),
        "questions": tuple(Question(text=f"Question {n}?", about="", severity="low") for n in range(300)),
    })  # fmt: skip
    sound(read(made))


def _finding(calder: Any, branch: Branch, document: Any, number: int) -> Finding:
    source = calder.source(branch, document, f"Quote {number} of {branch}: things were different", start=1000 * number)
    title = f"Finding {number} of {branch}: something that the committee must know"
    found: Finding = calder.finding(
        branch, f"rule {number}", SEVERITIES[number % 5], title, "The rule says so.", source, question=f"Why {number}?"
    )
    return found
