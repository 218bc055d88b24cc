"""Figures that stand apart from their label, or from the other figures of their row.

The label of a row may be a paragraph above a grid that begins with its figures, and the only row of
a table may be printed in pieces, each below the name of a group of columns.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from gouji.model.fold import squeeze
from gouji.model.form import Entry, Table, is_within
from gouji.model.frozen import frozen
from gouji.readers.document import Document, Grid, GridCell
from gouji.readers.labels import Labels, Line, Printed, printed, wordings
from gouji.readers.placement import Doubtful, Placement
from gouji.readers.stitching import joined

_WRAPPED = 3
"""A label goes over so many paragraphs at most."""
_NAME = 60
"""A longer paragraph names neither a row nor a group."""


def brought_together(lines: Sequence[Line], document: Document, labels: Labels) -> tuple[Line, ...]:
    """The lines, each with the label above it, and the pieces of a row as one line."""
    above = dict(_above(document))
    found = [
        _labelled(line, above[line.grid], labels)
        if line.grid in above and (not at or lines[at - 1].grid != line.grid)
        else line
        for at, line in enumerate(lines)
    ]
    for table in labels.tables:
        if len(table.value_rows) == 1 and table.open_rows is None:
            found = _in_one(found, list(_pieces(found, above, table, labels)), table)
    return tuple(found)


def doubt_unlabelled(labels: Labels, placement: Placement) -> None:
    """Rows that were not found may be lines of figures without a whole label in their stead.

    Between two rows there must be as many such lines as the form has rows; which is which is open.
    """
    rows_placed = sorted(placement.rows, key=lambda placed: placed.line.number)
    taken = placement.taken
    loose = sorted(
        (line for line in placement.others if line.number not in taken and line.has_values),
        key=lambda line: line.number,
    )
    numbers = [line.number for line in loose]
    known = {(placed.table.key, placed.row.code) for placed in rows_placed}
    for before, after in pairwise(rows_placed):
        if after.table is not before.table or before.table.open_rows is not None:
            continue
        first = bisect_right(numbers, before.line.number)
        lines = loose[first : bisect_left(numbers, after.line.number)]
        if not lines:
            continue
        rows = list(_missing(before.table, before.row, after.row, known))
        if len(lines) == len(rows) and all(_may_be_cut(line, labels) for line in lines):
            placement.doubtful += (
                Doubtful(before.table, row, (line,))
                for row, line in zip(rows, lines, strict=True)
                if len(before.table.columns_of(row.code)) == len(line.cells) - line.values_from
            )


def _missing(
    table: Table, before: Entry, after: Entry, known: Set[tuple[str, str]]
) -> Iterator[Entry]:
    """The rows that the form has between two others and that were not found."""
    codes = [row.code for row in table.rows]
    for row in table.rows[codes.index(before.code) + 1 : codes.index(after.code)]:
        if not row.group and (table.key, row.code) not in known:
            yield row


def _may_be_cut(line: Line, labels: Labels) -> bool:
    """Whether what stands before the figures of a line is nothing or a part of some label."""
    return all(cell.blank or labels.knows_part(cell) for cell in line.cells[: line.values_from])


def _above(document: Document) -> Iterator[tuple[int, Sequence[Printed]]]:
    """Grid → the short paragraphs right above it, the nearest last."""
    grid = 0
    found: list[Printed] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            if found:
                yield grid, found[-_WRAPPED:]
            grid, found = grid + 1, []
        elif len(block.text) <= _NAME:
            found.append(printed(GridCell(block.text, block.place), drawn=False))
        else:
            found = []


def _labelled(line: Line, above: Sequence[Printed], labels: Labels) -> Line:
    """A line of nothing but figures, as many as the row has columns whose label is above it."""
    if not all(cell.says_value for cell in line.cells):
        return line
    for first in range(len(above) - 1, -1, -1):
        label = joined(above[first:])
        for table, row in labels.rows(label):
            if not row.group and len(table.columns_of(row.code)) == len(line.cells):
                return replace(line, cells=(label, *line.cells), boxes=())
    return line


@frozen
class _Piece:
    """Figures of some neighbouring columns of a row."""

    line: Line
    columns: Sequence[Entry]


def _pieces(
    lines: Sequence[Line], above: Mapping[int, Sequence[Printed]], table: Table, labels: Labels
) -> Iterator[_Piece]:
    """The lines of figures below the name of a group that has as many columns."""
    grid, named, header = -1, None, None
    for line in lines:
        if line.grid != grid:
            grid, header = line.grid, None
            named = _group(above[grid][-1].cell.text, table) if grid in above else None
        if not line.has_values:
            alone = [cell for cell in line.cells if not cell.blank]
            named = (len(alone) == 1 and _group(alone[0].cell.text, table)) or named
            header = line
        elif named and all(cell.says_value for cell in line.cells):
            columns = [c for c in table.value_columns if is_within(c.code, named.code)]
            if len(line.cells) == len(columns) and _heads(header, columns, table, labels):
                yield _Piece(line, columns)


def _group(text: str, table: Table) -> Entry | None:
    """The group of columns that a text names; the groups that it is in may be named, too."""
    label = squeeze(text)
    named = [
        column
        for column in table.columns
        if column.group and any(wordings(name).keys[0] in label for name in column.labels)
    ]
    inner = max(named, key=lambda column: len(column.code), default=None)
    within = all(c is inner or is_within(inner.code, c.code) for c in named) if inner else False
    return inner if within and len(text) <= _NAME else None


def _heads(header: Line | None, columns: Sequence[Entry], table: Table, labels: Labels) -> bool:
    """Whether a header has these columns in their order."""
    cells: Sequence[Printed] = [cell for cell in header.cells if not cell.blank] if header else ()
    return len(cells) == len(columns) and all(
        any(owner is table and found.code == column.code for owner, found in labels.columns(cell))
        for cell, column in zip(cells, columns, strict=True)
    )


def _in_one(lines: list[Line], pieces: Sequence[_Piece], table: Table) -> list[Line]:
    """The lines with the pieces of a row as one, if together they have every column once."""
    columns = [column.code for piece in pieces for column in piece.columns]
    if len(pieces) == 1 or columns != [column.code for column in table.value_columns]:
        return lines
    cells = tuple(cell for piece in pieces for cell in piece.line.cells)
    whole = replace(pieces[-1].line, cells=cells, boxes=())
    numbers = {piece.line.number for piece in pieces[:-1]}
    return [
        whole if line.number == whole.number else line
        for line in lines
        if line.number not in numbers
    ]
