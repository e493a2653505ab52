"""From the events of one stream to the records they were made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from agents.recorder import restore
from agents.records import (
    Branch,
    BranchResult,
    BranchWork,
    Calculation,
    Claim,
    Contradiction,
    Document,
    Failure,
    Finding,
    OutcomeName,
    Pair,
    Question,
    Reading,
    Record,
    Synthesis,
)
from audit.events import Event

R = TypeVar("R", bound=Record)
Attempts = Mapping[int, Sequence[Event]]
"""The events of one stream, by attempt."""


def of_type(events: Iterable[Event], event_type: str) -> list[Event]:
    """Return the events of one type, in order."""
    return [event for event in events if event.event_type == event_type]


def restored(model: type[R], events: Iterable[Event], event_type: str) -> tuple[R, ...]:
    """Return the records that the events of one type were made of."""
    return tuple(restore(model, event.attributes, event.texts) for event in of_type(events, event_type))


def last(events: Iterable[Event], event_type: str) -> Event | None:
    """Return the last event of a type, or None."""
    found = of_type(events, event_type)
    return found[-1] if found else None


def last_finished(attempts: Attempts, end: str) -> int | None:
    """Return the number of the last attempt that reached its end."""
    return max((number for number, events in attempts.items() if last(events, end)), default=None)


def failures_of(attempts: Attempts, failed: str, closed: Iterable[Event] = ()) -> tuple[Failure, ...]:
    """Return every attempt's failure, its own word first, then what others said of it; the same one only once."""
    found = [(number, event) for number, events in sorted(attempts.items()) for event in of_type(events, failed)]
    found += [(int(event.attributes.get("attempt", 1)), event) for event in closed]
    failures = [_failure(event, number) for number, event in found]
    return tuple(sorted(dict.fromkeys(failures), key=lambda failure: failure.attempt))


def _failure(event: Event, attempt: int) -> Failure:
    if event.event_type == "attempt.crashed":
        message = f"The process died without a last word after {event.attributes['events']} events."
        return Failure(kind="crashed", message=message, attempt=attempt)
    return restore(Failure, {"message": None, **event.attributes, "attempt": attempt}, event.texts)


def branch_result(
    branch: Branch, attempts: Attempts, listed: Sequence[Document], closed: Sequence[Event], settled: Event | None
) -> BranchResult:
    """Return how a branch ended: the last finished attempt counts, the failures of all are kept."""
    counted = last_finished(attempts, "branch.finished")
    events = attempts.get(counted if counted is not None else max(attempts, default=0), ())
    failures = (*failures_of(attempts, "branch.failed", closed), *failures_of(attempts, "analyst.failed"))
    settling = settled.attributes if settled else {}
    return BranchResult(
        branch=branch,
        outcome=settling.get("outcome") or _outcome(events, attempts, failures),
        analyst=settling.get("analyst") or _analyst(events),
        attempts=settling.get("attempts") or len(attempts),
        documents=_documents(branch, events, listed),
        work=_work(events) if counted is not None else BranchWork(),
        failures=failures,
        reused_run_id=settling.get("reused_run_id"),
    )


def unfinished_findings(attempts: Attempts) -> tuple[Finding, ...]:
    """Return the findings of attempts that do not count and that the counted attempt did not repeat."""
    counted = last_finished(attempts, "branch.finished")
    found = {f.finding_id: f for n, events in sorted(attempts.items()) if n != counted for f in _findings(events)}
    repeated = {f.finding_id for f in _findings(attempts.get(counted, ()))} if counted is not None else set()
    return tuple(finding for key, finding in found.items() if key not in repeated)


def synthesis_result(attempts: Attempts, claims: Mapping[str, Claim]) -> Synthesis | None:
    """Return what the last finished synthesis found, its contradictions joined with the claims they name."""
    counted = last_finished(attempts, "synthesis.finished")
    if counted is None:
        return None
    events = attempts[counted]
    started, finished = last(events, "synthesis.started"), last(events, "synthesis.finished")
    return Synthesis(
        pairs=restored(Pair, events, "pair.compared"),
        pairs_compared=finished.attributes.get("pairs_compared", 0) if finished else 0,
        contradictions=tuple(_contradiction(event, claims) for event in of_type(events, "contradiction.recorded")),
        questions=restored(Question, events, "question.recorded"),
        missing=tuple(started.attributes.get("missing", ())) if started else (),
    )


def synthesis_findings(attempts: Attempts) -> tuple[Finding, ...]:
    """Return the findings that only comparing the branches brought."""
    counted = last_finished(attempts, "synthesis.finished")
    return _findings(attempts[counted]) if counted is not None else ()


def grounding(attempts: Attempts) -> Mapping[str, Any]:
    """Return what of a model's answers stood in the documents, of the attempt that counts; empty without one."""
    ends = (last_finished(attempts, end) for end in ("branch.finished", "synthesis.finished"))
    counted = next((number for number in ends if number is not None), None)
    said = last(attempts.get(counted, ()), "answers.grounded") if counted is not None else None
    return said.attributes if said else {}


def _contradiction(event: Event, claims: Mapping[str, Claim]) -> Contradiction:
    named = [claims[claim_id] for claim_id in event.attributes.get("claim_ids", ()) if claim_id in claims]
    own = restore(Contradiction, {"claims": [], **event.attributes}, event.texts)
    return own.model_copy(update={"claims": own.claims or tuple(named)})


def _findings(events: Iterable[Event]) -> tuple[Finding, ...]:
    return restored(Finding, events, "finding.recorded")


def _work(events: Sequence[Event]) -> BranchWork:
    return BranchWork(
        claims=restored(Claim, events, "claim.recorded"),
        findings=_findings(events),
        calculations=restored(Calculation, events, "calculation.recorded"),
        readings=restored(Reading, events, "reading.recorded"),
        failures=restored(Failure, events, "analyst.failed"),
    )


def _outcome(events: Sequence[Event], attempts: Attempts, failures: Sequence[Failure]) -> OutcomeName:
    """The outcome where the supervisor has not settled the branch: still running, or killed with it."""
    finished = last(events, "branch.finished")
    if finished:
        outcome: OutcomeName = finished.attributes["outcome"]
        return outcome
    if not attempts:
        return "not_attempted"
    return "cancelled" if failures and failures[-1].kind == "cancelled" else "failed"


def _analyst(events: Sequence[Event]) -> str:
    started = last(events, "branch.started")
    return str(started.attributes.get("analyst", "rules")) if started else "rules"


def _documents(branch: Branch, events: Sequence[Event], listed: Sequence[Document]) -> tuple[Document, ...]:
    """The branch's documents as it left them: read, unread, or as listed where it did not come to them."""
    known: dict[str, Document] = {document.path: document for document in listed if branch in document.branches}
    for name in ("document.read", "document.unread"):
        known |= {document.path: document for document in restored(Document, events, name)}
    return tuple(known.values())


def flat(attempts: Attempts) -> list[Event]:
    """Return the events of all attempts of a stream, oldest attempt first."""
    return [event for number in sorted(attempts) for event in attempts[number]]


def attribute(event: Event | None, key: str, default: Any = None) -> Any:
    """Return an attribute of an event that may be missing."""
    return default if event is None else event.attributes.get(key, default)
