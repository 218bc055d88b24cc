"""A Word document and a workbook from bytes to what was read, beside their bare trees."""

import io
import zipfile
from pathlib import Path

from lxml import etree

from gouji.readers import docx, xlsx

FOLDER = Path(__file__).parents[2] / "reports" / "office"
DOCUMENT = FOLDER / "wangchuan-water-2024.docx"
WORKBOOK = FOLDER / "liutang-2023.xlsx"


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def trees(raw: bytes, beginning: str) -> "list[etree._Element]":
    """The trees of the parts whose names begin so, unpacked without any check."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = [name for name in archive.namelist() if name.startswith(beginning)]
        return [etree.fromstring(archive.read(name)) for name in names]


def bare(raw: bytes) -> list[list[tuple[str, str, bool]]]:
    """The least of a Word document: the text of every cell, how wide it is and whether it goes on."""
    (root,) = trees(raw, "word/document.xml")
    return [[_cell(cell) for cell in row.iterchildren(f"{_W}tc")] for row in root.iter(f"{_W}tr")]


def _cell(cell: "etree._Element") -> tuple[str, str, bool]:
    text = "".join(part.text or "" for part in cell.iter(f"{_W}t"))
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    width = "1" if span is None else span.get(f"{_W}val", "1")
    return text, width, cell.find(f"{_W}tcPr/{_W}vMerge") is not None


def document(raw: bytes) -> object:
    """What the reader makes of a Word document."""
    return docx.read("document.docx", raw)


def workbook(raw: bytes) -> object:
    """What the reader makes of a workbook."""
    return xlsx.read("workbook.xlsx", raw)
