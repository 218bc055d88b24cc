"""The rows and columns of a structured table as cells of a table of the form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from gouji.model.data import Field, Path, Record, Scalar
from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import squeeze
from gouji.model.form import Code, Entry, Form, Table, is_within
from gouji.model.frozen import frozen
from gouji.model.number import Missing, MissingKind, Number, read_number
from gouji.model.report import Cell, CellKey, PrintedRow, Provenance
from gouji.model.span import Span
from gouji.readers import problems as reader_problems
from gouji.readers.cells import value_of
from gouji.readers.structured import problems
from gouji.readers.structured.names import Named, Names
from gouji.readers.structured.written import WrittenTable, scalars_of

_CODE = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_SPARE = 20
_OPEN_ROWS = 20_000
_SHORT = 80
"""Longer values are not remembered: they do not come again."""
_remembered = lru_cache(maxsize=4096)(read_number)


@dataclass(slots=True)
class TableReading:
    """What was read of a table, and what was not."""

    table: Table
    cells: dict[CellKey, Cell] = field(default_factory=dict)
    rows: dict[tuple[str, Code], PrintedRow] = field(default_factory=dict)
    unplaced: list[Provenance] = field(default_factory=list)
    doubtful: bool = False
    """Whether a row that was not found may be written all the same."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def editions(key: str, form: Form, forms: Sequence[Form]) -> Sequence[Table]:
    """The tables that a key may mean, those of the form first: by key, short name or title.

    Under the key of a table, its other editions may stand as well.
    """
    family = {table.variant_of or table.key for table in form.tables}
    named = (t.variant_of or t.key for t in form.tables if key in (t.name, t.title))
    if all(key not in (table.key, table.variant_of) for table in form.tables):
        key = next(named, key)
    found: dict[str, Table] = {}
    for table in (table for one in (form, *forms) for table in one.tables):
        if key in (table.key, table.variant_of) and (table.variant_of or table.key) in family:
            found.setdefault(table.key, table)
    return tuple(found.values())


def read_table(written: WrittenTable, tables: Sequence[Table]) -> TableReading | None:
    """Read the cells of a table by the edition that its labels fit best; of equals, the first."""
    readings = (_Reader(written, table).read() for table in tables)
    return max(readings, key=lambda reading: len(reading.cells), default=None)


@frozen
class _Row:
    key: str
    entry: Entry
    label: str
    written: Field


