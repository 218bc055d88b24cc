"""What may be wrong with a workbook: one function per problem."""

from collections.abc import Sequence

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.wording import Wording

WHY_NO_RESULT = Wording(
    zh="公式没有保存计算结果", en="the cell holds a formula without a stored value"
)
WHY_STALE = Wording(
    zh="公式的结果要重新计算才作数", en="the value of the formula is to be calculated anew"
)
WHY_ERROR = Wording(zh="公式出错", en="the formula has come to an error")
WHY_NO_NUMBER = Wording(zh="存的不是一个数", en="what is stored is not a number")
WHY_FORMAT = Wording(
    zh="数字格式不认识，不知道显示成什么", en="how its number format prints it is not known"
)
WHY_HIDDEN_ROW = Wording(zh="这一行是隐藏的", en="the row is hidden")
WHY_HIDDEN_ZERO = Wording(
    zh="工作表设为不显示零值，这一格显示为空",
    en="the sheet shows no zeros, so the cell looks blank",
)
WHY_HIDDEN = Wording(zh="数字格式把它隐去了", en="its number format hides it")


def hidden_sheets(names: Sequence[str]) -> Diagnostic:
    """Sheets that are not shown."""
    zh, en = "、".join(f"「{name}」" for name in names), ", ".join(f'"{name}"' for name in names)
    return Diagnostic(
        "hidden-sheet",
        Severity.NOTE,
        Wording(zh=f"隐藏的工作表没有读取：{zh}", en=f"hidden sheets are left out: {en}"),
        hint=Wording(zh="如属报告内容，请取消隐藏", en="unhide them if they belong to the report"),
    )


def other_sheets(names: Sequence[str]) -> Diagnostic:
    """Sheets that hold no cells but a chart, or dialogs and macros."""
    zh, en = "、".join(f"「{name}」" for name in names), ", ".join(f'"{name}"' for name in names)
    return Diagnostic(
        "no-worksheet",
        Severity.NOTE,
        Wording(
            zh=f"图表等没有单元格的工作表没有读取：{zh}",
            en=f"sheets without cells, such as charts, are left out: {en}",
        ),
    )


def hidden_cells(sheets: Sequence[str]) -> Diagnostic:
    """Rows and columns that are not shown."""
    zh, en = "、".join(f"「{name}」" for name in sheets), ", ".join(f'"{name}"' for name in sheets)
    return Diagnostic(
        "hidden-cells",
        Severity.WARNING,
        Wording(
            zh=f"有隐藏的行、列，其中的数没有读取：工作表{zh}",
            en=f"there are hidden rows or columns, of which no figure was read: sheets {en}",
        ),
        hint=Wording(zh="如属报告内容，请取消隐藏", en="unhide them if they belong to the report"),
    )
