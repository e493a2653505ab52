"""Assessing the example rooms gives what expected.yaml says: outcomes, planted contradictions, and no others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from agents.analysts.base import load
from agents.branch.work import work_branch
from agents.evidence import freeze
from agents.judgement import judge
from agents.recorder import NullRecorder
from agents.records import BRANCHES, BranchResult, Claim, Contradiction, Judgement, Synthesis, Target
from agents.synthesis import synthesise

Expected = dict[str, Any]
Side = dict[str, Any]
SHARE = 0.6
"""Of the words of the shorter quote that the other must hold, for both to be the same statement."""


class Assessed(NamedTuple):
    """A room after all branches, the synthesis and the judgement."""

    results: tuple[BranchResult, ...]
    synthesis: Synthesis
    judgement: Judgement


@pytest.fixture(scope="module")
def assess(examples: Path) -> Callable[[str], Assessed]:
    """Assess a room by the rules, once for all tests."""
    done: dict[str, Assessed] = {}

    def once(name: str) -> Assessed:
        if name not in done:
            done[name] = _assess(examples / "rooms" / name)
        return done[name]

    return once


def _assess(folder: Path) -> Assessed:
    values = YAML(typ="safe", pure=True).load(folder / "target.yaml")
    target = Target.model_validate({"name": folder.name, **values})
    documents = freeze(folder, target).documents
    rules = load("rules")
    results = tuple(work_branch(b, target, folder, documents, rules, NullRecorder()) for b in BRANCHES)
    synthesis = synthesise(target, results, rules, NullRecorder())
    return Assessed(results, synthesis, judge(results, synthesis, (), target.policy))


@pytest.fixture
def assessed(room: str, assess: Callable[[str], Assessed]) -> Assessed:
    """The assessment of each room."""
    return assess(room)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w.]*\w", re.sub(r"(?<=\d),(?=\d{3}\b)", "", text.lower())))


def _states(claim: Claim, side: Side) -> bool:
    """Whether a claim stands on a side's quote: the same document, its value there, mostly the same words."""
    if claim.source.path != side["path"]:
        return False
    wanted, found = _words(side["quote"]), _words(claim.source.quote)
    figures = {word for word in wanted if word[0].isdigit()}
    if figures and not figures & _words(_written_value(claim)):
        return False
    return len(wanted & found) >= SHARE * min(len(wanted), len(found))


def _written_value(claim: Claim) -> str:
    """Return the words of a number, or the whole quote of a claim that is none."""
    if claim.value is None or claim.value_start is None or claim.value_end is None:
        return claim.source.quote
    return claim.source.quote[claim.value_start - claim.source.start : claim.value_end - claim.source.start]


def _repeats(claim: Claim, side: Side) -> bool:
    return _states(claim, side) or claim.source.path in side.get("also", ())


def _shows(contradiction: Contradiction, planted: Expected) -> bool:
    """Whether a contradiction is the planted one: one side by its quote, the other there or where it is repeated."""
    wrong, right = planted["sides"]
    claims = contradiction.claims
    return any(_states(a, wrong) and any(_repeats(b, right) for b in claims if b is not a) for a in claims) or any(
        _repeats(a, wrong) and any(_states(b, right) for b in claims if b is not a) for a in claims
    )


def _of_both(contradictions: Sequence[Contradiction], sides: list[Side]) -> list[str]:
    return [
        c.explanation
        for c in contradictions
        if any(_states(a, sides[0]) and any(_states(b, sides[1]) for b in c.claims if b is not a) for a in c.claims)
    ]


def test_branches_end_as_expected(assessed: Assessed, expected: Expected) -> None:
    """Complete, partial, nothing to read, or failed, branch by branch."""
    assert {r.branch: r.outcome for r in assessed.results} == expected["outcomes"]


def test_a_branch_fails_for_the_expected_reason(assessed: Assessed, expected: Expected) -> None:
    """The kind of a failure is the expected one, and no other branch fails."""
    assert {r.branch: r.failures[-1].kind for r in assessed.results if r.failures} == expected.get("failure", {})


def test_files_that_cannot_be_read_are_named_with_the_reason(assessed: Assessed, expected: Expected) -> None:
    """Every unreadable file is listed with why, and only those."""
    unread = {d.path: d.unread for r in assessed.results for d in r.documents if d.unread}

    assert set(unread) == set(expected["unread"])
    assert {path: why for path, why in expected["unread"].items() if why not in unread[path].lower()} == {}


def test_the_recommendation_is_the_expected_one(assessed: Assessed, expected: Expected) -> None:
    """The judgement table gives the recommendation of expected.yaml."""
    assert assessed.judgement.recommendation == expected["recommendation"], assessed.judgement.reason


def test_planted_contradictions_are_found(assessed: Assessed, expected: Expected) -> None:
    """Each planted contradiction is found between its documents, or is known not to be."""
    found = {p["id"]: any(_shows(c, p) for c in assessed.synthesis.contradictions) for p in expected["contradictions"]}

    assert found == {p["id"]: p["found"] for p in expected["contradictions"]}


def test_every_flag_rests_on_a_planted_statement(assessed: Assessed, expected: Expected) -> None:
    """No contradiction is reported that follows from nothing planted; the consistent rooms have none at all."""
    wrong = [planted["sides"][0] for planted in expected["contradictions"]]
    stray = [
        (c.kind, c.metric, [claim.source.quote for claim in c.claims[:2]])
        for c in assessed.synthesis.contradictions
        if not any(_states(claim, side) for claim in c.claims for side in wrong)
    ]

    assert stray == []


def test_differences_that_are_none_are_not_flagged(assessed: Assessed, expected: Expected) -> None:
    """No contradiction joins the two sides of a trap."""
    fallen = {t["trap"]: _of_both(assessed.synthesis.contradictions, t["sides"]) for t in expected["must_not_flag"]}

    assert {trap: why for trap, why in fallen.items() if why} == {}


def test_critical_events_are_findings(assessed: Assessed, expected: Expected) -> None:
    """What must stop a deal is a critical finding, and rooms without such an event have none."""
    critical = [
        f"{f.title} {f.reason}".lower() for r in assessed.results for f in r.work.findings if f.severity == "critical"
    ]

    assert [word for word in expected.get("critical", ()) if not any(word in text for text in critical)] == []
    assert bool(critical) == bool(expected.get("critical"))
