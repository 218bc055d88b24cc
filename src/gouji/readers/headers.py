"""Whether the printed header of a table agrees with the form."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from gouji.model.diagnostic import Diagnostic
from gouji.model.fold import squeeze
from gouji.model.form import Form, Table
from gouji.model.wording import Wording
from gouji.readers import column_problems
from gouji.readers.columns import in_order
from gouji.readers.labels import Labels, Line, Printed, column_keys
from gouji.readers.layout import Headed, Layout
from gouji.readers.placement import Placement

Rivals = Mapping[str, frozenset[str]]
"""Table → the column labels that only other editions of it have."""


def rivals(form: Form, forms: Sequence[Form]) -> Rivals:
    """What the columns of each table are called in other editions but not in this one."""
    others = [table for other in forms for table in other.tables]
    return {
        table.key: frozenset().union(*(column_keys(t) for t in others if is_edition(t, table)))
        - column_keys(table)
        for table in form.tables
    }


def is_edition(table: Table, other: Table) -> bool:
    """Whether two tables are the same one in two editions."""
    return (table.variant_of or table.key) == (other.variant_of or other.key)


def check_headers(
    lines: Sequence[Line], placement: Placement, layout: Layout, labels: Labels, rival: Rivals
) -> tuple[Mapping[str, Wording], Sequence[Diagnostic]]:
    """The tables whose header contradicts the form, each with the reason.

    The header lines of a table are the lines without values right above its rows.  The labels in
    one line must have an order that is the form's, and none may
    be a column that only another form has.  Of a table with open rows, a line that heads them may
    name nothing else, unless another line above names every column: its rows have no label of the
    form that would bear them out.  A header that is cut off or absent says nothing.
    """
    refused: dict[str, Wording] = {}
    found: list[Diagnostic] = []
    heads = list(header_lines(lines, placement))
    whole = {(t.key, line.grid) for t, line in heads if _names_all(t, line, labels)}
    for table, line in heads:
        if table.key in refused:
            continue
        foreign = [
            cell.cell.text
            for cell in line.cells
            if any(key in rival[table.key] for key in cell.wordings.keys)
        ]
        if foreign:
            problem = column_problems.columns_of_another_form(table, foreign, line.place())
        elif shuffled := _shuffled(table, line, labels):
            problem = column_problems.columns_out_of_order(table, shuffled, line.place())
        elif (table.key, line.grid) not in whole and (odd := _unknown(table, line, labels)):
            problem = column_problems.unknown_columns(table, odd, line.place())
        else:
            continue
        refused[table.key] = column_problems.WHY_HEADER
        found.append(problem)
    for headed in layout.headed():
        found += _said(headed, refused)
    return refused, found


def _said(headed: Headed, refused: dict[str, Wording]) -> Iterator[Diagnostic]:
    """What is to be said of a header by the places of its labels; a table in disorder is refused."""
    table, place = headed.table, headed.lines[-1].place()
    if table.key in refused:
        return
    if headed.heads.shuffled:
        refused[table.key] = column_problems.WHY_HEADER
        yield column_problems.columns_out_of_order(table, headed.heads.shuffled, place)
        return
    found = headed.heads.found
    if near := [(head.cell.cell.text, head.column) for head in found if head.near]:
        yield column_problems.near_columns(table, near, place)
    for head in found:
        if head.unknown:
            cell = head.cell.cell
            yield column_problems.unknown_column(table, cell.text, head.column, cell.place)


def header_lines(lines: Sequence[Line], placement: Placement) -> Iterator[tuple[Table, Line]]:
    """The lines without values right above the rows of each table."""
    rows = {placed.line.number: placed.table for placed in placement.rows}
    above: list[Line] = []
    grid = -1
    for line in lines:
        if line.grid != grid:
            grid, above = line.grid, []
        table = rows.get(line.number)
        if table is None:
            above = above if line.has_values else [*above, line]
            continue
        for header in above:
            yield table, header
        above = []


def is_key_header(table: Table, cell: Printed) -> bool:
    """Whether a cell names the column of the keys of open rows."""
    header = squeeze(table.open_rows.header) if table.open_rows else ""
    return bool(header) and header in cell.wordings.keys


def _names_all(table: Table, line: Line, labels: Labels) -> bool:
    """Whether a line names every column that holds values, and nothing else."""
    named = {column.code for _, found in labels.columns_of(table, line) for column in found}
    return table.value_codes <= named and not _unknown(table, line, labels)


def _unknown(table: Table, line: Line, labels: Labels) -> Sequence[str]:
    """What stands where a line names the columns of a table with open rows, and names none."""
    if table.open_rows is None:
        return []
    keys = [is_key_header(table, cell) for cell in line.cells]
    columns = [any(owner is table for owner, _ in labels.columns(cell)) for cell in line.cells]
    marks = keys if any(keys) else columns
    if not any(marks):
        return []
    first = marks.index(True)
    return [
        cell.cell.text
        for at, cell in enumerate(line.cells[first:], start=first)
        if not (keys[at] or columns[at] or cell.blank)
        and (line.drawn or not labels.knows_part(cell))
    ]


def _shuffled(table: Table, line: Line, labels: Labels) -> Sequence[str]:
    """The column labels of a header line, if they stand in another order than the form's."""
    order = {column.code: at for at, column in enumerate(table.columns)}
    named = list(labels.columns_of(table, line))
    choices = [[order[column.code] for column in columns] for _, columns in named]
    rising = in_order([choice for choice, _ in groupby(choices)]) is not None
    return (
        [] if rising and _neighbours(table, line, labels) else [cell.cell.text for cell, _ in named]
    )


def _neighbours(table: Table, line: Line, labels: Labels) -> bool:
    """Whether labels side by side that several columns bear may be columns side by side.

    Only a line of nothing but labels of columns tells: another has lost some.
    """
    printed = [cell for cell in line.cells if not cell.blank]
    named = [[e for owner, e in labels.columns(cell) if owner is table] for cell in printed]
    if not (line.drawn and all(named)):
        return True
    order = {column.code: at for at, column in enumerate(table.value_columns)}
    choices = [[order[entry.code] for entry in entries if not entry.group] for entries in named]
    for leaves, run in groupby(choices, key=bool):
        beside = list(run)
        shared = leaves and all(len(choice) > 1 for choice in beside)
        if shared and not any(
            all(first + at in choice for at, choice in enumerate(beside)) for first in beside[0]
        ):
            return False
    return True
