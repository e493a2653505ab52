"""Drafts: what a rule read, before it becomes a claim with an id, a source and a verbatim quote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from agents.evidence.types import ReadDocument
from agents.records import Basis, Branch, Claim, ClaimKind, Direction, Interval, Modality, Period, Source, short_hash

QUOTE_LIMIT = 600
"""Longer statements are quoted around their value, at word borders."""


NO_PERIOD = Period()


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement as a rule read it; spans point into the canonical text."""

    kind: ClaimKind
    metric: str
    start: int
    end: int
    value_start: int
    value_end: int
    rule: str
    subject: str | None = None
    """None: the document's default subject."""
    value: Interval | None = None
    unit: str | None = None
    text: str | None = None
    day: date | None = None
    day_precision: Literal["day", "month", "quarter", "year"] | None = None
    direction: Direction | None = None
    scale_source: Literal["word", "header", "xbrl_decimals", "none"] = "none"
    period: Period = NO_PERIOD
    basis: Basis = "unknown"
    scope: str = "unknown"
    qualifiers: tuple[str, ...] = ()
    modality: Modality = "reported"
    attributed_to: str | None = None
    edition: int = 0
    published: date | None = None
    """Where a statement has a day of its own: the filing of a tagged fact."""
    confidence: Decimal = Decimal("0.9")

    def but(self, **changes: object) -> Draft:
        """Return a copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def claim(draft: Draft, document: ReadDocument, branch: Branch, subject: str, published: date | None) -> Claim:
    """Return the claim of a draft, quoted verbatim from the document."""
    start, end = _quoted(document.text, draft)
    whose = draft.subject or subject
    source = Source(
        branch=branch, path=document.document.path, sha256=document.document.sha256, start=start, end=end,
        quote=document.text[start:end], published=draft.published or published, kind=document.document.kind,
        locator=_locator(document, draft.value_start),
    )  # fmt: skip
    identity = short_hash(
        source.path, source.sha256, branch, draft.value_start, draft.value_end, draft.kind, draft.metric, whose,
        draft.text, draft.value.point if draft.value else "", draft.scope, draft.qualifiers, draft.period.label,
        draft.day,
    )  # fmt: skip
    return Claim(
        claim_id=identity, kind=draft.kind, subject=whose, metric=draft.metric, value=draft.value, text=draft.text,
        day=draft.day, day_precision=draft.day_precision, direction=draft.direction, unit=draft.unit,
        scale_source=draft.scale_source, period=draft.period, basis=draft.basis, scope=draft.scope,
        qualifiers=draft.qualifiers, modality=draft.modality, attributed_to=draft.attributed_to, edition=draft.edition,
        source=source, value_start=draft.value_start, value_end=draft.value_end, rule=draft.rule,
        confidence=draft.confidence,
    )  # fmt: skip


def _quoted(text: str, draft: Draft) -> tuple[int, int]:
    start, end = min(draft.start, draft.value_start), max(draft.end, draft.value_end)
    if end - start <= QUOTE_LIMIT:
        return start, end
    room = max(QUOTE_LIMIT - (draft.value_end - draft.value_start), 0)
    left = max(start, draft.value_start - room * 2 // 3)
    right = min(end, max(draft.value_end, left + QUOTE_LIMIT))
    while start < left < draft.value_start and not text[left - 1].isspace():
        left += 1
    while draft.value_end < right < end and not text[right].isspace():
        right -= 1
    return left, right


def _locator(document: ReadDocument, at: int) -> str | None:
    """Return the name of the innermost section around a place."""
    around = [s for s in document.sections if s.start <= at < s.end]
    return min(around, key=lambda s: s.end - s.start).name if around else None
