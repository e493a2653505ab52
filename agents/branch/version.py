"""Which code works the branches: part of every attempt's record, and of what is kept of a document."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path


def _version() -> str:
    folder = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    try:
        installed = metadata.version("diligence")
    except metadata.PackageNotFoundError:
        installed = "0"
    return f"{installed}+{digest.hexdigest()[:12]}"


_VERSION = _version()
"""Taken when the code is imported: the files may be others by the time it is asked for."""


def code_version() -> str:
    """Return the version of the agents' code: the installed version and a hash over the sources."""
    return _VERSION
