"""The pages of a file as PDFium has them: the only place that knows that library."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from ctypes import byref, c_double, c_float, c_int
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from gouji.readers import limits
from gouji.readers.limits import TooMuchError
from gouji.readers.pdf.page import Area, Glyph, Page, Rule

MOST_PAGES = 2_000
MOST_CHARACTERS = 100_000
"""On a page; so many objects a page may have, too."""
MOST_OF_ALL = 3_000_000
"""Characters and objects of a whole file."""
_DEEPEST = 16
"""Forms within forms."""
_SEGMENTS = 10_000
"""A path of more segments is a drawing."""
_THIN = 3.0
"""A filled area that is no thicker is a rule."""
_STRAIGHT = 0.5
"""So far from its other end a line may rise and is flat all the same."""
_TRIM, _LEADING = 0.7, 2.5
"""So many sizes of the font the area of a character is high; PDFium errs in upright writing."""
_ASKEW = math.radians(10)
_UNPRINTED = 3
"""The render mode of text that is not drawn."""
_COVERED = 0.5
"""So much of a page a picture covers that is a scan of it."""
_QUARTER = math.pi / 2
_TWICE = 2.0
"""Drawn again for boldness, a character stands no further from its first place."""
_HYPHENS = "-\xad"
"""The only print that PDFium adds of itself."""
_SQUARE = 8.0
"""Characters are looked for in squares of this side."""

_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_Raw: TypeAlias = tuple[str, Area, int, bool, bool]
"""Character, area on the sheet (left, bottom, right, top), quarters, lost, unprinted."""
_Places: TypeAlias = dict[tuple[float, float], list[tuple[float, float]]]
"""Square → the places in it where a character has been met."""
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class LockedError(ValueError):
    """The file asks for a password."""


class BrokenError(ValueError):
    """The file cannot be opened."""


class Pages:
    """An open file: how many pages it has, and each of them.

    LockedError or BrokenError where it cannot be opened, TooMuchError at the limits.
    """

    def __init__(self, raw: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(raw)
        except pypdfium2.PdfiumError:
            locked = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
            if pdfium.FPDF_GetLastError() in locked:
                raise LockedError from None
            raise BrokenError from None
        self.count = len(self._document)
        self._left = MOST_OF_ALL
        if self.count > MOST_PAGES:
            self._document.close()
            raise TooMuchError(limits.PAGES, MOST_PAGES)

    def __enter__(self) -> "Pages":
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def page(self, number: int) -> Page | None:
        """A page by its number, from 1 on; None where it cannot be loaded."""
        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            return None
        with closing(page):
            _flatten(page.raw)
            drawn = _drawn(page.raw)
            with closing(page.get_textpage()) as text:
                raw = list(_characters(text.raw, hidden=drawn.hidden))
            self._left -= len(raw) + drawn.objects
            if self._left < 0:
                raise TooMuchError(limits.ON_ALL_PAGES, MOST_OF_ALL)
            return _page(number, page.raw, drawn, raw)


def _flatten(page: Any) -> None:
    """Make the fields of a form and remarks a part of the page, as they are shown."""
    if pdfium.FPDFPage_GetAnnotCount(page) > 0:
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)


# ---- characters


def _characters(text: Any, *, hidden: bool) -> Iterator[_Raw]:
    """What is printed, without white space; whether each is drawn is asked only where some are not."""
    count = pdfium.FPDFText_CountChars(text)
    if count > MOST_CHARACTERS:
        raise TooMuchError(limits.ON_A_PAGE, MOST_CHARACTERS)
    box = pdfium.FS_RECTF()
    where = byref(box)
    code, turned = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharAngle
    error, loose = pdfium.FPDFText_HasUnicodeMapError, pdfium.FPDFText_GetLooseCharBox
    sound: dict[float, bool] = {}
    for at in range(count):
        char = _char(code(text, at))
        if char.isspace() or (char in _HYPHENS and pdfium.FPDFText_IsGenerated(text, at) == 1):
            continue
        angle = -turned(text, at)  # PDFium counts with the clock
        quarters = round(angle / _QUARTER)
        if abs(angle - quarters * _QUARTER) > _ASKEW:
            continue  # a stamp or a watermark
        lost = char == "\ufffd" or error(text, at) == 1
        unprinted = hidden and _is_unprinted(text, at)
        loose(text, at, where)
        left, bottom, right, top = area = box.left, box.bottom, box.right, box.top
        high = top - bottom
        if high not in sound:
            sound[high] = _TRIM <= high / (_size(text, at) or high or 1) <= _LEADING
        if quarters % 4 or right <= left or not sound[high]:
            area = _tight(text, at, quarters % 4)
        yield "\ufffd" if lost else char, area, quarters % 4, lost, unprinted


def _char(code: int) -> str:
    """A character by its number; private and impossible ones are none."""
    private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000  # noqa: PLR2004  # as Unicode has it
    wrong = 0xD800 <= code <= 0xDFFF or code in {0, 0xFFFE, 0xFFFF}  # noqa: PLR2004
    return "\ufffd" if private or wrong else chr(code)


def _is_unprinted(text: Any, at: int) -> bool:
    thing = pdfium.FPDFText_GetTextObject(text, at)
    return bool(thing) and pdfium.FPDFTextObj_GetTextRenderMode(thing) == _UNPRINTED


def _tight(text: Any, at: int, quarters: int) -> Area:
    """The area of the ink, made as high as the font across the direction of reading."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    size = _size(text, at)
    across, up = (left.value + right.value) / 2, (bottom.value + top.value) / 2
    if quarters % 2:
        return across - size / 2, bottom.value, across + size / 2, top.value
    return left.value, up - size / 2, right.value, up + size / 2


