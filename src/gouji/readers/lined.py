"""The paragraphs and tables that the lines of a text make up.

Lines with bars or tabs are table lines; where there are none, tables may be told by blanks.
"""

import enum
import re
from collections.abc import Iterator, Sequence, Set
from itertools import groupby, pairwise

from gouji.model.frozen import frozen
from gouji.model.span import Source
from gouji.readers.document import Block, Grid, GridCell, Paragraph
from gouji.readers.figures import says_figure
from gouji.readers.lines import TextLine, printed_lines, trimmed
from gouji.readers.spaced import blocks as spaced_blocks
from gouji.readers.spaced import prose_edges

BARS = "|｜│┃║￨¦∣❘┆┇┊┋╎╏"
_BAR = re.compile(f"[{BARS}]")
_BOX = "\u2500-\u257f"
_RULING = re.compile(rf"[\s{BARS}{_BOX}+:=_-]*(?:-{{3}}|[─━═╌╍]{{2}}|={{3}})[\s{BARS}{_BOX}+:=_-]*")
_SHORT_RULING = re.compile(rf"[{BARS}](?:\s*:?-+:?\s*[{BARS}])+")
_PROSE_CELL = 60
"""A longer cell that holds a full stop is prose in which a bar happens to stand."""
_LISTED = 3
"""So many lines of one cell each are a table with one cell a line."""
_SEVERAL = 2

_Cells = tuple[GridCell, ...]


class _Kind(enum.Enum):
    """What makes a line what it is."""

    ALONE = "said to be a paragraph of its own"
    BARS = "bars"
    TABS = "tabs"
    BLANKS = "nothing but blanks"


@frozen
class _Line:
    """A line and the cells that bars or tabs tell; none for a ruling."""

    line: TextLine
    kind: _Kind
    cells: _Cells = ()


def blocks(source: Source, alone: Set[int] = frozenset()) -> Iterator[Block]:
    """The paragraphs and grids of a text.

    One bar at the end of a line closes its last cell; a single blank line or a ruling does not
    end a grid; page chrome at either end of the text and page numbers are left out.  Single
    dashes between bars are a ruling only below the first line of a grid, anywhere else they are
    cells.  Lines that were wrapped at the edge of a page are put together to paragraphs, but for
    those that begin at the offsets `alone`.
    """
    lines = _kinds(source, printed_lines(source), alone)
    where = prose_edges([one.line for one in lines if one.kind is _Kind.BLANKS])
    for kind, group in groupby(lines, key=lambda one: one.kind):
        run = list(group)
        match kind:
            case _Kind.ALONE:
                places = [trimmed(source, one.line.start, one.line.end) for one in run]
                yield from (Paragraph(place.text, place) for place in places)
            case _Kind.BARS | _Kind.TABS:
                yield from _grids(run)
            case _Kind.BLANKS:
                yield from spaced_blocks(source, [one.line for one in run], where)


def _kinds(source: Source, lines: Sequence[TextLine], alone: Set[int]) -> list[_Line]:
    found: list[_Line] = []
    for line in lines:
        if line.text.strip() in BARS:  # between cells that have a line each
            continue
        if line.start in alone:
            found.append(_Line(line, _Kind.ALONE))
        elif (cells := _barred(source, line)) is not None:
            found.append(_Line(line, _Kind.BARS, cells))
        else:
            found.append(_Line(line, _Kind.BLANKS))
    return _tabbed(source, found)


def _grids(lines: Sequence[_Line]) -> Iterator[Grid]:
    rows: list[_Cells] = []
    for one in lines:
        if rows and one.line.gap > 1:
            yield _grid(rows)
            rows = []
        ruling = len(rows) == 1 and _SHORT_RULING.fullmatch(one.line.text.strip())
        if one.cells and not ruling:
            rows.append(one.cells)
    if rows:
        yield _grid(rows)


def _grid(rows: Sequence[_Cells]) -> Grid:
    """A grid; where every line has a single cell, bars tell the cells, but not the rows."""
    single = [tuple(cell for cell in row if cell.text) for row in rows]
    if len(rows) >= _LISTED and all(len(row) == 1 for row in single):
        return Grid(tuple(single), drawn=False)
    return Grid(tuple(rows))


def _barred(source: Source, line: TextLine) -> _Cells | None:
    """The cells of a line: none for a ruling, None for a line without bars."""
    bars = [line.start + match.start() for match in _BAR.finditer(line.text)]
    ruled = _RULING.fullmatch(line.text)
    if not bars and not (ruled and re.search(f"[{_BOX}]", line.text)):
        return None
    if ruled:
        return ()
    last = line.start + len(line.text.rstrip())
    edges = [line.start - 1, *bars] + ([line.end] if bars[-1] != last - 1 else [])
    places = [trimmed(source, before + 1, after) for before, after in pairwise(edges)]
    cells = tuple(GridCell(place.text.strip(), place) for place in places)
    prose = any(len(cell.text) > _PROSE_CELL and "。" in cell.text for cell in cells)
    return None if prose else cells


def _tabbed(source: Source, lines: Sequence[_Line]) -> list[_Line]:
    """The lines, with those whose cells tabs tell: neighbours with a tab, several figures in one.

    A tab behind a numeral or at the beginning of a line alone makes no cells.
    """
    found: list[_Line] = []
    for tabs, group in groupby(lines, key=_has_tab):
        run = list(group)
        if tabs:
            rows = [_tab_cells(source, one.line) for one in run]
            figures = [sum(says_figure(cell.text) for cell in row[1:]) for row in rows]
            if max(figures) >= _SEVERAL or (len(rows) >= _SEVERAL and any(figures)):
                run = [
                    _Line(one.line, _Kind.TABS, cells) for one, cells in zip(run, rows, strict=True)
                ]
        found += run
    return found


def _has_tab(one: _Line) -> bool:
    return one.kind is _Kind.BLANKS and "\t" in one.line.text


def _tab_cells(source: Source, line: TextLine) -> _Cells:
    tabs = [line.start + at for at, char in enumerate(line.text) if char == "\t"]
    edges = [line.start - 1, *tabs, line.end]
    places = [trimmed(source, before + 1, after) for before, after in pairwise(edges)]
    return tuple(GridCell(place.text.strip(), place) for place in places)
