"""A model that lies in every way we know: nothing it made up reaches claims, findings, contradictions or the report."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from acme import DOCUMENTS, of
from messages_api.running import Running

from agents.records import BRANCHES, Branch, Claim
from audit import journal
from flows.carrying import Carried
from reports import record
from reports.completeness import page_texts
from reports.record import RunRecord

Carry = Callable[..., Carried]
LIES = (
    "fabricated_quotes", "altered_digits", "altered_values", "numbers_from_nowhere", "scaled", "wrong_document",
    "unknown_document", "bare_numbers", "empty_success", "huge", "huge_quote",
)  # fmt: skip
WHOLE = {"complete", "partial", "empty"}
MADE_UP = re.compile(r"987,?654|9,?876|2031|D9999")
"""What the lying behaviours write and no document does."""


def turns() -> list[dict[Branch, str]]:
    """Return runs in each of which every branch is lied to in another way."""
    return [
        dict(zip(BRANCHES, LIES[at : at + len(BRANCHES)], strict=False)) for at in range(0, len(LIES), len(BRANCHES))
    ]


@pytest.mark.parametrize("lies", turns(), ids=lambda lies: "-".join(lies.values()))
def test_nothing_made_up_is_claimed(lies: dict[Branch, str], claude: Running, carry: Carry, stage: Path) -> None:
    """What a lied-to branch still claims is what its documents say, word for word and digit for digit."""
    claude.scenarios(*({"do": lie, "contains": of(branch)} for branch, lie in lies.items()))
    loaded = record.load(stage / "home", carry().order.run_id)
    for claim in (claim for result in loaded.results.values() for claim in result.work.claims):
        assert grounded(claim), claim
    assert not MADE_UP.search(_said(loaded))


@pytest.mark.parametrize("lies", turns(), ids=lambda lies: "-".join(lies.values()))
def test_a_lied_to_branch_never_reads_as_finished(
    lies: dict[Branch, str], claude: Running, carry: Carry, stage: Path
) -> None:
    """Where all of an answer is made up its branch has failed, and what was rejected is on the trail by name."""
    claude.scenarios(*({"do": lie, "contains": of(branch)} for branch, lie in lies.items()))
    carried = carry()
    settled = {one.branch: one for one in carried.settled}
    for branch, lie in lies.items():
        if lie in {"huge"}:
            continue
        events = journal.read(stage / "home", carried.order.run_id, branch)
        assert (lie, settled[branch].outcome, settled[branch].kind) == (lie, "failed", "bad_output")
        rejected = [event.attributes["why"] for event in events if event.event_type == "claim.rejected"]
        assert lie in {"empty_success", "huge_quote"} or rejected


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.usefixtures("prefect_server")
def test_nothing_made_up_is_in_a_report(claude: Running, stage: Path) -> None:
    """A whole run in which every branch and the synthesis are lied to: the report holds none of it."""
    lies = dict(zip(BRANCHES, ("fabricated_quotes", "numbers_from_nowhere", "altered_digits", "huge"), strict=False))
    synthesis = {"do": "embroiders", "contains": "finished branches"}
    claude.scenarios(synthesis, *({"do": lie, "contains": of(branch)} for branch, lie in lies.items()))
    home = stage / "home"
    loaded = record.load(home, _assessed())
    (rendering,) = loaded.renderings
    text = " ".join(page_texts((home / rendering.path).read_bytes()))
    assert loaded.results["leadership"].outcome == "complete"
    assert not MADE_UP.search(text)


@pytest.mark.parametrize(("behaviour", "found"), [("contradicts", 1), ("accuses", 0), ("embroiders", 0)])
def test_a_synthesis_may_only_speak_of_claims_that_were_made(
    behaviour: str, found: int, claude: Running, carry: Carry, stage: Path
) -> None:
    """A candidate over known claims is kept; one over others, or with numbers of its own, is rejected on the trail."""
    claude.scenarios({"do": behaviour, "contains": "finished branches"})
    run_id = carry().order.run_id
    synthesis = record.load(stage / "home", run_id).synthesis
    assert synthesis
    assert sum(one.kind == "narrative" for one in synthesis.contradictions) == found
    rejected = [e for e in journal.read(stage / "home", run_id, "synthesis") if e.event_type == "claim.rejected"]
    assert len(rejected) == 1 - found


def grounded(claim: Claim) -> bool:
    """Whether a claim's quote stands in its document where it says, with the claim's number in it."""
    branch, _, name = claim.source.path.partition("/")
    text = DOCUMENTS[branch][name]  # type: ignore[index]
    inside = claim.source.quote in text
    if claim.value is None or claim.value_start is None or claim.value_end is None:
        return inside
    at = claim.value_start - claim.source.start
    written = claim.source.quote[at : at + claim.value_end - claim.value_start]
    return inside and any(digit.isdigit() for digit in written)


def _said(loaded: RunRecord) -> str:
    """Return all that a run says in claims, findings and contradictions."""
    works = [result.work for result in loaded.results.values()]
    found = [*(c for w in works for c in w.claims), *(f for w in works for f in w.findings)]
    contradictions = loaded.synthesis.contradictions if loaded.synthesis else ()
    return "\n".join(one.model_dump_json() for one in (*found, *contradictions))


def _assessed() -> str:
    from flows.assess import assess  # noqa: PLC0415 -- Prefect reads its settings when it is imported

    async def carried() -> Any:
        called: Any = assess(target="acme", return_state=True)
        return await called

    return str(asyncio.run(carried()).state_details.flow_run_id)
