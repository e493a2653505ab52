"""A seal states what a run's journals were; a checkpoint signs the log of seals."""

from __future__ import annotations

import base64
import hashlib
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from audit.checkpoint import BadNote, opened, public_key
from audit.errors import JournalDamaged, SealRefused
from audit.journal import Journal, Said
from audit.seal import read_log, root, seal


def leaves(home: Path, *files: str) -> list[bytes]:
    """Return the leaf hashes of journals' lines by the words of RFC 6962."""
    lines = [line for file in files for line in (home / "journal/run-1" / file).read_bytes().splitlines()]
    return [hashlib.sha256(b"\x00" + line).digest() for line in lines]


def tree(hashes: list[bytes]) -> bytes:
    """Return the Merkle tree hash by the words of RFC 6962."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + tree(hashes[:split]) + tree(hashes[split:])).digest()


def test_the_roots_can_be_computed_without_this_program(assessed: Path) -> None:
    """An independent computation over the files gives the sealed roots."""
    before = ["financial.1.jsonl", "patent.1.jsonl", "press.1.jsonl", "run.1.jsonl", "synthesis.1.jsonl"]
    whole = [
        "financial.1.jsonl",
        "patent.1.jsonl",
        "press.1.jsonl",
        "report.1.jsonl",
        "run.1.jsonl",
        "synthesis.1.jsonl",
    ]
    sealed = next(read_log(assessed))
    assert sealed.pre_render_root == tree(leaves(assessed, *before)).hex() == root(assessed, "run-1")
    assert sealed.root == tree(leaves(assessed, *whole)).hex()


def test_the_checkpoint_can_be_checked_without_this_program(assessed: Path) -> None:
    """The note is a C2SP signed note: origin, size, root, and an Ed25519 signature over them."""
    body, signature = (assessed / "log/checkpoint").read_text().split("\n\n")
    origin, size, stated = body.split("\n")
    seals = (assessed / "log/seals.jsonl").read_bytes().splitlines()
    assert (int(size), len(seals)) == (3, 3)
    assert base64.b64decode(stated) == tree([hashlib.sha256(b"\x00" + line).digest() for line in seals])
    name, key_id, key = (assessed / "log/key.pub").read_text().split("+", 2)
    raw = base64.b64decode(signature.split(" ")[2])
    assert (origin, raw[:4].hex()) == (name, key_id)
    Ed25519PublicKey.from_public_bytes(base64.b64decode(key)[1:]).verify(raw[4:], (body + "\n").encode())


def test_the_key_is_readable_by_its_owner_only(assessed: Path) -> None:
    """The signing key is created on first use, mode 0600, and stays."""
    path = assessed / "log/key.pem"
    before = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    seal(assessed, "night-1")
    assert path.read_bytes() == before


def test_a_run_that_is_being_written_is_not_sealed(home: Path, journal: Journal) -> None:
    """A seal closes journals; a living one cannot be closed from outside."""
    journal.append(Said("custom.a", {}))
    with pytest.raises(SealRefused, match="still being written"):
        seal(home, "run-1")


def test_a_damaged_run_is_not_sealed(home: Path, journal: Journal) -> None:
    """A seal never covers up damage."""
    journal.append(Said("custom.a", {"n": 1}), Said("custom.a", {"n": 2}))
    journal.close()
    file = home / "journal/run-1/financial.1.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"n":1', b'"n":7'))
    with pytest.raises(JournalDamaged):
        seal(home, "run-1")


def test_a_torn_last_seal_is_cut_off(assessed: Path) -> None:
    """What a killed sealing left of a line was acknowledged to nobody."""
    with (assessed / "log/seals.jsonl").open("ab") as tail:
        tail.write(b'{"events":')
    assert seal(assessed, "night-1").log_index == 3
    assert len(list(read_log(assessed))) == 4


def test_checkpoints_are_copied_to_a_folder(assessed: Path, tmp_path: Path) -> None:
    """Every seal leaves its checkpoint outside, under a name of its own."""
    seal(assessed, "night-1", copy_to=tmp_path / "outside")
    copy = tmp_path / "outside/checkpoint-00000004"
    assert opened(copy.read_text(), public_key(assessed)).size == 4


def test_checkpoints_are_handed_to_a_command(assessed: Path, tmp_path: Path) -> None:
    """A command gets the note on standard input."""
    target = tmp_path / "taken"
    seal(
        assessed,
        "night-1",
        copy_to=[sys.executable, "-c", f"import sys; open({str(target)!r}, 'w').write(sys.stdin.read())"],
    )
    assert target.read_text() == (assessed / "log/checkpoint").read_text()


def test_a_copy_that_fails_is_named(assessed: Path) -> None:
    """The run is sealed, and whoever asked for the copy is told that there is none."""
    with pytest.raises(SealRefused, match="could not be copied"):
        seal(assessed, "night-1", copy_to=["false"])
    assert len(list(read_log(assessed))) == 4


def test_a_note_of_another_key_is_refused(assessed: Path, tmp_path: Path) -> None:
    """A checkpoint of another trail proves nothing here."""
    with Journal.create(tmp_path / "other", "r", "press") as journal:
        journal.append(Said("custom.a", {}))
    seal(tmp_path / "other", "r")
    with pytest.raises(BadNote, match="another key"):
        opened((tmp_path / "other/log/checkpoint").read_text(), public_key(assessed))
