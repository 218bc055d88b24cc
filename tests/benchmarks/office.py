"""A Word document and a workbook from bytes to what was read, beside their bare trees."""

import io
import zipfile
from pathlib import Path

from lxml import etree

from gouji.readers import docx, xlsx

FOLDER = Path(__file__).parents[2] / "reports" / "office"
DOCUMENT = FOLDER / "wangchuan-water-2024.docx"
WORKBOOK = FOLDER / "liutang-2023.xlsx"


def bare(raw: bytes, beginning: str) -> list[object]:
    """The trees of the parts whose names begin so, unpacked without any check."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = [name for name in archive.namelist() if name.startswith(beginning)]
        return [etree.fromstring(archive.read(name)) for name in names]


def document(raw: bytes) -> object:
    """What the reader makes of a Word document."""
    return docx.read("document.docx", raw)


def workbook(raw: bytes) -> object:
    """What the reader makes of a workbook."""
    return xlsx.read("workbook.xlsx", raw)
