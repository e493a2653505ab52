"""`python -m messages_api`: the server as a process of its own; prints its port, and ends with its standard input."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import threading

from .app import Server, listen


def main() -> None:
    """Serve until the process that started this one closes the pipe."""
    asked = argparse.ArgumentParser(prog="messages_api")
    asked.add_argument("--port", type=int, default=0)
    asked.add_argument("--key", default="test-key")
    asked.add_argument("--alone", action="store_true", help="serve on, though nobody holds the standard input")
    given = asked.parse_args()
    if not given.alone:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    asyncio.run(listen(Server(given.key), given.port))


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    main()
