"""The closed sets of words every room shares: one word for one thing in code, SQL, report and page."""

from __future__ import annotations

from typing import Literal, get_args

Branch = Literal["financial", "press", "regulatory", "patent", "leadership"]
BRANCHES: tuple[Branch, ...] = get_args(Branch)

OutcomeName = Literal["complete", "partial", "empty", "no_evidence", "failed", "cancelled", "not_attempted"]
FINISHED: frozenset[OutcomeName] = frozenset({"complete", "partial", "empty"})
"""Outcomes that count as finished for the quorum; `no_evidence` does not: nothing was there to read."""

FailureKind = Literal[
    "error",  # the analyst raised
    "deadline",  # the branch's deadline passed; the attempt was killed
    "crashed",  # the attempt's process died (signal, kill -9, exit code)
    "memory",  # the attempt asked for more memory than it may have
    "cpu",  # the attempt used more processor time than it may have
    "malformed_result",  # the analyst returned something that is not claims and findings
    "unreadable",  # not one of the branch's documents could be read
    "changed",  # a document changed after the room was frozen
    "environment",  # disk full, a directory not writable: the machine, not the branch
    "cancelled",
    # of an analyst that asks a model: the way to it
    "rate_limit",  # too many requests or tokens
    "overloaded",  # the service has no room
    "server_error",  # the service failed
    "transport",  # the connection or the stream broke
    "timeout",  # no answer in time
    "circuit_open",  # too many of the last calls failed: nothing is sent for a while
    # its answer
    "truncated",  # longer than allowed
    "bad_output",  # not what was asked for, also after one repair
    "refused",  # the model declined
    "context_exceeded",  # more than the model's window holds
    "too_large",  # more than a request may hold
    "schema_rejected",  # the answer's schema was not taken
    "paused",  # it paused and did not come to an end
    "target_budget",  # the target's budget does not allow the call; nothing was sent
    # what concerns everybody
    "spend_limit",  # the account's spending is stopped
    "night_budget",  # the budget of all targets does not allow the call; nothing was sent
    "auth",  # the credentials are missing or not taken
    "model_missing",  # there is no such model for this account
    "bad_request",  # the request is not one: a fault of ours or of a setting
    "bug",  # a fault of ours
]
RETRIED: frozenset[FailureKind] = frozenset({"crashed", "environment"})
"""Failures worth another attempt of the branch within its run; an analyst that calls a model repeats calls itself."""
TRANSIENT: frozenset[FailureKind] = RETRIED | {
    "rate_limit", "overloaded", "server_error", "transport", "timeout", "circuit_open"
}  # fmt: skip
"""Failures that may pass: the same input may succeed another time."""
STOPPING: frozenset[FailureKind] = frozenset({
    "spend_limit", "night_budget", "auth", "model_missing", "bad_request", "bug"
})  # fmt: skip
"""Failures that concern everybody: nothing more is sent, for this target and for the whole night."""

Severity = Literal["critical", "high", "medium", "low", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""Worst first."""

Verdict = Literal["contradiction", "reconciled", "restated", "insufficient", "agrees"]
Ruling = Literal["confirmed", "explained", "false_alarm"]
Rating = Literal["red", "amber", "green", "not_assessed"]
Recommendation = Literal["proceed", "proceed_with_conditions", "do_not_proceed", "not_assessable"]

ClaimKind = Literal["money", "percent", "per_share", "count", "ratio", "date", "person", "status", "owner", "text"]
Modality = Literal["reported", "guidance", "planned", "conditional", "alleged", "denied"]
Basis = Literal["gaap", "non_gaap", "constant_currency", "organic", "unknown"]
Direction = Literal["up", "down", "flat"]

DocumentKind = Literal[
    "10-K", "10-K/A", "10-Q", "10-Q/A", "8-K", "8-K/A", "NT 10-K", "NT 10-Q", "DEF 14A", "form_4", "annual_report",
    "company_facts", "xbrl_instance", "earnings_call", "press_article", "press_bullets", "headlines",
    "patent_record", "patent_list", "officer_list", "table", "letter", "other",
]  # fmt: skip
"""What a document is, told by its content, never by its name alone."""


def worst(severities: list[Severity]) -> Severity | None:
    """Return the worst of some severities, or None of none."""
    return min(severities, key=SEVERITIES.index, default=None)
