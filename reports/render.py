"""The PDF of a run: set from its record, tagged, archivable, and the same bytes every time.

Rendering belongs into a process of its own: it holds the interpreter for seconds and takes memory per page.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from audit import seal
from reports import letters, typeset, writing
from reports.completeness import folded, page_texts
from reports.errors import PangoMissing
from reports.manifest import NAME, manifest
from reports.record import RunRecord, load
from reports.typeset import ASSETS, SECTIONS, html

VARIANT = "pdf/a-3a"
"""Archivable, tagged, and attachments are allowed; a-1 and a-2 drop them without a word."""
SPARSE = 450
"""Characters below which a section's last page is shared with the next section."""
LINES = 40
"""Notes kept of what the typesetter complained about."""


class Composed(NamedTuple):
    """A report in memory."""

    content: bytes
    pages: int
    notes: tuple[str, ...]


class Rendered(NamedTuple):
    """A report on disk."""

    path: Path
    sha256: str
    pages: int
    notes: tuple[str, ...]
    bytes: int = 0


def render(home: Path, run_id: str, path: Path, kind: str = "draft", number: int = 1) -> Rendered:
    """Render a run's report to a file that must not exist yet.

    Raises ReportExists, PangoMissing, DiskFull or NotWritable; the trail's own errors pass through.
    """
    if path.exists():
        raise writing.exists(path)
    record = rooted(home, load(home, run_id))
    composed = compose(record, kind, number)
    writing.write_new(path, composed.content)
    digest = hashlib.sha256(composed.content).hexdigest()
    return Rendered(path, digest, composed.pages, composed.notes, len(composed.content))


def warm() -> None:
    """Load the layout engine, its typefaces and the templates; raise PangoMissing where it cannot be loaded."""
    _weasyprint().HTML(string="<p>warm").write_pdf()
    typeset.warm()


def rooted(home: Path, record: RunRecord) -> RunRecord:
    """Return the record with the roots of its journals as they are now, its reviews' included."""
    reviews = tuple(seal.root(home, review) for review in record.reviews)
    return replace(record, pre_render_root=seal.root(home, record.run_id), review_roots=reviews)


def compose(record: RunRecord, kind: str = "draft", number: int = 1) -> Composed:
    """Return a run's report as bytes.

    Where a section's last page would hold little, the next section begins on that page instead of a new one; where
    that only moves the gap, all sections from there on follow each other.
    """
    composed = _compose(record, kind, number, frozenset())
    first = _after_sparse(composed)
    for flowing in (first, frozenset(SECTIONS[min(map(SECTIONS.index, first), default=0) :])):
        if _after_sparse(composed):
            composed = _compose(record, kind, number, flowing)
    return composed


def _after_sparse(composed: Composed) -> frozenset[str]:
    """The sections that begin after a page with little on it; where the last page is one, the last section."""
    pages = page_texts(composed.content)
    found = {_begun(text) for before, text in pairwise(pages) if len(folded(before)) < SPARSE}
    if len(folded(pages[-1])) < SPARSE:
        found.add(SECTIONS[-1])
    return frozenset(found - {""})


def _begun(text: str) -> str:
    return next((name for name in SECTIONS if text.lstrip().startswith(name)), "")


def _compose(record: RunRecord, kind: str, number: int, flowing: Set[str]) -> Composed:
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - needs pango, which may be missing

    fonts, fetcher, base = FontConfiguration(), _fetcher(), f"{ASSETS.as_uri()}/"
    sheets = [
        weasyprint.CSS(string=letters.font_faces(), font_config=fonts, url_fetcher=fetcher, base_url=base),
        weasyprint.CSS(filename=ASSETS / "report.css", font_config=fonts, url_fetcher=fetcher),
    ]
    page = weasyprint.HTML(string=html(record, kind, number, flowing), base_url=base, url_fetcher=fetcher)
    with _complaints() as notes:
        document = page.render(stylesheets=sheets, font_config=fonts, pdf_variant=VARIANT)
        document.metadata.attachments = [_attachment(record, kind, number, fetcher)]
        content = document.write_pdf(finisher=_finish, pdf_variant=VARIANT)
    return Composed(content, len(document.pages), tuple(dict.fromkeys(notes))[:LINES])


def _weasyprint() -> Any:
    try:
        import weasyprint  # noqa: PLC0415 - needs pango, which may be missing
    except OSError as problem:
        remedy = "On Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. Then render again."
        raise PangoMissing(f"The PDF cannot be set: pango is missing ({problem}).", remedy) from problem
    return weasyprint


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - needs pango, which may be missing

    class AssetsOnly(URLFetcher):  # type: ignore[misc]
        """Opens the report's own files and typefaces, and nothing else on this machine or any other."""

        roots = (ASSETS, *letters.FONT_FOLDERS)

        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve()
            if parts.scheme != "file" or not any(path.is_relative_to(root) for root in self.roots):
                raise ValueError(f"{url[:200]}: only the report's own files may be opened")
            return super().fetch(url, headers)

    return AssetsOnly(allowed_protocols={"file"}, allow_redirects=False)


def _attachment(record: RunRecord, kind: str, number: int, fetcher: Any) -> Any:
    from weasyprint import Attachment  # noqa: PLC0415 - needs pango, which may be missing

    when: datetime = record.ended  # the default would be now, and two renderings would differ
    return Attachment(
        string=manifest(record, kind, number),
        name=NAME,
        description="What this report stands on, to be checked against the audit trail",
        created=when,
        modified=when,
        relationship="Data",
        url_fetcher=fetcher,
    )


def _finish(document: Any, pdf: Any) -> None:
    """Show the title instead of the file's name in the window."""
    pdf.catalog["ViewerPreferences"] = "<< /DisplayDocTitle true >>"


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what the typesetter logs as warnings: missing glyphs, refused files, unknown properties."""
    notes: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            notes.append(record.getMessage()[:300])

    handler, logger = Keep(logging.WARNING), logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield notes
    finally:
        logger.removeHandler(handler)
