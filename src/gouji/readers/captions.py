"""Tables of which the document prints another unit than the form has: no figure of them is read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code, Form, Table, is_within
from gouji.model.number import Missing, MissingKind
from gouji.model.report import CellKey
from gouji.model.span import Span
from gouji.readers import column_problems as problems
from gouji.readers.cells import Reading
from gouji.readers.document import Document, GridCell, Paragraph
from gouji.readers.labels import Labels, Line, Printed, printed
from gouji.readers.placement import Placement
from gouji.readers.units import announces_unit, differs, stated_units

Scope = tuple[str, Code | None, Code | None]
"""For what a unit is printed: a table, and a row or a column of it where not for all."""
Stated = Mapping[str, list[Span]]
"""Unit → where it is printed."""


def captions(
    document: Document,
    lines: Sequence[Line],
    placement: Placement,
    labels: Labels,
    is_heading: Callable[[Paragraph], object],
) -> Mapping[Scope, Stated]:
    """The units that are printed above the rows of each table, and in the labels it has."""
    known = _known(labels.tables)
    found: dict[Scope, dict[str, list[Span]]] = {}
    for scope, cell in _labelled(_heads(document, lines, placement, is_heading), placement, labels):
        for unit in stated_units(cell.text, known):
            found.setdefault(scope, {}).setdefault(unit, []).append(cell.place)
    return found


def refuse_other_units(
    reading: Reading, form: Form, found: Mapping[Scope, Stated]
) -> Iterator[Diagnostic]:
    """Give up the cells whose printed unit is not that of the form; it is said once for a scope."""
    printed = {table for table, _, _ in found}
    for table in (table for table in form.tables if table.key in printed):
        units = dict(_units(reading, table))
        refused: dict[Scope, list[CellKey]] = {}
        for key, unit in units.items():
            scope = _scope(found, key)
            beside = units.values() if scope == (table.key, None, None) else ()
            if scope and differs(unit, found[scope], set(beside)):
                refused.setdefault(scope, []).append(key)
        for scope, keys in refused.items():
            columns = dict.fromkeys(table.column[key.column].short for key in keys)
            named = () if len(keys) == len(units) else tuple(columns)
            due = dict.fromkeys(units[key] for key in keys)
            yield problems.other_unit(table, named, found[scope], tuple(due))
            for key in keys:
                lost = Missing(MissingKind.UNREADABLE)
                reading.cells[key] = replace(reading.cells[key], number=lost)


def _known(tables: Sequence[Table]) -> frozenset[str]:
    """The units of a form."""
    entries = (entry for table in tables for entry in (*table.rows, *table.columns))
    units = (*(table.unit for table in tables), *(entry.unit for entry in entries))
    return frozenset(unit for unit in units if unit)


def _heads(
    document: Document,
    lines: Sequence[Line],
    placement: Placement,
    is_heading: Callable[[Paragraph], object],
) -> Iterator[tuple[Table, Line]]:
    """What may state a unit above the rows of each table, down from the heading of the section.

    What stands above a table that the form lacks is for that one.
    """
    rows = {placed.line.number: placed.table for placed in placement.rows}
    grids = {grid: list(run) for grid, run in groupby(lines, key=lambda line: line.grid)}
    grid = 0
    above: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above = [] if is_heading(block) else above
            if announces_unit(block.text):
                above.append(Line(grid, -1, (printed(GridCell(block.text, block.place)),)))
            continue
        inside = grids.get(grid, [])
        grid += 1
        for line in inside:
            if line.number in rows:
                yield from ((rows[line.number], head) for head in above)
                above = []
            elif not line.has_values:
                above.append(line)
        if any(line.has_values for line in inside) and not any(n.number in rows for n in inside):
            above = []


def _labelled(
    heads: Iterator[tuple[Table, Line]], placement: Placement, labels: Labels
) -> Iterator[tuple[Scope, GridCell]]:
    """What is printed above the rows of a table and in their labels, with what it is about."""
    for table, line in heads:
        for cell in (cell for cell in line.cells if announces_unit(cell.cell.text)):
            columns = _columns(table, cell, labels)
            yield from (((table.key, None, column), cell.cell) for column in columns)
            if not columns:
                yield (table.key, None, None), cell.cell
    for placed in placement.rows:
        for cell in placed.line.cells[: placed.start]:
            yield (placed.table.key, placed.row.code, None), cell.cell


def _columns(table: Table, cell: Printed, labels: Labels) -> Sequence[Code]:
    """The columns with values that a cell names, by themselves or by their group."""
    named = [column.code for owner, column in labels.columns(cell) if owner is table]
    return [
        column.code
        for column in table.value_columns
        if any(column.code == code or is_within(column.code, code) for code in named)
    ]


def _units(reading: Reading, table: Table) -> Iterator[tuple[CellKey, str]]:
    """The cells of a table that hold figures in a unit."""
    for key in reading.cells:
        if key.table == table.key and not table.holds_words(key.row, key.column):
            unit = table.unit_of(key.row, key.column)
            if unit:
                yield key, unit


def _scope(found: Mapping[Scope, Stated], key: CellKey) -> Scope | None:
    """The nearest scope of a cell for which a unit is printed, in the order of the form's."""
    column, row = (key.table, None, key.column), (key.table, key.row, None)
    scopes: tuple[Scope, ...] = column, row, (key.table, None, None)
    return next((scope for scope in scopes if scope in found), None)
