"""What numbers are counted in: figures of different units are neither added nor compared."""

from collections.abc import Iterable, Sequence

from gouji.language import kind_problems
from gouji.language.checked import BoundCell, Cells, Expression, Scope, Type
from gouji.language.functions import MEMBERS
from gouji.model.diagnostic import Diagnostic

MIXED = "\0"
"""The unit of a selection whose cells are not all counted in one."""


def shared_unit(terms: Sequence[Expression], problems: list[Diagnostic]) -> str:
    """The one unit of terms that are added or compared; a second one is diagnosed."""
    first: Expression | None = None
    for term in terms:
        unit = term.type.unit
        if unit == MIXED:
            problems.append(kind_problems.mixed_units(term.span))
            return ""
        if not unit:
            continue
        if first is None:
            first = term
        elif unit != first.type.unit:
            problems.append(kind_problems.units_differ(first, term))
            return ""
    return "" if first is None else first.type.unit


def joined_unit(units: Iterable[str]) -> str:
    """What cells taken together are counted in, given what each part of them is."""
    found = set(units) - {""}
    return next(iter(found), "") if len(found) <= 1 else MIXED


def member_type(domain: Type) -> Type:
    """The type of one member; what it is counted in is not known where they differ."""
    unit = "" if domain.unit == MIXED else domain.unit
    return Type(MEMBERS[domain.kind], domain.captures, unit)


def unit_of_each(scope: Scope) -> str:
    """What every cell that a rule looks at is counted in; "" where they differ."""
    table = scope.table
    found = {
        table.unit_of(row, column.code)
        for row in (*scope.rows, *([""] if scope.open_rows else []))
        for column in table.columns_of(row)
        if column.code in scope.columns
    }
    return (found.pop() or "") if len(found) == 1 else ""


def unit_before(cell: Expression, scope: Scope | None) -> str:
    """What the cell of the column before is counted in; "" where columns have units of their own."""
    match cell:
        case Cells():
            table = cell.table
        case BoundCell() if scope is not None:
            table = scope.table
        case _:
            return ""
    return "" if any(column.unit for column in table.columns) else cell.type.unit
