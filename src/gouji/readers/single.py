"""The row of a table that has only one and prints no label for it."""

from collections.abc import Iterator, Mapping, Sequence

from gouji.model.form import Table
from gouji.readers import column_problems, problems
from gouji.readers.labels import Labels, Line
from gouji.readers.placement import Doubtful, Placed, Placement

Headed = Mapping[str, int]
"""Table → the number of the nearest line above, in the same grid, that prints a column of it."""


Homes = Mapping[int, frozenset[str]]
"""Grid → the tables that bear the title of the section in which it stands."""


def place_single_rows(
    lines: Sequence[Line], labels: Labels, homes: Homes, placement: Placement
) -> None:
    """Place the lines that hold one value for each column of a table with one row.

    A column label of the table must stand above, in the same grid.  A line with another number
    of cells is taken (and is then unreadable) only below a label that no other table shares, a
    drawn line without values only where there is no other.  Without any such label, the line must
    be the only one of the table's section with a figure for each column, and no other table of
    that section may have as many.  Where several lines or several tables come into question, none
    is chosen.
    """
    placed = {found.table.key for found in placement.rows}
    single = [
        table
        for table in labels.tables
        if len(table.value_rows) == 1 and table.open_rows is None and table.key not in placed
    ]
    if not single:
        return
    bare = list(_bare(lines, labels, placement))
    for table in single:
        fitting = [line for line, headed, _ in bare if table.key in headed and _fits(table, line)]
        near = [line for line, _, own in bare if table.key in own and not line.blank]
        filled = [line for line in fitting if not line.blank] or near or fitting[:1]
        if filled:
            _settle(table, filled, _contested(bare, table, single), placement)
        else:
            at_home = [line for line, _, _ in bare if table.key in homes.get(line.grid, ())]
            _settle_by_shape(table, at_home, _rivals(table, labels, homes), placement)


def _settle_by_shape(
    table: Table, lines: Sequence[Line], rivals: Sequence[Table], placement: Placement
) -> None:
    row = table.value_rows[0]
    count = len(table.columns_of(row.code))
    found = [line for line in lines if len(line.cells) == count and _all_values(line)]
    if not found or any(len(t.columns_of(r.code)) == count for t in rivals for r in t.value_rows):
        return
    _settle(table, found, set(), placement)
    if len(found) == 1:
        problem = column_problems.row_by_shape(table, count, found[0].place())
        placement.diagnostics.append(problem)


def _rivals(table: Table, labels: Labels, homes: Homes) -> Sequence[Table]:
    """The other tables of the same section."""
    keys = frozenset().union(*(found for found in homes.values() if table.key in found))
    return [other for other in labels.tables if other is not table and other.key in keys]


def _all_values(line: Line) -> bool:
    return all(cell.says_value for cell in line.cells)


def _settle(table: Table, found: Sequence[Line], contested: set[int], placement: Placement) -> None:
    row = table.value_rows[0]
    if len(found) == 1 and found[0].number not in contested:
        placement.rows.append(Placed(table, row, found[0], 0))
    elif found:
        placement.doubtful.append(Doubtful(table, row, tuple(found)))
        places = [line.place() for line in found]
        placement.diagnostics.append(problems.ambiguous_values(table, places))


def _bare(
    lines: Sequence[Line], labels: Labels, placement: Placement
) -> Iterator[tuple[Line, Headed, Headed]]:
    """The lines of nothing but values, with the headers above: all, and those of one table only."""
    others = {line.number for line in placement.others}
    headed: dict[str, int] = {}
    own: dict[str, int] = {}
    grid = -1
    for line in lines:
        if line.grid != grid:
            grid, headed, own = line.grid, {}, {}
        if not (line.has_values or line.blank):
            named = [{table.key for table, _ in labels.columns(cell)} for cell in line.cells]
            headed |= {key: line.number for keys in named for key in keys}
            own |= {key: line.number for keys in named for key in keys if len(keys) == 1}
        elif line.number in others and _only_values(line):
            yield line, dict(headed), dict(own)


def _only_values(line: Line) -> bool:
    return all(cell.blank or cell.says_value for cell in line.cells)


def _fits(table: Table, line: Line) -> bool:
    """Whether the line has a cell for each column, and nothing printed beyond them."""
    columns = len(table.columns_of(table.value_rows[0].code))
    if line.blank:
        return line.drawn and len(line.cells) == columns
    filled = [at for at, cell in enumerate(line.cells) if not cell.blank]
    return len(line.cells) >= columns > filled[-1] - filled[0]


def _contested(
    bare: Sequence[tuple[Line, Headed, Headed]], table: Table, single: Sequence[Table]
) -> set[int]:
    """The lines that fit another table whose header is at least as near."""
    return {
        line.number
        for line, headed, _ in bare
        for rival in single
        if rival is not table
        and _fits(rival, line)
        and headed.get(rival.key, -1) >= headed.get(table.key, 0)
    }
