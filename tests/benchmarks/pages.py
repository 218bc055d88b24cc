"""A web page from bytes to its report, beside the least that anybody could do with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from gouji.model.form import Form
from gouji.readers import html
from gouji.readers.recognise import recognise

PAGE = Path(__file__).parents[2] / "reports" / "pages" / "wangchuan-water-2024.html"


def bare(raw: bytes) -> list[Mapping[tuple[int, int], str]]:
    """The tree, and the text of every cell at each of its places: no check, no prose."""
    tree = etree.fromstring(raw, etree.HTMLParser(encoding="utf-8"))
    return [_grid(table) for table in tree.iter("table")]


def _grid(table: Any) -> Mapping[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for y, row in enumerate(table.iter("tr")):
        x = 0
        for cell in row.iter("td", "th"):
            while (y, x) in found:
                x += 1
            text = "".join(cell.itertext()).strip()
            width = int(cell.get("colspan", 1))
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(width):
                    found[y + down, x + right] = text
            x += width
    return found


def document(raw: bytes) -> object:
    """What the reader makes of a page."""
    return html.read("page.html", raw)


def report(raw: bytes, forms: tuple[Form, ...]) -> object:
    """What is recognised in it."""
    return recognise(html.read("page.html", raw), forms)
