"""What an analyst does in the Prefect UI, done in a real browser on a running `diligence serve`."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow]
PATIENCE = 120_000
"""Milliseconds: the worker polls every ten seconds and a busy machine takes as long again to import Prefect."""
PRESSES = 4
OF_DEPLOYMENT = re.compile("/deployments/deployment/[^/]+$")


FIRST_WAITING = """SELECT o.contradiction_id, r.undecided FROM open_contradictions o JOIN runs r USING (run_id)
WHERE run_id = ? ORDER BY 1 LIMIT 1"""


def run_form(page: Page, served: Served, deployment: str, choices: dict[str, str] | None = None, **values: str) -> None:
    """Open a deployment's form, fill the named fields, choose from the named lists and submit it."""
    page.goto(f"{served.url}/deployments/deployment/{served.deployment(deployment)}/run")
    for name, value in values.items():
        field = property_of(page, name).locator("textarea, input").first
        field.wait_for(timeout=PATIENCE)
        field.fill(value)
    for name, value in (choices or {}).items():
        property_of(page, name).locator(".p-select-button__control").press("ArrowDown")  # a click opens and closes it
        page.get_by_role("option", name=value, exact=True).click()
    submit(page)


def submit(page: Page) -> None:
    """Press the form's button until the page of the deployment comes: a press while the form still loads is lost."""
    for _ in range(PRESSES):
        page.get_by_role("button", name="Submit").click()
        try:
            page.wait_for_url(OF_DEPLOYMENT, timeout=PATIENCE / PRESSES)
        except TimeoutError:
            continue
        return


def property_of(page: Page, name: str) -> Locator:
    """Return the part of a form that holds a parameter."""
    label = page.locator("label", has_text=re.compile(rf"^\s*{name}"))
    return page.locator(".schema-form-property, .p-label", has=label.first).last


def await_run(page: Page, served: Served, deployment: str, state: str) -> str:
    """Open the page of a deployment's newest run, wait for its final state and return the run's id."""
    of_deployment = {"deployments": {"id": {"any_": [served.deployment(deployment)]}}}
    page.wait_for_url(OF_DEPLOYMENT, timeout=PATIENCE)
    newest = served.api("/flow_runs/filter", {**of_deployment, "sort": "EXPECTED_START_TIME_DESC"})[0]
    page.goto(f"{served.url}/runs/flow-run/{newest['id']}")
    expect(page.get_by_text(state, exact=True).first).to_be_visible(timeout=PATIENCE)
    return str(newest["id"])


def rows(served: Served, sql: str, *values: str) -> list[tuple[Any, ...]]:
    """Return what an auditor reads in the published file."""
    with duckdb.connect(str(served.home / "audit.duckdb"), read_only=True) as trail:
        return trail.execute(sql, values).fetchall()


def test_an_analyst_starts_a_run_from_the_form(page: Page, served: Served, tmp_path: Path) -> None:
    """The form takes a name of the watchlist; the run ends in a state of ours, shows artifacts and is on the trail."""
    run_form(page, served, "on-demand", target="kestrova")
    page.screenshot(path=tmp_path / "submitted.png")
    run_id = await_run(page, served, "on-demand", "NeedsReview")
    page.get_by_text("Artifacts", exact=True).first.click()
    for key in ("summary", "contradictions", "coverage", "report"):
        expect(page.get_by_text(key, exact=True).first).to_be_visible(timeout=PATIENCE)
    page.screenshot(path=tmp_path / "artifacts.png", full_page=True)
    assert list(served.home.glob(f"reports/*/{run_id}/draft.pdf"))
    told = rows(served, "SELECT target, state FROM runs WHERE run_id = ?", run_id)
    assert told == [("Kestrova Medical Systems Corp.", "NeedsReview")]


def test_an_analyst_decides_in_the_form(page: Page, served: Served, tmp_path: Path) -> None:
    """The form takes run, contradiction, ruling, name and reason; the run ends as decided, with a new report."""
    run_id = waiting_run(served)
    ((item, undecided),) = rows(served, FIRST_WAITING, run_id)
    who = {"reviewer": "Ada Reviewer", "reason": "Two counts of different days."}
    run_form(page, served, "decide", {"ruling": "explained"}, run_id=run_id, contradiction_id=item, **who)
    page.screenshot(path=tmp_path / "submitted.png")
    await_run(page, served, "decide", "Decided")
    page.get_by_text("Artifacts", exact=True).first.click()
    expect(page.get_by_text("decision", exact=True).first).to_be_visible(timeout=PATIENCE)
    page.screenshot(path=tmp_path / "decided.png", full_page=True)
    told = rows(served, "SELECT reviewer, ruling, reason, holds FROM decisions WHERE contradiction_id = ?", item)
    assert told == [("Ada Reviewer", "explained", "Two counts of different days.", True)]
    assert rows(served, "SELECT undecided FROM runs WHERE run_id = ?", run_id) == [(undecided - 1,)]
    assert list(served.home.glob(f"reports/*/{run_id}/draft-2.pdf"))


def waiting_run(served: Served) -> str:
    """Return a run with contradictions to decide: the one of the test before, or a new one."""
    deployment = served.deployment("on-demand")
    ended = {"state": {"name": {"any_": ["NeedsReview"]}}, "deployment_id": {"any_": [deployment]}}
    if not served.api("/flow_runs/filter", {"flow_runs": ended}):
        served.api(f"/deployments/{deployment}/create_flow_run", {"parameters": {"target": "kestrova"}})
    limit = time.monotonic() + PATIENCE / 1000
    while not (found := served.api("/flow_runs/filter", {"flow_runs": ended})):
        assert time.monotonic() < limit, "the run did not end"
        time.sleep(1)
    return str(found[0]["id"])


def test_the_night_is_scheduled(served: Served) -> None:
    """The server has put the coming nights on its calendar, in the schedule's timezone."""
    runs = served.api("/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}})
    nights = [run for run in runs if run["deployment_id"] == served.deployment("watchlist")]
    assert nights
