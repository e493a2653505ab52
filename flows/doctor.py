"""What a run needs of this machine, checked one by one."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from agents.analysts.claude.pricing import price_of
from agents.analysts.claude.settings import ClaudeSettings
from audit import store
from audit.errors import AuditError
from flows import servers, settings
from flows.choosing import ASKING, choose
from flows.commands.packages import check_packages
from flows.problems import Problem
from flows.settings import Settings

Health = Literal["ok", "warning", "problem"]
LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
LEAST_FREE = 1 << 30
"""Bytes; below it a night may fill the disk."""


class Finding(NamedTuple):
    """One thing that was checked."""

    name: str
    health: Health
    told: str


def examine() -> Iterator[Finding]:
    """Check everything; a setting that is wrong ends the checks that need it."""
    yield _python()
    yield _checked("packages", _packages)
    yield _checked("pango", _pango)
    try:
        current = settings.current()
    except Problem as problem:
        yield Finding("settings", "problem", str(problem))
        return
    yield Finding("settings", "ok", f"home {current.home}, timezone {current.timezone}")
    checks = {
        "analyst": _analyst,
        "disk": _disk,
        "server": _server,
        "watchlist": _watchlist,
        "store": _store,
        "checkpoint": _checkpoint,
    }
    for name, check in checks.items():
        yield _checked(name, check, current)


def _checked(name: str, check: Callable[..., Finding], *args: Settings) -> Finding:
    try:
        return check(*args)
    except (Problem, AuditError, OSError, ImportError) as problem:
        return Finding(name, "problem", str(problem))


def _python() -> Finding:
    told = sys.version.split()[0]
    return Finding("python", "ok" if sys.version_info >= (3, 11) else "problem", told)


def _packages() -> Finding:
    check_packages()
    for name in ("prefect", "duckdb", "ruamel.yaml", "pypdfium2", "lxml"):
        importlib.import_module(name)
    importlib.import_module("prefect.server.api.server")  # dies at import with a fastapi that is too new
    return Finding("packages", "ok", "the four rooms are this project's; Prefect's server can be imported")


def _pango() -> Finding:
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # where pango is missing it prints a page of advice
            importlib.import_module("weasyprint")
    except (OSError, ImportError) as problem:
        return Finding(
            "pango", "problem", f"no PDF can be made: {str(problem).splitlines()[0]}; install libpango-1.0-0"
        )
    return Finding("pango", "ok", "reports can be rendered")


def _analyst(current: Settings) -> Finding:
    """Say who works the branches; nothing is sent to find out whether Claude answers."""
    choice = choose("", current)
    if not ASKING & choice.names():
        return Finding("analyst", "ok", f"{choice.text()}: nothing leaves this machine")
    return _claude(current.claude, choice.text())


def _claude(claude: ClaudeSettings, text: str) -> Finding:
    night = f"{claude.night_budget_usd} USD a night" if claude.night_budget_usd is not None else "none for the night"
    told = f"{text}: {claude.model} at {claude.base_url}, budget by policy for a target, {night}"
    address = urlsplit(claude.base_url)
    if address.scheme == "http" and address.hostname not in LOCAL:
        return Finding("analyst", "warning", f"{told}; documents and credential travel there unencrypted")
    if price_of(claude.model, claude.prices) is None:
        return Finding(
            "analyst", "warning", f"{told}; its price is not known: set claude.prices, or costs stay unknown"
        )
    return Finding("analyst", "ok", told)


def _disk(current: Settings) -> Finding:
    current.home.mkdir(parents=True, exist_ok=True)
    probe = current.home / f".probe-{os.getpid()}"
    probe.write_bytes(b"")
    probe.unlink()
    free = shutil.disk_usage(current.home).free
    health: Health = "ok" if free >= LEAST_FREE else "warning"
    return Finding("disk", health, f"{free >> 20} MB free under {current.home}")


def _server(current: Settings) -> Finding:
    url = servers.configured()
    if url:
        health: Health = "ok" if servers.answers(url) else "problem"
        return Finding(
            "server", health, f"{url} {'answers' if health == 'ok' else 'is configured but does not answer'}"
        )
    serving = servers.serving(current.home)
    told = f"`diligence serve` answers at {serving}" if serving else "none: each command starts a temporary one"
    return Finding("server", "ok" if serving else "warning", told)


def _watchlist(current: Settings) -> Finding:
    from flows.watchlist import read_watchlist  # noqa: PLC0415 -- reads YAML, which `packages` checks first

    if not current.watchlist.exists():
        return Finding("watchlist", "warning", f"{current.watchlist} does not exist; the nightly deployment needs it")
    return Finding("watchlist", "ok", f"{len(read_watchlist(current.watchlist, current.rooms))} targets")


def _store(current: Settings) -> Finding:
    if not (current.home / "audit.duckdb").exists():
        return Finding("store", "warning", "nothing is published yet")
    rows = store.query(current.home, "SELECT count(*) FROM event").rows
    return Finding("store", "ok", f"{rows[0][0]} events published")


def _checkpoint(current: Settings) -> Finding:
    if current.checkpoint_to is None:
        told = "no copy: whoever can write here could rewrite the trail unseen; set DILIGENCE_CHECKPOINT_TO"
        return Finding("checkpoint", "warning", told)
    if isinstance(current.checkpoint_to, Path) and not os.access(current.checkpoint_to, os.W_OK):
        return Finding("checkpoint", "problem", f"{current.checkpoint_to} cannot be written")
    return Finding("checkpoint", "ok", f"copied to {current.checkpoint_to}")
