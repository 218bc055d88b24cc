"""Labels of forms as documents print them: without numbering, spacing and notes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, pairwise

from gouji.model.fold import ordinal_prefix, squeeze
from gouji.model.form import Entry, Form, Table
from gouji.model.frozen import frozen
from gouji.model.number import Missing, MissingKind, Number, read_number
from gouji.model.span import Span
from gouji.readers.document import Document, Grid, GridCell
from gouji.readers.figures import figure

_NOTE = re.compile(r"(.+?)\([^()]*\)")
_SHORT = 80
"""Longer texts are not remembered: they do not come again."""

Candidate = tuple[Table, Entry]
Box = tuple[int, int]
"""Columns of a grid: from one up to, but not including, another."""


@frozen
class Wordings:
    """What a printed text may be as a label: as it stands, and without a note at its end."""

    ordinal: int | None
    keys: tuple[str, ...]


@frozen
class Printed:
    """A cell with both of its readings: as a label and as a value."""

    cell: GridCell
    wordings: Wordings
    number: Number | Missing
    blank: bool
    """Whether nothing is printed in the cell."""
    says_value: bool
    """Whether a number or a mark such as a dash is printed."""


@dataclass(frozen=True)
class Line:
    """A line of a grid; grid and number say where it stands in the document."""

    grid: int
    number: int
    cells: tuple[Printed, ...]
    drawn: bool = True
    """False where nothing but blanks tells the cells."""
    boxes: tuple[Box, ...] = ()
    """From which column of the grid to which each cell goes; () where that is not known."""

    @property
    def width(self) -> int:
        """On how many columns of the grid the cells stand together; 0 where that is not known."""
        return self.boxes[-1][1] if self.boxes else 0

    @cached_property
    def values_from(self) -> int:
        """The index of the first cell with a value, or the number of cells."""
        places = (at for at, cell in enumerate(self.cells) if cell.says_value)
        return next(places, len(self.cells))

    @property
    def has_values(self) -> bool:
        """Whether any cell holds a value."""
        return self.values_from < len(self.cells)

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return all(cell.blank for cell in self.cells)

    def place(self, start: int = 0) -> Span:
        """From a cell to the end of the line."""
        places = [printed.cell.place for printed in self.cells[start:] or self.cells[-1:]]
        first = min(place.start for place in places)
        return Span(places[0].source, first, max(place.end for place in places))

    def quote(self, start: int = 0) -> str:
        """The printed cells from one on, with bars between them."""
        return " | ".join(cell.cell.text for cell in self.cells[start:])


def wordings(text: str) -> Wordings:
    """The numbering and the comparable forms of a printed label."""
    return _remembered_wordings(text) if len(text) <= _SHORT else _wordings(text)


def _wordings(text: str) -> Wordings:
    ordinal, rest = ordinal_prefix(text)
    label = squeeze(rest)
    note = _NOTE.fullmatch(label)
    return Wordings(ordinal, (label, note[1]) if note else (label,))


_remembered_wordings = lru_cache(maxsize=4096)(_wordings)


def printed(cell: GridCell, *, drawn: bool = True) -> Printed:
    """Both readings of a cell; without bars, a numeral without digits is a word."""
    text = cell.text
    known = _remembered_readings if len(text) <= _SHORT else _readings
    return Printed(cell, *known(text, drawn))


def _readings(text: str, drawn: bool) -> tuple[Wordings, Number | Missing, bool, bool]:  # noqa: FBT001  # remembered
    """A text as a label and as a value, whether it is blank, and whether it says a value."""
    number = read_number(text) if drawn else figure(text)
    kind = number.kind if isinstance(number, Missing) else None
    blank = not text or kind is MissingKind.BLANK
    return wordings(text), number, blank, not blank and kind is not MissingKind.UNREADABLE


_remembered_readings = lru_cache(maxsize=4096)(_readings)


def grid_lines(document: Document) -> tuple[Line, ...]:
    """Every line of every grid, in order."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    lines = ((at, grid, cells) for at, grid in enumerate(grids) for cells in grid.lines)
    return tuple(
        Line(
            at,
            number,
            tuple(printed(cell, drawn=grid.drawn) for cell in cells),
            grid.drawn,
            _boxes(cells) if grid.laid else (),
        )
        for number, (at, grid, cells) in enumerate(lines)
    )


def _boxes(cells: Sequence[GridCell]) -> tuple[Box, ...]:
    edges = accumulate((cell.width for cell in cells), initial=0)
    return tuple(pairwise(edges))


class Labels:
    """The labels of the rows and columns of a form: wording → the entries that bear it."""

    def __init__(self, form: Form) -> None:
        self.tables = form.tables
        self._rows = _index((table, row) for table in form.tables for row in table.rows)
        self._columns = _index((table, column) for table in form.tables for column in table.columns)
        named = [(label, t) for t in form.tables for label in (t.title, t.name) if label]
        self._titles = {wordings(label).keys[0]: table for label, table in named}
        self._all = "\n".join(chain(self._rows, self._columns))

    def rows(self, cell: Printed) -> tuple[Candidate, ...]:
        """The rows that a cell may name."""
        return _found(self._rows, cell)

    def columns(self, cell: Printed) -> tuple[Candidate, ...]:
        """The columns that a cell may name."""
        return _found(self._columns, cell)

    def titled(self, text: str) -> Table | None:
        """The table whose title a text is, or ends with; of several, that with the longest."""
        label = wordings(text).keys[0]
        ends = [title for title in self._titles if label.endswith(title)]
        return self._titles[max(ends, key=len)] if ends and len(text) <= _SHORT else None

    def knows(self, cell: Printed) -> bool:
        """Whether a cell is a label or the title of a table."""
        titled = any(key in self._titles for key in cell.wordings.keys)
        return titled or bool(self.rows(cell) or self.columns(cell))

    def knows_part(self, cell: Printed) -> bool:
        """Whether a cell may be a part of the label of a row or column."""
        return squeeze(cell.cell.text) in self._all or cell.wordings.keys[0] in self._all

    def columns_of(self, table: Table, line: Line) -> Iterator[tuple[Printed, tuple[Entry, ...]]]:
        """The cells of a line that name columns of a table, with the columns they may name."""
        for cell in line.cells:
            found = tuple(entry for owner, entry in self.columns(cell) if owner is table)
            if found:
                yield cell, found


def column_keys(table: Table) -> frozenset[str]:
    """What the columns of a table may be called, as labels are compared."""
    return frozenset(wordings(label).keys[0] for column in table.columns for label in column.labels)


def label_keys(table: Table) -> frozenset[str]:
    """What the rows and columns of a table may be called, as labels are compared."""
    rows = frozenset(wordings(label).keys[0] for row in table.rows for label in row.labels)
    return rows | column_keys(table)


def _index(entries: Iterable[Candidate]) -> Mapping[str, tuple[Candidate, ...]]:
    index: dict[str, list[Candidate]] = {}
    for table, entry in entries:
        for key in {wordings(label).keys[0]: None for label in entry.labels}:
            index.setdefault(key, []).append((table, entry))
    return {key: tuple(found) for key, found in index.items() if key}


def _found(index: Mapping[str, tuple[Candidate, ...]], cell: Printed) -> tuple[Candidate, ...]:
    for key in cell.wordings.keys:
        if key in index:
            return index[key]
    return ()
