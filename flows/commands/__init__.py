"""The `diligence` command: results on stdout, progress and messages on stderr."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from flows.commands.packages import check_packages
from flows.problems import Problem

EXITS = """\b
Exit codes:
  0  finished
  1  finished, but not assessable (for `audit verify`: altered)
  2  bad input (for `audit verify`: incomplete)
  3  the environment: server, pango, disk
  4  interrupted
  5  stopped for spending or credentials"""
TERMINATED = "TerminationSignal"
"""Prefect's word for SIGTERM, by its name, as Prefect is not imported for every command."""
COMMANDS = {
    "assess": "Assess the target of one data room.",
    "nightly": "Assess every target of a watchlist that has something new.",
    "inspect": "Show what the branches and their comparison find in rooms, without trail, server or PDF.",
    "estimate": "Show tokens and cost of a watchlist before anything is sent.",
    "review": "List the contradictions that wait for a decision.",
    "decide": "Record a person's ruling on a contradiction, judge again, render again.",
    "audit": "Query, verify, rebuild or export the audit trail.",
    "serve": "Run Prefect's server and a worker for this machine, with all deployments.",
    "doctor": "Check what a run needs of this machine.",
}


class Lazy(click.Group):
    """Imports a command only when it is used: `inspect` and `audit` never load Prefect."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"flows.commands.{cmd_name}")
        command: click.Command = module.command
        command.epilog = command.epilog or EXITS
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list without importing a single command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, epilog=EXITS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="diligence")
def diligence() -> None:
    """Assess acquisition targets: five branches at once, every contradiction flagged, every step on an audit trail."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code."""
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; every problem becomes one message on stderr."""
    try:
        check_packages()
        code = diligence.main(args=args, prog_name="diligence", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return 2
    except BrokenPipeError:
        return 0
    except BaseException as problem:
        return _told(problem)
    return code if isinstance(code, int) else 0


def _told(problem: BaseException) -> int:
    """Say what happened; what is nobody's known problem is a fault of ours and is raised."""
    if isinstance(problem, Problem):
        return _say(str(problem), problem.exit_code)
    if isinstance(problem, KeyboardInterrupt | click.Abort) or type(problem).__name__ == TERMINATED:
        return _say("interrupted; what was finished is kept", 4)
    module = type(problem).__module__
    if module == "agents.evidence.errors":
        return _say(str(problem), 2)
    if module in {"audit.errors", "reports.errors"} or module.startswith("audit.") or isinstance(problem, OSError):
        return _say(f"{type(problem).__name__}: {problem}" if isinstance(problem, OSError) else str(problem), 3)
    raise problem


def _say(message: str, code: int) -> int:
    click.echo(f"diligence: {message}", err=True)
    return code
