"""Coverage and failures: what was read, what was not, what failed, and the rules it was all judged by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from agents.records import BRANCHES, FINISHED, TRANSIENT, BranchResult, Failure, Verdict
from reports.record import RunRecord
from reports.view import numbers, pieces, words
from reports.view.model_back import Coverage, CoverageRow, FailureRow, GroundingRow, PairRow, UnreadRow
from reports.view.model_front import Fact
from reports.view.numbering import Numbering

SILENCE = "Where nothing was read, nothing is concluded: silence is never taken for a clean result."
SCOPE = (
    "listed when the run began, and on nothing else: no interviews, no site visit, no audit, no legal or tax opinion."
)
READING = (
    "Quotations are copied from the documents character by character. A rating rests on the findings shown, which are "
    "those the analysts' rules or models recognise; a document may hold more."
)
MARKED = (
    "of the documents cannot be printed in the report's typefaces or cannot be seen; each is shown by its code point, "
    "as in [U+202E]."
)
MODEL = (
    "What a model says counts only where its quotation stands in the document and every number of a claim in its "
    "quotation or in a calculation; what a model leaves out cannot be seen."
)
VERDICTS: tuple[Verdict, ...] = ("contradiction", "reconciled", "restated", "insufficient", "agrees")


def coverage(numbering: Numbering, marks: int) -> Coverage:
    """Return the section; `marks` is how many characters the report shows as marks."""
    record = numbering.record
    return Coverage(
        lead=_lead(record),
        rows=tuple(_row(record.results[branch], numbering) for branch in BRANCHES),
        grounding=tuple(grounding(record)),
        unread=tuple(_unread(record)),
        failures=tuple(_failures(record)),
        unfinished=tuple(pieces.unnumbered(finding, numbering) for finding in record.unfinished_findings),
        pairs_lead=_pairs_lead(record),
        pairs=tuple(_pairs(record)),
        remarks=tuple(_remarks(record)),
        ratings=tuple((pieces.rating_chip(rating), rule) for rating, rule in words.RATING_RULES),
        recommendations=tuple(Fact(words.RECOMMENDATION[name], rule) for name, rule in words.RECOMMENDATION_RULES),
        policy=tuple(_policy(record)),
        limits=tuple(_limits(record, marks)),
    )


def read_paths(record: RunRecord) -> tuple[set[str], set[str]]:
    """Return the documents that some branch read, and those that a branch could not read."""
    finished = [result for result in record.results.values() if result.outcome in FINISHED]
    read = {document.path for result in finished for document in result.documents if not document.unread}
    unread = {d.path for result in record.results.values() for d in result.documents if d.unread}
    return read, unread | {document.path for document in record.documents if document.unread}


def failures(record: RunRecord) -> list[tuple[str, Failure]]:
    """Return every failure of the record with its stream."""
    found: list[tuple[str, Failure]] = [
        (branch, failure) for branch in BRANCHES for failure in record.results[branch].failures
    ]
    found += [("synthesis", failure) for failure in record.synthesis_failures]
    return [*found, *(("report", failure) for failure in record.report_failures)]


def _lead(record: RunRecord) -> str:
    finished = sum(result.outcome in FINISHED for result in record.results.values())
    read, _ = read_paths(record)
    number = "None of the five branches" if not finished else f"{words.title(words.SMALL[finished])} of five branches"
    extent = f"{number} finished"
    was = "was" if len(read) == 1 else "were"
    documents = f"{len(read)} of {words.numbered(len(record.documents), 'document')} of the data room {was} read"
    return f"{extent}; {documents}. {_figures_read(record)}{SILENCE}"


def _figures_read(record: RunRecord) -> str:
    """Return how many written figures became claims, by the branch that found most of them in a document."""
    best: dict[str, tuple[int, int]] = {}
    for result in record.results.values():
        for reading in result.work.readings:
            best[reading.path] = max(best.get(reading.path, (0, 0)), (reading.quantities, reading.quantities_claimed))
    present, claimed = sum(p for p, _ in best.values()), sum(c for _, c in best.values())
    if not present:
        return ""
    return f"Of {numbers.grouped(present)} written figures, {numbers.grouped(claimed)} became claims. "


def _row(result: BranchResult, numbering: Numbering) -> CoverageRow:
    finished = result.outcome in FINISHED
    read = sum(1 for document in result.documents if not document.unread) if finished else 0
    own = sum(1 for _, finding in numbering.findings if finding.branch == result.branch)
    return CoverageRow(
        name=words.BRANCH[result.branch],
        mark=pieces.coverage_mark(result.outcome),
        analyst=f"{result.analyst}, earlier run" if result.reused_run_id else result.analyst,
        documents=f"{read} of {len(result.documents)}",
        claims=numbers.grouped(len(result.work.claims)) if finished else "–",
        findings=numbers.grouped(own) if finished else "–",
        attempts=str(result.attempts),
        consequence=_consequence(result),
    )


def grounding(record: RunRecord) -> Iterator[GroundingRow]:
    """Yield for every stream in which a model was asked how much of what it said was kept, and why the rest was not."""
    for name in (*BRANCHES, "synthesis"):
        if said := record.grounding.get(name):
            kinds = [kind for kind in ("claims", "findings", "contradictions") if said.get(f"{kind}_proposed")]
            stands = [f"{said[f'{kind}_grounded']} of {said[f'{kind}_proposed']} {kind}" for kind in kinds]
            why = [f"{words.spoken(reason)} {count}" for reason, count in sorted(said["rejected"].items())]
            yield GroundingRow(
                words.title(name), str(said["calls"]), ", ".join(stands) or "nothing said", ", ".join(why) or "nothing"
            )


def _consequence(result: BranchResult) -> str:
    """Say what the outcome means; a branch may be partial without an unread document, as one of two analysts failed."""
    if result.outcome == "partial" and not any(document.unread for document in result.documents):
        return f"{words.title(result.shortfall)}; what it would have found is unknown."
    return words.CONSEQUENCE[result.outcome]


def _unread(record: RunRecord) -> Iterator[UnreadRow]:
    reasons: dict[tuple[str, str], list[str]] = {}
    sizes = {document.path: document.size for document in record.documents}
    for branch in BRANCHES:
        for document in record.results[branch].documents:
            sizes.setdefault(document.path, document.size)
            if document.unread:
                reasons.setdefault((document.path, document.unread), []).append(words.BRANCH[branch])
    for document in record.documents:
        known = any(path == document.path for path, _ in reasons)
        if not known and (document.unread or not document.branches):
            reason = document.unread or "Could not be identified as a document of any branch."
            reasons[document.path, reason] = [words.BRANCH[branch] for branch in document.branches]
    for (path, reason), branches in sorted(reasons.items()):
        yield UnreadRow(path, words.joined(branches) or "none", numbers.size(sizes[path]), reason)


def _failures(record: RunRecord) -> Iterator[FailureRow]:
    for stream, failure in failures(record):
        kind = words.FAILURE[failure.kind] + (" (may pass)" if failure.kind in TRANSIENT else "")
        attempt = str(failure.attempt) if failure.attempt else "none"
        yield FailureRow(words.title(stream), attempt, failure.kind, kind, failure.message)


def _pairs_lead(record: RunRecord) -> str:
    found = record.synthesis
    if found is None:
        return "The synthesis did not finish: no two claims were compared, and contradictions are unknown."
    text = f"{words.title(words.counted(len(found.pairs), 'pair'))} of claims came close enough to be considered"
    text += f"; {numbers.grouped(found.pairs_compared)} could be compared." if found.pairs else "."
    if found.missing:
        names = words.joined([words.BRANCH[branch] for branch in found.missing])
        text += f" Claims of {names} were missing, so nothing could be compared with them."
    return text


def _pairs(record: RunRecord) -> Iterator[PairRow]:
    pairs = record.synthesis.pairs if record.synthesis else ()
    counts = Counter((pair.verdict, pair.rule, _general(pair.reason)) for pair in pairs)
    spread = Counter((verdict, rule) for verdict, rule, _ in counts)
    merged: dict[tuple[Verdict, str, str], int] = {}
    for (verdict, rule, reason), count in sorted(counts.items()):
        shown = reason if spread[verdict, rule] <= 4 else "for differing reasons, each on the trail"
        merged[verdict, rule, shown] = merged.get((verdict, rule, shown), 0) + count
    for (verdict, rule, reason), count in sorted(merged.items(), key=lambda x: (VERDICTS.index(x[0][0]), -x[1], x[0])):
        yield PairRow(words.VERDICT[verdict], words.spoken(rule), numbers.grouped(count), reason)


def _general(reason: str) -> str:
    """A reason without the figures that differ from pair to pair stays; long ones are left to the trail."""
    return reason if len(reason) <= 160 else f"{reason[:158].rstrip()} …"


def _remarks(record: RunRecord) -> Iterator[Fact]:
    notes: dict[str, dict[str, None]] = {}
    for documents in (record.documents, *(result.documents for result in record.results.values())):
        for document in documents:
            notes.setdefault(document.path, {}).update(dict.fromkeys(document.notes))
    yield from (Fact(path, "; ".join(found)) for path, found in sorted(notes.items()) if found)


def _policy(record: RunRecord) -> Iterator[Fact]:
    policy = record.policy
    yield Fact("required", ", ".join(policy.required) or "none")
    yield Fact("quorum", f"{policy.quorum} of {len(BRANCHES)} branches finished")
    yield Fact("attempts", f"{policy.attempts} of a branch, further ones only after failures that may pass")
    yield Fact("branch_deadline", numbers.seconds(policy.branch_deadline))
    yield Fact("run_deadline", numbers.seconds(policy.run_deadline))
    yield Fact("budget_usd", numbers.grouped(Decimal(policy.budget_usd), 2))
    yield Fact("on_gap", policy.on_gap)


def _workers(record: RunRecord) -> Iterator[str]:
    """Say who worked what where a model was asked, and which results are an earlier run's."""
    asked = record.settings.get("claude")
    by_analyst: dict[str, list[str]] = {}
    by_run: dict[str, list[str]] = {}
    for branch in BRANCHES:
        result = record.results[branch]
        by_analyst.setdefault(result.analyst, []).append(words.BRANCH[branch])
        if result.reused_run_id:
            by_run.setdefault(result.reused_run_id, []).append(words.BRANCH[branch])
    if asked:
        named = "; ".join(f"{words.joined(names)} by {analyst}" for analyst, names in by_analyst.items())
        yield f"Worked: {named}. The model set was {asked['model']}, asked at {asked['base_url']}. {MODEL}"
    for run_id, names in by_run.items():
        results = words.joined(names)
        yield f"Taken over from run {run_id}, as nothing they rest on has changed since: {results}."


def _limits(record: RunRecord, marks: int) -> Iterator[str]:
    known = words.numbered(len(record.documents), "document")
    yield f"This report stands on the {known} {SCOPE}"
    yield READING
    gaps = [words.BRANCH[branch] for branch in BRANCHES if record.results[branch].outcome not in FINISHED]
    if gaps:
        yield f"Not assessed: {words.joined(gaps)}. The recommendation is made without them."
    yield from _workers(record)
    if marks:
        yield f"{words.title(words.counted(marks, 'character'))} {MARKED}"
