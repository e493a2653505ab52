"""What the templates of the back pages see: coverage, evidence and the audit seal."""

from __future__ import annotations

from typing import NamedTuple

from reports.view.model_front import Chip, DecisionView, Fact, FindingView, Mark


class CoverageRow(NamedTuple):
    """A branch's extent."""

    name: str
    mark: Mark
    analyst: str
    documents: str
    claims: str
    findings: str
    attempts: str
    consequence: str


class GroundingRow(NamedTuple):
    """What of a model's answers for a branch, or for the synthesis, stands in the documents."""

    name: str
    answers: str
    stands: str
    rejected: str


class UnreadRow(NamedTuple):
    """A document that no branch read, or that a branch could not read."""

    path: str
    branches: str
    size: str
    reason: str


class FailureRow(NamedTuple):
    """An attempt that did not finish."""

    stream: str
    attempt: str
    kind: str
    word: str
    message: str


class PairRow(NamedTuple):
    """Pairs of one verdict and rule."""

    verdict: str
    rule: str
    pairs: str
    reason: str


class Coverage(NamedTuple):
    """What was covered, what failed, and by which rules it was judged."""

    lead: str
    rows: tuple[CoverageRow, ...]
    grounding: tuple[GroundingRow, ...]
    unread: tuple[UnreadRow, ...]
    failures: tuple[FailureRow, ...]
    unfinished: tuple[FindingView, ...]
    pairs_lead: str
    pairs: tuple[PairRow, ...]
    remarks: tuple[Fact, ...]
    """Documents with something a reader must know: hidden text left out, ..."""
    ratings: tuple[tuple[Chip, str], ...]
    recommendations: tuple[Fact, ...]
    policy: tuple[Fact, ...]
    limits: tuple[str, ...]


class EvidenceItem(NamedTuple):
    """A cited quote."""

    number: str
    anchor: str
    place: str
    quote: str
    italic: bool


class EvidenceDocument(NamedTuple):
    """A document and the quotes that are cited from it."""

    title: str
    path: str
    kind: str
    published: str
    sha256: str
    items: tuple[EvidenceItem, ...]


class StreamRow(NamedTuple):
    """A stream of the run: what its journals hold."""

    name: str
    method: str
    attempts: str
    events: str
    duration: str


class Seal(NamedTuple):
    """What ties the report to its record."""

    lead: str
    caption: str
    lines: tuple[tuple[str, ...], ...]
    run: str
    command: str
    streams: tuple[StreamRow, ...]
    decisions: tuple[DecisionView, ...]
    reviews: tuple[Fact, ...]
    """Each review's run and the root of its journal."""
    versions: tuple[Fact, ...]
