"""Rooms and files built by the tests."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from agents.evidence import freeze, read
from agents.evidence.types import ReadDocument

MakeRoom = Callable[[Mapping[str, bytes | str]], Path]


@pytest.fixture
def make_room(tmp_path: Path) -> MakeRoom:
    """Return a function that writes a room of given files."""

    def make(files: Mapping[str, bytes | str]) -> Path:
        room = tmp_path / "room"
        for path, content in files.items():
            place = room / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        return room

    return make


@pytest.fixture
def read_one(make_room: MakeRoom) -> Callable[[str, bytes | str], ReadDocument]:
    """Return a function that freezes and reads a room of one file."""

    def one(path: str, content: bytes | str) -> ReadDocument:
        room = make_room({path: content})
        return read(room, freeze(room).documents[0])

    return one


def pdf_of(*pages: bytes, compress: bool = False, extra: bytes = b"") -> bytes:
    """Return a PDF whose pages hold the given drawing instructions, Helvetica as F1."""
    count = len(pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(count)), count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for i, page in enumerate(pages):
        data = zlib.compress(page) if compress else page
        filters = b"/Filter/FlateDecode" if compress else b""
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * i)
        )
        objects.append(b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), filters, data))
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, start))
    return out.getvalue()


def drawn(*texts: tuple[float, float, str], size: float = 10, before: str = "") -> bytes:
    """Return the instructions that draw each text at its place."""
    shown = [f"1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, text in texts]
    return f"BT /F1 {size} Tf {before} {' '.join(shown)} ET".encode("cp1252")


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file of the members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()
