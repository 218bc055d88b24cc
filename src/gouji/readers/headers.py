"""Whether the printed header of a table agrees with the form."""

from collections.abc import Iterator, Mapping, Sequence

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Form, Table
from gouji.model.wording import Wording
from gouji.readers import problems
from gouji.readers.labels import Labels, Line, column_keys
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
    lines: Sequence[Line], placement: Placement, labels: Labels, rival: Rivals
) -> tuple[Mapping[str, Wording], Sequence[Diagnostic]]:
    """The tables whose header contradicts the form, each with the reason.

    The header lines of a table are the lines without values right above its rows.  The labels in
    one line that name exactly one column each must stand in the order of the form, and none may
    be a column that only another form has.  A header that is cut off or absent says nothing.
    """
    refused: dict[str, Wording] = {}
    found: list[Diagnostic] = []
    for table, line in header_lines(lines, placement):
        if table.key in refused:
            continue
        foreign = [
            cell.cell.text
            for cell in line.cells
            if any(key in rival[table.key] for key in cell.wordings.keys)
        ]
        if foreign:
            problem = problems.columns_of_another_form(table, foreign, line.place())
        elif shuffled := _shuffled(table, line, labels):
            problem = problems.columns_out_of_order(table, shuffled, line.place())
        else:
            continue
        refused[table.key] = problems.WHY_HEADER
        found.append(problem)
    return refused, found


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


def _shuffled(table: Table, line: Line, labels: Labels) -> Sequence[str]:
    """The column labels of a header line, if they stand in another order than the form's."""
    order = {column.code: at for at, column in enumerate(table.columns)}
    sure = [
        (order[columns[0].code], cell.cell.text)
        for cell, columns in labels.columns_of(table, line)
        if len(columns) == 1
    ]
    places = [at for at, _ in sure]
    return [] if places == sorted(places) else [text for _, text in sure]
