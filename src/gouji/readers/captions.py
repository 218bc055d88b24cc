"""Tables of which the document prints another unit than the form has: no figure of them is read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code, Form, Table, is_within
from gouji.model.number import Missing, MissingKind
from gouji.model.report import CellKey
from gouji.model.span import Span
from gouji.readers import problems
from gouji.readers.cells import Reading
from gouji.readers.document import Document, Grid, GridCell, Paragraph
from gouji.readers.labels import Labels, Line, printed
from gouji.readers.placement import Placed, Placement
from gouji.readers.units import differs, stated_units


@dataclass(frozen=True, slots=True)
class Scope:
    """For what a unit is printed: a column or a row of a table, or all of it."""

    table: str
    column: Code | None = None
    row: Code | None = None


@dataclass(slots=True)
class Stated:
    """The units that are printed for something, and where."""

    units: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)


Captions = Mapping[Scope, Stated]


def captions(
    document: Document,
    lines: Sequence[Line],
    placement: Placement,
    labels: Labels,
    is_heading: Callable[[Paragraph], bool],
) -> Captions:
    """The units that are printed above the rows of each table, and in the labels it has.

    Above the rows stands what comes after the heading of the section, itself included, and after
    the rows of the table before.
    """
    walk = _Walk(placement, labels)
    grids = {grid: list(run) for grid, run in groupby(lines, key=lambda line: line.grid)}
    grid = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            walk.grid(grids.get(grid, []))
            grid += 1
        else:
            walk.paragraph(block, heading=is_heading(block))
    return walk.found


def refuse_other_units(reading: Reading, form: Form, found: Captions) -> Iterator[Diagnostic]:
    """Give up the cells whose printed unit is not that of the form; it is said once for a scope."""
    for table in form.tables:
        units = dict(_units(reading, table))
        refused: dict[Scope, list[CellKey]] = {}
        for key, unit in units.items():
            scope = _scope(found, key)
            beside = units.values() if scope == Scope(table.key) else ()
            if scope and differs(unit, found[scope].units, set(beside)):
                refused.setdefault(scope, []).append(key)
        for scope, keys in refused.items():
            columns = dict.fromkeys(table.column[key.column].short for key in keys)
            named = () if len(keys) == len(units) else tuple(columns)
            due = list(dict.fromkeys(units[key] for key in keys))
            stated = found[scope]
            yield problems.other_unit(table, named, stated.units, due, stated.places)
            for key in keys:  # without its text, of which a rule would say that it is no number
                lost = Missing(MissingKind.UNREADABLE)
                reading.cells[key] = replace(reading.cells[key], number=lost)


def _units(reading: Reading, table: Table) -> Iterator[tuple[CellKey, str]]:
    """The cells of a table that hold figures in a unit."""
    for key in reading.cells:
        if key.table == table.key and not table.holds_words(key.row, key.column):
            unit = table.unit_of(key.row, key.column)
            if unit:
                yield key, unit


def _scope(found: Captions, key: CellKey) -> Scope | None:
    """The nearest scope of a cell for which a unit is printed, in the order of the form's."""
    scopes = Scope(key.table, key.column), Scope(key.table, None, key.row), Scope(key.table)
    return next((scope for scope in scopes if scope in found), None)


class _Walk:
    """Walks down a document with the captions that stand above what comes next."""

    def __init__(self, placement: Placement, labels: Labels) -> None:
        self.found: dict[Scope, Stated] = {}
        self._rows: dict[int, list[Placed]] = {}
        for placed in placement.rows:
            self._rows.setdefault(placed.line.number, []).append(placed)
        self._labels = labels
        bearers = [(table, *table.rows, *table.columns) for table in labels.tables]
        self._known = {one.unit for bearing in bearers for one in bearing if one.unit}
        self._above: list[Line | GridCell] = []

    def paragraph(self, paragraph: Paragraph, *, heading: bool) -> None:
        """What stands above the heading of a section is not for the tables below it."""
        if heading:
            self._above.clear()
        self._above.append(GridCell(paragraph.text, paragraph.place))

    def grid(self, lines: Sequence[Line]) -> None:
        """Give what stands above a row to its table; a table that the form lacks has some, too."""
        for line in lines:
            placed = self._rows.get(line.number, ())
            for one in placed:
                self._row(one)
            if placed:
                self._above.clear()
            elif not line.has_values:
                self._above.append(line)
        unknown = not any(line.number in self._rows for line in lines)
        if unknown and any(line.has_values for line in lines):
            self._above.clear()

    def _row(self, placed: Placed) -> None:
        table = placed.table
        for above in self._above:
            cells = [one.cell for one in above.cells] if isinstance(above, Line) else [above]
            for cell in cells:
                self._take(cell, self._columns(table, above, cell) or [Scope(table.key)])
        for head in placed.line.cells[: placed.start]:
            self._take(head.cell, [Scope(table.key, row=placed.row.code)])

    def _columns(self, table: Table, above: Line | GridCell, cell: GridCell) -> list[Scope]:
        """The columns that a cell of a header names, one by one."""
        if not isinstance(above, Line):
            return []
        named = [
            column.code
            for owner, column in self._labels.columns(printed(cell, drawn=above.drawn))
            if owner is table
        ]
        return [
            Scope(table.key, column.code)
            for column in table.value_columns
            if any(column.code == code or is_within(column.code, code) for code in named)
        ]

    def _take(self, cell: GridCell, scopes: Sequence[Scope]) -> None:
        units = stated_units(cell.text, self._known)
        for scope in scopes if units else ():
            stated = self.found.setdefault(scope, Stated())
            stated.units += [unit for unit in units if unit not in stated.units]
            stated.places.append(cell.place)
