"""The words of the report: one label for every value of the closed sets."""

from __future__ import annotations

from typing import Literal

from agents.records import Branch, FailureKind, OutcomeName, Rating, Recommendation, Ruling, Severity, Verdict

Coverage = Literal["full", "part", "none"]

BRANCH: dict[Branch, str] = {
    "financial": "Financial",
    "press": "Press",
    "regulatory": "Regulatory",
    "patent": "Patent",
    "leadership": "Leadership",
}
RATING: dict[Rating, str] = {"red": "Red", "amber": "Amber", "green": "Green", "not_assessed": "Not assessed"}
RECOMMENDATION: dict[Recommendation, str] = {
    "proceed": "Proceed",
    "proceed_with_conditions": "Proceed with conditions",
    "do_not_proceed": "Do not proceed",
    "not_assessable": "Not assessable",
}
SEVERITY: dict[Severity, str] = {
    "critical": "Critical",
    "high": "High",
    "medium": "Medium",
    "low": "Low",
    "info": "Note",
}
RULING: dict[Ruling, str] = {"confirmed": "Confirmed", "explained": "Explained", "false_alarm": "False alarm"}
VERDICT: dict[Verdict, str] = {
    "contradiction": "Contradiction",
    "agrees": "Agrees",
    "reconciled": "Reconciled",
    "restated": "Restated",
    "insufficient": "Not comparable",
}
OUTCOME: dict[OutcomeName, str] = {
    "complete": "Complete",
    "partial": "Partial",
    "empty": "Read, nothing to report",
    "no_evidence": "No documents",
    "failed": "Failed",
    "cancelled": "Cancelled",
    "not_attempted": "Not attempted",
}
COVERAGE: dict[OutcomeName, Coverage] = {
    "complete": "full",
    "empty": "full",
    "partial": "part",
    "no_evidence": "none",
    "failed": "none",
    "cancelled": "none",
    "not_attempted": "none",
}
CONSEQUENCE: dict[OutcomeName, str] = {
    "complete": "None.",
    "empty": "None: the documents were read and gave nothing to report.",
    "partial": "Documents listed below were not read; what they say is unknown.",
    "no_evidence": "Nothing was there to read. No conclusion is drawn.",
    "failed": "The branch did not finish. No conclusion is drawn.",
    "cancelled": "The branch was stopped. No conclusion is drawn.",
    "not_attempted": "The branch was not started. No conclusion is drawn.",
}
FAILURE: dict[FailureKind, str] = {
    "error": "Error",
    "deadline": "Deadline passed",
    "crashed": "Process died",
    "memory": "Memory limit",
    "cpu": "Processor limit",
    "malformed_result": "Malformed result",
    "unreadable": "Nothing readable",
    "changed": "Document changed",
    "environment": "Environment",
    "cancelled": "Cancelled",
    "rate_limit": "Rate limit",
    "overloaded": "Service overloaded",
    "server_error": "Service failed",
    "transport": "Connection broke",
    "timeout": "No answer in time",
    "circuit_open": "Paused after failures",
    "truncated": "Answer cut off",
    "bad_output": "Unusable answer",
    "refused": "The model declined",
    "context_exceeded": "More than the model takes",
    "too_large": "More than a request takes",
    "schema_rejected": "Answer schema not taken",
    "paused": "Answer did not end",
    "target_budget": "Budget of the target used up",
    "spend_limit": "Spending stopped",
    "night_budget": "Budget of the night used up",
    "auth": "Credentials not taken",
    "model_missing": "No such model",
    "bad_request": "Request not taken",
    "bug": "Fault of the program",
}
RATING_RULES: tuple[tuple[Rating, str], ...] = (
    ("red", "An open finding or contradiction of severity critical or high."),
    ("amber", "An open item of severity medium, documents that could not be read, or one of two analysts that failed."),
    ("green", "The branch finished and none of the above applies."),
    ("not_assessed", "The branch did not finish, or there was nothing to read. Never shown as green."),
)
RECOMMENDATION_RULES: tuple[tuple[Recommendation, str], ...] = (
    ("not_assessable", "A required branch is missing, or fewer branches finished than the policy asks for."),
    ("do_not_proceed", "An open item of severity critical."),
    ("proceed_with_conditions", "A branch is red or amber, or was not assessed."),
    ("proceed", "All five branches are green."),
)
AGAINST = {"analyst": "One analyst's reading against another's", "narrative": "Statement against statement"}
"""Contradictions whose kind is not what disagrees."""
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spoken(name: str) -> str:
    """Return a name of the code as a person says it: "net_income" as "net income", "rnd" as "R&D"."""
    known = {"rnd": "R&D", "sga": "SG&A", "eps": "EPS", "ebitda": "EBITDA", "ebit": "EBIT", "cfo": "CFO", "ceo": "CEO"}
    return " ".join(known.get(word, word) for word in name.replace("_", " ").split())


def against(kind: str) -> str:
    """Return a contradiction's kind as a person says it: "Number against number"."""
    return AGAINST.get(kind, f"{title(spoken(kind))} against {spoken(kind)}")


def title(text: str) -> str:
    """Return the text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "no findings", "one finding", "31 findings"."""
    word = SMALL[number] if number < len(SMALL) else f"{number:,}"
    return f"{word} {one if number == 1 else many or one + 's'}"


def numbered(number: int, one: str, many: str | None = None) -> str:
    """Return a number in digits with its noun, for tables and notes: "1 document", "2,310 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shortened(text: str, most: int) -> str:
    """Return the text, cut with an ellipsis where its place has no room and another place shows all of it."""
    return text if len(text) <= most else f"{text[: most - 2].rstrip()} …"


def stopped(text: str) -> str:
    """Return the text with a full stop where it has no mark at its end."""
    return text if text.rstrip().endswith((".", "!", "?", "…")) else f"{text}."


def joined(words: list[str]) -> str:
    """Return the words as an enumeration: "a, b and c"."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""
