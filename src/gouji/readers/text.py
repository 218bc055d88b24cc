"""Plain text, as copied from a web page or taken out of a PDF.

Lines with bars are table lines; where there are none, tables may be told by blanks.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from gouji.model.report import Completeness
from gouji.model.span import Source, Span
from gouji.readers import problems
from gouji.readers.document import Block, Document, Grid, GridCell
from gouji.readers.lines import TextLine, printed_lines, trimmed
from gouji.readers.spaced import blocks, prose_edges

_BARS = "|｜│┃"
_BAR = re.compile(f"[{_BARS}]")
_RULING = re.compile(r"[\s|｜│┃+:=_─━┼├┤-]*(?:-{3}|─{2}|━{2}|={3})[\s|｜│┃+:=_─━┼├┤-]*")
_SHORT_RULING = re.compile(r"[|｜](?:\s*:?-+:?\s*[|｜])+")
_PROSE_CELL = 60
"""A longer cell that holds a full stop is prose in which a bar happens to stand."""

_Cells = tuple[GridCell, ...]


def read(source: Source) -> Document:
    """The paragraphs and grids of a text.

    One bar at the end of a line closes its last cell; a single blank line or a ruling does not
    end a grid; page chrome at either end of the text and page numbers are left out.  Single
    dashes between bars are a ruling only below the first line of a grid, anywhere else they are
    cells.  Lines that were wrapped at the edge of a page are put together to paragraphs.
    """
    if not source.text.strip():
        nothing = (problems.nothing_printed(Span(source, 0, len(source.text))),)
        return Document(source.name, (), Completeness.UNREADABLE, nothing)
    found = tuple(_blocks(source, printed_lines(source)))
    return Document(source.name, found, Completeness.COMPLETE)


def _blocks(source: Source, lines: Sequence[TextLine]) -> Iterator[Block]:
    celled = [(line, _cells(source, line)) for line in lines]
    where = prose_edges([line for line, cells in celled if cells is None])
    for drawn, run in groupby(celled, key=lambda found: found[1] is not None):
        if drawn:
            yield from _grids([(line, cells) for line, cells in run if cells is not None])
        else:
            yield from blocks(source, [line for line, _ in run], where)


def _grids(lines: Sequence[tuple[TextLine, _Cells]]) -> Iterator[Grid]:
    rows: list[_Cells] = []
    for line, cells in lines:
        if rows and line.gap > 1:
            yield Grid(tuple(rows))
            rows = []
        ruling = len(rows) == 1 and _SHORT_RULING.fullmatch(line.text.strip())
        if cells and not ruling:
            rows.append(cells)
    if rows:
        yield Grid(tuple(rows))


def _cells(source: Source, line: TextLine) -> _Cells | None:
    """The cells of a line: none for a ruling, None for a line without bars."""
    bars = [line.start + match.start() for match in _BAR.finditer(line.text)]
    if not bars:
        return None
    if _RULING.fullmatch(line.text):
        return ()
    last = line.start + len(line.text.rstrip())
    edges = [line.start - 1, *bars] + ([line.end] if bars[-1] != last - 1 else [])
    places = [trimmed(source, before + 1, after) for before, after in pairwise(edges)]
    cells = tuple(GridCell(place.text.strip(), place) for place in places)
    prose = any(len(cell.text) > _PROSE_CELL and "。" in cell.text for cell in cells)
    return None if prose else cells