class _Reader:
    """Reads a written table as one table of the form."""

    def __init__(self, written: WrittenTable, table: Table) -> None:
        self.written = written
        self.table = table
        self.document = written.place.source.name
        self.reading = TableReading(table)
        self.rows = Names(table.rows)
        self.columns = Names(table.columns)
        self.said: set[tuple[str, str]] = set()

    def read(self) -> TableReading:
        """All rows, in the order written."""
        limit = _OPEN_ROWS if self.table.open_rows else 2 * len(self.table.rows) + _SPARE
        if len(self.written.rows) > limit:
            self.reading.doubtful = True
            self._say(problems.too_many(self._path(), self.written.place, limit))
            return self.reading
        rows = self._named_rows()
        codes = [row.entry.code for row in rows]
        for row in rows:
            if row.entry.group and any(is_within(code, row.entry.code) for code in codes):
                self._beside_group(row)
            else:
                self._read_row(row)
        return self.reading

    def _path(self, *steps: str) -> Path:
        return ("tables", self.written.key, *steps)

    def _say(self, problem: Diagnostic) -> None:
        self.reading.diagnostics.append(problem)

    def _named_rows(self) -> Sequence[_Row]:
        found: dict[Code, _Row] = {}
        for key, written in self.written.rows.items():
            entry, label = self._row(key, written)
            if entry is None:
                continue
            same = squeeze(entry.code)
            if same in found:
                first = found[same].written.key
                path = self._path(key)
                self._say(problems.named_twice(path, entry.short, first, written.key))
                continue
            found[same] = _Row(key, entry, label, written)
        return tuple(found.values())

    def _row(self, key: str, written: Field) -> tuple[Entry | None, str]:
        """The row that a key means, and its printed label; what it does not mean is said."""
        is_open = self.table.open_rows is not None
        named = self.rows.find(key, near=not is_open)
        if not named.entries and is_open:
            return self.table.row_of(key), key
        entry = self._only(named, self._path(key), written.key, problems.ROW_AXIS)
        if entry is None:
            self.reading.doubtful = True
            self._unplace(key, written)
        elif named.near:
            self._say(problems.near_label(self._path(key), written.key, entry))
        return entry, named.printed

    def _only(self, named: Named, path: Path, place: Span, axis: problems.Axis) -> Entry | None:
        """The entry that is meant; None, and why, once for each key, where none is certain."""
        if len(named.entries) == 1:
            return named.entries[0]
        key = str(path[-1])
        if (axis.en, key) not in self.said:
            self.said.add((axis.en, key))
            self._say(self._doubt(named, path, place, axis))
        return None

    def _doubt(self, named: Named, path: Path, place: Span, axis: problems.Axis) -> Diagnostic:
        entries = self.table.rows if axis is problems.ROW_AXIS else self.table.columns
        if named.entries:
            return problems.ambiguous_label(path, place, named.entries, axis)
        if _CODE.fullmatch(str(path[-1])):
            return problems.unknown_code(path, place, entries, axis)
        return problems.unknown_label(path, place, entries, axis)

    def _unplace(self, key: str, written: Field) -> None:
        """The figures of a row that has no place."""
        quote = " | ".join([key, *(scalar.text for scalar in scalars_of(written))])
        place = Span(written.key.source, written.key.start, written.data.span.end)
        self.reading.unplaced.append(Provenance(self.document, place, quote))

    def _beside_group(self, row: _Row) -> None:
        """Figures beside the label of a group whose rows are given as well."""
        if any(scalar.value is not None for scalar in scalars_of(row.written)):
            place = row.written.key
            self._say(reader_problems.values_on_group(self.table, row.entry, place))
            self._unplace(row.key, row.written)

    def _read_row(self, row: _Row) -> None:
        assert isinstance(row.written.data, Record)
        columns = row.written.data.fields
        limit = 2 * len(self.table.columns) + _SPARE
        if len(columns) > limit:
            self._say(problems.too_many(self._path(row.key), row.written.key, limit))
            return
        met: dict[Code, Span] = {}
        for key, found in columns.items():
            path = self._path(row.key, key)
            column = self._column(row, key, found, path)
            if column is None:
                continue
            if column.code in met:
                first = met[column.code]
                self._say(problems.named_twice(path, column.short, first, found.key))
                continue
            met[column.code] = found.key
            assert isinstance(found.data, Scalar)
            self._cell(row.entry, column, found.data)
        if met or not columns:
            place = Provenance(self.document, row.written.key, row.key)
            printed = PrintedRow(row.label, len(columns), place)
            self.reading.rows[self.table.key, row.entry.code] = printed

    def _column(self, row: _Row, key: str, written: Field, path: Path) -> Entry | None:
        """The column of a value; None, and the value without a place, where there is none."""
        column = self._only(self.columns.find(key), path, written.key, problems.COLUMN_AXIS)
        assert isinstance(written.data, Scalar)
        if column is not None:
            if any(column is other for other in self.table.columns_of(row.entry.code)):
                return column
            if written.data.value is None:
                return None
            place = written.data.span
            self._say(problems.no_such_cell(path, place, self.table, row.entry, column))
        quote = f"{row.key} | {key} | {written.data.text}"
        self.reading.unplaced.append(Provenance(self.document, written.data.span, quote))
        return None

    def _cell(self, row: Entry, column: Entry, scalar: Scalar) -> None:
        key = CellKey(self.table.key, row.code, column.code)
        printed = "" if scalar.value is None else scalar.text
        unit = self.table.unit_of(row.code, column.code)
        words = self.table.holds_words(row.code, column.code)
        number, why = value_of(_number(scalar), unit, words=words)
        provenance = Provenance(self.document, scalar.span, printed)
        self.reading.cells[key] = Cell(key, number, provenance)
        if why:
            said = reader_problems.saying(why, printed)
            self._say(reader_problems.unreadable_cell(self.table, row, column, said, scalar.span))


def _number(scalar: Scalar) -> Number | Missing:
    """What a value says: read as a cell is; a number that no cell prints so (1e3) is that number."""
    if scalar.value is None:
        return Missing(MissingKind.BLANK)
    read = (_remembered if len(scalar.text) <= _SHORT else read_number)(scalar.text)
    if isinstance(scalar.value, Fraction) and not isinstance(read, Number):
        return Number(scalar.value, _slack(scalar.text), raw=scalar.text)
    return read


def _slack(figure: str) -> Fraction:
    """Half a unit of the last digit of a decimal number; 0 where it is whole."""
    digits, _, exponent = figure.lower().partition("e")
    last = int(exponent or "0") - len(digits.partition(".")[2])
    return Fraction(10) ** last / 2 if last < 0 else Fraction(0)
