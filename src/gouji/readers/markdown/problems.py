"""What may be wrong with a Markdown document: one function per problem."""

from gouji.model.diagnostic import Diagnostic, Severity
from gouji.model.span import Span
from gouji.model.wording import Wording
from gouji.readers.spans import MOST_CELLS


def open_table(place: Span) -> Diagnostic:
    """An HTML table without an end."""
    return Diagnostic(
        "open-table",
        Severity.WARNING,
        Wording(
            zh="HTML 表格没有结束标记 </table>，文档可能被截断",
            en="an HTML table has no end tag </table>: the document may be cut off",
        ),
        place,
        Wording(zh="请对照原件核对", en="compare it with the original"),
    )


def large_table(place: Span) -> Diagnostic:
    """An HTML table whose spans make it too large to lay out."""
    return Diagnostic(
        "large-table",
        Severity.WARNING,
        Wording(
            zh=f"表格超过 {MOST_CELLS} 格，未读取",
            en=f"a table has more than {MOST_CELLS} cells and was not read",
        ),
        place,
        Wording(zh="请核对合并单元格的跨度", en="check how far its merged cells go"),
    )
