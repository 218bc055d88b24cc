"""Figures that a text prints without blanks between them, right behind the label of their row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.readers import problems
from gouji.readers.document import GridCell
from gouji.readers.labels import Labels, Line, Printed, printed

_BEHIND = re.compile(r"(.*[^0-9０-９.．,，\s])\s*([0-9０-９]+)", re.DOTALL)
_FORCED = re.compile("[0０]*[0-9０-９]")


def taken_apart(lines: Sequence[Line], labels: Labels) -> Iterator[Line]:
    """The lines, with the figures of a row apart from its label where they are run together."""
    for line in lines:
        cells = apart(line.cells, labels)
        whole = len(cells) == len(line.cells)
        yield line if whole else replace(line, cells=cells, boxes=())


def apart(cells: tuple[Printed, ...], labels: Labels) -> tuple[Printed, ...]:
    """The cells of a line, with the figures of a row apart from its label.

    No figure begins with a needless nought: so many noughts, and any digit behind them, are so
    many figures.  Where there is another way to divide the digits, none of them is read.
    """
    if not cells or any(cell.says_value for cell in cells):
        return cells
    return (*cells[:-1], *(_parted(cells[-1], labels) or cells[-1:]))


def _parted(cell: Printed, labels: Labels) -> list[Printed]:
    """The label and the figures of a cell; nothing where it is not a label with digits behind."""
    text = cell.cell.text
    match = _BEHIND.fullmatch(text)
    if match is None or labels.rows(cell) or labels.columns(cell):
        return []
    label = _part(cell, 0, match.end(1))
    counts = {len(table.columns_of(row.code)) for table, row in labels.rows(label) if not row.group}
    if len(counts) != 1:
        return []
    (count,) = counts
    start, end = match.span(2)
    if count == 1:
        return [label, _part(cell, start, end)]
    if end - start == count and _FORCED.fullmatch(match[2]):
        return [label, *(_part(cell, at, at + 1) for at in range(start, end))]
    whole = _part(cell, start, end)
    doubted = replace(whole, cell=replace(whole.cell, doubt=problems.WHY_RUN_TOGETHER))
    return [label, *([doubted] * count)]


def _part(cell: Printed, start: int, end: int) -> Printed:
    return printed(
        GridCell(cell.cell.text[start:end], cell.cell.place.part(start, end)), drawn=False
    )
