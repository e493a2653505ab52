"""A second verifier, written from the documented formats alone: it imports nothing of the program's.

Journals are lines of RFC 8785 JSON chained by RFC 6962 leaf hashes; texts are cited by SHA-256 over salt and texts;
seals state journals and Merkle roots; the checkpoint is a C2SP signed note over the log of seals.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha(data: bytes) -> bytes:
    """Return the SHA-256."""
    return hashlib.sha256(data).digest()


def written(value: Any) -> bytes:
    """Return the canonical bytes of a value without floats and with ASCII keys."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def tree(leaves: list[bytes]) -> bytes:
    """Return the Merkle tree hash by the words of RFC 6962, section 2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha(b"")
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\x01" + tree(leaves[:split]) + tree(leaves[split:]))


def chained(data: bytes, number: str) -> list[tuple[dict[str, Any], bytes]]:
    """Return the lines with their leaf hashes; raise ValueError where one is not what its place asks for."""
    found, head = [], "0" * 64
    if data and not data.endswith(b"\n"):
        raise ValueError("torn")
    for position, raw in enumerate(data.split(b"\n")[:-1]):
        fields = json.loads(raw)
        if written(fields) != raw or fields[number] != position or fields["prev_hash"] != head:
            raise ValueError(f"line {position + 1}")
        head = sha(b"\x00" + raw).hex()
        found.append((fields, bytes.fromhex(head)))
    return found


def problems(home: Path) -> list[str]:
    """Return what is wrong with the sealed runs of a home, one word per problem."""
    return list(_problems(home))


def _problems(home: Path) -> Iterator[str]:
    try:
        log = chained((home / "log/seals.jsonl").read_bytes(), "log_index")
        if not signed(home, [leaf for _, leaf in log]):
            yield "checkpoint"
    except (OSError, ValueError, KeyError, TypeError, IndexError, InvalidSignature) as problem:
        yield f"log: {problem}"
        return
    for seal, _ in log:
        try:
            yield from run_problems(home, seal)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            yield f"{seal['run_id']}: {problem}"


def signed(home: Path, leaves: list[bytes]) -> bool:
    """Return whether the checkpoint signs exactly this log."""
    name, key_id, key = (home / "log/key.pub").read_text().split("+", 2)
    public = base64.b64decode(key.removesuffix("\n"), validate=True)
    body = f"{name}\n{len(leaves)}\n{base64.b64encode(tree(leaves)).decode()}\n"
    note = (home / "log/checkpoint").read_text()
    signature = base64.b64decode(note.split("\n\n")[1].split(" ")[2])
    Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature[4:], body.encode())
    same_key = signature[:4].hex() == key_id == sha(name.encode() + b"\n" + public)[:4].hex()
    again = f"{name}+{key_id}+{base64.b64encode(public).decode()}\n" == (home / "log/key.pub").read_text()
    return same_key and again and note == f"{body}\n— {name} {base64.b64encode(signature).decode()}\n"


def run_problems(home: Path, seal: dict[str, Any]) -> Iterator[str]:
    """Yield what differs between a run's files and what its seal states."""
    leaves: list[bytes] = []
    for stated in sorted(seal["journals"], key=lambda one: (one["stream"], one["attempt"])):
        base = home / "journal" / seal["run_id"] / f"{stated['stream']}.{stated['attempt']}"
        data = base.with_name(base.name + ".jsonl").read_bytes()
        lines = chained(data, "seq")
        leaves += [leaf for _, leaf in lines]
        if len(lines) != stated["events"] or sha(data).hex() != stated["sha256"]:
            yield f"{base.name}.jsonl"
        texts = base.with_name(base.name + ".texts.jsonl").read_bytes().split(b"\n")
        refs = [fields["text_ref"] for fields, _ in lines if fields["text_ref"]]
        if [text_ref(raw) for raw in texts[:-1]] != refs or texts[-1]:
            yield f"{base.name}.texts.jsonl"
    if tree(leaves).hex() != seal["root"]:
        yield f"{seal['run_id']}: root"


def text_ref(raw: bytes) -> str:
    """Return the reference that a line of texts deserves."""
    fields = json.loads(raw)
    salt = bytes.fromhex(fields["salt"])
    right = sha(salt + written(fields["texts"])).hex()
    return right if written({"ref": right, "salt": salt.hex(), "texts": fields["texts"]}) == raw else ""
