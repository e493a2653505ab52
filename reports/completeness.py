"""Whether everything the record holds can be read in a finished PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2

from reports.letters import settable
from reports.record import RunRecord
from reports.view.coverage import failures
from reports.view.figures import key_figures
from reports.view.numbering import Numbering

HEAD, FOOT = 85, 68
"""Points at the top and bottom of a page that hold the running lines, which interrupt texts over two pages."""
FEWEST = 200
"""Characters of a page that is not nearly empty."""
DROPPED = dict.fromkeys(map(ord, "-‐\xad\x02￾￿"))
"""Hyphens at the end of a line are read back in several ways."""


class Text(NamedTuple):
    """A text of the record that a reader must find."""

    what: str
    text: str


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of every page, without the running lines, in the order it was set."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_page_text(page, first=number == 0) for number, page in enumerate(document)]


def nearly_empty(text: str) -> bool:
    """Return whether a page's text is too little for a page."""
    return len("".join(text.split())) < FEWEST


def missing(record: RunRecord, pages: list[str]) -> Iterator[str]:
    """Yield what of the record is not in the text, whitespace folded."""
    whole = folded("".join(pages))
    for expected in expectations(record):
        if folded(settable(expected.text)) not in whole:
            yield f"{expected.what} is not in the text: {expected.text[:120]!r}"


def folded(text: str) -> str:
    """Return the text without whitespace and hyphens: lines break anywhere."""
    return "".join(text.translate(DROPPED).split())


def expectations(record: RunRecord) -> Iterator[Text]:
    """Yield every finding, contradiction, cited quote, failure and unread document of the record."""
    yield from (Text("the run's id", record.run_id), Text("the target", record.target.name))
    yield Text("the root before rendering", record.pre_render_root)
    yield from (Text("the root of a review", root) for root in record.review_roots)
    for finding in (*record.findings, *record.unfinished_findings):
        name = f"finding {finding.finding_id}"
        yield from (Text(name, finding.title), Text(name, finding.reason), Text(name, finding.question or ""))
    yield from _synthesis(record)
    numbering = Numbering(record, key_figures(record))
    for source in numbering.sources.values():
        number = numbering.evidence(source).label
        yield from (Text(number, number), Text(f"quote {number}", source.quote), Text(f"path of {number}", source.path))
    for stream, failure in failures(record):
        name = f"failure of {stream}, attempt {failure.attempt}"
        yield from (Text(name, failure.kind), Text(name, failure.message))
    for documents in (record.documents, *(result.documents for result in record.results.values())):
        for document in documents:
            if document.unread:
                name = f"unread document {document.path}"
                yield from (Text(name, document.path), Text(name, document.unread))


def _synthesis(record: RunRecord) -> Iterator[Text]:
    for item in record.synthesis.contradictions if record.synthesis else ():
        name = f"contradiction {item.contradiction_id}"
        texts = (item.contradiction_id, item.subject, item.explanation, item.severity_reason, item.question)
        yield from (Text(name, text) for text in texts)
    for question in record.synthesis.questions if record.synthesis else ():
        yield Text("question", question.text)
    for ruled in record.decisions:
        name = f"decision on {ruled.decision.contradiction_id}"
        yield from (Text(name, ruled.decision.reviewer), Text(name, ruled.decision.reason))


def _page_text(page: pypdfium2.PdfPage, first: bool) -> str:
    width, height = page.get_size()
    text = page.get_textpage()
    if first:  # the cover has no running lines
        return str(text.get_text_range())
    return str(text.get_text_bounded(left=0, bottom=FOOT, right=width, top=height - HEAD))
