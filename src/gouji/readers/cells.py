"""From placed rows to cells: which printed value belongs to which column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code, Entry, Table
from gouji.model.frozen import frozen
from gouji.model.number import Missing, MissingKind, Number, names_moment, stated
from gouji.model.report import Cell, CellKey, PrintedRow, Provenance
from gouji.model.span import Span
from gouji.model.wording import Wording
from gouji.readers import column_problems, line_problems, problems
from gouji.readers.labels import Line, Printed
from gouji.readers.layout import Layout
from gouji.readers.placement import Lost, Placed, Placement


@dataclass(slots=True)
class Reading:
    """The cells of a document, and what is wrong with them."""

    cells: dict[CellKey, Cell] = field(default_factory=dict)
    rows: dict[tuple[str, Code], PrintedRow] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@frozen
class Refused:
    """A row of which no cell can be told: why, and what is printed there."""

    table: Table
    row: Entry
    why: Wording
    place: Span
    quote: str


def read_cells(
    document: str, placement: Placement, layout: Layout, refused: Mapping[str, Wording]
) -> Reading:
    """Read the cells of all rows; `refused` gives the tables of which none is to be read."""
    reading = Reading()
    offsets = _Offsets(placement.rows, layout)
    for placed_rows in _by_row(placement.rows).values():
        first = placed_rows[0]
        why = refused.get(first.table.key) or _conflict(placed_rows, reading)
        chosen = why or layout.values(first) or offsets.values(first)
        count = first.printed if isinstance(chosen, Wording) else first.columns
        whole = Provenance(document, first.line.place(), first.line.quote())
        reading.rows[first.table.key, first.row.code] = PrintedRow(first.label, count, whole)
        if isinstance(chosen, Wording):
            line, start = first.line, first.start
            if chosen == column_problems.WHY_SHIFTED:
                reading.diagnostics.append(
                    column_problems.shifted_row(first.table, first.row, line.place())
                )
            _refuse(document, reading, _refusal(first.table, first.row, chosen, line, start))
        else:
            _read_row(document, reading, first, chosen)
    for found in placement.doubtful:
        why = problems.why_several_lines(len(found.lines))
        _refuse(document, reading, _refusal(found.table, found.row, why, found.lines[0], start=0))
    for lost in placement.lost:
        _lose(
            document,
            reading,
            lost,
            {placed.row.code for placed in placement.rows if placed.table is lost.table},
        )
    return reading


def _by_row(rows: Iterable[Placed]) -> Mapping[tuple[str, Code], list[Placed]]:
    grouped: dict[tuple[str, Code], list[Placed]] = {}
    for placed in rows:
        grouped.setdefault((placed.table.key, placed.row.code), []).append(placed)
    return grouped


def _conflict(rows: Sequence[Placed], reading: Reading) -> Wording | None:
    """Why a row that is printed several times cannot be read; None where its values agree."""
    if len(rows) == 1:
        return None
    values = {tuple(_meaning(cell) for cell in _trimmed(placed.after)) for placed in rows}
    places = [placed.line.place() for placed in rows]
    same = len(values) == 1
    problem = problems.repeated_row(rows[0].table, rows[0].row, places, same=same)
    reading.diagnostics.append(problem)
    return None if same else problems.WHY_TWO_CANDIDATES


def _trimmed(cells: Sequence[Printed]) -> Sequence[Printed]:
    end = max((at + 1 for at, cell in enumerate(cells) if not cell.blank), default=0)
    return cells[:end]


def _meaning(cell: Printed) -> object:
    number = cell.number
    if isinstance(number, Number):
        return number.value, number.unit, number.approximate
    return number.kind, cell.cell.text if number.kind is MissingKind.UNREADABLE else ""


class _Offsets:
    """Where the values of a row begin, by the number of its cells.

    Cells beyond the columns of the form come from merged cells and are empty.  Where a blank
    stands at the edge of the values, it may be a value left blank or such a cell; rows with a
    figure at either edge decide: those of the same table and rank with as many cells before and
    behind, unless one of another rank contradicts.  A line that lost its place on the grid may have lost a cell as well.
    """

    def __init__(self, rows: Sequence[Placed], layout: Layout) -> None:
        self._rows = rows
        self._layout = layout
        self._learnt = False
        self._alike: dict[tuple[object, ...], dict[int, set[int]]] = {}
        """What rows have in common → offset → the ranks of the rows that have it."""
        self._padded: dict[tuple[str, int], tuple[bool, bool]] = {}
        """Whether rows have empty cells before their values, and behind them."""

    def values(self, placed: Placed) -> Sequence[Printed] | Wording:
        """The cells after the label that belong to the columns, or why none can be told."""
        offset = self._offset(placed)
        return offset if isinstance(offset, Wording) else placed.after[offset:][: placed.columns]

    def _learn(self) -> None:
        self._learnt = True
        for placed in self._rows:
            possible = placed.offsets
            if len(possible) == 1 and _whole(placed, possible[0]):
                self._learn_from(placed, possible[0])

    def _learn_from(self, placed: Placed, offset: int) -> None:
        shape = _shape(placed)
        alike = self._alike.setdefault(_likeness(placed), {})
        alike.setdefault(offset, set()).add(_rank(placed))
        before, behind = self._padded.get(shape, (False, False))
        room = len(placed.after) - placed.columns
        self._padded[shape] = before or offset > 0, behind or offset < room

    def _offset(self, placed: Placed) -> int | Wording:
        possible = placed.offsets
        if not possible:
            return problems.why_count(placed.printed, placed.columns)
        if not placed.filled or (len(possible) == 1 and _whole(placed, possible[0])):
            return possible[0]
        if self._layout.lost(placed):
            return problems.WHY_BLANK_EDGE
        if not self._learnt:
            self._learn()
        alike = self._alike.get(_likeness(placed), {})
        for offset, ranks in alike.items():
            if len(alike) == 1 and _rank(placed) in ranks and offset in possible:
                return offset
        sure = not alike and self._needs_no_other(placed)
        return possible[0] if sure else problems.WHY_BLANK_EDGE

    def _needs_no_other(self, placed: Placed) -> bool:
        """Whether a row has as many cells as columns, and no row has empty cells at its blanks."""
        before, behind = self._padded.get(_shape(placed), (False, False))
        after = placed.after
        return len(after) == placed.columns and not (
            (before and after[0].blank) or (behind and after[-1].blank)
        )


def _whole(placed: Placed, offset: int) -> bool:
    """Whether a figure stands at either edge of the values."""
    values = placed.after[offset:][: placed.columns]
    return not (values[0].blank or values[-1].blank)


def _likeness(placed: Placed) -> tuple[object, ...]:
    """What rows have in common whose values begin at one place."""
    return (*_shape(placed), placed.start, len(placed.after))


def _rank(placed: Placed) -> int:
    return placed.row.code.count(".")


def _shape(placed: Placed) -> tuple[str, int]:
    return placed.table.key, placed.columns


def _read_row(document: str, reading: Reading, placed: Placed, values: Sequence[Printed]) -> None:
    table, row = placed.table, placed.row
    for (column, unit, words), printed in zip(table.cells_of(row.code), values, strict=True):
        place, text = printed.cell.place, printed.cell.text
        number, why = _value(printed, unit, words=words)
        key = CellKey(table.key, row.code, column.code)
        reading.cells[key] = Cell(key, number, Provenance(document, place, text))
        if why:
            said = problems.saying(why, text)
            problem = problems.unreadable_cell(table, row, column, said, place)
            reading.diagnostics.append(problem)


def _value(
    printed: Printed, unit: str | None, *, words: bool
) -> tuple[Number | Missing, Wording | None]:
    """What a cell states, unless the reader of the file has said why that cannot be told."""
    doubt = printed.cell.doubt
    if doubt is not None:
        return Missing(MissingKind.UNREADABLE, printed.cell.text), doubt
    return value_of(printed.number, unit, words=words)


def value_of(
    figure: Number | Missing, unit: str | None, *, words: bool = False
) -> tuple[Number | Missing, Wording | None]:
    """What a cell states in the unit of its column, and why that is no value."""
    value = stated(figure, unit, words=words)
    if isinstance(value, Number) or value.kind is not MissingKind.UNREADABLE:
        return value, None
    return value, _why_unread(figure, unit)


def _why_unread(figure: Number | Missing, unit: str | None) -> Wording:
    match figure:
        case Number(approximate=True):
            return problems.WHY_APPROXIMATE
        case Number() if names_moment(figure, unit):
            return problems.WHY_MOMENT
        case _:
            return problems.WHY_NO_NUMBER


def _refusal(table: Table, row: Entry, why: Wording, line: Line, start: int) -> Refused:
    return Refused(table, row, why, line.place(start), line.quote(start))


def _refuse(document: str, reading: Reading, refused: Refused) -> None:
    """Every cell of the row is unreadable; it is said once for the row."""
    table, row = refused.table, refused.row
    for column in _each(table, row):
        key = CellKey(table.key, row.code, column.code)
        provenance = Provenance(document, refused.place, refused.quote)
        reading.cells[key] = Cell(key, Missing(MissingKind.UNREADABLE), provenance)
    problem = problems.unreadable_row(table, row, refused.why, refused.place)
    reading.diagnostics.append(problem)


def _lose(document: str, reading: Reading, lost: Lost, found: set[Code]) -> None:
    """Every cell of the rows that were not found is unreadable; it is said once for the table."""
    rows = [row for row in lost.table.value_rows if row.code not in found]
    for row in rows:
        for column in _each(lost.table, row):
            key = CellKey(lost.table.key, row.code, column.code)
            whole = Provenance(document, lost.place, lost.quote)
            reading.cells[key] = Cell(key, Missing(MissingKind.UNREADABLE), whole)
    if rows:
        reading.diagnostics.append(line_problems.rows_lost(lost.table, len(rows), lost.place))


def _each(table: Table, row: Entry) -> Iterator[Entry]:
    yield from table.columns_of(row.code)
