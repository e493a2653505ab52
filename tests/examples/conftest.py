"""What the tests of the examples share: what is expected of each room, and the plain text of its files."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest
from ruamel.yaml import YAML
from selectolax.lexbor import LexborHTMLParser

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EXPECTED: dict[str, dict[str, Any]] = YAML(typ="safe", pure=True).load(EXAMPLES / "expected.yaml")["rooms"]


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the examples."""
    return EXAMPLES


@pytest.fixture(scope="session")
def plain_text() -> Callable[[Path], str]:
    """A file's text by a reader that is not the pipeline's, with single spaces."""
    return _plain_text


@cache
def _plain_text(path: Path) -> str:
    readers = {".htm": _html, ".pdf": _pdf, ".docx": _docx, ".xlsx": _xlsx}
    text = readers[path.suffix](path) if path.suffix in readers else path.read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", text)


def _html(path: Path) -> str:
    return LexborHTMLParser(path.read_text(encoding="utf-8")).text(separator=" ")


def _pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _docx(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def _xlsx(path: Path) -> str:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return "\n".join(
        str(v) for sheet in book for row in sheet.iter_rows(values_only=True) for v in row if v is not None
    )


@pytest.fixture(params=EXPECTED)
def room(request: pytest.FixtureRequest) -> str:
    """The name of each example room in turn."""
    return str(request.param)


@pytest.fixture
def folder(room: str) -> Path:
    """The room's folder."""
    return EXAMPLES / "rooms" / room


@pytest.fixture
def expected(room: str) -> dict[str, Any]:
    """What is expected of the room."""
    return EXPECTED[room]


@pytest.fixture(scope="session")
def everything_expected() -> dict[str, dict[str, Any]]:
    """What is expected of all rooms, by name."""
    return EXPECTED
