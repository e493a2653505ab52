"""One sequence of bytes for one JSON value (RFC 8785), and the hashes made of it (RFC 6962)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import rfc8785

from audit.errors import NotRecordable

LARGEST = 2**53 - 1
"""Integers beyond it are not exact in every JSON reader (RFC 8785, appendix D)."""
_ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
_ADVICE = "Write decimals and dates as strings; use only strings, whole numbers, true, false, null, lists and objects"


def plain(value: Any, place: str) -> Any:
    """Return the value as JSON objects, lists, strings, integers and booleans; raise NotRecordable naming the place."""
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        return _whole(value, place)
    if isinstance(value, Mapping):
        return {_key(key, place): plain(item, f"{place}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, f"{place}.{position}") for position, item in enumerate(value)]
    if isinstance(value, str):
        return str.__str__(value)
    raise NotRecordable(f"{place} is a {kind.__name__}, which the trail does not record", _ADVICE)


def _whole(value: int, place: str) -> int:
    if not -LARGEST <= value <= LARGEST:
        raise NotRecordable(f"{place} is beyond ±(2^53-1)", "Write it as a string")
    return value


def _key(key: object, place: str) -> str:
    if not isinstance(key, str) or not key.isascii():
        raise NotRecordable(f"{place} has the key {key!r}", "Keys are ASCII strings")
    return key


def canonical(value: Any) -> bytes:
    """Return the RFC 8785 bytes of a value that `plain` let through.

    With ASCII keys and no floats the standard encoder writes the same bytes as `rfc8785`, ten times faster.
    """
    return _ENCODE(value).encode()


def canonical_any(value: Any) -> bytes:
    """Return the RFC 8785 bytes of any JSON value: for lines that somebody else may have written."""
    return rfc8785.dumps(value)


def sha256(data: bytes) -> bytes:
    """Return the SHA-256 of the bytes."""
    return hashlib.sha256(data).digest()


def leaf(line: bytes) -> bytes:
    """Return the RFC 6962 leaf hash of a line without its line break."""
    return sha256(b"\x00" + line)


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """Return the RFC 6962 Merkle tree hash of the leaf hashes, in order.

    Pairing level by level and carrying an odd last node up gives the tree of the specification.
    """
    if not leaves:
        return sha256(b"")
    level = list(leaves)
    while len(level) > 1:
        paired = [sha256(b"\x01" + a + b) for a, b in zip(level[::2], level[1::2], strict=False)]
        level = paired + level[len(paired) * 2 :]
    return level[0]
