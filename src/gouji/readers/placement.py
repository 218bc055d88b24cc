"""Lines of grids as rows of tables (data only)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Entry, Table
from gouji.model.frozen import frozen
from gouji.model.span import Span
from gouji.readers import problems
from gouji.readers.labels import Line, Printed


@frozen
class Placed:
    """A line that is a row of a table; its values are among the cells from `start` on."""

    table: Table
    row: Entry
    line: Line
    start: int
    near: bool = False
    """Taken for the row by a label that is only near to its own."""

    @property
    def after(self) -> tuple[Printed, ...]:
        """The cells after the label; where they are not as many as columns, parted at each."""
        cells = self.line.cells[self.start :]
        if len(cells) == self.columns or all(cell.cell.width == 1 for cell in cells):
            return cells
        return tuple(part for cell in cells for part in _parts(cell))

    @property
    def label(self) -> str:
        """The printed label; "" where there is none."""
        return self.line.cells[self.start - 1].cell.text if self.start else ""

    @property
    def columns(self) -> int:
        """How many columns exist in the row."""
        return len(self.table.columns_of(self.row.code))

    @property
    def filled(self) -> list[int]:
        """Which cells after the label hold something."""
        return [at for at, cell in enumerate(self.after) if not cell.blank]

    @property
    def offsets(self) -> Sequence[int]:
        """Where the values may begin: a cell for each column leaves nothing printed outside."""
        filled, room = self.filled, len(self.after) - self.columns
        if not filled:
            return range(room + 1)
        return range(max(0, filled[-1] - self.columns + 1), min(filled[0], room) + 1)

    @property
    def printed(self) -> int:
        """How many cells there are: from the first to the last printed one where too many."""
        filled = self.filled
        spread = filled[-1] - filled[0] + 1 if filled else 0
        return spread if spread > self.columns else len(self.after)


def _parts(cell: Printed) -> Iterator[Printed]:
    """A cell column by column: what is printed over several belongs to none of them for sure."""
    merged = None if cell.blank or cell.cell.width == 1 else problems.WHY_SEVERAL_COLUMNS
    one = replace(cell, cell=replace(cell.cell, width=1, doubt=cell.cell.doubt or merged))
    yield from repeat(one, cell.cell.width)


@frozen
class Doubtful:
    """Lines of which one may be the only row of a table; which one cannot be told."""

    table: Table
    row: Entry
    lines: tuple[Line, ...]


@frozen
class Lost:
    """A table of which a document has lost the rows: where it is printed, and what is there."""

    table: Table
    place: Span
    quote: str


@dataclass(slots=True)
class Placement:
    """The rows that were found, and the lines that are none."""

    rows: list[Placed] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    parts: set[int] = field(default_factory=set)
    """The lines that together hold one row."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def tables(self) -> frozenset[str]:
        """The tables of which a row was found, or would have been."""
        rows = {placed.table.key for placed in self.rows}
        doubtful = {found.table.key for found in self.doubtful}
        return frozenset(rows | doubtful | {lost.table.key for lost in self.lost})

    @property
    def taken(self) -> set[int]:
        """The numbers of the lines that hold rows, or may hold one."""
        doubtful = {line.number for found in self.doubtful for line in found.lines}
        return doubtful | self.parts | {placed.line.number for placed in self.rows}
