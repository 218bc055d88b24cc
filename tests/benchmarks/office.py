"""A Word document and a workbook from bytes to what was read, beside their bare trees."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree

from gouji.readers import docx, xlsx
from tests.corpus import CORPUS

FOLDER = Path(__file__).parents[2] / "reports" / "office"
DOCUMENT = FOLDER / "wangchuan-water-2024.docx"
WORKBOOK = FOLDER / "liutang-2023.xlsx"
MAIN = "word/document.xml"
PARTS = (MAIN, "word/styles.xml", "word/numbering.xml")
"""The parts that say what is printed: styles hide and strike words, and lists number them."""


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def documents() -> Sequence[Path]:
    """The sample report, and the blank form where it is."""
    return [DOCUMENT, *sorted(CORPUS.glob("*.docx"))]


def trees(raw: bytes, *beginnings: str) -> "list[etree._Element]":
    """The trees of the parts whose names begin so, unpacked without any check."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = [name for name in archive.namelist() if name.startswith(beginnings)]
        return [etree.fromstring(archive.read(name)) for name in names]


def bare(raw: bytes) -> list[Mapping[tuple[int, int], str]]:
    """The trees, and the text of every cell at each of its places: no check, no prose, no look."""
    return [_grid(table) for root in trees(raw, *PARTS) for table in root.iter(f"{_W}tbl")]


def _grid(table: "etree._Element") -> Mapping[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for y, row in enumerate(table.iterchildren(f"{_W}tr")):
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        x = 0 if before is None else int(before.get(f"{_W}val", "0"))
        for cell in row.iterchildren(f"{_W}tc"):
            text = "".join(part.text or "" for part in cell.iter(f"{_W}t"))
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val") != "restart":
                text = found.get((y - 1, x), text)
            for _ in range(1 if span is None else int(span.get(f"{_W}val", "1"))):
                found[y, x] = text
                x += 1
    return found


def document(raw: bytes) -> object:
    """What the reader makes of a Word document."""
    return docx.read("document.docx", raw)


def workbook(raw: bytes) -> object:
    """What the reader makes of a workbook."""
    return xlsx.read("workbook.xlsx", raw)
