"""Who works what: how it is written, and what wins."""

from __future__ import annotations

import pytest

from flows import settings
from flows.choice import Choice, parse
from flows.choosing import allowed, choose
from flows.problems import BadInput, Stopped


@pytest.fixture(autouse=True)
def unset(stage: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """No analyst in the settings, no credentials."""
    monkeypatch.delenv("DILIGENCE_ANALYST", raising=False)
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)


@pytest.mark.parametrize(
    ("text", "press", "patent"),
    [
        ("rules", "rules", "rules"),
        ("claude, press=rules", "rules", "claude"),
        ("press = rules , claude", "rules", "claude"),
        ("a.b:C,patent=d.e:F", "a.b:C", "d.e:F"),
        ("", "", ""),
    ],
)
def test_a_choice_names_one_analyst_and_exceptions(text: str, press: str, patent: str) -> None:
    """One analyst works what no exception names."""
    found = parse(text)
    assert (found.of("press"), found.of("patent")) == (press, patent)
    assert parse(found.text()) == found


@pytest.mark.parametrize("text", ["rules, claude", "sales=rules", "press="])
def test_what_is_no_choice_is_refused(text: str) -> None:
    """A second analyst for everything, an unknown branch and an exception without a name are told."""
    with pytest.raises(BadInput):
        choose(text, settings.current())


def test_rules_work_where_nobody_says_anything_and_there_are_no_credentials() -> None:
    """Without a key nothing changes."""
    assert choose("", settings.current()) == Choice("rules")


def test_what_is_asked_for_wins_over_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole choice replaces the settings', an exception alone is laid over them."""
    monkeypatch.setenv("DILIGENCE_ANALYST", "a.b:C, press=rules")
    assert choose("rules", settings.current()) == Choice("rules")
    laid = choose("patent=rules", settings.current())
    assert (laid.default, dict(laid.exceptions)) == ("a.b:C", {"press": "rules", "patent": "rules"})


def test_a_run_that_is_taken_up_keeps_its_analyst() -> None:
    """Who did it before comes after what is said now, and before who works by itself."""
    before = Choice("a.b:C")
    assert choose("", settings.current(), before) == before
    assert choose("rules", settings.current(), before) == Choice("rules")


@pytest.mark.parametrize("name", ["claude", "rules, press=both"])
def test_claude_without_credentials_stops_before_anything_begins(name: str) -> None:
    """The message says what to set."""
    with pytest.raises(Stopped, match="ANTHROPIC_API_KEY"):
        choose(name, settings.current())


def test_a_server_of_ones_own_may_want_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claude can be chosen, but does not work by itself."""
    monkeypatch.setenv("DILIGENCE_CLAUDE__BASE_URL", "http://127.0.0.1:1")
    assert choose("claude", settings.current()) == Choice("claude")
    assert choose("", settings.current()) == Choice("rules")


def test_a_form_may_choose_known_analysts_and_those_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """It must not make the machine import any other code."""
    monkeypatch.setenv("DILIGENCE_ANALYST", "a.b:C")
    found = settings.current()
    assert allowed("rules, press=a.b:C", found) == "rules, press=a.b:C"
    for other in ("os:system", "rules, press=os:system"):
        with pytest.raises(BadInput, match="not allowed"):
            allowed(other, found)
