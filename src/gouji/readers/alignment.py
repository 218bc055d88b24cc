"""Lines of a grid whose cells are those of its header, though they go over other columns of the grid."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gouji.readers.labels import Labels, Line


def aligned(lines: Iterable[Line], labels: Labels) -> Iterator[Line]:
    """Every line; with as many cells as the header above it, each cell is one column.

    Pages merge cells for the width of a column, in one line so, in another otherwise; and a
    column may be as wide as several of a header further up.  A cell that stands for several
    columns leaves its line with fewer cells than the header has.
    """
    header: Line | None = None
    for line in lines:
        if header is not None and header.grid != line.grid:
            header = None
        if not line.has_values and any(labels.columns(cell) for cell in line.cells):
            header = line
            yield line
        elif header is not None and len(header.cells) == len(line.cells):
            yield _apart(line)
        else:
            yield line


def _apart(line: Line) -> Line:
    if all(printed.cell.width == 1 for printed in line.cells):
        return line
    cells = (replace(p, cell=replace(p.cell, width=1)) for p in line.cells)
    return replace(line, cells=tuple(cells))
