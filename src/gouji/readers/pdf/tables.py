"""Tables with drawn cells: their texts, and tables that go on over the end of a page."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from gouji.model.fold import ordinal_prefix, squeeze
from gouji.model.frozen import frozen
from gouji.model.wording import Wording
from gouji.readers.compose import Piece, Rows
from gouji.readers.figures import says_figure
from gouji.readers.pdf import problems
from gouji.readers.pdf.lattice import Frame, Lattice
from gouji.readers.pdf.lines import words
from gouji.readers.pdf.page import Area, Glyph, Page, around
from gouji.readers.spans import Spanned, resolved

_NEAR = 4.0
"""Columns of two pages that stand so near to each other are the same."""
_ROOM = 1.5
"""Of so many lines there is no room below a text that goes on over the end of the page."""
_TOUCHING = 0.1


@frozen
class Cell:
    """A cell of a table, with its text and the area of that, None where there is none."""

    frame: Frame
    page: Page
    text: str = ""
    ink: Area | None = None
    size: float = 0.0
    """The size of its font."""
    doubt: Wording | None = None

    @property
    def full(self) -> bool:
        """Whether nothing more would fit below its text."""
        return self.ink is not None and self.frame.area[3] - self.ink[3] < _ROOM * self.size

    @property
    def goes_on(self) -> bool:
        """Whether its text may be the rest of another: at the top, without numbering."""
        if self.ink is None:
            return True
        high = self.ink[1] - self.frame.area[1] < _ROOM * self.size
        return high and not says_figure(self.text) and ordinal_prefix(self.text)[0] is None


@frozen
class Table:
    """A table: its cells, how many lines it has, between which edges its columns stand."""

    edges: tuple[float, ...]
    lines: int
    cells: tuple[Cell, ...]
    last: int
    """The page on which it ends."""
    top: float

    @property
    def rows(self) -> Rows:
        """Its lines; TooLargeError where it would be too large."""
        begun: dict[int, list[Spanned]] = {}
        starts = {cell.frame.line for cell in self.cells}
        for cell in sorted(self.cells, key=lambda one: one.frame.column):
            frame = cell.frame
            height = sum(line in starts for line in range(frame.line, frame.line + frame.height))
            piece = Piece(cell.text, cell.page.locator(frame.area), doubt=cell.doubt)
            begun.setdefault(frame.line, []).append(Spanned(piece, frame.width, height))
        return resolved([begun[line] for line in sorted(begun)])


def table(page: Page, lattice: Lattice, glyphs: Sequence[Glyph]) -> Table:
    """The table whose characters are these."""
    inside: dict[Frame, list[Glyph]] = {frame: [] for frame in lattice.frames}
    squares = {
        (line, column): found
        for frame, found in inside.items()
        for line in range(frame.line, frame.line + frame.height)
        for column in range(frame.column, frame.column + frame.width)
    }
    for glyph in glyphs:
        x, y = glyph.middle
        line, column = _between(lattice.heights, y), _between(lattice.edges, x)
        squares[line, column].append(glyph)
    joined = set(_touching(inside))
    cells = tuple(
        _cell(page, frame, found, crossed=frame in joined) for frame, found in inside.items()
    )
    lines = max(frame.line + frame.height for frame in lattice.frames)
    return Table(lattice.edges, lines, cells, page.number, lattice.area[1])


def _between(places: Sequence[float], at: float) -> int:
    """The number of the space between two places in which another lies."""
    return min(max(bisect_right(places, at) - 1, 0), len(places) - 2)


def _cell(page: Page, frame: Frame, glyphs: Sequence[Glyph], *, crossed: bool) -> Cell:
    if not glyphs:
        return Cell(frame, page)
    doubt = None
    if any(glyph.lost for glyph in glyphs):
        doubt = problems.WHY_LOST
    elif frame.broken:
        doubt = problems.WHY_BROKEN
    elif crossed:
        doubt = problems.WHY_CROSSED
    size = max(glyph.size for glyph in glyphs)
    ink = around([(g.left, g.top, g.right, g.bottom) for g in glyphs])
    return Cell(frame, page, words(glyphs, frame.area), ink, size, doubt)


def _touching(inside: Mapping[Frame, Sequence[Glyph]]) -> Iterator[Frame]:
    """The cells on both sides of a rule over which a character reaches, or characters touch."""
    befores: list[tuple[float, Glyph]] = []
    afters: list[tuple[float, Glyph]] = []
    for frame, glyphs in inside.items():
        left, _, right, _ = frame.area
        for glyph in glyphs:
            reach = _TOUCHING * glyph.size
            if glyph.right > right - reach:
                befores.append((right, glyph))
            if glyph.left < left + reach:
                afters.append((left, glyph))
    met = [one for one in (*befores, *afters) if _crosses(*one)]
    for at, before in befores:
        met += [
            (at, before) for start, after in afters if abs(at - start) < 1 and _touch(before, after)
        ]
    for at, glyph in met:
        height = glyph.middle[1]
        for frame in inside:
            left, top, right, bottom = frame.area
            if top <= height <= bottom and min(abs(left - at), abs(right - at)) < 1:
                yield frame


def _crosses(at: float, glyph: Glyph) -> bool:
    """Whether a good part of a character stands on either side of a rule."""
    return min(at - glyph.left, glyph.right - at) > (glyph.right - glyph.left) / 4


def _touch(before: Glyph, after: Glyph) -> bool:
    """Whether two characters stand beside each other as those of a word do."""
    level = abs(before.middle[1] - after.middle[1]) < before.size / 2
    return level and after.left - before.right < 2 * _TOUCHING * before.size


# ---- over the end of a page


def continued(above: Table, below: Table) -> Table | None:
    """Two tables as one, where the columns of the second are those of the first; else None.

    Lines that the second repeats from the head of the first are left out; what is left of a text
    that the end of the page parted is put together.
    """
    edges = max(above.edges, below.edges, key=len)
    least = min(above.edges, below.edges, key=len)
    places = [_nearest(edges, edge) for edge in least]
    if not all(abs(edges[at] - edge) <= _NEAR for at, edge in zip(places, least, strict=True)):
        return None
    if (places[0], places[-1]) != (0, len(edges) - 1) or len(set(places)) < len(places):
        return None
    first, second = _placed(above, edges), _without_head(_placed(below, edges), above)
    return _joined(first, second)


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))


def _placed(one: Table, edges: tuple[float, ...]) -> Table:
    """The table on the columns of the other."""
    if len(one.edges) == len(edges):
        return replace(one, edges=edges)
    at = [_nearest(edges, edge) for edge in one.edges]

    def moved(frame: Frame) -> Frame:
        column = at[frame.column]
        return replace(frame, column=column, width=at[frame.column + frame.width] - column)

    cells = tuple(replace(cell, frame=moved(cell.frame)) for cell in one.cells)
    return replace(one, edges=edges, cells=cells)


def _line(one: Table, number: int) -> list[tuple[int, int, str]]:
    """The cells that begin in a line: column, width, text."""
    found = (cell for cell in one.cells if cell.frame.line == number)
    return sorted((c.frame.column, c.frame.width, squeeze(c.text)) for c in found)


def _without_head(below: Table, above: Table) -> Table:
    """The table without the lines that it repeats from the head of the one above."""
    head = 0
    while head < min(below.lines, above.lines) - 1 and _line(below, head) == _line(above, head):
        if any(says_figure(text) for _, _, text in _line(below, head)):
            return below
        head += 1
    while head and any(c.frame.line < head < c.frame.line + c.frame.height for c in below.cells):
        head -= 1
    return _shifted(below, -head, lambda cell: cell.frame.line >= head) if head else below


def _shifted(one: Table, by: int, keeps: Callable[[Cell], bool] = lambda _: True) -> Table:
    cells = tuple(
        replace(cell, frame=replace(cell.frame, line=cell.frame.line + by))
        for cell in one.cells
        if keeps(cell)
    )
    return replace(one, lines=one.lines + by, cells=cells)


def _joined(above: Table, below: Table) -> Table:
    ends = {
        (cell.frame.column, cell.frame.width): cell
        for cell in above.cells
        if cell.frame.line + cell.frame.height == above.lines
    }
    begins = {
        (cell.frame.column, cell.frame.width): cell for cell in below.cells if not cell.frame.line
    }
    parted = ends.keys() == begins.keys() and _is_rest(ends, begins)
    shared = {
        place: (ends[place], cell)
        for place, cell in begins.items()
        if parted or (place in ends and _is_one(ends[place], cell))
    }
    grown = {id(end): _grown(end, rest, parted=parted) for end, rest in shared.values()}
    gone = {id(rest) for _, rest in shared.values()}
    moved = _shifted(below, above.lines - parted, lambda cell: id(cell) not in gone)
    cells = (*(grown.get(id(cell), cell) for cell in above.cells), *moved.cells)
    return replace(above, lines=moved.lines, cells=cells, last=below.last)


def _is_rest(ends: Mapping[tuple[int, int], Cell], begins: Mapping[tuple[int, int], Cell]) -> bool:
    """Whether a line is the rest of the line above: texts go on, and nothing stands beside them."""
    going = [place for place, cell in begins.items() if cell.text]
    return (
        0 < len(going) < len(begins)
        and all(begins[place].goes_on and ends[place].full for place in going)
        and any(ends[place].text for place in begins if place not in going)
    )


def _is_one(end: Cell, begin: Cell) -> bool:
    """Whether two cells over several lines are one that the end of the page parts."""
    tall = end.frame.height > 1 and begin.frame.height > 1
    return tall and begin.goes_on and (end.full or not begin.text)


def _grown(end: Cell, rest: Cell, *, parted: bool) -> Cell:
    height = end.frame.height + rest.frame.height - parted
    return replace(
        end,
        frame=replace(end.frame, height=height),
        text=end.text + rest.text,
        doubt=end.doubt or rest.doubt,
    )
