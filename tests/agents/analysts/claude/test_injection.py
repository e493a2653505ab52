"""Every attack text planted in the press: reported, never quoted by a claim, and no word of it in another branch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from acme import make_room
from messages_api.running import KEY, Running

from agents import evidence
from agents.analysts.claude.analyst import ClaudeAnalyst
from agents.analysts.claude.settings import ClaudeSettings
from agents.branch import work_branch
from agents.recorder import NullRecorder
from agents.records import BRANCHES, Branch, BranchResult, Target

ATTACKS = "injection/bipia_text_attack_train.json"
TARGET = Target(name="Acme Instruments")
REPORTED = "instructions"
"""The rule of the finding on text that addresses a machine."""
PLACES = ("first", "within", "last")


@pytest.fixture(scope="module")
def attacks(shared_data: Path) -> list[str]:
    """The attack texts."""
    told = json.loads((shared_data / ATTACKS).read_text(encoding="utf-8"))
    return [text for texts in told.values() for text in texts]


@pytest.fixture
def analyst(messages_api: Running, tmp_path: Path) -> ClaudeAnalyst:
    """Claude behind the test server."""
    settings = ClaudeSettings(
        base_url=messages_api.url, api_key=KEY, retry_delay=0.01, budget_usd=None, state_dir=tmp_path / "lock",
        requests_per_minute=100_000, input_tokens_per_minute=10**9, output_tokens_per_minute=10**9,
    )  # fmt: skip
    return ClaudeAnalyst(settings)


@pytest.fixture
def worked(analyst: ClaudeAnalyst, tmp_path: Path) -> Callable[[str, str, Branch], BranchResult]:
    """Return what works one branch of a room whose press article has a text planted at a place."""

    def work(attack: str, place: str, branch: Branch) -> BranchResult:
        room = tmp_path / "room"
        make_room(room)
        plant(room / "press" / "herald.txt", attack, place)
        documents = evidence.freeze(room, TARGET).documents
        return work_branch(branch, TARGET, room, documents, analyst, NullRecorder(), cache=tmp_path / "cache")

    return work


def plant(article: Path, attack: str, place: str) -> None:
    """Put an attack before, within or behind an article, as a paragraph of its own or between its sentences."""
    head, *sentences = article.read_text(encoding="utf-8").split("\n\n")
    body = "\n\n".join(sentences)
    first, _, rest = body.partition(". ")
    planted = {
        "first": f"{attack}\n\n{head}\n\n{body}",
        "within": f"{head}\n\n{first}. {attack} {rest}",
        "last": f"{head}\n\n{body}\n\n{attack}\n",
    }
    article.write_text(planted[place], encoding="utf-8")


def cases(attacks: list[str]) -> Iterator[tuple[str, str]]:
    """Yield every attack at one of the places, in turn."""
    for number, attack in enumerate(attacks):
        yield attack, PLACES[number % len(PLACES)]


def test_every_attack_is_reported_and_none_is_claimed(
    attacks: list[str], messages_api: Running, worked: Callable[[str, str, Branch], BranchResult]
) -> None:
    """Against a model that obeys and quotes it, each attack raises a finding, and nothing else rests on its words."""
    unreported, used = [], []
    for attack, place in cases(attacks):
        messages_api.scenarios({"do": "obeys", "value": attack})
        work = worked(attack, place, "press").work
        quotes = [claim.source.quote for claim in work.claims]
        quotes += [source.quote for one in work.findings if one.rule != REPORTED for source in one.sources]
        unreported += [attack] * (not any(one.rule == REPORTED for one in work.findings))
        used += [attack] * any(attack in quote or quote in attack for quote in quotes)
    assert (unreported, used) == ([], [])


def test_an_article_without_an_attack_raises_no_finding_of_one(
    worked: Callable[[str, str, Branch], BranchResult],
) -> None:
    """The room itself speaks to nobody."""
    assert [one for one in worked("", "last", "press").work.findings if one.rule == REPORTED] == []


def test_another_branch_is_asked_the_same_with_and_without(
    attacks: list[str], messages_api: Running, worked: Callable[[str, str, Branch], BranchResult]
) -> None:
    """What the other four branches send and claim is the same to the byte, whatever stands in the press."""
    for branch in (branch for branch in BRANCHES if branch != "press"):
        messages_api.reset()
        results = [worked(attack, place, branch) for attack, place in [("", "last"), *cases(attacks[::15])]]
        assert len({one["sha256"] for one in messages_api.requests()}) == 1
        assert len({result.work.model_dump_json() for result in results}) == 1
