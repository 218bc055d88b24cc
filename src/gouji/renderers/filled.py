"""A table as a report fills it, for people."""

from collections.abc import Mapping

from gouji.model.form import Code, Table
from gouji.model.number import Missing, MissingKind, Number, figure_text
from gouji.model.report import CellKey, Report
from gouji.model.wording import Language
from gouji.renderers import words
from gouji.renderers.printable import printable

_ABOUT = {True: "≈", False: ""}
_UNREADABLE = "×"
_NOT_FOUND = "·"


def rows_of(table: Table, report: Report) -> Mapping[Code, str]:
    """The rows of a table, those that its report adds first: code → what it is called."""
    opened = {code: code for key, code in report.rows if key == table.key and code not in table.row}
    return opened | {row.code: f"{row.code} {row.short}" for row in table.value_rows}


def cell_text(table: Table, key: CellKey, report: Report, language: Language) -> str:
    """The value as read; ≈ marks an estimate, × what could not be read, · what was not found."""
    if key.column not in {column.code for column in table.columns_of(key.row)}:
        return ""
    cell = report.cells.get(key)
    if cell is None:
        return _NOT_FOUND
    match cell.number:
        case Number(approximate=approximate) as number:
            return _ABOUT[approximate] + figure_text(number)
        case Missing(kind=MissingKind.UNREADABLE, raw=raw):
            return f"{_UNREADABLE} {printable(raw)}".strip()
        case Missing(kind=kind, raw=raw):
            return printable(raw).strip() or words.reason(kind.value, language)
