"""The built files of the example rooms are those of their sources."""

from __future__ import annotations

import importlib.util
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest


@pytest.fixture(scope="module")
def build(examples: Path) -> ModuleType:
    """examples/build.py as a module."""
    spec = importlib.util.spec_from_file_location("examples_build", examples / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(build: ModuleType, examples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Every committed file with the one built again from its source."""
    rooms = tmp_path_factory.mktemp("rooms")
    return {examples / "rooms" / p.relative_to(rooms): p for p in build.build(examples / "sources", rooms)}


def _of(built: dict[Path, Path], suffix: str, examples: Path) -> dict[Path, Path]:
    spoiled = {
        examples / "rooms" / p.relative_to(examples / "sources").with_name(f"{p.name.split('.')[0]}{suffix}")
        for p in (examples / "sources").rglob(f"*.*{suffix}.*")
    }
    return {old: new for old, new in built.items() if old.suffix == suffix and old not in spoiled}


def test_every_built_file_is_in_the_repository(built: dict[Path, Path]) -> None:
    """Nobody needs to build anything to run the examples."""
    assert [old for old in built if not old.is_file()] == []


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_office_files_hold_what_their_sources_say(suffix: str, built: dict[Path, Path], examples: Path) -> None:
    """The members of a built file are those of the committed one."""
    pairs = _of(built, suffix, examples)

    assert pairs
    for old, new in pairs.items():
        with zipfile.ZipFile(old) as committed, zipfile.ZipFile(new) as again:
            assert {n: committed.read(n) for n in committed.namelist()} == {n: again.read(n) for n in again.namelist()}


def test_pdf_files_hold_what_their_sources_say(
    built: dict[Path, Path], examples: Path, plain_text: Callable[[Path], str]
) -> None:
    """The text of a built PDF is that of the committed one."""
    pairs = _of(built, ".pdf", examples)

    assert pairs
    assert [old for old, new in pairs.items() if plain_text(old) != plain_text(new)] == []


def test_the_same_source_gives_the_same_bytes(
    build: ModuleType, built: dict[Path, Path], tmp_path: Path, examples: Path
) -> None:
    """Building twice on one machine changes nothing."""
    again = list(build.build(examples / "sources", tmp_path))

    assert [p for p, first in zip(again, built.values(), strict=True) if p.read_bytes() != first.read_bytes()] == []


def test_a_locked_pdf_needs_a_password(examples: Path) -> None:
    """The encrypted file cannot be opened without one."""
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(examples / "rooms/bramhollow/financial/vendor_report.pdf")


def test_a_scanned_pdf_has_pages_but_no_text(examples: Path, plain_text: Callable[[Path], str]) -> None:
    """The scanned file shows its pages as pictures only."""
    scanned = examples / "rooms/bramhollow/financial/interim_accounts_h1_fy2025.pdf"

    assert plain_text(scanned).strip() == ""
    with pypdfium2.PdfDocument(scanned) as document:
        assert [type(o).__name__ for o in document[0].get_objects()] == ["PdfImage"]


def test_a_cut_file_is_no_zip_any_more(examples: Path) -> None:
    """The DOCX that lost its end cannot be opened."""
    assert not zipfile.is_zipfile(examples / "rooms/bramhollow/regulatory/board_minutes_2025-06.docx")
