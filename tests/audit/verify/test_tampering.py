"""Every way of altering a small trail is named, also by a verifier that shares no code with the program."""

from __future__ import annotations

import importlib.util
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from audit.journal import Journal, Said
from audit.seal import seal
from audit.store import rebuild
from audit.verify import Verification, verify


@pytest.fixture(scope="module")
def independent() -> ModuleType:
    """The second verifier, loaded as the file it is."""
    spec = importlib.util.spec_from_file_location("independent", Path(__file__).with_name("independent.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(home: Path, run_id: str, word: str) -> None:
    """Write and seal a run of two journals."""
    for stream, count in (("financial", 3), ("press", 2)):
        with Journal.create(home, run_id, stream) as journal:
            journal.append(*(Said("custom.a", {"n": n}, {"t": f"{word} {n}"}) for n in range(count)))
    seal(home, run_id)


@pytest.fixture
def three(home: Path) -> Path:
    """Return a home with three small sealed runs."""
    for number in range(3):
        write(home, f"run-{number}", "word")
    return home


def names(found: Verification) -> set[str]:
    """Return the files that were named as altered."""
    return {problem.file for problem in found.problems if problem.kind == "altered"}


def files(home: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield every file of journals and log with its content."""
    for folder in ("journal", "log"):
        for path in sorted((home / folder).rglob("*")):
            if path.is_file():
                path.chmod(0o600)
                yield path, path.read_bytes()


def rearranged(lines: list[bytes]) -> Iterator[list[bytes]]:
    """Yield every dropped, doubled and exchanged line, and every cut."""
    for n in range(len(lines)):
        yield lines[:n] + lines[n + 1 :]
        yield lines[: n + 1] + lines[n:]
        yield lines[:n]
        for other in range(n):
            yield [*lines[:other], lines[n], *lines[other + 1 : n], lines[other], *lines[n + 1 :]]


def test_both_verifiers_prove_an_untouched_trail(three: Path, independent: ModuleType) -> None:
    """Where nothing was altered neither finds anything."""
    assert independent.problems(three) == []
    assert names(verify(three)) == set()


def test_every_flipped_byte_is_found_independently(home: Path, independent: ModuleType) -> None:
    """A verifier written from the formats alone finds every flipped bit that ours names."""
    write(home, "run-0", "word")
    rng = random.Random(3)
    for path, good in files(home):
        if path.name in ("key.pem",):  # the signing key is nothing an auditor sees
            continue
        for position in range(len(good)):
            bad = bytearray(good)
            bad[position] ^= 1 << rng.randrange(8)
            path.write_bytes(bytes(bad))
            assert independent.problems(home) != [], (path.name, position)
        path.write_bytes(good)


def test_every_rearrangement_is_named_by_both(three: Path, independent: ModuleType) -> None:
    """Of every file, the log included: lines dropped, doubled, exchanged, the end cut."""
    for path, good in files(three):
        if path.suffix != ".jsonl":
            continue
        for lines in rearranged(good.splitlines(keepends=True)):
            path.write_bytes(b"".join(lines))
            assert str(path.relative_to(three)) in names(verify(three)), lines
            assert independent.problems(three) != [], lines
        path.write_bytes(good)


def test_every_removed_file_is_named_by_both(three: Path, independent: ModuleType) -> None:
    """No file of journals or log can be taken away unseen."""
    for path, good in files(three):
        if path.name == "key.pem":
            continue
        path.unlink()
        found = verify(three)
        assert found.exit_code == 1
        assert str(path.relative_to(three)) in found.text()
        assert independent.problems(three) != []
        path.write_bytes(good)


def forged(home: Path, *run_ids: str) -> Verification:
    """Make the log again with these runs only, signed with the home's own key, and verify without any anchor."""
    for run in (home / "journal").iterdir():
        if run.name not in run_ids:
            shutil.rmtree(run)
    (home / "log/seals.jsonl").unlink()
    (home / "log/checkpoint").unlink()
    for run_id in run_ids:
        seal(home, run_id)
    rebuild(home)
    return verify(home)


@pytest.mark.parametrize("left", [("run-0", "run-2"), ("run-0", "run-1"), ("run-1", "run-2", "run-0")])
def test_an_outside_checkpoint_shows_runs_removed_with_their_seals(three: Path, left: tuple[str, ...]) -> None:
    """A run from the middle, the last run, or the order: who holds the key fools the files, not an outside copy."""
    outside = three / "outside"
    shutil.copy(three / "log/checkpoint", outside)
    assert forged(three, *left).exit_code == 0
    found = verify(three, anchors=[outside])
    assert (found.exit_code, found.steps[5].problems != ()) == (1, True)


def test_an_outside_checkpoint_shows_that_everything_was_rebuilt(three: Path) -> None:
    """Journals with other words, sealed and signed anew with the same key."""
    outside = three / "outside"
    shutil.copy(three / "log/checkpoint", outside)
    shutil.rmtree(three / "journal")
    for run_id in ("run-0", "run-1", "run-2"):
        write(three, run_id, "other")
    assert forged(three, "run-0", "run-1", "run-2").exit_code == 0
    assert verify(three, anchors=[outside]).exit_code == 1


def test_an_outside_checkpoint_shows_another_key(three: Path) -> None:
    """A key made anew signs nothing that an outside copy was signed with."""
    outside = three / "outside"
    shutil.copy(three / "log/checkpoint", outside)
    for name in ("key.pem", "key.pub"):
        (three / "log" / name).unlink()
    assert forged(three, "run-0", "run-1", "run-2").exit_code == 0
    found = verify(three, anchors=[outside])
    assert (found.exit_code, "another key" in found.text()) == (1, True)
