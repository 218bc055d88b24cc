"""How the cells of a workbook look: their number formats, and what is struck through or raised."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gouji.model.frozen import frozen
from gouji.readers.package import whole
from gouji.readers.xlsx.formats import BUILT_IN
from gouji.readers.xlsx.names import S, is_off

if TYPE_CHECKING:
    from lxml import etree

_GENERAL = "General"


@frozen
class Style:
    """What a cell's look says about its text."""

    format: str | None = _GENERAL
    """The code of its number format; None for one that is not known."""
    struck: bool = False


PLAIN = Style()


def styles(root: "etree._Element | None") -> Sequence[Style]:
    """The styles of cells in the order in which cells refer to them."""
    if root is None:
        return [PLAIN]
    codes: dict[int, str | None] = dict(BUILT_IN)
    for element in root.iterfind(f"{S}numFmts/{S}numFmt"):
        number = whole(element.get("numFmtId"))
        if number is not None:
            codes[number] = element.get("formatCode", _GENERAL)
    struck = [is_struck(font) for font in root.iterfind(f"{S}fonts/{S}font")]
    found = []
    for element in root.iterfind(f"{S}cellXfs/{S}xf"):
        font = whole(element.get("fontId")) or 0
        code = codes.get(whole(element.get("numFmtId")) or 0)
        found.append(Style(code, font < len(struck) and struck[font]))
    return found


def is_struck(font: "etree._Element") -> bool:
    """Whether a font strikes its text through."""
    strike = font.find(f"{S}strike")
    return strike is not None and not is_off(strike.get("val"))