def _size(text: Any, at: int) -> float:
    """The size of the font on the sheet."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    return float(pdfium.FPDFText_GetFontSize(text, at)) * math.hypot(matrix.c, matrix.d)


# ---- what is drawn


@dataclass(slots=True)
class _Drawn:
    """The rules and pictures of a page, on the sheet: from the lower left corner."""

    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: list[Area] = field(default_factory=list)
    objects: int = 0
    hidden: bool = False
    """Whether some of its text is unprinted."""


def _drawn(page: Any) -> _Drawn:
    found = _Drawn()
    todo = [(page, _SAME, 0)]
    while todo:
        holder, matrix, depth = todo.pop()
        for thing in _objects(holder, depth):
            found.objects += 1
            if found.objects > MOST_CHARACTERS:
                raise TooMuchError(limits.DRAWINGS, MOST_CHARACTERS)
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                if depth == _DEEPEST:
                    raise TooMuchError(limits.LEVELS, _DEEPEST)
                todo.append((thing, _times(_matrix(thing), matrix), depth + 1))
            else:
                _draw(found, thing, kind, matrix)
    return found


def _objects(holder: Any, depth: int) -> Iterator[Any]:
    if depth:
        for at in range(max(0, pdfium.FPDFFormObj_CountObjects(holder))):
            yield pdfium.FPDFFormObj_GetObject(holder, at)
    else:
        for at in range(max(0, pdfium.FPDFPage_CountObjects(holder))):
            yield pdfium.FPDFPage_GetObject(holder, at)


def _draw(found: _Drawn, thing: Any, kind: int, matrix: _Matrix) -> None:
    match kind:
        case pdfium.FPDF_PAGEOBJ_TEXT:
            unprinted = pdfium.FPDFTextObj_GetTextRenderMode(thing) == _UNPRINTED
            found.hidden = found.hidden or unprinted
        case pdfium.FPDF_PAGEOBJ_IMAGE:
            corners = [(0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.0)]
            found.pictures.append(_bounds(_moved(corners, _times(_matrix(thing), matrix))))
        case pdfium.FPDF_PAGEOBJ_PATH:
            filled, stroked = c_int(), c_int()
            pdfium.FPDFPath_GetDrawMode(thing, filled, stroked)
            if filled.value or stroked.value:
                placed = _times(_matrix(thing), matrix)
                for points in _lines(thing):
                    there = _moved(points, placed)
                    found.rules += _stroked(there) if stroked.value else _filled(there)


def _matrix(thing: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        *(a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )


def _moved(points: Sequence[tuple[float, float]], by: _Matrix) -> list[tuple[float, float]]:
    a, b, c, d, e, f = by
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


def _lines(path: Any) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; a curve ends the part."""
    count = pdfium.FPDFPath_CountSegments(path)
    points: list[tuple[float, float]] = []
    x, y = c_float(), c_float()
    for at in range(count if count <= _SEGMENTS else 0):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    yield points


def _stroked(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float, float, float]]:
    for (x, y), (to_x, to_y) in pairwise(points):
        if min(abs(x - to_x), abs(y - to_y)) <= _STRAIGHT:
            yield x, y, to_x, to_y


