"""From an answer to records: what stands in the documents becomes claims and findings, the rest is rejected by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from agents.analysts.claude import grounding, readings
from agents.analysts.claude.documents import Part, Piece
from agents.analysts.claude.readings import NotRead
from agents.analysts.claude.rejections import Grounded, Rejected, What
from agents.analysts.claude.schema import BranchAnswer, ProposedClaim, ProposedFinding, Quoted
from agents.branch.case import Case, cite, found, section_at
from agents.branch.hostile import Guarded, touches
from agents.branch.naming import is_target
from agents.claims.defaults import Frame, frame_of
from agents.claims.metrics import metric_mentions
from agents.contradictions.metrics import KNOWN, measure
from agents.records import Branch, Claim, Finding, Period, Source, Target, short_hash

ANALYST = "claude"
CONFIDENCE = Decimal("0.8")
"""How sure a reading of the model's is, once its quote and its numbers are verified."""
OPEN = Decimal("0.65")
"""The same where no vocabulary fixes what the metric means: such figures are compared only in sentences alike."""
MOST = 400
"""Claims or findings of one answer that are looked at; the rest is rejected by count."""
_STATUS = re.compile(r"[a-z]+(?:_[a-z]+){0,4}\Z")
_THE_TARGET = frozenset({"", "company", "the company", "we", "us", "our", "it", "the target", "group", "the group"})


class Grounds(NamedTuple):
    """What an answer is held to."""

    case: Case
    """The branch, its target, its documents as they are, and the claims of the rules that calculations rest on."""
    guard: Guarded
    calculated: tuple[str, ...]
    """What the calculators returned, as text: numbers in it may be repeated."""
    model: str
    frames: dict[str, Frame]
    """Filled as documents are cited."""

    def frame(self, piece: Piece) -> Frame:
        """Return the defaults of a piece's document."""
        path = piece.document.document.path
        if path not in self.frames:
            self.frames[path] = frame_of(piece.document, self.case.target)
        return self.frames[path]


class _Cited(NamedTuple):
    piece: Piece
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.piece.document.text

    @property
    def quote(self) -> str:
        return self.text[self.start : self.end]


class _Reject(Exception):
    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why)
        self.why, self.detail = why, detail


def ground(answer: BranchAnswer, part: Part, grounds: Grounds) -> Grounded:
    """Return the claims and findings of an answer that stand in its documents, and what was rejected and why."""
    claims: list[Claim] = []
    findings: list[Finding] = []
    rejected: list[Rejected] = []
    for kind, proposed in _proposals(answer):
        try:
            if isinstance(proposed, ProposedClaim):
                claims.append(_claim(proposed, part, grounds))
            elif isinstance(proposed, ProposedFinding):
                findings.append(_finding(proposed, part, grounds))
            else:
                findings.append(_instruction(proposed, part, grounds))
        except (_Reject, NotRead) as problem:
            rejected.append(_rejected(kind, problem, proposed, part))
    for what, many in (("claim", len(answer.claims)), ("finding", len(answer.findings))):
        if many > MOST:
            rejected.append(Rejected(what, "too_many", f"{many - MOST} more than {MOST}", "", "", ""))  # type: ignore[arg-type]
    unique = {f.finding_id: f for f in findings}
    return Grounded(tuple({c.claim_id: c for c in claims}.values()), tuple(unique.values()), tuple(rejected))


def _proposals(answer: BranchAnswer) -> Iterator[tuple[What, ProposedClaim | ProposedFinding | Quoted]]:
    """Yield what is looked at, document by document, so that each is folded once."""
    yield from (("claim", c) for c in sorted(answer.claims[:MOST], key=lambda c: c.document))
    yield from (("finding", f) for f in answer.findings[:MOST])
    yield from (("instruction", i) for i in sorted(answer.instructions[:MOST], key=lambda i: i.document))


