"""The checks on a finished report notice what they are there for."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from reports.check import check
from reports.record import RunRecord
from reports.render import compose

Change = Callable[[pikepdf.Pdf], None]


@pytest.fixture
def record(finished: Any) -> RunRecord:
    """The record of a run with something in every section."""
    found: RunRecord = finished.record
    return found


@pytest.fixture
def pdf(finished: Any) -> bytes:
    """Its report."""
    found: bytes = finished.pdf
    return found


def changed(content: bytes, change: Change) -> bytes:
    """Return the report with one thing done to it."""
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def elements(document: pikepdf.Pdf, kind: str) -> list[Any]:
    """Return the structure elements of one kind."""
    return [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == kind]


def without_alt(document: pikepdf.Pdf) -> None:
    """Take a figure's alternative text away."""
    del elements(document, "/Figure")[0]["/Alt"]


def deeper_heading(document: pikepdf.Pdf) -> None:
    """Let a heading skip a level."""
    for one in elements(document, "/H2"):
        one.S = pikepdf.Name("/H3")


def foreign_font(document: pikepdf.Pdf) -> None:
    """Give a font the name of another family."""
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and "/CIDSystemInfo" in one and "/BaseFont" in one:
            one.BaseFont = pikepdf.Name("/ABCDEF+DejaVu-Sans")


def local_link(document: pikepdf.Pdf) -> None:
    """Let a link open a file."""
    document.pages[1]["/Annots"][0]["/A"] = pikepdf.Dictionary(S=pikepdf.Name("/URI"), URI="file:///etc/passwd")


def script(document: pikepdf.Pdf) -> None:
    """Let the document run something on opening."""
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")


def second_attachment(document: pikepdf.Pdf) -> None:
    """Attach a second file."""
    document.attachments["other.txt"] = pikepdf.AttachedFileSpec(document, b"x")


def untagged(document: pikepdf.Pdf) -> None:
    """Forget the language."""
    del document.Root["/Lang"]


def empty_page(document: pikepdf.Pdf) -> None:
    """Add a page with nothing on it."""
    document.add_blank_page()


def test_a_finished_report_breaks_no_rule(pdf: bytes, record: RunRecord) -> None:
    """The report of a run with something in every section passes every check."""
    assert check(pdf, record) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (without_alt, "structure"),
        (deeper_heading, "structure"),
        (foreign_font, "fonts"),
        (local_link, "links"),
        (script, "links"),
        (second_attachment, "attachment"),
        (untagged, "document"),
        (empty_page, "empty page"),
    ],
)
def test_each_fault_is_noticed(pdf: bytes, change: Change, rule: str) -> None:
    """A report that was damaged in one way breaks the rule about it, and no other."""
    assert {problem.rule for problem in check(changed(pdf, change))} == {rule}


def test_what_the_report_leaves_out_is_noticed(pdf: bytes, record: RunRecord, calder: Any) -> None:
    """A finding of the record that the report does not show is named."""
    extra = calder.finding("press", "r", "low", "Left out of the report", "For a reason.")
    problems = check(pdf, replace(record, unfinished_findings=(extra,)))
    assert [problem.rule for problem in problems] == ["completeness", "completeness"]
    assert "Left out of the report" in problems[0].what


def test_a_quote_that_differs_by_one_word_is_noticed(pdf: bytes, record: RunRecord, calder: Any) -> None:
    """Quotes are compared character by character."""
    source = calder.source("patent", calder.PATENTS, "118 families; 98 with a member in force", "row 2")
    extra = calder.FAMILIES.model_copy(update={"sources": (source,)})
    problems = check(pdf, replace(record, unfinished_findings=(extra,)))
    assert any("98 with a member" in problem.what for problem in problems)


def test_a_report_of_decided_matters_must_not_say_draft(pdf: bytes, record: RunRecord, calder: Any) -> None:
    """The cover says Draft if and only if a contradiction is undecided."""
    assert record.synthesis is not None
    decided = record.synthesis.model_copy(update={"contradictions": (calder.FINANCE_CHIEF,), "questions": ()})
    assert "draft" in {problem.rule for problem in check(pdf, replace(record, synthesis=decided))}
    final = compose(replace(record, synthesis=decided), "final", 2)
    assert "draft" in {problem.rule for problem in check(final.content, record)}
    assert check(final.content, replace(record, synthesis=decided)) == []
