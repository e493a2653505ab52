"""A run as one frozen view: every number, date, label and sentence of the report is made here."""

from __future__ import annotations

from reports.record import RunRecord
from reports.view import branches, coverage, front, numbers, register, seal, words
from reports.view.figures import key_figures
from reports.view.model import View
from reports.view.numbering import Numbering

__all__ = ["View", "view"]


def view(record: RunRecord, kind: str = "draft", number: int = 1, marks: int = 0) -> View:
    """Return what the report of a run shows.

    `kind` and `number` say which of the run's reports it is, `marks` how many characters are shown by their code
    point.
    """
    figures = key_figures(record)
    numbering = Numbering(record, figures)
    top, top_note = front.top_findings(numbering)
    asked, further = front.questions(numbering, top)
    name = record.target.name
    return View(
        title=f"Red-flag due diligence report: {name}",
        status=front.status(record, kind, number),
        draft=register.undecided(record) > 0,
        head=words.shortened(name, 70),
        created=record.ended.strftime("%Y-%m-%dT%H:%M:%SZ"),
        dated=numbers.day(record.ended.date()),
        run_id=record.run_id,
        name=name,
        name_form="short" if len(name) <= 22 else "long" if len(name) <= 80 else "endless",
        identity=front.identity(record),
        recommendation=front.recommendation(record.judgement),
        overall=front.overall(record.judgement),
        reason=front.reason(numbering),
        cover=tuple(front.cover_rows(numbering)),
        facts=front.facts(numbering),
        lead=front.summary_lead(numbering),
        figures=front.summary_figures(numbering, figures),
        materiality=front.materiality(record),
        top=top,
        top_note=top_note,
        owned=any(finding.owner for finding in top),
        questions=asked,
        further_questions=further,
        register_lead=register.lead(record),
        cards=register.cards(record, numbering),
        branches=branches.branch_views(numbering, figures),
        coverage=coverage.coverage(numbering, marks),
        evidence_lead=seal.evidence_lead(numbering),
        evidence=seal.evidence(numbering),
        seal=seal.seal(numbering),
    )