def _filled(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float, float, float]]:
    """A thin area is a rule along its middle; one as short as it is thin joins two rules."""
    if len(points) > 1:
        left, bottom, right, top = _bounds(points)
        wide, high = right - left, top - bottom
        if high <= _THIN < wide:
            yield left, (bottom + top) / 2, right, (bottom + top) / 2
        elif wide <= _THIN < high:
            yield (left + right) / 2, bottom, (left + right) / 2, top


def _bounds(points: Sequence[tuple[float, float]]) -> Area:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


# ---- the page as it is read


def _page(number: int, page: Any, drawn: _Drawn, raw: Sequence[_Raw]) -> Page:
    """Everything as the page is shown, and then turned so that most of its text is upright."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    shown = pdfium.FPDFPage_GetRotation(page) % 4
    turns = Counter((quarters - shown) % 4 for _, _, quarters, _, _ in raw)
    turn = max(turns, key=lambda one: (turns[one], -one), default=0)
    wide, high = abs(box.right - box.left), abs(box.top - box.bottom)
    quarters = (shown + turn) % 4
    placed = _placing((box.left, box.bottom, box.right, box.top), quarters)
    width, height = (high, wide) if quarters % 2 else (wide, high)
    pictures = [placed(area) for area in drawn.pictures]
    found = Page(number, width, height, (), (), tuple(pictures), turn)
    scanned = drawn.hidden and _is_scan(found) and any(unprinted for *_, unprinted in raw)
    glyphs = [
        Glyph(char, *placed(area), (way - quarters) % 4, lost)
        for char, area, way, lost, unprinted in raw
        if scanned or not unprinted
    ]
    return replace(
        found,
        glyphs=_shown(found, glyphs),
        rules=[_rule(placed(_upright(ends))) for ends in drawn.rules],
        scanned=scanned,
    )


def _placing(sheet: Area, quarters: int) -> Callable[[Area], Area]:
    """What takes an area on the sheet to the page as it is read, turned with the clock."""
    left, bottom, right, top = sheet
    match quarters:
        case 0:
            return lambda on: (on[0] - left, top - on[3], on[2] - left, top - on[1])
        case 1:
            return lambda on: (on[1] - bottom, on[0] - left, on[3] - bottom, on[2] - left)
        case 2:
            return lambda on: (right - on[2], on[1] - bottom, right - on[0], on[3] - bottom)
        case _:
            return lambda on: (top - on[3], right - on[2], top - on[1], right - on[0])


def _is_scan(page: Page) -> bool:
    """Whether pictures cover most of a page."""
    covered = sum((right - left) * (low - high) for left, high, right, low in page.pictures)
    return covered >= _COVERED * page.width * page.height


def _shown(page: Page, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters on the page, each once, though it be drawn twice for boldness."""
    kept: list[Glyph] = []
    met: dict[str, _Places] = {}
    for glyph in glyphs:
        char, left, top, right, bottom, *_ = glyph
        x, y = (left + right) / 2, (top + bottom) / 2
        if not (0 <= x <= page.width and 0 <= y <= page.height):
            continue
        there = met.get(char)
        if there is None:
            met[char] = {(x // _SQUARE, y // _SQUARE): [(x, y)]}
        elif _is_again(there, x, y, min(_TWICE, glyph.size * 0.15)):
            continue
        else:
            there.setdefault((x // _SQUARE, y // _SQUARE), []).append((x, y))
        kept.append(glyph)
    return kept


def _is_again(met: _Places, x: float, y: float, near: float) -> bool:
    """Whether a character has been met near to a place."""
    for across in _squares(x, near):
        for down in _squares(y, near):
            there = met.get((across, down))
            if there and any(abs(x - a) <= near and abs(y - b) <= near for a, b in there):
                return True
    return False


def _squares(at: float, near: float) -> tuple[float, ...]:
    """The squares in which what is near to a place may lie."""
    first, last = (at - near) // _SQUARE, (at + near) // _SQUARE
    return (first,) if first == last else (first, last)


def _upright(ends: tuple[float, float, float, float]) -> Area:
    x, y, to_x, to_y = ends
    return min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _rule(area: Area) -> Rule:
    left, top, right, bottom = area
    if right - left >= bottom - top:
        return Rule(True, (top + bottom) / 2, left, right)  # noqa: FBT003  # a field, not a switch
    return Rule(False, (left + right) / 2, top, bottom)  # noqa: FBT003
