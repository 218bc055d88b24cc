"""T3[rows, columns] and [keys]: the cells of a table."""

from collections.abc import Sequence

from gouji.language import checked, name_problems, syntax
from gouji.language.checked import Bound, Kind, Type
from gouji.language.facts import FACTS
from gouji.language.grammar import vocabulary
from gouji.language.keys import Compute, KeyResolver, flat
from gouji.language.names import Names
from gouji.language.units import MIXED
from gouji.model.diagnostic import Diagnostic
from gouji.model.form import Code, Table


def resolve_cells(
    written: syntax.Cells, names: Names, problems: list[Diagnostic], compute: Compute
) -> checked.Cells | None:
    """The cells that a selector names; None where it has been diagnosed."""
    if names.where:
        problems.append(name_problems.not_in_where(written.span))
        return None
    table = find_table(written, names, problems)
    if table is None:
        return None
    axes = _axes(written, names, table)
    if isinstance(axes, Diagnostic):
        problems.append(axes)
        return None
    first, second = axes
    rows = (
        (first,)
        if isinstance(first, Bound)
        else KeyResolver(table.rows, problems, compute, table.open_rows).keys(first)
    )
    columns = (
        (second,)
        if isinstance(second, Bound)
        else (KeyResolver(table.columns, problems, compute).keys(second))
    )
    if rows is None or columns is None:
        return None
    own = names.scope if names.scope is not None and names.scope.table is table else None
    row_codes = _reach(rows, own.rows if own else ())
    column_codes = _reach(columns, own.columns if own else ())
    if row_codes and column_codes and not _some_cell(table, row_codes, column_codes):
        problems.append(name_problems.no_such_cell(written.span, table))
        return None
    many = checked.Leaves | checked.AnyOpen
    one = all(len(keys) == 1 and not isinstance(keys[0], many) for keys in (rows, columns))
    kind = Kind.CELL if one else Kind.CELLS
    unit = _unit(table, (rows, columns), (row_codes, column_codes))
    return checked.Cells(written.span, Type(kind, unit=unit), table, rows, columns)


def _unit(
    table: Table,
    keys: tuple[Sequence[checked.Key], Sequence[checked.Key]],
    codes: tuple[Sequence[Code], Sequence[Code]],
) -> str:
    """What the cells are counted in; "" where that differs from one place of the axis to the next."""
    many_rows, many_columns = (_choices(k, c, table) for k, c in zip(keys, codes, strict=True))
    found = {
        frozenset(
            table.unit_of(row, column) or ""
            for row in rows
            for column in columns
            if column in {entry.code for entry in table.columns_of(row)}
        )
        for rows in many_rows
        for columns in many_columns
    } - {frozenset()}
    if any(len(units) > 1 for units in found):
        return MIXED
    return next(iter(next(iter(found)))) if len(found) == 1 else ""


def _choices(
    keys: Sequence[checked.Key], codes: Sequence[Code], table: Table
) -> Sequence[Sequence[Code]]:
    """What keys stand for at each place of the axis: one at a time where it binds them."""
    if any(isinstance(key, Bound) for key in keys):
        return [[code] for code in codes]
    elsewhere = checked.Joined | checked.AnyOpen | checked.Computed
    if table.open_rows is not None and any(isinstance(key, elsewhere) for key in keys):
        return [[*codes, ""]]
    return [codes]


def find_table(written: syntax.Cells, names: Names, problems: list[Diagnostic]) -> Table | None:
    """The table that a selector is about."""
    if written.table is None:
        if names.scope is None:
            problems.append(name_problems.no_table_here(written.span))
            return None
        return names.scope.table
    if not isinstance(written.table, syntax.Reference):
        problems.append(name_problems.not_a_table(written.table.span, ""))
        return None
    name = written.table.name.text
    table = names.layouts.table(name)
    if table is None and name not in names.broken:
        place = written.table.span
        others = {*names.variables, *FACTS, *names.statements, *names.layouts.outlines}
        others |= {*vocabulary().functions, *names.definitions, *names.parameters, *names.data}
        problems.append(
            name_problems.not_a_table(place, name)
            if name in others
            else name_problems.unknown_table(place, _keys(names))
        )
    return table


def _keys(names: Names) -> Sequence[str]:
    return [table.key for table in names.layouts.tables.values()]


Axis = Sequence[syntax.Key] | Bound


def _axes(written: syntax.Cells, names: Names, table: Table) -> tuple[Axis, Axis] | Diagnostic:
    """Rows and columns; the axis that the rule has bound may be left out."""
    first, second = written.selector.first, written.selector.second
    if second is not None:
        return first, second
    axis = names.scope.axis if names.scope and written.table is None else None
    if axis == "column":
        return first, Bound("column")
    if axis == "row":
        return Bound("row"), first
    name = "" if written.table is None else table.key
    return name_problems.two_axes_needed(written.selector.span, name)


def _reach(keys: Sequence[checked.Key], bound: Sequence[Code]) -> Sequence[Code]:
    """The codes that keys may stand for; none where a report decides."""
    if any(isinstance(key, checked.Computed) for key in keys):
        return ()
    return [code for key in keys for code in (bound if isinstance(key, Bound) else flat(key))]


def _some_cell(table: Table, rows: Sequence[Code], columns: Sequence[Code]) -> bool:
    wanted = set(columns)
    return any(entry.code in wanted for row in rows for entry in table.columns_of(row))
