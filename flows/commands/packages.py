"""Whether the four rooms are this project's: `agents` and `reports` are also names of other people's packages."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from flows.problems import Unavailable

ROOMS = ("flows", "agents", "reports", "audit")
PROJECT = Path(__file__).resolve().parent.parent.parent


def check_packages() -> None:
    """Raise Unavailable when one of the four names resolves to somebody else's package."""
    for name in ROOMS:
        spec = find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.parent.parent != PROJECT:
            raise Unavailable(
                f"the package {name!r} is {origin or 'missing'}, not the one of this project in {PROJECT}",
                "install diligence into an environment of its own (`make setup`), without openai-agents",
            )
