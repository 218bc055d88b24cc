"""What a report says, in short: shared by the tests of its readers."""

from gouji.model.number import Missing, Number, figure_text
from gouji.model.report import Report


def shown(value: Number | Missing) -> str:
    """A figure as people see it, or the kind of missing."""
    return figure_text(value) if isinstance(value, Number) else value.kind.value


def row(report: Report, table: str, code: str) -> list[str]:
    """The cells of a row, in order."""
    cells = report.cells.items()
    return [shown(cell.number) for key, cell in cells if (key.table, key.row) == (table, code)]


def codes(report: Report) -> list[str]:
    """The codes of what is to be said of a report."""
    return [problem.code for problem in report.diagnostics]
