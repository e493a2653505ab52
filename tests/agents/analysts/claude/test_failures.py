"""The policy of every failure kind, as the design states it."""

from __future__ import annotations

import pytest

from agents.analysts.claude.failures import POLICY, CallFailed, FailureKind

STATED = {
    "retry": "rate_limit overloaded server_error transport timeout",
    "lengthen": "truncated",
    "repair": "bad_output",
    "resume": "paused",
    "fall_back": "schema_rejected",
    "split": "context_exceeded too_large",
    "fail_branch": "deadline circuit_open refused target_budget",
    "stop_batch": "night_budget spend_limit auth model_missing bad_request bug",
}


def test_every_kind_has_its_policy() -> None:
    """No kind is without an action, and each has the one that is stated."""
    found = {action: {k for k, policy in POLICY.items() if policy.action == action} for action in STATED}
    assert found == {action: set(map(FailureKind, kinds.split())) for action, kinds in STATED.items()}
    assert set(POLICY) == set(FailureKind)


@pytest.mark.parametrize("kind", FailureKind)
def test_only_what_may_pass_is_transient(kind: FailureKind) -> None:
    """A branch is attempted again after what may pass; what concerns everybody stops the sending."""
    failed = CallFailed(kind)
    assert failed.transient == (kind.value in (STATED["retry"] + " deadline circuit_open").split())
    assert failed.stops_batch == (kind.value in STATED["stop_batch"].split())