def _cited(name: str, quote: str, part: Part, grounds: Grounds) -> _Cited:
    """Return where a quote stands; raise where it stands nowhere, or where a machine is spoken to."""
    wanted = name.strip().casefold()
    shown = [p for p in part if p.name.casefold() == wanted]
    if not shown:
        raise _Reject("unknown_document", name)
    piece = shown[0]
    place = grounding.locate(piece.document.text, quote, piece.start, piece.end)
    if isinstance(place, str):
        raise _Reject(place)
    if touches(place.start, place.end, grounds.guard.spans(piece.document.document.path)):
        raise _Reject("instruction")
    return _Cited(piece, place.start, place.end)


def _source(cited: _Cited, branch: Branch) -> Source:
    about = cited.piece.document.document
    return Source(
        branch=branch, path=about.path, sha256=about.sha256, start=cited.start, end=cited.end, quote=cited.quote,
        published=about.published, kind=about.kind, locator=section_at(cited.piece.document, cited.start),
    )  # fmt: skip


def _claim(proposed: ProposedClaim, part: Part, grounds: Grounds) -> Claim:
    cited = _cited(proposed.document, proposed.quote, part, grounds)
    frame = grounds.frame(cited.piece)
    subject = _subject(proposed.subject, cited, grounds.case.target)
    metric = re.sub(r"\W+", "_", proposed.metric.casefold()).strip("_")
    if not metric:
        raise _Reject("no_metric")
    if proposed.kind in readings.NUMERIC and _names_another(metric, cited.quote):
        raise _Reject("other_metric", metric)
    fields: dict[str, Any] = {
        **_value(proposed, cited, frame),
        "period": _period(proposed, cited, frame),
        "basis": proposed.basis,
        "scope": _scope(proposed.scope, cited),
        "modality": proposed.modality,
        "direction": None if proposed.direction == "none" else proposed.direction,
        "attributed_to": _attributed(proposed.attributed_to, cited),
    }
    source = _source(cited, grounds.case.branch)
    identity = short_hash(
        ANALYST, source.path, source.sha256, source.branch, source.start, source.end, proposed.kind, metric, subject,
        *(fields.get(name) for name in ("value_start", "value_end", "text", "value", "day", "scope")),
        fields["period"].label,
    )  # fmt: skip
    return Claim(
        claim_id=identity, kind=proposed.kind, subject=subject, metric=metric, source=source, analyst=ANALYST,
        rule=grounds.model, confidence=CONFIDENCE if measure(metric).base in KNOWN else OPEN, **fields,
    )  # fmt: skip


def _value(proposed: ProposedClaim, cited: _Cited, frame: Frame) -> dict[str, Any]:
    """Return the fields that hold what is stated, read from its place."""
    document = cited.piece.document
    if proposed.kind in readings.NUMERIC:
        read = readings.figure(document, frame, proposed, cited.start, cited.end)
        return {"value": read.value, "unit": read.unit, "scale_source": read.scaled,
                "value_start": max(read.start, cited.start), "value_end": min(read.end, cited.end)}  # fmt: skip
    if proposed.kind == "date":
        written, start, end = readings.written_day(cited.text, proposed, cited.start, cited.end, frame.published)
        told = {"day": written.day, "day_precision": written.precision, "value_start": start, "value_end": end}
        return {**told, "text": _named(proposed, cited)[0]} if proposed.text.strip() else told
    text, place = _named(proposed, cited)
    start, end = place or (cited.start, cited.end)
    return {"text": text, "value_start": start, "value_end": end}


def _named(proposed: ProposedClaim, cited: _Cited) -> tuple[str, tuple[int, int] | None]:
    """Return the name or status: it stands in the quote, or is a status in one word of ours."""
    text = " ".join(proposed.text.split())
    place = readings.within(cited.text, text, cited.start, cited.end)
    if not text:
        raise _Reject("no_text")
    if place is None and not (proposed.kind == "status" and _STATUS.match(text)):
        raise _Reject("text_not_in_quote", text)
    number = grounding.unsupported(text, [cited.quote])
    if number:
        raise _Reject("number_not_grounded", number)
    return text, place


