"""Checkpoints: the log's size and root as a signed note (C2SP tlog-checkpoint, signed-note, Ed25519)."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from audit.canonical import merkle_root, sha256
from audit.errors import AuditError, SealRefused
from audit.layout import log_folder, sync_folder

ORIGIN = "diligence-audit-trail"
"""The log's name in its notes and keys."""
CopyTo = Path | Sequence[str] | None
"""Where each checkpoint is copied: a folder, or a command that takes the note on standard input."""
_ED25519 = b"\x01"


class BadNote(AuditError):
    """A checkpoint is not a note of this log, or not signed with its key."""


class Checkpoint(NamedTuple):
    """What a verified note states."""

    size: int
    root: bytes


class PublicKey(NamedTuple):
    """The log's verifier key."""

    key: Ed25519PublicKey

    @property
    def id(self) -> bytes:
        """The first four bytes of the hash of name and key, as signed notes carry it."""
        return sha256(ORIGIN.encode() + b"\n" + _ED25519 + self.raw)[:4]

    @property
    def raw(self) -> bytes:
        """The key's 32 bytes."""
        return self.key.public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def text(self) -> str:
        """The verifier key as signed notes write it: name+id+key."""
        return f"{ORIGIN}+{self.id.hex()}+{base64.b64encode(_ED25519 + self.raw).decode()}\n"


def prepare(home: Path) -> None:
    """Make the key before the first seal, and sign the empty log.

    The verifier key comes last: where it is, there is a checkpoint, so that one that is missing was taken away.
    """
    key = _private_key(home)
    public = log_folder(home) / "key.pub"
    if not public.exists():
        if not (log_folder(home) / "checkpoint").exists():
            _replace(log_folder(home) / "checkpoint", _note(key, []).encode(), 0o644)
        _replace(public, PublicKey(key.public_key()).text.encode(), 0o644)


def write_checkpoint(home: Path, leaves: Sequence[bytes], copy_to: CopyTo = None) -> str:
    """Sign the log's present root, put the note in its place, and copy it outside where one is configured."""
    note = _note(_private_key(home), leaves)
    _replace(log_folder(home) / "checkpoint", note.encode(), 0o644)
    if copy_to is not None:
        _copy(note, len(leaves), copy_to)
    return note


def _note(key: Ed25519PrivateKey, leaves: Sequence[bytes]) -> str:
    body = f"{ORIGIN}\n{len(leaves)}\n{base64.b64encode(merkle_root(leaves)).decode()}\n"
    signature = PublicKey(key.public_key()).id + key.sign(body.encode())
    return f"{body}\n— {ORIGIN} {base64.b64encode(signature).decode()}\n"


def _replace(path: Path, data: bytes, mode: int) -> None:
    beside = path.with_name(f".{path.name}.tmp")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        os.write(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    beside.rename(path)
    sync_folder(path.parent)


def _copy(note: str, size: int, copy_to: Path | Sequence[str]) -> None:
    try:
        if isinstance(copy_to, Path):
            copy_to.mkdir(parents=True, exist_ok=True)
            _replace(copy_to / f"checkpoint-{size:08d}", note.encode(), 0o444)
        else:
            subprocess.run(list(copy_to), input=note.encode(), check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as problem:
        message = f"the run is sealed, but its checkpoint could not be copied to {copy_to} ({problem})"
        raise SealRefused(message, "Copy log/checkpoint yourself") from problem


def _private_key(home: Path) -> Ed25519PrivateKey:
    path = log_folder(home) / "key.pem"
    if not path.exists():
        key = Ed25519PrivateKey.generate()
        _replace(path, _pem(key), 0o600)
    found = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(found, Ed25519PrivateKey):
        raise BadNote(f"{path} is no Ed25519 key", "Put the log's own key back")
    return found


def _pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_key(home: Path) -> PublicKey:
    """Return the log's verifier key from `key.pub`; check it against `key.pem` where that can be read."""
    text = (log_folder(home) / "key.pub").read_text()
    try:
        raw = base64.b64decode(text.split("+", 2)[2], validate=False)
        key = PublicKey(Ed25519PublicKey.from_public_bytes(raw[1:]))
    except (ValueError, IndexError):
        raise BadNote("log/key.pub is no verifier key", "Put the key back that was published") from None
    if key.text != text:
        raise BadNote("log/key.pub is not as it was written", "Put the key back that was published")
    _check_pair(log_folder(home) / "key.pem", key)
    return key


def _check_pair(path: Path, public: PublicKey) -> None:
    if not os.access(path, os.R_OK):
        return  # auditors are given no signing key
    data = path.read_bytes()
    try:
        found = load_pem_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadNote("log/key.pem is no key", "Put the log's own key back") from None
    if not isinstance(found, Ed25519PrivateKey) or _pem(found) != data:
        raise BadNote("log/key.pem is not as it was written", "Put the log's own key back")
    if PublicKey(found.public_key()).raw != public.raw:
        raise BadNote("log/key.pem does not belong to log/key.pub", "Put the log's own key back")


def opened(note: str, key: PublicKey) -> Checkpoint:
    """Return what a note states once its form and signature are checked; raise BadNote otherwise."""
    try:
        body, signature_line = note.split("\n\n", 1)
        origin, size, root = body.split("\n")
        dash, name, encoded = signature_line.removesuffix("\n").split(" ")
        signature = base64.b64decode(encoded, validate=True)
        found = Checkpoint(int(size), base64.b64decode(root, validate=True))
    except ValueError:
        raise BadNote("not a signed checkpoint", "Use a copy of log/checkpoint as it was written") from None
    rewritten = f"{origin}\n{found.size}\n{base64.b64encode(found.root).decode()}\n\n— {name} "
    if note != f"{rewritten}{base64.b64encode(signature).decode()}\n" or (dash, origin, name) != ("—", ORIGIN, ORIGIN):
        raise BadNote("not a checkpoint of this log", "Use a copy of log/checkpoint as it was written")
    _check_signature(key, f"{body}\n".encode(), signature)
    return found


def _check_signature(key: PublicKey, body: bytes, signature: bytes) -> None:
    if signature[:4] != key.id:
        raise BadNote("signed with another key", "Compare log/key.pub with the key that was published")
    try:
        key.key.verify(signature[4:], body)
    except InvalidSignature:
        raise BadNote("the signature does not fit", "The checkpoint was changed, or not signed here") from None
