"""Whether what an analyst returned may be believed: right types, right branch, every quote where it says it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic import ValidationError

from agents.evidence.types import ReadDocument
from agents.records import Branch, BranchWork, Claim, Finding, Source


class MalformedResult(Exception):
    """The analyst returned something that is not claims and findings of its branch."""


def checked(returned: object, branch: Branch, documents: Sequence[ReadDocument]) -> BranchWork:
    """Return the work where it is sound; raise MalformedResult saying what is wrong with which part."""
    work = _typed(returned)
    by_path = {d.document.path: d for d in documents}
    _no_twice("claim", (c.claim_id for c in work.claims))
    _no_twice("finding", (f.finding_id for f in work.findings))
    for claim in work.claims:
        _check_claim(claim, branch, by_path)
    known = {c.claim_id for c in work.claims}
    for finding in work.findings:
        _check_finding(finding, branch, known, by_path)
    return work


def _typed(returned: object) -> BranchWork:
    if not isinstance(returned, BranchWork):
        raise MalformedResult(f"the analyst returned {type(returned).__name__}, not BranchWork")
    try:
        return BranchWork.model_validate(returned.model_dump(warnings=False))
    except (ValidationError, TypeError, ValueError, AttributeError) as problem:
        raise MalformedResult(f"the analyst returned a BranchWork whose fields do not hold: {problem}") from problem


def _no_twice(what: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise MalformedResult(f"{what} {one} is returned twice")
        seen.add(one)


def _check_claim(claim: Claim, branch: Branch, documents: Mapping[str, ReadDocument]) -> None:
    name = f"claim {claim.claim_id}"
    _check_source(name, claim.source, branch, documents)
    start, end = claim.value_start, claim.value_end
    if start is None and end is None:
        return
    if start is None or end is None or not claim.source.start <= start <= end <= claim.source.end:
        raise MalformedResult(f"{name}: its value stands at {start}-{end}, outside its quote")


def _check_finding(finding: Finding, branch: Branch, known: set[str], documents: Mapping[str, ReadDocument]) -> None:
    name = f"finding {finding.finding_id}"
    if finding.branch != branch:
        raise MalformedResult(f"{name} is of branch {finding.branch}, the branch worked is {branch}")
    for claim_id in finding.claim_ids:
        if claim_id not in known:
            raise MalformedResult(f"{name} rests on claim {claim_id}, which was not returned")
    for source in finding.sources:
        _check_source(name, source, branch, documents)


def _check_source(name: str, source: Source, branch: Branch, documents: Mapping[str, ReadDocument]) -> None:
    if source.branch != branch:
        raise MalformedResult(f"{name} cites branch {source.branch}, the branch worked is {branch}")
    document = documents.get(source.path)
    if document is None or document.document.sha256 != source.sha256:
        raise MalformedResult(f"{name} cites {source.path!r}, which this branch did not read")
    if not 0 <= source.start <= source.end <= len(document.text):
        raise MalformedResult(f"{name} cites {source.path!r} at {source.start}-{source.end}, outside the document")
    if document.text[source.start : source.end] != source.quote:
        raise MalformedResult(f"{name}: the quote does not stand in {source.path!r} at {source.start}-{source.end}")
