"""The words of a file in order, laid out as the pages have them, and the document over them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TypeAlias

from gouji.model.locator import Locator
from gouji.model.span import Source, Span
from gouji.readers.compose import Piece, Rows
from gouji.readers.document import Block, Grid, GridCell
from gouji.readers.lines import TextLine
from gouji.readers.pdf.lines import Printed
from gouji.readers.pdf.page import Page
from gouji.readers.spaced import blocks, prose_edges

_BARS = " | "
_LINES = 1.5
"""Lines that stand so many usual distances apart have empty lines between them."""
_EM = 2
"""So many characters go into the size of a font."""

Part: TypeAlias = tuple[Page, Printed] | Rows
"""A line of a page, or a table."""
_Grid: TypeAlias = list[list[tuple[int, Piece]]]
"""A table: each of its pieces, and where it begins."""


@dataclass(slots=True)
class _Text:
    """The transcript as far as it is written."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: list[tuple[int, Locator]] = field(default_factory=list)

    def write(self, text: str, at: Locator | None = None) -> str:
        """Add a text, that stands somewhere."""
        if at is not None:
            self.places.append((self.length, at))
        self.parts.append(text)
        self.length += len(text)
        return text


def transcribed(name: str, parts: Sequence[Part]) -> tuple[Block, ...]:
    """The paragraphs and grids of a file, in order.

    Lines without drawn cells are laid out on a grid of half characters, so that tables which only
    blanks tell can be read from it as from any text.
    """
    text = _Text()
    printed = [part for part in parts if not isinstance(part, Rows)]
    size, pitch = _usual(printed)
    left = min((line.area[0] for _, line in printed), default=0.0)
    laid: list[TextLine | _Grid] = []
    before: tuple[Page, Printed] | None = None
    for part in parts:
        if isinstance(part, Rows):
            laid.append(_write_grid(text, part))
            before = None
            continue
        page, line = part
        near = before is None or before[0] is not page
        gap = 0 if near or before is None else _gap(before[1], line, pitch)
        before = part
        laid.append(_write_line(text, page, line, gap, (left, size / _EM)))
    source = Source(name, "".join(text.parts), tuple(text.places))
    return tuple(_blocks(source, laid))


def _usual(printed: Sequence[tuple[Page, Printed]]) -> tuple[float, float]:
    """The usual size of the font, and the usual distance between lines, by the prose."""
    sizes = Counter[int]()
    for _, line in printed:
        sizes[round(line.size)] += len(line.text)
    size = max(sizes, key=lambda one: (sizes[one], one), default=12)
    steps = Counter[int]()
    for (page, above), (same, below) in pairwise(printed):
        step = round(below.area[3] - above.area[3])
        if page is same and step > 0 and len(above.runs) == 1:
            steps[step] += 1
    pitch = max(steps, key=lambda one: (steps[one], -one), default=2 * size)
    return float(max(size, 1)), float(max(pitch, size))


def _gap(above: Printed, below: Printed, pitch: float) -> int:
    """How many empty lines stand between two lines."""
    step = below.area[3] - above.area[3]
    return max(1, round(step / pitch) - 1) if step > _LINES * pitch else 0


def _write_line(
    text: _Text, page: Page, line: Printed, gap: int, scale: tuple[float, float]
) -> TextLine:
    left, unit = scale
    start, written = text.length, ""
    for run in line.runs:
        column = max(0, round((run.area[0] - left) / unit))
        written += text.write(" " * max(2 * bool(written), column - len(written)))
        written += text.write(run.text, page.locator(run.area))
    text.write("\n")
    return TextLine(start, written, page.number, gap)


def _write_grid(text: _Text, rows: Rows) -> _Grid:
    written: _Grid = []
    for line in rows.lines:
        cells: list[tuple[int, Piece]] = []
        for piece in line:
            if cells:
                text.write(_BARS)
            cells.append((text.length, piece))
            text.write(piece.text, piece.at)
        text.write("\n")
        written.append(cells)
    return written


def _blocks(source: Source, laid: Sequence[TextLine | _Grid]) -> Iterator[Block]:
    where = prose_edges([line for line in laid if isinstance(line, TextLine)])
    for prose, run in groupby(laid, key=lambda one: isinstance(one, TextLine)):
        if prose:
            yield from blocks(source, [one for one in run if isinstance(one, TextLine)], where)
        else:
            for grid in run:
                if isinstance(grid, list):
                    yield Grid(tuple(tuple(_cells(source, line)) for line in grid))


def _cells(source: Source, line: Sequence[tuple[int, Piece]]) -> Iterator[GridCell]:
    for start, piece in line:
        place = Span(source, start, start + len(piece.text))
        yield GridCell(piece.text, place, piece.width, piece.doubt)
