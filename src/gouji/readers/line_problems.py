"""What is to be said of lines of tables that belong to no row, as problems.py."""

from gouji.model.diagnostic import Diagnostic, Severity
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
