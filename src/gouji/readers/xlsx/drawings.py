"""Which cells of a sheet pictures and other drawings lie over (ISO/IEC 29500-1, 20.5)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from gouji.model.frozen import frozen
from gouji.readers.package import whole
from gouji.readers.xlsx.names import S, is_on

if TYPE_CHECKING:
    from lxml import etree

_D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ANCHORS = [f"{_D}{name}" for name in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")]
_SHOWN = [f"{_D}{name}" for name in ("pic", "sp", "graphicFrame", "contentPart")]
"""A connector is a line: it shows no figures."""
_MOST = 100
"""Of more drawings, the cells between them count as below them, too."""
_POINT = 12_700
_PIXEL = 9_525
"""Lengths of drawings are in units of which an inch has 914,400."""
_USUAL_HEIGHT = 15.0
"""Of a row, in points."""
_USUAL_WIDTH = 8.43
"""Of a column, in characters of 7 pixels, with 5 pixels around them."""
_FARTHEST = 4_000
"""Rows or columns beyond are as high and wide as usual."""


@frozen
class Area:
    """The cells below a drawing, from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def meets(self, other: "Area") -> bool:
        """Whether they share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


def areas(drawing: "etree._Element | None", sheet: "etree._Element") -> Sequence[Area]:
    """The cells of a sheet below each of its drawings."""
    if drawing is None:
        return ()
    heights, widths = _Sizes(*_heights(sheet)), _Sizes(*_widths(sheet))
    found = [
        _area(anchor, heights, widths)
        for anchor in drawing.iter(*_ANCHORS)
        if next(anchor.iter(*_SHOWN), None) is not None
    ]
    return found if len(found) <= _MOST else [_around(found)]


def _around(found: Sequence[Area]) -> Area:
    return Area(
        min(area.top for area in found),
        min(area.left for area in found),
        max(area.bottom for area in found),
        max(area.right for area in found),
    )


class _Sizes:
    """Where rows or columns begin."""

    def __init__(self, usual: float, stated: Mapping[int, float]) -> None:
        self._usual = usual
        last = max(stated, default=0)
        sizes = (stated.get(at, usual) for at in range(1, last + 1))
        self._starts = list(accumulate(sizes, initial=0.0))

    def start(self, at: int) -> float:
        """The beginning of a row or column."""
        beyond = at - len(self._starts)
        return self._starts[at - 1] if beyond <= 0 else self._starts[-1] + beyond * self._usual

    def first(self, place: float) -> int:
        """The row or column that holds a place, or begins there."""
        beyond = place - self._starts[-1]
        if beyond >= 0:
            return len(self._starts) + int(beyond // self._usual)
        return bisect_right(self._starts, place)

    def last(self, place: float) -> int:
        """The row or column that holds a place, or ends there."""
        beyond = place - self._starts[-1]
        if beyond > 0:
            return len(self._starts) + max(0, -int(-beyond // self._usual) - 1)
        return max(1, bisect_left(self._starts, place))


def _area(anchor: "etree._Element", heights: _Sizes, widths: _Sizes) -> Area:
    begin, end = anchor.find(f"{_D}from"), anchor.find(f"{_D}to")
    pos, ext = anchor.find(f"{_D}pos"), anchor.find(f"{_D}ext")
    top, bottom = _reach(heights, (begin, end, "row"), (pos, "y"), (ext, "cy"))
    left, right = _reach(widths, (begin, end, "col"), (pos, "x"), (ext, "cx"))
    return Area(top, left, bottom, right)


def _reach(
    sizes: _Sizes,
    cells: "tuple[etree._Element | None, etree._Element | None, str]",
    pos: "tuple[etree._Element | None, str]",
    ext: "tuple[etree._Element | None, str]",
) -> tuple[int, int]:
    """The first and the last row or column below a drawing."""
    begin, end, name = cells
    start = _stated(*pos) if begin is None else _place(sizes, begin, name)
    first = sizes.first(start)
    stop = start + _stated(*ext) if end is None else _place(sizes, end, name)
    return first, max(first, sizes.last(stop))


def _place(sizes: _Sizes, marker: "etree._Element", name: str) -> float:
    at = whole(marker.findtext(f"{_D}{name}")) or 0
    offset = whole(marker.findtext(f"{_D}{name}Off")) or 0
    size = sizes.start(at + 2) - sizes.start(at + 1)
    return sizes.start(at + 1) + min(offset, size)


def _stated(element: "etree._Element | None", name: str) -> int:
    return 0 if element is None else whole(element.get(name)) or 0


def _heights(sheet: "etree._Element") -> tuple[float, Mapping[int, float]]:
    usual = _size(sheet.find(f"{S}sheetFormatPr"), "defaultRowHeight") or _USUAL_HEIGHT
    rows = ((whole(row.get("r")), row) for row in sheet.iterfind(f"{S}sheetData/{S}row"))
    stated = {
        at: size * _POINT
        for at, row in rows
        if at and at <= _FARTHEST and (size := _length(row, "ht")) is not None
    }
    return usual * _POINT, stated


def _widths(sheet: "etree._Element") -> tuple[float, Mapping[int, float]]:
    usual = _size(sheet.find(f"{S}sheetFormatPr"), "defaultColWidth") or _USUAL_WIDTH
    stated = {
        at: _wide(size) if size else 0.0
        for column in sheet.iterfind(f"{S}cols/{S}col")
        if (size := _length(column, "width")) is not None
        for at in _columns(column)
    }
    return _wide(usual), stated


def _length(element: "etree._Element", name: str) -> float | None:
    """How high or wide a row or column is; None where it is as usual."""
    return 0.0 if is_on(element.get("hidden")) else _size(element, name)


def _columns(column: "etree._Element") -> Iterator[int]:
    first, last = whole(column.get("min")), whole(column.get("max"))
    yield from range(first or 1, min(last or 0, _FARTHEST) + 1)


def _wide(characters: float) -> float:
    return (characters * 7 + 5) * _PIXEL


def _size(element: "etree._Element | None", name: str) -> float | None:
    """A size as an attribute states it; None where it states none, or one that no sheet has."""
    stated = "" if element is None else element.get(name, "")
    digits = stated.replace(".", "", 1)
    return float(stated) if digits.isascii() and digits.isdigit() and len(digits) < 20 else None  # noqa: PLR2004


def covered(areas_: Iterable[Area], cell: Area) -> bool:
    """Whether a drawing lies over a cell."""
    return any(area.meets(cell) for area in areas_)
