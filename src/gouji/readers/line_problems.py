"""What is to be said of lines of tables that belong to no row, as problems.py."""

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.form import Table
from gouji.model.span import Span
from gouji.model.wording import Wording, quoted


def unplaced_line(quote: str, place: Span, *, named: bool = False) -> Diagnostic:
    """A line of a table that belongs to no row of the form; figures in it were not checked.

    It may be `named` like a row all the same, with words in the place of its values.
    """
    return Diagnostic(
        "unplaced-line",
        Severity.WARNING if named or any(map(str.isdigit, quote)) else Severity.NOTE,
        Wording(
            zh=f"表格中的这一行不属于格式的任何一行：{quoted(quote)}",
            en=f"this line of a table belongs to no row of the form: {quoted(quote)}",
        ),
        place,
        Wording(
            zh="若名称有出入，请在格式中以别名补上",
            en="if the label differs, add it to the form as an alias",
        ),
    )


def rows_lost(table: Table, rows: int, place: Span) -> Diagnostic:
    """Cells that are printed one below another: which of them share a row is not to be told."""
    return Diagnostic(
        "rows-lost",
        Severity.WARNING,
        Wording(
            zh=f"{table.short}的各格是一格一行、不按行排列的，哪些数属于同一行已无从得知：{rows} 行的数值都不采用",
            en=f"{table.short}: its cells are printed one below another, and not row by row: which of them "
            f"share a row is lost; no value of {rows} rows is read",
        ),
        place,
        Wording(
            zh="请用保留版面的方式重新导出文字，或直接提供原文件",
            en="take the text out again in a way that keeps the layout, or give the original",
        ),
    )