def _subject(said: str, cited: _Cited, target: Target) -> str:
    name = " ".join(said.split())
    if name.casefold() in _THE_TARGET or is_target(name, target):
        return target.name
    bare = re.sub(r"^(?:patent|trade ?mark)s?\s+(?:no\.?\s+)?", "", name, flags=re.IGNORECASE)
    if grounding.fold(bare).text.casefold() not in _flat(cited.piece):
        raise _Reject("subject_not_in_document", name)
    return name


def _names_another(metric: str, quote: str) -> bool:
    """Return whether a known metric is claimed of words that name known metrics, and not this one."""
    base = measure(metric).base
    named = {measure(m.metric.name).base for m in metric_mentions(quote, 0, len(quote))}
    if base not in KNOWN or not named or base in named:
        return False
    words = quote.casefold()
    return not all(word.removesuffix("s") in words for word in base.split("_"))


def _flat(piece: Piece) -> str:
    return grounding.folded_document(piece.document.text).text.casefold().replace(",", "") + " " + piece.document.text


def _period(proposed: ProposedClaim, cited: _Cited, frame: Frame) -> Period:
    return readings.period_of(proposed.period, cited.piece.document, frame)


def _scope(said: str, cited: _Cited) -> str:
    """Return the scope where the document names the part of the company; otherwise it is not known."""
    scope = " ".join(said.split())
    kind, _, name = scope.partition(":")
    if kind.casefold() in {"segment", "product", "geography"} and name.strip():
        stands = name.strip().casefold() in cited.text.casefold()
        return f"{kind.casefold()}:{name.strip()}" if stands else "unknown"
    return "consolidated" if scope.casefold() == "consolidated" else "unknown"


def _attributed(said: str, cited: _Cited) -> str | None:
    name = " ".join(said.split())
    return name if name and name.casefold() in cited.text.casefold() else None


def _finding(proposed: ProposedFinding, part: Part, grounds: Grounds) -> Finding:
    if not proposed.quotes:
        raise _Reject("no_quote")
    cited = [_cited(q.document, q.quote, part, grounds) for q in proposed.quotes[:MOST]]
    title = " ".join(proposed.title.split())
    if not title:
        raise _Reject("no_title")
    said = " \n ".join((title, proposed.reason, proposed.question))
    number = grounding.unsupported(said, [*(c.quote for c in cited), *grounds.calculated], len(cited))
    if number:
        raise _Reject("number_not_grounded", number)
    sources = [_source(c, grounds.case.branch) for c in cited]
    return found(
        grounds.case,
        ANALYST,
        (title, *sorted(f"{s.path}:{s.start}-{s.end}" for s in sources)),
        title=title[:300],
        reason=proposed.reason.strip() or "The words quoted say so.",
        severity=proposed.severity,
        polarity=proposed.polarity,
        sources=sources,
        question=proposed.question.strip() or None,
    )


def _instruction(proposed: Quoted, part: Part, grounds: Grounds) -> Finding:
    """Return the finding of an instruction that the model saw and the detector did not."""
    cited = _cited(proposed.document, proposed.quote, part, grounds)
    path = cited.piece.document.document.path
    return found(
        grounds.case,
        "instructions",
        (ANALYST, path, cited.start, cited.end),
        title=f"{path} holds text that is addressed to a machine",
        reason="Claude reports it as an instruction; it was not followed.",
        severity="medium",
        sources=[cite(grounds.case.branch, cited.piece.document, cited.start, cited.end)],
        question=f"Who prepared {path}, and for whom was this text meant?",
    )


def _rejected(
    what: What, problem: _Reject | NotRead, proposed: ProposedClaim | ProposedFinding | Quoted, part: Part
) -> Rejected:
    quoted = proposed.quotes[0] if isinstance(proposed, ProposedFinding) and proposed.quotes else proposed
    name, quote = getattr(quoted, "document", ""), getattr(quoted, "quote", "")
    path = next((p.document.document.path for p in part if p.name.casefold() == name.strip().casefold()), "")
    said = proposed.title if isinstance(proposed, ProposedFinding) else getattr(proposed, "value", "")
    return Rejected(what, problem.why, problem.detail, path, quote[: grounding.LONGEST], said[: grounding.LONGEST])
