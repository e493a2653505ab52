"""What an analyst does in the Prefect UI, done in a real browser on a running `diligence serve`."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow, pytest.mark.xdist_group("served")]
PATIENCE = 120_000
"""Milliseconds: the worker polls every ten seconds and a busy machine takes as long again to import Prefect."""


def run_form(page: Page, served: Served, deployment: str, **values: str) -> None:
    """Open a deployment's form, fill the named fields and submit it."""
    page.goto(f"{served.url}/deployments/deployment/{served.deployment(deployment)}/run")
    for name, value in values.items():
        label = page.locator("label", has_text=re.compile(rf"^\s*{name}")).first
        field = page.locator(".schema-form-property, .p-label", has=label).last.locator("textarea, input").first
        field.wait_for(timeout=PATIENCE)
        field.fill(value)
    page.get_by_role("button", name="Submit").click()


def await_run(page: Page, served: Served, deployment: str, state: str) -> None:
    """Open the page of a deployment's newest run and wait for its final state."""
    of_deployment = {"deployments": {"id": {"any_": [served.deployment(deployment)]}}}
    page.wait_for_url(re.compile("/deployments/deployment/[^/]+$"), timeout=PATIENCE)
    newest = served.api("/flow_runs/filter", {**of_deployment, "sort": "EXPECTED_START_TIME_DESC"})[0]
    page.goto(f"{served.url}/runs/flow-run/{newest['id']}")
    expect(page.get_by_text(state, exact=True).first).to_be_visible(timeout=PATIENCE)


def test_an_analyst_starts_a_run_from_the_form(page: Page, served: Served, tmp_path: Path) -> None:
    """The form takes a name of the watchlist; the run ends in a state of ours and shows its artifacts."""
    run_form(page, served, "on-demand", target="tarnwick")
    page.screenshot(path=tmp_path / "submitted.png")
    await_run(page, served, "on-demand", "NeedsReview")
    page.get_by_text("Artifacts", exact=True).first.click()
    for key in ("summary", "contradictions", "coverage", "report"):
        expect(page.get_by_text(key, exact=True).first).to_be_visible(timeout=PATIENCE)
    page.screenshot(path=tmp_path / "artifacts.png", full_page=True)
    assert list(served.home.glob("reports/*/*/draft.pdf"))


def test_a_run_of_the_form_is_on_the_trail(served: Served) -> None:
    """What was started in the browser is what an auditor reads in the published file."""
    with duckdb.connect(str(served.home / "audit.duckdb"), read_only=True) as trail:
        rows = trail.execute("SELECT target, state FROM runs").fetchall()
    assert ("Tarnwick Instruments, Inc.", "NeedsReview") in rows


def test_the_night_is_scheduled(served: Served) -> None:
    """The server has put the coming nights on its calendar, in the schedule's timezone."""
    runs = served.api("/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}})
    nights = [run for run in runs if run["deployment_id"] == served.deployment("watchlist")]
    assert nights
