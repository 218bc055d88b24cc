"""Which form a report follows, of several that it may: one rule for every format."""

from collections.abc import Mapping
from datetime import date

from gouji.model.form import Form
from gouji.model.number import Missing, MissingKind
from gouji.model.report import Cell, CellKey


def fitness(
    form: Form, year: int | None, sections: int, cells: Mapping[CellKey, Cell]
) -> tuple[bool, int]:
    """How well a form fits a report, to be compared with how well others do.

    One that is valid in the year of the report goes first, then the one with the most sections and
    rows with a readable cell.
    """
    found = sections + len({(key.table, key.row) for key, cell in cells.items() if _readable(cell)})
    return valid(form, year), found


def valid(form: Form, year: int | None) -> bool:
    """Whether reports of a year follow a form; of no year they may."""
    return year is None or form.validity.holds(date(year, 12, 31))


def _readable(cell: Cell) -> bool:
    return not (isinstance(cell.number, Missing) and cell.number.kind is MissingKind.UNREADABLE)
