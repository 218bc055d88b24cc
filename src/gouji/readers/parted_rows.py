"""The only row of a table, printed over several lines: one for each group of columns, or column."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gouji.model.form import Code, Entry, Table, is_within
from gouji.model.frozen import frozen
from gouji.readers.columns import overlap
from gouji.readers.labels import Box, Labels, Line, Printed
from gouji.readers.placement import Placed


@frozen
class Parted:
    """A row put together, and the numbers of the lines that it was put together from."""

    placed: Placed
    numbers: frozenset[int]


@frozen
class _Part:
    """A line that holds the values of some columns."""

    line: Line
    columns: Sequence[Entry]
    values: Sequence[Printed]


def parted_rows(lines: Sequence[Line], labels: Labels) -> Iterator[Parted]:
    """The rows of tables with only one that stand in several lines of one grid.

    Each line bears the label of a column, or of a group of columns below which the header prints
    their labels in the order of the form.  Together they must hold each column exactly once.
    """
    tables = [t for t in labels.tables if len(t.value_rows) == 1 and t.open_rows is None]
    for grid in _grids(lines):
        for table in tables:
            parts = list(_Walk(table, labels).parts(grid)) if _may_have(table, grid, labels) else []
            order = {column.code: at for at, column in enumerate(table.value_columns)}
            parts.sort(key=lambda part: order[part.columns[0].code])
            columns = [column.code for part in parts for column in part.columns]
            if len(parts) > 1 and columns == list(order):
                yield _together(table, parts)


def _grids(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    for _, run in groupby(lines, key=lambda line: line.grid):
        grid = list(run)
        if grid[0].drawn:
            yield grid


def _may_have(table: Table, grid: Sequence[Line], labels: Labels) -> bool:
    """Whether labels of columns stand before values."""
    beside = (cell for line in grid if line.has_values for cell in line.cells[: line.values_from])
    return any(owner is table for cell in beside for owner, _ in labels.columns(cell))


def _together(table: Table, parts: Sequence[_Part]) -> Parted:
    first = min((part.line for part in parts), key=lambda line: line.number)
    cells = tuple(value for part in parts for value in part.values)
    line = Line(first.grid, first.number, cells, first.drawn)
    numbers = frozenset(part.line.number for part in parts)
    return Parted(Placed(table, table.value_rows[0], line, 0), numbers)


class _Walk:
    """Walks down a grid with the groups of columns that are printed above or beside."""

    def __init__(self, table: Table, labels: Labels) -> None:
        self._table = table
        self._labels = labels
        self._within: Code = ""
        self._header: Sequence[tuple[Sequence[Code], Box | None]] = ()
        """The columns that each label of the last header may be, and where it stands."""

    def parts(self, grid: Sequence[Line]) -> Iterator[_Part]:
        """The lines that hold values of the table, or blanks for them."""
        for line in grid:
            if part := self._part(line):
                yield part
            elif not line.has_values:
                self._look_at(line)

    def _look_at(self, line: Line) -> None:
        boxes: Sequence[Box | None] = line.boxes or [None] * len(line.cells)
        named = [
            (codes, box)
            for cell, box in zip(line.cells, boxes, strict=True)
            if (codes := self._codes(cell))
        ]
        self._header = named or self._header

    def _part(self, line: Line) -> _Part | None:
        printed = [at for at, cell in enumerate(line.cells[: line.values_from]) if not cell.blank]
        end = printed[-1] + 1 if printed else 0
        entry = self._named([line.cells[at] for at in printed])
        if entry is None:
            return None
        columns = [
            column
            for column in self._table.value_columns
            if column.code == entry.code or is_within(column.code, entry.code)
        ]
        values = line.cells[end:]
        fits = len(values) == len(columns) and all(c.blank or c.says_value for c in values)
        headed = fits and self._headed(columns, line.boxes[end:])
        return _Part(line, columns, values) if headed else None

    def _named(self, head: Sequence[Printed]) -> Entry | None:
        """The column or group that the labels before the values name; None where that is open."""
        found: Entry | None = None
        for cell in head:
            found = self._one(self._codes(cell))
            if found is None:
                return None
            if found.group:
                self._within = found.code
        return found

    def _one(self, codes: Sequence[Code]) -> Entry | None:
        """The column of a label within the group at hand, or the groups around it."""
        within = self._within
        while within:
            inside = [code for code in codes if is_within(code, within)]
            if inside:
                return self._table.column[inside[0]] if len(inside) == 1 else None
            within = within.rpartition(".")[0]
        return self._table.column[codes[0]] if len(codes) == 1 else None

    def _headed(self, columns: Sequence[Entry], boxes: Sequence[Box]) -> bool:
        """Whether the header prints the labels of several columns in order, above their values."""
        if len(columns) == 1:
            return True
        if len(self._header) != len(columns):
            return False
        below: Sequence[Box | None] = boxes or [None] * len(columns)
        return all(
            column.code in codes and (head is None or box is None or overlap(head, box) > 0)
            for column, (codes, head), box in zip(columns, self._header, below, strict=True)
        )

    def _codes(self, cell: Printed) -> Sequence[Code]:
        return [entry.code for owner, entry in self._labels.columns(cell) if owner is self._table]
