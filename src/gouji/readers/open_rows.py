"""The rows that only a document knows: every line of an open table that is no row of the form."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from gouji.model.fold import squeeze
from gouji.model.form import Entry, Table
from gouji.readers import problems
from gouji.readers.headers import is_key_header
from gouji.readers.labels import Labels, Line
from gouji.readers.placement import Placed, Placement


def place_open_rows(
    lines: Sequence[Line], labels: Labels, titles: Mapping[int, Table], placement: Placement
) -> None:
    """Place the lines with a key and cells for values below the header or a row of an open table.

    Where several tables have the same header, the title decides; without one nothing is placed.
    """
    if not any(table.open_rows for table in labels.tables):
        return
    keys = _Keys(placement)
    for grid, run in groupby(lines, key=lambda line: line.grid):
        for table, line, at in _Walk(labels, placement, titles.get(grid)).rows(list(run)):
            keys.add(table, line, at)
    placement.rows.sort(key=lambda placed: placed.line.number)


class _Walk:
    """Walks down one grid with the open tables that its lines may belong to."""

    def __init__(self, labels: Labels, placement: Placement, title: Table | None) -> None:
        self._labels = labels
        self._placement = placement
        self._title = title
        self._taken = {placed.line.number: placed.table for placed in placement.rows}
        self._tables: tuple[Table, ...] = ()
        self._key_at: int | None = None
        self._said = False

    def rows(self, lines: Sequence[Line]) -> Iterator[tuple[Table, Line, int]]:
        """The lines that are open rows: of which table, and which cell is the key."""
        for line in lines:
            if line.number in self._taken:
                table = self._taken[line.number]
                self._tables = (table,) if table.open_rows else ()
            elif self._is_header(line) or not self._tables:
                continue
            elif (at := self._key(line)) is not None and (table_of := self._decided(line)):
                yield table_of, line, at

    def _is_header(self, line: Line) -> bool:
        """Take up the header, if the line is one: the tables of most of its labels."""
        if line.has_values:
            return False
        titled = [table for cell in line.cells if (table := self._labels.titled(cell.cell.text))]
        self._title = titled[0] if titled else self._title
        named = {table.key: self._named(table, line) for table in self._labels.tables}
        most = max(named.values())
        if most:
            best = [table for table in self._labels.tables if named[table.key] == most]
            self._tables = tuple(table for table in best if table.open_rows)
            self._key_at = _key_column(self._tables, line)
        return bool(titled or most)

    def _named(self, table: Table, line: Line) -> int:
        """How many cells name a column of a table or what its keys are called."""
        columns = sum(
            any(owner is table for owner, _ in self._labels.columns(cell)) for cell in line.cells
        )
        return columns + sum(is_key_header(table, cell) for cell in line.cells)

    def _key(self, line: Line) -> int | None:
        """Which cell is the key: the one below its header, else the last word before figures."""
        at = self._key_at if line.drawn else None
        if at is None:
            words = [n for n, cell in enumerate(line.cells[: line.values_from]) if not cell.blank]
            at = (words[0] if line.drawn else words[-1]) if words else len(line.cells)
        room = len(line.cells) - at - 1
        columns = min(len(table.value_columns) for table in self._tables)
        fits = line.has_values or (line.drawn and room >= columns)
        return at if room > 0 and fits and not line.cells[at].blank else None

    def _decided(self, line: Line) -> Table | None:
        if len(self._tables) == 1:
            return self._tables[0]
        if self._title in self._tables:
            return self._title
        if not self._said:
            self._said = True
            problem = problems.ambiguous_table(self._tables, line.place())
            self._placement.diagnostics.append(problem)
        return None


class _Keys:
    """Open rows by their keys; the second of the same key is another row."""

    def __init__(self, placement: Placement) -> None:
        self._placement = placement
        self._met: dict[tuple[str, str], list[Line]] = {}
        self._first: dict[tuple[str, str], str] = {}
        """Table and key, as keys are compared → the key as it is first printed."""

    def add(self, table: Table, line: Line, at: int) -> None:
        """Place a line; a key that reads like the code of a row of the form is no key."""
        key = line.cells[at].cell.text
        if squeeze(key) in table.row:
            return
        met = self._met.setdefault((table.key, squeeze(key)), [])
        met.append(line)
        first = self._first.setdefault((table.key, squeeze(key)), key)
        code = first if len(met) == 1 else f"{first}#{len(met)}"
        if len(met) > 1:
            problem = problems.repeated_key(table, key, [one.place() for one in met])
            self._placement.diagnostics.append(problem)
        self._placement.rows.append(Placed(table, Entry(code, key), line, at + 1))


def _key_column(tables: Sequence[Table], line: Line) -> int | None:
    for at, cell in enumerate(line.cells):
        if any(is_key_header(table, cell) for table in tables):
            return at
    return None
