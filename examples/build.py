"""Builds the PDF, DOCX and XLSX files of the example data rooms from their sources in `examples/sources`.

The built files are in the repository, so nobody needs to run this but who changes a source:

    .venv/bin/python examples/build.py

The name of a source says what becomes of it: `x.pdf.html`, `x.docx.md`, `x.xlsx.csv`; a word before that spoils the
result on purpose, as real data rooms do: `x.locked.pdf.html` needs a password, `x.cut.docx.md` lost its end,
`x.scan.pdf.html` is a picture without a text layer.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import font_source_sans_pro
import openpyxl
import pikepdf
import pypdfium2
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

EXAMPLES = Path(__file__).resolve().parent
FACES = {"Regular": (400, "normal"), "Semibold": (600, "normal"), "Bold": (700, "normal"), "It": (400, "italic")}
SCAN_DPI = 120
INTACT_SHARE = 0.6  # of a cut file: the rest is lost
ZIP_TIME = (2025, 1, 1, 0, 0, 0)  # fixed, so that the same source gives the same bytes


def build(sources: Path, rooms: Path) -> Iterator[Path]:
    """Write the file of every source under `rooms` and yield its path."""
    for source in sorted(p for p in sources.rglob("*") if p.is_file()):
        name, *spoil, form, _ = source.name.rsplit(".", source.name.count("."))
        data = MAKERS[form](source.read_text(encoding="utf-8"))
        for word in spoil:
            data = SPOILERS[word](data)
        path = rooms / source.relative_to(sources).with_name(f"{name}.{form}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        yield path


def pdf(text: str) -> bytes:
    """Typeset an HTML page with the fonts of the report."""
    fonts = FontConfiguration()
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    faces = CSS(
        string="".join(
            f'@font-face{{font-family:"Source Sans Pro";src:url("{(folder / f"SourceSansPro-{face}.otf").as_uri()}");'
            f"font-weight:{weight};font-style:{style}}}"
            for face, (weight, style) in FACES.items()
        ),
        font_config=fonts,
    )
    return bytes(HTML(string=text).write_pdf(stylesheets=[faces], font_config=fonts))


def word(text: str) -> bytes:
    """Make a DOCX of headings, paragraphs, bullets and tables written as Markdown."""
    document = docx.Document()
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.splitlines()
        if lines[0].startswith("|"):
            _word_table(document, [[c.strip() for c in line.strip("|").split("|")] for line in lines])
        elif heading := re.match(r"(#+) (.*)", lines[0]):
            document.add_heading(heading[2], level=len(heading[1]) - 1)
        elif lines[0].startswith("- "):
            for line in lines:
                document.add_paragraph(line[2:], style="List Bullet")
        else:
            document.add_paragraph(" ".join(lines))
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_bytes(buffer.getvalue())


def _word_table(document: docx.document.Document, rows: list[list[str]]) -> None:
    rows = [row for row in rows if not set("".join(row)) <= set("-: ")]
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Light Grid Accent 1")
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text


def sheets(text: str) -> bytes:
    """Make an XLSX of rows written as CSV; a row `sheet,<title>` starts a sheet."""
    book = openpyxl.Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    sheet: Worksheet | None = None
    for row in csv.reader(io.StringIO(text)):
        if row[:1] == ["sheet"]:
            sheet = book.create_sheet(row[1])
            sheet.column_dimensions["A"].width = 44
        elif sheet is not None:
            sheet.append([_number(cell) for cell in row])
            if row[:1] == [""]:
                for cell in sheet[sheet.max_row]:
                    cell.font = Font(bold=True)
    buffer = io.BytesIO()
    book.save(buffer)
    return _same_bytes(buffer.getvalue())


def _number(cell: str) -> str | int | float | None:
    if re.fullmatch(r"-?\d+", cell):
        return int(cell)
    return float(cell) if re.fullmatch(r"-?\d+\.\d+", cell) else cell or None


def _same_bytes(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2025-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, ZIP_TIME), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def lock(data: bytes) -> bytes:
    """Encrypt a PDF with a password nobody of the deal team was given."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        # Revision 3 because the newer ones draw a random key: the same source must give the same bytes.
        encryption = pikepdf.Encryption(owner="example-owner", user="example-user", R=3, aes=False, metadata=False)
        document.save(buffer, encryption=encryption, static_id=True)
    return buffer.getvalue()


def cut(data: bytes) -> bytes:
    """Lose the end of a file, as a broken upload does."""
    return data[: int(len(data) * INTACT_SHARE)]


def scan(data: bytes) -> bytes:
    """Turn a PDF's pages into slightly skewed grey pictures without a text layer."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    skewed = [page.rotate(0.4, resample=Image.Resampling.BICUBIC, fillcolor=250) for page in pages]
    buffer = io.BytesIO()
    with pikepdf.new() as scanned:
        for page in skewed:
            _add_picture(scanned, page)
        scanned.save(buffer, static_id=True)
    return buffer.getvalue()


def _add_picture(document: pikepdf.Pdf, picture: Image.Image) -> None:
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=55)
    image = pikepdf.Stream(document, jpeg.getvalue())
    image.Type, image.Subtype, image.Filter = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DCTDecode
    image.Width, image.Height, image.BitsPerComponent = picture.width, picture.height, 8
    image.ColorSpace = pikepdf.Name.DeviceGray
    width, height = (round(side * 72 / SCAN_DPI, 2) for side in picture.size)
    page = document.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=image))
    page.Contents = pikepdf.Stream(document, f"q {width} 0 0 {height} 0 0 cm /Picture Do Q".encode())


MAKERS: dict[str, Callable[[str], bytes]] = {"pdf": pdf, "docx": word, "xlsx": sheets}
SPOILERS: dict[str, Callable[[bytes], bytes]] = {"locked": lock, "cut": cut, "scan": scan}

if __name__ == "__main__":
    for written in build(EXAMPLES / "sources", EXAMPLES / "rooms"):
        sys.stdout.write(f"{written.relative_to(EXAMPLES)} ({written.stat().st_size:,} bytes)\n")
